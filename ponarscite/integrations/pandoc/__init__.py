"""pandoc: names of records in a document -> its `references`. Imports nothing: pandoc waits for the filter."""
