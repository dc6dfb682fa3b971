"""HTTP: `fetch` reads pages, `service` talks to the programs and web services that records are pushed to."""
