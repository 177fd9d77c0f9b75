"""Changing the agenda on a page: fields with their Dutch words, what is filled in, and where it is kept."""
