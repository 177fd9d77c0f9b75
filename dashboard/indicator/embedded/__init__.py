"""One indicator as a part of a page of another website, and how it gets there."""
