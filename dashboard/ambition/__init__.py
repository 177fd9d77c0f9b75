"""The page of one ambition: what we want, who works on it, what was said."""
