"""Reconciliation: the claims of many documents -> one record for each work."""
