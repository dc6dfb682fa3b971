"""Numbered series such as PONARS Policy Memos: their data, the identity of a memo, the layout of its pages."""
