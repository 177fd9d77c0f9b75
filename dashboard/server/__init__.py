"""The app as a server of its own: its page in Dutch, its headers, its health."""
