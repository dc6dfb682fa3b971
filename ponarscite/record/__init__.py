"""Record: a bibliographic record, its typed parts, the parsers of these parts, and the claims behind it."""
