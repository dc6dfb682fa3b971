"""Citation strings as people write them: text in, works out, each with the span of every field and a proof.

The room is pure and imports nothing of ponarscite but `record` and `csl`; `training` is a program of its own.
"""
