"""The kit for authors of plugins: the files of a new package, from templates."""
