"""Somebody changes a norm in the file of the agenda: who looks next sees that on the indicator, in the chart and on Veranderd."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.access import check_access, check_fits
from support.serving import Serving, serve
from support.settled import settle
from support.shipped import AGENDA, copy_of

PAGE = "/indicator?indicator=mishandeling&open=databoek"


@pytest.fixture(scope="module")
def agenda(tmp_path_factory) -> Path:
    return Path(shutil.copytree(AGENDA.parent, tmp_path_factory.mktemp("agenda") / "config")) / "agenda.yaml"


@pytest.fixture(scope="module")
def own(agenda, twice, tmp_path_factory) -> Iterator[Serving]:
    data = copy_of(twice, tmp_path_factory.mktemp("figures") / "data")
    with serve(tmp_path_factory.mktemp("server"), data, {"DATABOEK_AGENDA": str(agenda)}) as serving:
        yield serving


def in_words(page: Page) -> str:
    return page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label") or ""


def test_a_norm_that_moves_in_the_file_is_seen_by_who_loads_the_page_again(visit, own, agenda):
    page = visit(PAGE, width=1280, at=own.address)
    expect(page.get_by_text("hier niets aan gewijzigd")).to_be_visible()
    assert "De norm ging op" not in in_words(page)
    text = agenda.read_text(encoding="utf-8")
    start = text.index("id: mishandeling")
    agenda.write_text(text[:start] + text[start:].replace("waarde: 2.5\n", "waarde: 2.2\n", 1), encoding="utf-8")
    page.reload()
    settle(page)
    moved = "zonder nieuw besluit: de norm was 2,5 in 2028 en is nu 2,2 in 2028."
    expect(page.locator(".antwoorden").get_by_text(moved)).to_be_visible()
    assert "van 2,5 in 2028 naar 2,2 in 2028, zonder nieuw besluit." in in_words(page)
    page.locator("summary", has_text="Wat staat er in de grafiek?").click()
    expect(page.get_by_text("Trapje: de norm zoals die gold.")).to_be_visible()
    told = page.get_by_role("table", name="Wat de agenda anders zegt over Mishandeling").get_by_role("row").last
    expect(told).to_contain_text("norm, zonder nieuw besluit")
    expect(told).to_contain_text("2,2 in 2028")
    check_access(page)
    page = visit("/veranderd", width=360, at=own.address)
    counts = page.get_by_role("list", name="Wat er veranderde, geteld").get_by_role("listitem")
    expect(counts.filter(has_text="gewijzigde norm")).to_have_text("1 gewijzigde norm")
    line = page.get_by_role("listitem").filter(has_text="zonder nieuw besluit")
    expect(line).to_contain_text("In de agenda staat nog besluit RB-2022-045.")
    check_fits(page)
    check_access(page)
    line.get_by_role("link", name="Mishandeling").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    settle(page)
    expect(page.locator(".antwoorden").get_by_text(moved)).to_be_visible()
    check_fits(page)
