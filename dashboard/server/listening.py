"""Takes the port of the server, or says in Dutch why it cannot be had; it answers nobody."""

import errno
import socket


def listen(address: str, port: int) -> socket.socket:
    """Take the port before anything is loaded for it; OSError when it cannot be had.

    It says that it is TCP: asyncio sends small pieces at once only on sockets that say so, and without that every answer on a
    connection that stays open waited 40 ms for the one before to be confirmed.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def why_not(problem: OSError, address: str, port: int) -> str:
    """What to tell of that, with what to type."""
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Poort {port} is al bezet: misschien draait Databoek al. Stop het andere programma, of kies een andere poort: "
            f"python -m dashboard.server --port {port + 1}"
        )
    return f"Op {address}, poort {port}, kan Databoek niet starten: {problem.strerror}."
