"""No norm moves quietly: what the agenda says otherwise than before is on the pages and in the chart."""

import os
import re
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.pages import CHANGED, INDICATOR, OVERVIEW, link_words, visit, words
from support.shipped import AGENDA, copy_of

from dashboard import data
from dashboard.book.databook import Databook
from dashboard.changed import pieces
from dashboard.downloads import tables
from dashboard.indicator.pieces import picture_of
from dashboard.indicator.trend.past_norms import PastNorms
from etl.store.agendas import in_force_now, keep_agenda, logged_agendas
from indicators.agenda.load import load_agenda

OWN = "GM0479"
KEPT = datetime(2026, 10, 2, 9, tzinfo=UTC)
TIGHTER = (
    "waarde: 2.5\n          jaar: 2028\n          mijlpalen: [{jaar: 2025, waarde: 2.65}]",
    "waarde: 2.2\n          jaar: 2028",
)


@pytest.fixture
def edit(agenda, twice, tmp_path, monkeypatch):
    """Change the agenda of a databook whose figures and agendas were kept since 1 October 2026."""
    monkeypatch.setenv("DATABOEK_DATA", str(copy_of(twice, tmp_path / "history")))
    data.databook()

    def change(*replacements: tuple[str, str]) -> None:
        text = agenda.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        agenda.write_text(text, encoding="utf-8")

    return change


def folder() -> Path:
    return Path(os.environ["DATABOEK_DATA"])


def past_norms(name: str) -> PastNorms:
    return next(layer for layer in picture_of(data.databook(), name).layers if isinstance(layer, PastNorms))


def counted(text: str) -> list[str]:
    return re.findall(r"\d+ (?:gewijzigde? oord\w+|gewijzigde norm\w*|andere wijziging\w*)", text)


def test_a_norm_that_moves_in_the_file_is_told_everywhere(edit):
    assert past_norms("mishandeling").steps == ()
    edit(TIGHTER)
    text = words(visit(CHANGED))
    assert "1 gewijzigde norm" in text
    assert "eerst 2,5 in 2028 → , nu 2,2 in 2028" in text
    assert "zonder nieuw besluit. In de agenda staat nog besluit RB-2022-045." in text
    text = words(visit(INDICATOR, indicator="mishandeling"))
    assert text.count("zonder nieuw besluit: de norm was 2,5 in 2028 en is nu 2,2 in 2028.") == 2, "with the answer and the norm"
    assert (
        "2,5 in 2028. Vastgesteld door gemeenteraad en Politie Zaanstad op 30 juni 2022, besluit RB-2022-045. Gewijzigd op"
        in text
    )
    assert "van 2,5 in 2028 naar 2,2 in 2028, zonder nieuw besluit." in text, "and to who cannot see the chart"
    assert "Erbij staat nog: vastgesteld door gemeenteraad en Politie Zaanstad op 30 juni 2022, besluit RB-2022-045." in text
    layer = past_norms("mishandeling")
    assert layer.marks == ((2028, 2.5),)
    (corners,) = layer.steps
    assert [value for _, value in corners] == [2.5, 2.5, 2.2]
    assert layer.changes[0].who == ()


def test_back_to_the_old_norm_is_told_as_well(edit):
    edit(TIGHTER)
    visit()
    edit(TIGHTER[::-1])
    text = words(visit(CHANGED))
    assert "2 gewijzigde normen" in text
    assert "eerst 2,2 in 2028 → , nu 2,5 in 2028" in text
    assert [value for _, value in past_norms("mishandeling").steps[0]] == [2.5, 2.5, 2.2, 2.5], "on one day"
    text = words(visit(INDICATOR, indicator="mishandeling"))
    assert "de norm was 2,5" not in text, "it is what was decided"
    assert "2,2 in 2028. Zonder eigen besluit. Gewijzigd op" in text


