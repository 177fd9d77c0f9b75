"""The whole file on a page: what is wrong at its line, what it would change, and saving it once with a reason."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from support.pages import link_words, visit, words

from dashboard import actor
from dashboard.agendas import here
from dashboard.pages import REVIEW
from etl.door.actors import Actor, Role

ANNA = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=datetime.now(UTC) + timedelta(hours=4))


@pytest.fixture
def opened(agenda, monkeypatch):
    monkeypatch.setattr(actor, "login", lambda: "venster-1")
    monkeypatch.setattr(actor, "asking", lambda: ANNA)
    return visit(REVIEW.file, open="bestand")


def press(app, name, text=None, reason=""):
    if text is not None:
        app.text_area[0].set_value(text)
    app.text_input[0].set_value(reason)
    return next(each for each in app.button if name in each.label).click().run()


def test_a_mistake_is_told_at_its_line_and_what_is_good_is_saved_once(opened):
    was = here().agenda.read_text(encoding="utf-8")
    assert "gewenste_richting: Welke kant moet het op?" in words(opened)
    wrong = was.replace("gewenste_richting: omlaag\n", "gewenste_richting: omlaagg\n", 1)
    line = wrong[: wrong.index("omlaagg")].count("\n") + 1
    app = press(opened, "Bekijk", wrong)
    assert f"agenda.yaml:{line} " in unescape(words(app))
    app = press(app, "Bewaren", wrong, "Proef")
    assert "'omlaagg'" in unescape(words(app))
    assert here().agenda.read_text(encoding="utf-8") == was
    good = was.replace("waarde: 2.5\n", "waarde: 2.2\n")
    app = press(app, "Bekijk", good)
    assert "De norm van Mishandeling was 2,5 in 2028 en wordt 2,2 in 2028. Er staat geen nieuw besluit bij." in words(app)
    app = press(app, "Bewaren", good)
    assert "Schrijf in een paar woorden waarom u dit wijzigt" in words(app)
    app = press(app, "Bewaren", good, "Proef")
    assert "Bewaard. Lezers zien het nu." in words(app)
    assert here().agenda.read_text(encoding="utf-8") == good


def test_where_another_looks_first_nobody_is_led_to_a_file_that_they_may_not_save(agenda, opened):
    assert "Het bestand zelf wijzigen" in link_words(visit(REVIEW.file))
    lines = [
        "uitgever: https://login.voorbeeldstad.nl",
        "ontvanger: databoek",
        "veld: rollen",
        "rollen:",
        "  redactie: redacteur",
    ]
    (agenda.parent / "toegang.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert "Het bestand zelf wijzigen" not in link_words(visit(REVIEW.file))
    there = visit(REVIEW.file, open="bestand")
    assert "Hier kijkt eerst een ander mee" in words(there)
    assert "geldt meteen; bekijk eerst" not in words(there)
    assert "Agenda bewerken" in link_words(there)
    assert len(there.text_area) == 0
    agenda.write_text(
        agenda.read_text(encoding="utf-8").replace("gewenste_richting: omlaag\n", "gewenste_richting: omlaagg\n", 1)
    )
    assert "Vraag de beheerder om het bestand te herstellen." in words(visit(REVIEW.file))
