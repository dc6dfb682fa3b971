"""Training of the model that reads citation strings; nothing else in ponarscite imports it.

    python -m ponarscite.citestring.training

needs the extra `train`. Word and name lists are lent by packages at run time; none is part of ponarscite.
"""
