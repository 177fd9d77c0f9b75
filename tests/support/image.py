"""The container for real: a base from Debian's archive, built by buildah, and run on a root that is only read; root is needed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from support.shipped import ROOT

_PACKAGES = "python3,python3-venv,ca-certificates"
_RUN = """set -e
mount --bind "{root}" "{root}"
mount -o remount,ro,bind "{root}"
mount -t tmpfs tmpfs "{root}/tmp"
mount --bind "{data}" "{root}/data"
mount -t proc proc "{root}/proc"
mount --bind /dev "{root}/dev"
exec chroot --userspec={user} "{root}" /usr/bin/env -i {environment} /bin/sh -c 'cd /tmp; exec "$@"' run "$@"
"""


class Image:
    """Built below a folder; subprocess's CalledProcessError with what went wrong."""

    def __init__(self, below: Path) -> None:
        self._below = below
        self._places = ["--storage-driver", "vfs", "--root", str(below / "store"), "--runroot", str(below / "run")]
        self._base()
        self._buildah(
            "bud",
            *self._settings_of_pip(),
            "--build-arg",
            "BASE=localhost/basis",
            "-f",
            "deploy/Containerfile",
            "-t",
            "databoek",
            ".",
        )
        self._root = self._buildah("mount", self._buildah("from", "localhost/databoek"))
        self.user, *environment = self._buildah(
            "inspect",
            "--type",
            "image",
            "--format",
            "{{.OCIv1.Config.User}}{{range .OCIv1.Config.Env}}\n{{.}}{{end}}",
            "localhost/databoek",
        ).splitlines()
        self._environment = " ".join(f"'{each}'" for each in environment)

    def command(self, words: Sequence[str], data: Path) -> list[str]:
        """What runs these words in it: as its user, with its environment, with this folder as its volume."""
        os.chown(data, *(int(number) for number in self.user.split(":")))
        script = _RUN.format(root=self._root, data=data, user=self.user, environment=self._environment)
        return ["unshare", "--mount", "bash", "-c", script, "run", *words]

    def close(self) -> None:
        """Leave nothing of it: it is gigabytes."""
        for what in ("rm", "rmi"):
            self._buildah(what, "--all")
        for name in ("base", "store", "run"):
            shutil.rmtree(self._below / name, ignore_errors=True)

    def _base(self) -> None:
        folder = self._below / "base"
        _done(["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", str(folder)])
        made = self._buildah("from", "scratch")
        self._buildah("copy", "--quiet", made, str(folder), "/")
        self._buildah("commit", "--quiet", made, "localhost/basis")
        self._buildah("rm", made)

    def _settings_of_pip(self) -> list[str]:
        """Where this machine gets its packages, when that is somewhere else than usual: it goes along while building."""
        told = _done([sys.executable, "-m", "pip", "config", "list"])
        named = {Path(found) for found in re.findall(r"(/[\w./-]+)", told)}
        folders = {
            Path("/etc/xdg/pip"),
            Path("/etc/pip.conf"),
            Path("/etc/ssl/certs"),
            *(path for path in named if path.exists()),
        }
        volumes = [f"--volume={path}:{path}:ro" for path in sorted(folders) if path.exists()]
        passed = [name for name in os.environ if re.fullmatch(r"PIP_\w+|https?_proxy|no_proxy", name, re.IGNORECASE)]
        return [*volumes, *(f"--env={name}={os.environ[name]}" for name in passed), "--isolation", "chroot"]

    def _buildah(self, command: str, *words: str) -> str:
        return _done(["buildah", *self._places, command, *words])


def _done(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command[:8])}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
    return done.stdout.strip()
