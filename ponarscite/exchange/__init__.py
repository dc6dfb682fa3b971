"""The formats in which programs exchange records, as tables and what reads and writes by them. Pure."""
