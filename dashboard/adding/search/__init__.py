"""Finding a table by words."""
