"""Looking up identifiers: the services that describe works, how they are asked, and which answers are taken."""
