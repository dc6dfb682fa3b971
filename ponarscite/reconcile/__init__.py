"""Reconciliation: claims -> records."""
