"""The only file that talks to CBS: probe, look up, search and fetch tables; it judges and stores nothing."""

import os
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

import pyarrow as pa
import requests

from etl.catalogue.titles import LONGEST_TEXT, Title
from etl.catalogue.words import cleaned
from etl.cbs.assembly import Progress, assemble
from etl.cbs.columns import to_table
from etl.cbs.pages import Row, follow
from etl.cbs.patience import FailedTryError, patiently, table_is_gone
from etl.cbs.shared import shared
from etl.cbs.topics import Property
from etl.cbs.wire import Limits, Page, fault, get_page, within
from etl.delivery import Delivery, SourceError, TableRequest
from indicators.agenda.model import TABLE_ID

CATALOGUES = ("opendata.cbs.nl", "dataderden.cbs.nl")


class FoundTable(NamedTuple):
    """A table of one of the catalogues; period and modified as CBS writes them."""

    catalogue: str
    table: str
    title: str
    period: str
    modified: str


def root_of(catalogue: str) -> str:
    """Where `/ODataFeed/` of this catalogue is reached: its own host, or DATABOEK_CBS_BASE when that is set."""
    base = os.environ.get("DATABOEK_CBS_BASE", "").rstrip("/")
    if base and not base.startswith(("http://", "https://")):
        raise SourceError(f"DATABOEK_CBS_BASE is '{base}'. Begin met http:// of https://, of laat de instelling weg.")
    return f"{base}/{catalogue}" if base else f"https://{catalogue}"


def session_of(catalogue: str) -> requests.Session:
    """A session that has looked for proxies and certificates in the environment: by itself it does so before every page."""
    session = requests.Session()
    found = session.merge_environment_settings(root_of(catalogue), {}, None, None, None)
    session.proxies, session.verify, session.cert = found["proxies"], found["verify"], found["cert"]
    session.trust_env = False
    return session


_T = TypeVar("_T")
# cbsodata lets ValueError (no JSON), KeyError and TypeError (JSON, but not a set) of a broken answer pass through.
_FAULTS = (requests.RequestException, ValueError, KeyError, TypeError)


