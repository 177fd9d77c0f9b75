"""What a change of the agenda does before it is published, and what was published before."""
