"""The pages of the dashboard written as complete HTML, that reads without a script and without a connection that stays."""