@dataclass(frozen=True, kw_only=True)
class Catalogues:
    """The two CBS catalogues, and how patient to be with them; safe to use from several threads.

    first_wait: seconds before the second try, doubled for each next.
    """

    tries: int = 4
    first_wait: float = 1.0
    limits: Limits = field(default_factory=Limits)
    page_limit: int = 1_000
    probe_seconds: float = 3.0

    def answers(self, catalogue: str) -> bool:
        """Whether the catalogue answers within probe_seconds in all, name look-up included; never raises."""
        heard = threading.Event()
        # A timeout of requests counts per address and per read; only a thread bounds the whole.
        probe = threading.Thread(target=_listen, args=(catalogue, self.probe_seconds, heard), daemon=True)
        probe.start()
        probe.join(self.probe_seconds)
        return heard.is_set()

    def table_info(self, request: TableRequest) -> dict[str, Any]:
        """The table's TableInfos row (Title, Modified, Frequency, Source, ...) in one request; SourceError when it has none."""
        rows = self.entity_set(request, "TableInfos", key=())
        if not rows:
            raise SourceError(table_is_gone(request.label))
        return rows[0]

    def fetch(self, request: TableRequest, *, licence: str, progress: Progress | None = None, origin: str = "live") -> Delivery:
        """Fetch what is asked for; progress hears the rows so far after each page. SourceError when nothing usable came."""
        return assemble(request, self, licence=licence, progress=progress, origin=origin)

    def search(self, words: Sequence[str], *, catalogue: str) -> list[FoundTable]:
        """Tables of a catalogue with every word in title or id, newest first; case and accents do not matter."""
        import cbsodata  # noqa: PLC0415  # it brings its own world; only a search needs it

        wanted = [_plain(word) for word in words]
        fields = ["Identifier", "Title", "ShortTitle", "Period", "Modified"]
        found = []
        for row in self._client(catalogue, catalogue, "Tables", partial(cbsodata.get_table_list, fields)):
            table, title, short_title, period, modified = (str(row.get(name) or "").strip() for name in fields)
            if all(word in _plain(f"{title} {short_title} {table}") for word in wanted):
                found.append(FoundTable(catalogue, table, title or short_title, period, modified))
        return sorted(found, key=lambda table: table.modified, reverse=True)

    def titles(self, catalogue: str) -> list[Title]:
        """What the catalogue tells of every table it has; SourceError when it gives no usable answer."""
        import cbsodata  # noqa: PLC0415

        fields = ["Identifier", "Title", "ShortTitle", "Summary", "Period", "Modified", "Frequency"]
        rows = self._client(catalogue, catalogue, "Tables", partial(cbsodata.get_table_list, fields))
        found = (_title(catalogue, *(row.get(name) for name in fields)) for row in rows if isinstance(row, dict))
        return [title for title in found if title]

    def properties(self, request: TableRequest) -> list[Property]:
        """The table's columns and their groups: the rows of DataProperties."""
        return self.entity_set(request, "DataProperties", key=())

    def entity_set(
        self,
        request: TableRequest,
        name: str,
        *,
        key: Sequence[str],
    ) -> list[Row]:
        """All rows of a set of metadata; key names the columns that identify a row.

        A dimension of wijken and buurten is longer than one page.
        """
        with session_of(request.catalogue) as session:
            return [row for page in self._pages(session, request, name, key=key) for row in page]

    def figures(
        self,
        request: TableRequest,
        *,
        dimensions: Sequence[str],
        columns: Sequence[str],
        asked: Mapping[str, str],
        progress: Progress | None = None,
    ) -> pa.Table:
        """The rows of TypedDataSet; asked holds $filter and $select. A page becomes columns before the next one is asked for."""

        def counted(pages: Iterator[list[Row]]) -> Iterator[list[Row]]:
            count = 0
            for page in pages:
                count += len(page)
                if progress is not None:
                    progress(count)
                yield page

        with session_of(request.catalogue) as session:
            pages = self._pages(session, request, "TypedDataSet", key=dimensions, asked=asked, is_long=True)
            return to_table(counted(pages), dimensions=dimensions, columns=columns, label=request.label)

    def _pages(
        self,
        session: requests.Session,
        request: TableRequest,
        name: str,
        *,
        key: Sequence[str],
        asked: Mapping[str, str] | None = None,
        is_long: bool = False,
    ) -> Iterator[list[Row]]:
        """The pages of an entity set.

        Not through cbsodata: its page loop follows any address it is given, starts over after a fault and can go on for ever.
        """
        root = root_of(request.catalogue)
        query = urlencode({"$format": "json", **(asked or {})}, quote_via=quote, safe="$,()'")

        def get(url: str) -> Page:
            return shared(url, lambda asked: self._patiently(request.label, name, partial(get_page, session, asked, self.limits)))

        first = f"{root}/ODataFeed/odata/{request.table}/{name}?{query}"
        return follow(first, get=get, root=root, key=key, limit=self.page_limit, label=request.label, is_long=is_long)

    def _client(self, catalogue: str, label: str, part: str, ask: Callable[..., Any]) -> Any:
        """Call a function of cbsodata with this catalogue's address and our patience."""
        import cbsodata  # noqa: PLC0415

        root = root_of(catalogue)
        scheme, _, host = root.partition("://")
        # A global of cbsodata; every thread of this process reads the same DATABOEK_CBS_BASE, so all set the same value.
        cbsodata.options.use_https = scheme == "https"
        # cbsodata passes by requests' own look at proxies and certificates in the environment, so hand them over.
        with requests.Session() as session:
            settings = dict(session.merge_environment_settings(root, {}, None, None, None))
        return self._patiently(
            label,
            part,
            partial(within, self.limits.in_all, partial(ask, catalog_url=host, timeout=self.limits.silence, **settings)),
        )

    def _patiently(self, label: str, part: str, ask: Callable[[], _T]) -> _T:
        def attempt() -> _T:
            try:
                return ask()
            except _FAULTS as error:
                raise fault(error) from error

        return patiently(attempt, label=label, part=part, tries=self.tries, first_wait=self.first_wait)


def _listen(catalogue: str, seconds: float, heard: threading.Event) -> None:
    try:
        url = f"{root_of(catalogue)}/ODataCatalog/Tables?$format=json&$top=1&$select=Identifier"
        with session_of(catalogue) as session:
            get_page(session, url, Limits(silence=(seconds, seconds), in_all=seconds))
    except (SourceError, FailedTryError):
        return
    heard.set()


def _title(catalogue: str, table: object, title: object, short: object, *others: object) -> Title | None:
    """As one line of plain text each; None for what cannot be asked for."""
    summary, period, modified, frequency = (cleaned(each, LONGEST_TEXT) for each in others)
    name = cleaned(title, LONGEST_TEXT) or cleaned(short, LONGEST_TEXT)
    code = str(table or "").strip()
    if not name or not re.fullmatch(TABLE_ID, code):
        return None
    return Title(
        catalogue=catalogue,
        table=code,
        title=name,
        summary=summary,
        period=period,
        modified=modified,
        frequency=frequency,
    )


def _plain(text: str) -> str:
    """Lower case without accents, so that `Fryslan` finds `Fryslân`."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
