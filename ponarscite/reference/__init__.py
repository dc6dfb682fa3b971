"""References as other tools exchange them: the formats they are kept in -> CSL-JSON items -> claims."""
