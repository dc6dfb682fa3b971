"""The one door to the network: `fetch` opens it."""
