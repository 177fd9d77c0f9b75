"""Choosing a measure of a table."""
