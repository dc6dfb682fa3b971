"""Ingestion: documents, one by one or in several processes -> claims."""
