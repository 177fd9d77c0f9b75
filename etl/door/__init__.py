"""The one door for every write: who may do what, and the only code that changes agenda, drafts and own files."""
