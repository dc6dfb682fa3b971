"""The local page, the JSON interface and cite-as-you-write: `ponarscite serve`."""
