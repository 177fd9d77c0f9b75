"""Where the lake is, as the two settings say, and how to tell of it without a password; it opens nothing."""

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from etl.installation import MUNICIPALITIES
from etl.store.disk import DiskError
from etl.store.homes import STORE, STORE_DATA

_BEGIN = "ducklake:postgres:"
_CATALOGUE, _LONGEST = "databoek", 63
_FOR_EXAMPLE = f"{STORE}='{_BEGIN}host=db.gemeente.nl dbname=databoek user=databoek'"
_PATIENCE = {
    "connect_timeout": "5",
    "tcp_user_timeout": "15000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}
"""Seconds (the second: milliseconds) that libpq waits for a machine that is silent; without them it is minutes, or for ever."""


class LakeError(DiskError):
    """The lake does not answer, or does not take the figures; what was published stays. The text says why and what to do."""


class Bucket(NamedTuple):
    """How S3 is asked, in the words of AWS's own settings; endpoint: '' for Amazon's own."""

    key: str
    secret: str
    region: str
    endpoint: str


class Place(NamedTuple):
    """One store in a lake. dsn: for libpq; catalogue: the schema in PostgreSQL; data: folder or s3://…, ends in a slash."""

    dsn: str
    catalogue: str
    data: str
    bucket: Bucket | None
    name: str

    def cause(self, error: Exception) -> str:
        """What went wrong, in one line, without the password that DuckDB repeats."""
        text = str(error).replace(self.dsn, "…")
        for secret in [*re.findall(r"password\s*=\s*('[^']*'|\S+)", self.dsn), urlsplit(self.dsn).password or ""]:
            text = text.replace(secret, "…") if secret else text
        said = re.split(r'(?:failed: |at "…": )', text)[-1]
        return " ".join(said.split())[:300].rstrip(".")


def place_of(data_dir: Path, store: str, store_data: str) -> Place:
    """The store in the lake for this data folder; LakeError when a setting is wrong."""
    if not store.startswith(_BEGIN) or not store.removeprefix(_BEGIN).strip():
        raise LakeError(f"{STORE} is '{_shown(store)}'; Databoek kent alleen {_BEGIN}… Schrijf bijvoorbeeld {_FOR_EXAMPLE}")
    if not store_data.startswith(("/", "s3://")):
        raise LakeError(
            f"{STORE_DATA} is '{store_data}'; schrijf waar de cijfers staan: een map (met een / vooraan) of een adres in S3 (s3://…)."
        )
    name = data_dir.name if data_dir.parent.name == MUNICIPALITIES else ""
    below = f"{MUNICIPALITIES}/{name}/" if name else ""
    dsn = store.removeprefix(_BEGIN).strip()
    return Place(
        dsn=_patient(dsn),
        catalogue=_catalogue(name),
        data=f"{store_data.rstrip('/')}/{below}",
        bucket=_bucket() if store_data.startswith("s3://") else None,
        name=f"{_host(dsn)} (cijfers in {store_data.rstrip('/')}/{below})",
    )


def _catalogue(name: str) -> str:
    """The schema of this municipality; PostgreSQL cuts off a longer name, and then two could be one."""
    whole = f"{_CATALOGUE}_{re.sub(r'[^a-z0-9]', '_', name.lower())}" if name else _CATALOGUE
    if len(whole) <= _LONGEST:
        return whole
    mark = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    return f"{whole[: _LONGEST - len(mark) - 1]}_{mark}"


def _patient(dsn: str) -> str:
    """With how long to wait, where whoever wrote it does not say so."""
    told = [f"{name}={value}" for name, value in _PATIENCE.items() if name not in dsn]
    if "://" not in dsn:
        return " ".join([dsn, *told])
    return f"{dsn}{'&' if '?' in dsn else '?'}{'&'.join(told)}"


def _host(dsn: str) -> str:
    if "://" in dsn:
        parts = urlsplit(dsn)
        return f"PostgreSQL op {parts.hostname or 'deze computer'}{f':{parts.port}' if parts.port else ''}{parts.path}"
    told = dict(re.findall(r"(host|port|dbname)\s*=\s*([^\s']+)", dsn))
    port, base = f":{told['port']}" if "port" in told else "", f"/{told['dbname']}" if "dbname" in told else ""
    return f"PostgreSQL op {told.get('host', 'deze computer')}{port}{base}"


def _shown(store: str) -> str:
    return re.sub(r"password\s*=\s*('[^']*'|\S+)|(?<=:)[^:@/]+(?=@)", "…", store)


def _bucket() -> Bucket:
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    if lacking := [name for name in names if not os.environ.get(name)]:
        raise LakeError(f"De cijfers staan in S3 ({STORE_DATA}), maar {' en '.join(lacking)} is niet gezet. Zet de sleutel.")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    return Bucket(os.environ[names[0]], os.environ[names[1]], region, os.environ.get("AWS_ENDPOINT_URL", ""))
