"""Of every page an address with something to see, from the dashboard's own list of pages: a new page is in it at once."""

from dashboard.pages import PAGES, TO_WRITE, Links

EXAMPLES = {
    "indicator": {"indicator": "mishandeling"},
    "ambitie": {"ambitie": "gezondheid"},
    "interventie": {"interventie": "buurtpreventie"},
    "toetsmoment": {"interventie": "werkleerbedrijf"},
    "vergelijken": {"indicator": "mishandeling", "gemeenten": "GM0479,GM0344,groep"},
    "wijzigen": {"indicator": "mishandeling"},
    "partner": {"partner": "politie"},
}
"""By the name of a page: the parameters without which it has nothing to show, or little."""

_LINKS = Links()
_OF_ALL = {page.name: _LINKS.exactly(page, page.title, **EXAMPLES.get(page.name, {})).href for page in PAGES}
_TO_WRITE = {page.name for page in TO_WRITE}
ADDRESSES = {name: address for name, address in _OF_ALL.items() if name not in _TO_WRITE}
"""By the name of a page, in the order of the menu."""
WORKING = {name: address for name, address in _OF_ALL.items() if name in _TO_WRITE}
"""The same for pages that have something to show to who has a role, and one sentence to anybody else."""
