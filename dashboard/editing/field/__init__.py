"""One field of a form: what it is filled in with, what is wrong with it, and how it is kept."""
