"""The pages on paper as a folder of files, for any web server or none."""
