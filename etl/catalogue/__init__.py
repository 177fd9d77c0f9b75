"""What is known of the two catalogues without asking them: titles, what a table holds, and what somebody chose of it."""
