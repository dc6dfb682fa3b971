"""Reading a whole site: discovery, REST API, sitemap, feed."""
