"""nginx and haproxy in processes of their own, from the examples in deploy/, with a certificate made here; no system service."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from support.serving import free_port
from support.shipped import ROOT
from support.tools import require

NAME = "cijfers.voorbeeldstad.nl"
_AROUND_NGINX = """daemon off; pid {folder}/nginx.pid; error_log stderr warn; worker_processes 1; {user}
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; include /etc/nginx/mime.types; include {site}; }}
"""


class NotInExampleError(Exception):
    """What a test puts something else for is no longer in the example: the two have grown apart."""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A self-made one for this computer and the name in the examples, and its key."""
    made, key = folder / "databoek.crt", folder / "databoek.key"
    names = f"subjectAltName=DNS:localhost,DNS:{NAME},IP:127.0.0.1"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -addext {names} -keyout {key} -out {made}"
    subprocess.run([require("openssl"), *command.split()[1:]], check=True, capture_output=True)
    return made, key


def example(name: str, places: Mapping[str, str]) -> str:
    """An example of deploy/ with other places in it; NotInExampleError when one of them is not there exactly once."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for place, other in places.items():
        if text.count(place) != 1:
            raise NotInExampleError(f"deploy/{name} has {place!r} {text.count(place)} times")
        text = text.replace(place, other)
    return text


@contextmanager
def nginx(folder: Path, app: int) -> Iterator[int]:
    """Before the app on a port; gives the port for HTTPS."""
    port, (made, key) = free_port(), certificate(folder)
    places = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "server 127.0.0.1:8501;": f"server 127.0.0.1:{app};",
        "/etc/nginx/databoek.pem": str(made),
        "/etc/nginx/databoek.key": str(key),
    }
    site, settings = folder / "site.conf", folder / "nginx.conf"
    site.write_text(example("nginx.conf", places), encoding="utf-8")
    user = "user root;" if folder.owner() == "root" else ""
    settings.write_text(_AROUND_NGINX.format(folder=folder, site=site, user=user), encoding="utf-8")
    with _running([require("nginx"), "-p", str(folder), "-c", str(settings)], folder / "nginx.txt", port):
        yield port


@contextmanager
def haproxy(folder: Path, apps: tuple[int, int]) -> Iterator[int]:
    """Before two processes on these ports; gives the port for HTTPS."""
    port, (made, key) = free_port(), certificate(folder)
    both = folder / "databoek.pem"
    both.write_bytes(made.read_bytes() + key.read_bytes())
    places = {
        "bind :80\n": f"bind 127.0.0.1:{free_port()}\n",
        "bind :443 ssl": f"bind 127.0.0.1:{port} ssl",
        "/etc/haproxy/databoek.pem": str(both),
        "127.0.0.1:8501": f"127.0.0.1:{apps[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{apps[1]}",
    }
    settings = folder / "haproxy.cfg"
    settings.write_text(example("haproxy.cfg", places), encoding="utf-8")
    with _running([require("haproxy"), "-db", "-f", str(settings)], folder / "haproxy.txt", port):
        yield port


@contextmanager
def _running(command: list[str], log: Path, port: int) -> Iterator[None]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            until = time.monotonic() + 20
            while not _speaks(port):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{shutil.which(command[0])} does not answer: {log.read_text(encoding='utf-8')}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def _speaks(port: int) -> bool:
    """Whether TLS is spoken there; by whom is not asked."""
    about = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    about.check_hostname, about.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as plain, about.wrap_socket(plain):
            return True
    except OSError:
        return False
