"""The form of one thing of the agenda, and what stands around it."""