def test_a_step_in_historie_is_told_once(edit):
    decided = "{door: [gemeenteraad, politie], datum: 2022-06-30, besluit: RB-2022-045}"
    old = f"{TIGHTER[0]} # tussenstappen op weg naar de norm\n          vastgesteld: {decided}\n"
    past = f"historie: [{{waarde: 2.5, jaar: 2028, vastgesteld: {decided}, reden: Bleek te ruim.}}]"
    adopted = "vastgesteld: {door: [gemeenteraad], datum: 2026-11-05, besluit: RB-2026-100}"
    edit((old, f"{TIGHTER[1]}\n          {adopted}\n          {past}\n"))
    text = words(visit(CHANGED))
    assert "1 gewijzigde norm" in text
    assert text.count("nu 2,2 in 2028") == 1
    assert "op 5 november 2026, besluit RB-2026-100." in text
    assert "Gewijzigd omdat: Bleek te ruim." in text
    assert "zonder nieuw besluit" not in text
    (change,) = past_norms("mishandeling").changes
    assert (change.when, change.who) == ("5 november 2026", ("gemeenteraad",))


def test_the_agenda_or_the_figures_made_an_answer_another_one(edit):
    edit(
        (
            "waarde: 2.5\n          jaar: 2028\n          mijlpalen: [{jaar: 2025, waarde: 2.65}]",
            "waarde: 3.5\n          jaar: 2028",
        )
    )
    text = words(visit(CHANGED))
    assert counted(text)[0] == "3 gewijzigde oordelen"
    assert "Anders door de agenda: met dezelfde cijfers is het antwoord nu een ander." in text
    assert "Anders door nieuwe of herziene cijfers." in text


