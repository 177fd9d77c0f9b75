"""Of every page an address with something to see, from the dashboard's own list of pages: a new page is in it at once."""

from dashboard.pages import PAGES, Links

EXAMPLES = {
    "indicator": {"indicator": "mishandeling"},
    "ambitie": {"ambitie": "gezondheid"},
    "interventie": {"interventie": "buurtpreventie"},
    "toetsmoment": {"interventie": "werkleerbedrijf"},
    "vergelijken": {"indicator": "mishandeling", "gemeenten": "GM0479,GM0344,groep"},
    "wijzigen": {"indicator": "mishandeling"},
}
"""By the name of a page: the parameters without which it has nothing to show, or little."""

_LINKS = Links()
ADDRESSES = {page.name: _LINKS.exactly(page, page.title, **EXAMPLES.get(page.name, {})).href for page in PAGES}
"""By the name of a page, in the order of the menu."""
