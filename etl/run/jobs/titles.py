"""The job that fetches the titles of all tables; it looks into no table."""

from etl.catalogue.titles import titles_in
from etl.cbs.client import Catalogues
from etl.door.job_folder import Asked, JobFolder
from etl.door.questions import TitlesFetched
from etl.run.renewed_titles import fetch_into

_PATIENCE = 20.0
"""Seconds that a sign of a catalogue is waited for: nobody sits waiting for this."""


def fetch_titles(folder: JobFolder, asked: Asked) -> TitlesFetched:  # noqa: ARG001  every job is called alike
    """Fetch them; SourceError when no catalogue answers at all."""
    problems = fetch_into(folder.data_dir, Catalogues(probe_seconds=_PATIENCE), folder.step)
    return TitlesFetched(tables=len(titles_in(folder.data_dir).tables), problems=problems)
