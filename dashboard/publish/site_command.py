"""python -m dashboard.publish site: all pages as files in a folder, of one municipality or of many at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from dashboard import agendas, data
from dashboard.book.databook import Databook
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.folder import together, write
from dashboard.publish.site.made import SiteError, SiteFile, seen_on, site_files
from dashboard.publish.whose import (
    Address,
    Exit,
    Jobs,
    NotMadeError,
    Out,
    Wanted,
    Whose,
    checked,
    is_of_many,
    root_of,
    stop,
    wanted,
)
from dashboard.render import frame_style, render

LIST = ".databoek-site.txt"
"""Every file that a run wrote: what the next one does not write any more goes."""
START, MAP = "index.html", "sitemap.xml"
WITHOUT_ADDRESS = (
    "De lijst voor zoekmachines (sitemap.xml), de feeds en de agenda (.ics) zijn weggelaten: daarin staan hele adressen. "
    "Noem met --adres waar de site staat."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("site")(site_command)


def site_command(out: Out, address: Address = "", whose: Whose = "", jobs: Jobs = 1) -> None:
    """Schrijf alle pagina's als gewone bestanden, voor elke webserver of map.

    0: gelukt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    asked, are_many = wanted(whose, out), is_of_many(whose)
    found = make_each(partial(make_site, address=checked(address)), asked, are_many=are_many, jobs=jobs)
    if are_many:
        _write_start(out, asked)
    if not address:
        typer.echo(WITHOUT_ADDRESS)
    finish(found)


def make_site(book: Databook, folder: Path, *, address: str) -> Made:
    """The site of one agenda; what an earlier run wrote and this one did not, goes."""
    _refuse_what_is_not_ours(folder)
    root = root_of(address)
    try:
        files = list(site_files(root))
    except SiteError as problem:
        raise NotMadeError(str(problem), Exit.SOME_FAILED) from problem
    pages = [each for each in files if each.is_page]
    if root:
        files.append(SiteFile(path=MAP, content=_map(root, pages)))
    written, before = {each.path for each in files}, _listed(folder)
    with together(folder) as put:
        for each in files:
            put(each.path, each.content)
        put(LIST, _as_list(written | before))
    for path in before - written:
        (folder / path).unlink(missing_ok=True)
    write(folder, LIST, _as_list(written))
    told = f"{book.name}: {len(pages)} pagina's in {folder}. Begin bij {folder / START}"
    return Made((told,), len(files))


def _write_start(out: Path, asked: Sequence[Wanted]) -> None:
    """The page that leads to each site there is, also to one that an earlier run made."""
    there = [each for each in asked if (each.folder / START).exists()]
    if not there:
        return
    owners = {each.name: data.owner_of(agendas.served()[each.name]) for each in there}
    links = [(f"{name}/{START}", owner) for name, owner in sorted(owners.items(), key=lambda pair: pair[1].casefold())]
    page = render("frame/agendas.html", links=links, is_asked=True, style=frame_style())
    try:
        write(out, START, page.encode("utf-8"))
    except NotMadeError as problem:
        stop(str(problem), problem.code)


def _map(root: str, pages: Sequence[SiteFile]) -> bytes:
    addresses = [f"{root}/{each.path}" for each in pages]
    return render("publish/sitemap.xml", addresses=addresses, on=seen_on().isoformat()).encode("utf-8")


def _refuse_what_is_not_ours(folder: Path) -> None:
    if (folder / START).exists() and not (folder / LIST).exists():
        raise NotMadeError(f"{folder}: hier staat al een andere site. Kies met --out een lege of nieuwe map.", Exit.SOME_FAILED)


def _listed(folder: Path) -> set[str]:
    """What an earlier run wrote; a path out of the folder is not ours."""
    before = (folder / LIST).read_text(encoding="utf-8").splitlines() if (folder / LIST).exists() else []
    return {path for path in before if ".." not in Path(path).parts and not Path(path).is_absolute()}


def _as_list(paths: set[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode("utf-8")
