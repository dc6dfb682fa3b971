"""graph: who cites whom in a library, as a picture, as figures, and as files of programs for networks."""
