"""What all municipalities together tell of each indicator of one publication."""

from collections.abc import Mapping
from datetime import date

from etl.answers.areas import AreaBreak
from etl.answers.figures import Figures
from etl.store.panels import panels_of
from indicators.agenda.model import Agenda, Indicator
from indicators.methods.surroundings import Surroundings, look_around
from indicators.methods.usable import last_begun


def look_around_all(agenda: Agenda, figures: Figures, today: date) -> Mapping[str, Surroundings]:
    """By indicator id, from the definitive figures of the municipalities of today since each series last started anew.

    What is a break for one municipality alone (it became another area) is none for the others.
    """
    since = {indicator.id: _since(indicator, today) for indicator in agenda.indicators}
    return {name: look_around(panel) for name, panel in panels_of(figures.table, figures.current, since).items()}


def _since(indicator: Indicator, today: date) -> int:
    return last_begun([cut for cut in indicator.breaks if not isinstance(cut, AreaBreak)], today)
