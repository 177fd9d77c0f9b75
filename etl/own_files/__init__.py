"""The municipality's and the partners' own files: read with care, refused when unclear, never guessed."""
