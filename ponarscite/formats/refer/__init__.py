"""ENW: EndNote's import format, an extension of refer."""
