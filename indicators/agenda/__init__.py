"""The agenda: read from its file, checked by its rules, or refused with every mistake at once; it judges no figure."""
