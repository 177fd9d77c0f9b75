"""How the lake is opened: the catalogue and the data path of the settings and nothing else; it knows no table.

Extensions come from the installed wheels and are never downloaded. Only tables are read from a lake, never a view: nothing that
somebody put there is run.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from etl.store.lake.place import Bucket, LakeError, Place
from etl.store.versions import BusyError

LAKE = "lake"
_CATALOGUE = f"__ducklake_metadata_{LAKE}"
"""How DuckLake calls the database that it keeps its catalogue in."""
_EXTENSIONS = ("ducklake", "postgres_scanner")
_FOR_S3 = "httpfs"
_INSTALL = "Typ: python -m pip install -r requirements-cluster.txt"
_WITHIN: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": 1,
    "enable_external_file_cache": "false",
}
"""Without the cache: what is looked through is what stands there now, and everything is read only once anyway."""


def open_lake(place: Place) -> duckdb.DuckDBPyConnection:
    """A connection to this place, which cannot reach another; LakeError when it does not answer."""
    connection = duckdb.connect(":memory:", config=_WITHIN)
    try:
        load_extensions(connection, (*_EXTENSIONS, _FOR_S3) if place.bucket else _EXTENSIONS)
        if place.bucket:
            connection.execute(_secret(place.bucket, place.data))
        else:
            Path(place.data).mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"ATTACH {text('ducklake:postgres:' + place.dsn)} AS {LAKE}"
            f" (DATA_PATH {text(place.data)}, METADATA_SCHEMA {text(place.catalogue)})"
        )
        connection.execute(f"SET allowed_directories = [{text(place.data)}]")
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise unreachable(place, error) from error
    except OSError as error:
        connection.close()
        raise LakeError(
            f"De map {place.data} is niet te maken ({error.strerror}). Geef rechten, of kies een andere map."
        ) from error
    return connection


@contextmanager
def held_everywhere(connection: duckdb.DuckDBPyConnection, place: Place) -> Iterator[None]:
    """Hold the lake for one run over all machines, by a cursor for this alone; BusyError when another run has it.

    A run that is killed lets go.
    """
    try:
        connection.begin()  # the lock lives as long as this transaction
        asked = f"SELECT pg_try_advisory_xact_lock(hashtextextended({text(place.catalogue)}, 0))"
        found = connection.execute(f"SELECT * FROM postgres_query({text(_CATALOGUE)}, {text(asked)})").fetchone()
    except duckdb.Error as error:
        close(connection)
        raise unreachable(place, error) from error
    try:
        if not found or not found[0]:
            raise BusyError(f"Op een andere machine loopt al een verversing van {place.name}. Wacht tot die klaar is.")
        yield
    finally:
        close(connection)  # away by then: the lock is gone with it, and putting in force looks for itself


def close(connection: duckdb.DuckDBPyConnection) -> None:
    """End its transaction, which may be impossible, before it is closed: else DuckDB ends the process when PostgreSQL is away."""
    with suppress(duckdb.Error):
        connection.rollback()
    connection.close()


def load_extensions(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Load extensions where their wheels lie: nothing is copied into somebody's home. LakeError when one is missing."""
    try:
        import duckdb_extension_ducklake as ducklake  # noqa: PLC0415  # requirements-cluster.txt brings them
        import duckdb_extension_httpfs as httpfs  # noqa: PLC0415
        import duckdb_extension_postgres_scanner as postgres_scanner  # noqa: PLC0415
    except ImportError as error:
        raise LakeError(f"Voor DuckLake is {error.name} nodig. {_INSTALL}") from error
    wheels = {"ducklake": ducklake, "httpfs": httpfs, "postgres_scanner": postgres_scanner}
    for name in names:
        folder = Path(str(wheels[name].__file__)).parent / "extensions" / f"v{duckdb.__version__}"
        try:
            connection.execute(f"LOAD {text(str(folder / f'{name}.duckdb_extension'))}")
        except duckdb.Error as error:
            raise LakeError(f"{wheels[name].__name__} past niet bij DuckDB {duckdb.__version__}. {_INSTALL}") from error


def unreachable(place: Place, error: Exception) -> LakeError:
    """What it means for people that the lake does not answer."""
    return LakeError(
        f"{place.name} geeft geen goed antwoord: {place.cause(error)}. Kijk of PostgreSQL draait en of DATABOEK_STORE en"
        " DATABOEK_STORE_DATA kloppen, en typ de opdracht opnieuw. Wat er al stond, is niet veranderd."
    )


def text(value: str) -> str:
    """A value as a text in SQL, where no parameter is taken."""
    return "'" + value.replace("'", "''") + "'"


def _secret(bucket: Bucket, scope: str) -> str:
    about = f"TYPE s3, KEY_ID {text(bucket.key)}, SECRET {text(bucket.secret)}, REGION {text(bucket.region)}, SCOPE {text(scope)}"
    if bucket.endpoint:
        host, is_safe = bucket.endpoint.split("://")[-1].rstrip("/"), not bucket.endpoint.startswith("http://")
        about += f", ENDPOINT {text(host)}, URL_STYLE 'path', USE_SSL {str(is_safe).lower()}"
    return f"CREATE SECRET ({about})"
