"""A new indicator: found by words or in an own file, its figures seen before it has a name, and kept as a draft."""
