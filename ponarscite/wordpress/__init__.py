"""Posts of the WordPress REST API, and the claims that they make."""
