"""What is looked at on paper is found when it is wrong; the pages are printed where they are scanned (test_access.py)."""

import pytest
from support.paper import wrong_on_paper

FOOT = """@page { size: A4; margin: 20mm;
  @bottom-left { content: "Titel · afgedrukt op 1 mei 2026 · about:blank"; }
  @bottom-right { content: "bladzijde " counter(page) " van " counter(pages); } }"""
NEARLY_FULL = '<div style="height: 240mm"></div>'
TALL = "<table><tbody><tr><td>boven<div style='height:30mm'></div>onder</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<h2>Kop</h2><p>Tekst</p>", []),
        (f"{NEARLY_FULL}<h2>Kop</h2><p style='break-before: page'>Tekst</p>", ["a heading at the foot: Kop"]),
        (f"{NEARLY_FULL}{TALL}", ["cut: ['boven\\nonder']"]),
        ("<details style='display: block'><summary>Meer hierover</summary>Inhoud</details>", ["left folded: Meer hierover"]),
        ("<details open><summary style='font-size: 0'>Meer</summary>Inhoud</details>", ["opened, and not there: Meer"]),
        ("<button>Download als CSV</button>", ["nothing to press: Download als CSV"]),
        ("<p style='break-after: page'>Een</p><p>Twee</p>", ["2 sheets, and not 1"]),
    ],
)
def test_what_is_wrong_on_paper_is_found(browser, content, found):
    page = browser.new_page()
    page.set_content(f"<title>Titel</title><style>{FOOT}</style><main data-testid='stMain'>{content}</main>")
    assert wrong_on_paper(page, most=2 if NEARLY_FULL in content else 1) == found
    page.close()
