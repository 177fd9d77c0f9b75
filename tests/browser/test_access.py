"""Every page of the dashboard, narrow and wide, with everything on it opened: axe finds nothing, and no English is left.

Here stands the one list of addresses that are looked at as they come; other tests scan what a reader made of a page.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from support.access import check_access, check_fits
from support.addresses import ADDRESSES, WORKING
from support.english import SAID, english_on
from support.lines import long_lines
from support.paper import wrong_on_paper
from support.plain_words import hard_words
from support.seeing import cut_off, hard_to_see, space_out, written_over
from support.settled import open_list, settle

ODD = (
    "/ambitie?ambitie=weg",
    "/indicator?indicator=vrijwilligerswerk",
    "/indicator?indicator=sterk-eenzaam",
    "/indicator?indicator=bijstand",
    "/indicator?indicator=bestaat-niet",
    "/interventies?partner=welzijn",
    "/interventies?partner=bestaat-niet",
    "/interventie?interventie=een-gezin-een-plan",
    "/interventie?interventie=bestaat-niet",
    "/toetsmoment?interventie=werkleerbedrijf&datum=2023-10-03",
)
"""Off course, chosen, with little to show, or with nothing because the address is wrong."""
TWICE = (
    "/veranderd?sinds=gisteren",
    "/ambitie?ambitie=weg",
    *(ADDRESSES[name] for name in ("veranderd", "vergelijken", "ambitie", "verantwoording")),
)
"""What looks different when the figures were published twice."""
MOST_SHEETS = {"overzicht": 2, "toetsmoment": 1}
"""Of paper, by the name of a page."""
DESK = 1280
PHONES_AND_DESK = (320, 360, DESK)
ALSO_SCANNED = [
    *(("serving", path, width) for path in ODD for width in PHONES_AND_DESK[1:]),
    *(("serving_twice", path, width) for path in TWICE for width in PHONES_AND_DESK),
]
"""Besides every page: the server by the name of its fixture, the address and the width of the screen."""


def every_page():
    """Every page on both screens; in `make test` by turns on one of them."""
    for number, name in enumerate(ADDRESSES):
        for which, (screen, *widths) in enumerate((("phone", 360, 320), ("desk", DESK, 640))):
            later = () if number % 2 == which else pytest.mark.attack
            yield pytest.param(name, *widths, id=f"{name}-{screen}", marks=later)


def open_everything(page: Page) -> None:
    """Every part of the page that is folded."""
    folded = page.locator("details:not([open]) > summary:visible")
    while folded.count():  # what is opened can hold another one
        for part in folded.element_handles():
            part.click()
            page.wait_for_function("part => !part.isConnected || part.parentElement.open", arg=part)
        settle(page)


def test_every_page_of_the_navigation_is_looked_at_here(serving):
    navigations = [message.navigation for message in serving.visit() if message.HasField("navigation")]
    ours = {urlsplit(each).path for each in (ADDRESSES | WORKING).values()}
    assert {f"/{page.url_pathname}" for page in navigations[-1].app_pages} == ours


@pytest.mark.parametrize(("name", "width", "enlarged"), list(every_page()))
def test_every_page_as_it_comes_and_with_everything_opened_is_accessible_and_in_dutch(visit, name, width, enlarged):
    """enlarged: the width that is left on the smallest phone, and on a desk at 200%."""
    page = visit(ADDRESSES[name], width=width)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_fits(page)
    check_access(page)
    assert width < DESK or wrong_on_paper(page, most=MOST_SHEETS.get(name)) == []
    open_everything(page)
    settle(page)
    check_fits(page)
    check_access(page)
    assert long_lines(page) == []
    assert english_on(page) == []
    assert hard_words(" ".join(page.evaluate(SAID))) == []
    assert hard_to_see(page) == []
    page.set_viewport_size({"width": enlarged, "height": 600})
    settle(page)
    check_fits(page)
    space_out(page)
    assert cut_off(page) == []
    assert written_over(page) == []


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("server", "path", "width"), ALSO_SCANNED)
def test_pages_with_something_else_to_show_fit_and_are_accessible(visit, request, server, path, width):
    page = visit(path, width=width, at=request.getfixturevalue(server).address)
    check_fits(page)
    check_access(page)
    assert hard_to_see(page) == []


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_list_to_choose_from_speaks_dutch(visit, name):
    page = visit(ADDRESSES[name], width=360)
    open_everything(page)
    for field in page.get_by_role("combobox").all():
        open_list(page, field)
        assert english_on(page) == []
        page.keyboard.type("qqq")
        expect(page.get_by_text("Niets gevonden", exact=True)).to_be_visible()
        assert english_on(page) == []
        page.keyboard.press("Escape")
        if page.get_by_role("option").count():
            page.keyboard.press("Escape")  # the first one took away the letters only
        expect(page.get_by_role("option")).to_have_count(0)
        field.blur()  # it forgets the letters and can become lower, which moves the page under the next list


def test_a_page_that_is_not_there_is_said_in_dutch(visit):
    page = visit("/bestaat-niet", width=360)
    expect(page.get_by_role("dialog")).to_contain_text("Deze pagina bestaat niet. U ziet nu het overzicht.")
    assert english_on(page) == []
    settle(page)
    check_fits(page)
    check_access(page)
    page.get_by_role("dialog").get_by_role("button", name="Sluiten").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("wijken af van de norm")
