"""The same versions in DuckLake: a PostgreSQL catalogue that all machines reach, and a folder or S3 for the figures."""
