"""What changed in the agenda about one indicator."""
