"""A field with one value: what it is filled in with, what is asked about it, and how it is kept."""
