"""The app as a server of its own: its page in Dutch with bar and footer, its headers, its health."""
