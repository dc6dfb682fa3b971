"""How a site is read whole: discovery, REST, sitemap, feed."""
