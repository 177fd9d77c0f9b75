"""Labels in charts, as a browser draws them at every width: within the frame, off each other, off the lines and marks of data."""

import pytest
from playwright.sync_api import Page, expect
from support.drawn_labels import faults_of_labels
from support.settled import settle
from support.shipped import AGENDA

from dashboard.pages import COMPARISON, INDICATOR, INTERVENTION, Links
from indicators.agenda.load import load_agenda

WIDTHS = (1280, 768, 360, 320)
ODD = ("GM0088", "GM1980", "GM0439", "GM9999")
"""Schiermonnikoog, Dijk en Waard (merged), Purmerend (grew by a merger), and one that is not there."""
SHIPPED = load_agenda(AGENDA)
LINKS = Links()
NAMES = [indicator.id for indicator in SHIPPED.indicators]
GROUPS = ("GM0479,GM0796,groep", "GM0479,NL,GM0363,GM0088,GM0439,groep")
"""Municipalities to compare with: a long name, and as many as there can be."""
PLACES = {
    **{name: LINKS.to(INDICATOR, name, indicator=name) for name in NAMES},
    **{f"{name}-{code}": LINKS.to(INDICATOR, name, indicator=name, gemeente=code) for name in NAMES for code in ODD},
    **{
        f"{name}-naast-{len(with_)}": LINKS.to(COMPARISON, name, indicator=name, gemeenten=with_)
        for name in NAMES
        for with_ in GROUPS
    },
    **{each.id: LINKS.to(INTERVENTION, each.id, interventie=each.id) for each in SHIPPED.interventions},
}
MOVE = "(label, there) => label.setAttribute('transform', there)"
STRIKE = "(line, there) => line.setAttribute('d', there.replace(/translate.(.*),(.*)./, (_, x, y) => `M${x - 40},${y - 4}l80,0`))"
DRAWN = "svg.marks .mark-text.role-mark text"


def open_parts(page: Page) -> None:
    """Open what holds a chart."""
    page.evaluate(
        "document.querySelectorAll('[data-testid=stExpander] details:not([open]) > summary').forEach(part => part.click())"
    )
    settle(page)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_labels_stand_free_at_every_width(visit, place):
    page = visit(place.href, width=WIDTHS[0])
    open_parts(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert faults_of_labels(page) == []


def test_what_must_be_read_is_there_and_a_label_that_lies_wrong_is_found(visit):
    page = visit("/indicator?indicator=mishandeling", width=1280)
    labels = page.locator(DRAWN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for words in ("Zaanstad 2,81", "norm 2,5", "nulmeting 2,79", "2,65"):
            expect(labels.filter(has_text=words)).to_have_count(1)
    expect(labels.filter(has_text="vergelijkbare gemeenten")).to_have_count(0)
    settle(page)
    assert faults_of_labels(page) == []
    norm, own = labels.filter(has_text="norm 2,5"), labels.filter(has_text="Zaanstad 2,81")
    norm.evaluate(MOVE, "translate(-60,10)")
    assert [fault.rpartition(": ")[2] for fault in faults_of_labels(page) if "frame" in fault] == ["'norm 2,5' leaves the frame"]
    norm.evaluate(MOVE, own.get_attribute("transform"))
    assert any("norm 2,5" in fault and "Zaanstad 2,81" in fault for fault in faults_of_labels(page))
    page.locator("svg.marks .mark-line.role-mark path").first.evaluate(STRIKE, norm.get_attribute("transform"))
    assert any("lies on a line" in fault for fault in faults_of_labels(page))


def test_a_small_screen_starts_without_the_group_and_what_the_reader_chooses_holds_on_every_screen(visit):
    page = visit("/indicator?indicator=mishandeling", width=360)
    layer = page.get_by_role("button", name="vergelijkbare gemeenten")
    band = page.locator("svg.marks .mark-area.role-mark path")
    expect(layer).to_have_count(1)
    expect(layer).to_have_attribute("aria-pressed", "false")
    without = band.count()
    layer.click()
    settle(page)
    expect(band).to_have_count(without + 1)
    assert "lagen=norm%2Cgroep%2Cverwachting%2Cnederland" in page.url
    page.set_viewport_size({"width": 1280, "height": 900})
    settle(page)
    expect(layer).to_have_count(1)
    expect(layer).to_have_attribute("aria-pressed", "true")
    assert faults_of_labels(page) == []
