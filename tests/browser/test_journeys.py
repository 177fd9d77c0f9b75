"""Two readers, each on a screen of their own, with plain `streamlit run`: what they do works, fits and is accessible."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.serving import serve
from support.settled import settle


@pytest.fixture(scope="module")
def address(filled, tmp_path_factory) -> Iterator[str]:
    plain = "-m streamlit run dashboard/app.py --server.headless true"
    with serve(tmp_path_factory.mktemp("server"), filled, start=plain, port_flag="--server.port") as serving:
        yield serving.address


def test_a_council_member_looks_up_an_indicator_on_a_phone(visit):
    page = visit(width=360)
    expect(page.get_by_role("heading", level=1)).to_contain_text("wijken af van de norm")
    check_fits(page)
    check_access(page)
    page.get_by_role("link", name="Mishandeling").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    settle(page)
    assert "indicator=mishandeling" in page.url
    expect(
        page.get_by_role("heading", name="Onzeker: 2,87 in 2023, de norm is hoogstens 2,5 in 2028; kans 1 op 2")
    ).to_be_visible()
    expect(
        page.get_by_text("Nieuwste cijfer: 2,81 per 1.000 inwoners (2025*), voorlopig. Het oordeel gaat over 2023.")
    ).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_be_visible()
    page.locator("summary", has_text="Hoe komen we hieraan?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kans dat de norm wordt gehaald")).to_be_visible()
    page.get_by_role("link", name="Alle cijfers").click()
    expect(page.get_by_role("table", name="Mishandeling, per 1.000 inwoners")).to_be_visible()
    expect(page).to_have_url(re.compile("open=cijfers"))
    check_fits(page)
    check_access(page)
    page.get_by_role("link", name="Overzicht").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("wijken af van de norm")


@pytest.mark.attack
def test_a_policy_officer_checks_the_sources_and_takes_figures_along(visit):
    page = visit(width=1280)
    check_fits(page)
    check_access(page)
    page.get_by_role("link", name="bronnen nog niet opgehaald").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verantwoording")
    settle(page)
    check_fits(page)
    check_access(page)
    page.goto(page.url.split("/verantwoording")[0] + "/indicator?indicator=ervaren-gezondheid")
    settle(page)
    check_access(page)
    page.get_by_role("link", name="Alle cijfers").click()
    settle(page)  # with this start a file is asked for over the line of the page, by Streamlit's own button
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als CSV").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert lines[-1]["waarde"] == "69,5"
    assert lines[-1]["bron"]
