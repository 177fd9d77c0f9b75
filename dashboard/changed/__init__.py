"""The page of what changed since a date."""
