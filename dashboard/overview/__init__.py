"""The overview: where every ambition stands and what asks attention."""
