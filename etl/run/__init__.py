"""One run from plan to publication: what to read, how it is shaped and checked, what is reported."""
