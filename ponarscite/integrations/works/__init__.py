"""Works that documents cite: names -> items, styles, locators, and pages of citations -> texts, for every tool."""