BASELINE = ("        nulmeting: {periode: 2017-2019}", "        nulmeting: {periode: 2018}")
START = ("    start: 2019-02\n    budget: {bedrag: 240000", "    start: 2019-03\n    budget: {bedrag: 240000")
OTHERS = {
    "baseline": (BASELINE, "Woninginbraken nulmeting: eerst gemiddelde van 2017–2019 → , nu 2018"),
    "source": (
        ('filter: {SoortMisdrijf: "1.4.5"}', 'filter: {SoortMisdrijf: "1.4.6"}'),
        "Mishandeling bron van het cijfer: eerst",
    ),
    "intervention": (START, "start: eerst 2019-02 → , nu 2019-03"),
    "comparison": (
        ("    aantal: 20\n", "    aantal: 25\n"),
        "De hele agenda gemeenten waarmee we vergelijken: eerst 20 gemeenten",
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_other_differences_are_told_with_what_was_and_what_is(edit, what):
    change, told = OTHERS[what]
    edit(change)
    text = words(visit(CHANGED))
    assert told in text
    assert "1 andere wijziging in de agenda" in text


def test_an_indicator_with_another_id_is_told_as_gone_and_new_without_claims_on_what_was_said(edit):
    edit(("- id: mishandeling\n", "- id: geweld\n"))
    app = visit(CHANGED)
    text = words(app)
    assert "Mishandeling nieuw in de agenda" in text
    assert "Mishandeling staat niet meer in de agenda" in text
    assert "weten we niet wat we toen zeiden" in text
    assert link_words(app).count("Mishandeling") == 1, "what is gone has no page"


def test_an_intervention_that_changed_is_told_on_the_indicator_it_aims_at(edit):
    edit(START)
    app = visit(INDICATOR, indicator="woninginbraken")
    text = words(app)
    assert "‘Buurtpreventie en hang- en sluitwerk’: start 2019-02 2019-03" in text
    assert "We bewaren de agenda sinds 1 oktober 2026. Wat er voor die tijd aan is gewijzigd, weten we niet." in text
    other = words(visit(INDICATOR, indicator="mishandeling"))
    assert "Sinds we de agenda bewaren, is hier niets aan gewijzigd." in other


def test_comments_and_a_broken_file_are_no_other_agenda(edit, agenda):
    logged = logged_agendas(folder())
    agenda.write_text("# Een opmerking.\n" + agenda.read_text(encoding="utf-8"), encoding="utf-8")
    visit()
    edit(("gewenste_richting: omlaag", "gewenste_richting: omlaagg"))
    assert "U ziet de vorige versie" in words(visit(CHANGED))
    assert logged_agendas(folder()) == logged


def test_the_download_has_the_norm_and_the_rest_of_the_agenda(edit):
    edit(TIGHTER, BASELINE)
    book, since = data.databook(), date(2026, 10, 15)
    export = tables.changes_export(book, pieces.changes(book, since), "15 oktober 2026")
    assert all(len(line) == len(export.headers) for line in export.lines)
    told = {(line[0], line[1]): line[3:5] for line in export.lines}
    assert told["gewijzigde norm, zonder nieuw besluit", "Mishandeling"] == ["2,5 in 2028", "2,2 in 2028"]
    assert told["agenda: nulmeting", "Woninginbraken"] == ["gemiddelde van 2017–2019", "2018"]


def test_guests_see_nothing_of_it(edit):
    edit(TIGHTER, BASELINE)
    visit()
    text = words(visit(CHANGED, gemeente="GM0344"))
    assert "zonder nieuw besluit" not in text
    assert "andere wijziging" not in text
    assert "bewaren de agenda" not in text
    text = words(visit(INDICATOR, indicator="mishandeling", gemeente="GM0344"))
    assert "Wijzigingen in de agenda" not in text
    assert "zonder nieuw besluit" not in text


def test_without_history_nothing_is_claimed(agenda):
    for path in (folder() / "agendas").iterdir():
        path.unlink()
    text = words(visit(CHANGED))
    for part in (
        "We bewaren de agenda sinds ",
        "Of er voor die tijd een norm, nulmeting, bron of aanpak veranderde, weten we niet",
    ):
        assert part in text, part
    assert "We zagen geen verandering. Wat er gebeurde voordat we gingen bewaren, weten we niet." in text
    for claim in (
        "geen norm of oordeel gewijzigd",
        "niets in de agenda gewijzigd",
        "Gewijzigde normen staan wel",
        "kijken we wel terug",
    ):
        assert claim not in text


def test_a_folder_that_may_only_be_read_is_served_and_shows_what_differs_from_what_was_kept(edit, monkeypatch, caplog):
    """The tests run as root, who may write anywhere: so a folder in the place of the lock."""
    (folder() / "agendas" / "lock").unlink()
    (folder() / "agendas" / "lock").mkdir()
    logged = logged_agendas(folder())
    edit(TIGHTER)
    assert "1 gewijzigde norm" in words(visit(CHANGED))
    visit(OVERVIEW)
    assert logged_agendas(folder()) == logged
    assert caplog.text.count("De agenda kon niet worden bewaard") == 1, "said once, not on every page"


def test_where_nothing_can_be_kept_the_page_says_so(agenda):
    for path in (folder() / "agendas").iterdir():
        path.unlink()
    (folder() / "agendas").rmdir()
    (folder() / "agendas").write_text("", encoding="utf-8")
    assert "Eerdere agenda’s zijn niet bewaard." in words(visit(CHANGED))
    assert "Of er iets aan is gewijzigd, weten we niet." in words(visit(INDICATOR, indicator="mishandeling"))


def test_a_damaged_agenda_takes_no_page_down(edit):
    edit(TIGHTER)
    visit()
    for path in (folder() / "agendas").glob("*.json"):
        path.write_bytes(path.read_bytes()[:500])
    data.st.cache_resource.clear()
    for page in (OVERVIEW, CHANGED):
        words(visit(page))
    words(visit(INDICATOR, indicator="mishandeling"))


def test_an_agenda_that_another_server_kept_is_not_kept_again(edit, agenda):
    edit(TIGHTER)
    keep_agenda(folder(), load_agenda(agenda), KEPT)
    visit()
    assert [each.since for each in logged_agendas(folder())][1:] == [KEPT]
    assert in_force_now(folder(), OWN) is not None


def test_the_same_file_put_back_with_its_old_date_is_seen(edit, agenda):
    """As `cp -p` or a checkout does: the file has been here before, with this date and size."""
    old, about = agenda.read_bytes(), agenda.stat()
    edit(TIGHTER)
    visit()
    agenda.write_bytes(old)
    os.utime(agenda, ns=(about.st_atime_ns, about.st_mtime_ns))
    visit()
    assert len(logged_agendas(folder())) == 3
    assert stat.S_ISREG(agenda.stat().st_mode)


def test_the_history_is_in_the_version_of_a_databook(edit, agenda):
    before: Databook = data.databook()
    keep_agenda(folder(), load_agenda(AGENDA), KEPT)
    assert data.databook().version == before.version
    edit(TIGHTER)
    assert data.databook().version != before.version
