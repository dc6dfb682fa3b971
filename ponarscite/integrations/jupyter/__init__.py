"""Notebooks: magics of IPython that cite records and list what was cited."""
