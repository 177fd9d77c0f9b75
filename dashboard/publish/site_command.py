"""python -m dashboard.publish site: all pages as files in a folder, of one municipality or of many at once."""

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from dashboard import agendas, data
from dashboard.publish.site.made import SiteError, SiteFile, seen_on, site_files
from dashboard.publish.whose import ALL, Address, Exit, Out, Whose, each_book, root_of, stop, write
from dashboard.render import frame_style, render

LIST = ".databoek-site.txt"
"""Every file that a run wrote: what the next one does not write any more goes."""
START, MAP = "index.html", "sitemap.xml"
WITHOUT_ADDRESS = (
    "De lijst voor zoekmachines (sitemap.xml) is weggelaten: daarin staan hele adressen. Noem met --adres waar de site staat."
)
_Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="AANTAL", help=f"bij --gemeente {ALL}: zoveel gemeenten tegelijk")]


@dataclass(frozen=True)
class Wanted:
    """The site of one agenda. name: of the agenda, where there are many. root: where readers find it; empty when nobody said."""

    name: str
    folder: Path
    root: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("site")(site_command)


def site_command(out: Out, address: Address = "", whose: Whose = "", jobs: _Jobs = 1) -> None:
    """Schrijf alle pagina's als gewone bestanden, voor elke webserver of map.

    0: gelukt, 1: niet te schrijven, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    are_many = whose == ALL and agendas.are_many()
    wanted, owners = [], []
    for book, folder in each_book(whose, out):
        _refuse_what_is_not_ours(folder)
        wanted.append(Wanted(agendas.here().name, folder, root_of(address)))
        owners.append((folder.name, book.name))
    for told in _made(wanted, jobs):
        typer.echo(told)
    if are_many:
        links = [(f"{name}/{START}", owner) for name, owner in sorted(owners, key=lambda each: each[1].casefold())]
        page = render("frame/agendas.html", links=links, is_asked=True, style=frame_style())
        write(out, START, page.encode("utf-8"))
    if not address:
        typer.echo(WITHOUT_ADDRESS)


def _made(wanted: list[Wanted], jobs: int) -> Iterable[str]:
    if min(jobs, len(wanted)) <= 1:
        yield from map(make, wanted)
        return
    with ProcessPoolExecutor(min(jobs, len(wanted)), multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(make, wanted)


def make(wanted: Wanted) -> str:
    """Write one site, and what there is to say of it."""
    agendas.enter(wanted.name)
    try:
        files = list(site_files())
    except SiteError as problem:
        stop(str(problem), Exit.SOME_FAILED)
    pages = [each for each in files if each.is_page]
    if wanted.root:
        files.append(SiteFile(path=MAP, content=_map(wanted.root, pages)))
    for each in files:
        write(wanted.folder, each.path, each.content)
    _tidy(wanted.folder, {each.path for each in files})
    return f"{data.databook().name}: {len(pages)} pagina's in {wanted.folder}. Begin bij {wanted.folder / START}"


def _map(root: str, pages: list[SiteFile]) -> bytes:
    addresses = [f"{root}/{each.path}" for each in pages]
    return render("publish/sitemap.xml", addresses=addresses, on=seen_on().isoformat()).encode("utf-8")


def _refuse_what_is_not_ours(folder: Path) -> None:
    if (folder / START).exists() and not (folder / LIST).exists():
        stop(f"{folder}: hier staat al een andere site. Kies met --out een lege of nieuwe map.", Exit.SOME_FAILED)


def _tidy(folder: Path, written: set[str]) -> None:
    """Take away what an earlier run wrote and this one did not."""
    before = (folder / LIST).read_text(encoding="utf-8").splitlines() if (folder / LIST).exists() else []
    for path in sorted(set(before) - written):
        if ".." not in Path(path).parts and not Path(path).is_absolute():
            (folder / path).unlink(missing_ok=True)
    write(folder, LIST, "".join(f"{path}\n" for path in sorted(written)).encode("utf-8"))
