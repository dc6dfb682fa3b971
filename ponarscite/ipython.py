"""The name that IPython imports: ``%load_ext ponarscite.ipython``."""

from ponarscite.integrations.jupyter.magics import load_ipython_extension

__all__ = ["load_ipython_extension"]
