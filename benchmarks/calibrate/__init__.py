"""How often the methods are right, on every recorded series."""
