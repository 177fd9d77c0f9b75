"""Who tells something of an indicator: the same figures of everyone as the answers are made of."""

from datetime import date

import pandas as pd

from etl.answers.areas import AreaBreak
from etl.answers.around import look_around_all
from etl.answers.figures import Figures
from indicators.agenda.model import Agenda, BreakKind, SeriesBreak
from tests.support.frames import observed
from tests.support.small_figures import an_indicator

TODAY = date(2026, 11, 21)
CODES = [f"GM{number:04}" for number in range(1, 41)]


def figures_of(rows: list[dict[str, object]], current: list[str] = CODES) -> Figures:
    """Figures of invented municipalities, as the store gives them."""
    regions = pd.DataFrame([{"code": code, "name": code, "province": "", "is_current": code in current} for code in CODES])
    return Figures(observed(rows), regions)


def rows_of(year: int, value: float, codes: list[str] = CODES, **changes: object) -> list[dict[str, object]]:
    return [{"region": code, "year": year, "value": value, **changes} for code in codes]


def an_agenda(*breaks: SeriesBreak) -> Agenda:
    indicator = an_indicator().model_copy(update={"breaks": breaks})
    return Agenda.model_construct(ambitions=(type("Ambition", (), {"indicators": (indicator,)})(),))


def movements(figures: Figures, *breaks: SeriesBreak) -> dict[tuple[int, int], float]:
    found = look_around_all(an_agenda(*breaks), figures, TODAY)
    return dict(found["mishandeling"].movements) if found else {}


def a_break(year: int, kind: BreakKind = BreakKind.DEFINITION) -> SeriesBreak:
    return SeriesBreak(year=year, reason="anders geteld", kind=kind)


THREE_YEARS = rows_of(2018, 1) + rows_of(2019, 3) + rows_of(2020, 6)


def test_definitive_figures_of_everyone() -> None:
    assert movements(figures_of(THREE_YEARS)) == {(2018, 2019): 2, (2019, 2020): 3}


def test_provisional_figures_tell_nothing() -> None:
    assert movements(figures_of(THREE_YEARS + rows_of(2021, 9, status="voorlopig"))) == {(2018, 2019): 2, (2019, 2020): 3}


def test_the_nation_and_municipalities_of_before_do_not_count() -> None:
    assert movements(figures_of(THREE_YEARS, current=CODES[:20])) == {}


def test_nothing_of_before_a_new_definition_that_has_begun() -> None:
    figures = figures_of(THREE_YEARS)
    assert movements(figures, a_break(2019)) == {(2019, 2020): 3}
    assert movements(figures, a_break(2019, BreakKind.SPECIAL)) == {(2018, 2019): 2, (2019, 2020): 3}
    assert movements(figures, a_break(2027)) == {(2018, 2019): 2, (2019, 2020): 3}


def test_another_source_or_another_area_starts_a_series_anew_for_whom_it_is() -> None:
    other = rows_of(2018, 1, CODES[:5], changes_ahead=1) + rows_of(2018, 7, CODES[5:])
    figures = figures_of(other + rows_of(2019, 3) + rows_of(2020, 6))
    assert movements(figures) == {(2018, 2019): -4, (2019, 2020): 3}
    source = rows_of(2018, 1, segment=0) + rows_of(2019, 3, segment=1) + rows_of(2020, 6, segment=1)
    assert movements(figures_of(source)) == {(2019, 2020): 3}


def test_that_one_municipality_became_another_area_is_no_break_for_the_others() -> None:
    merged = AreaBreak(year=2020, reason="Herindeling", kind=BreakKind.DEFINITION, word="herindeling")
    assert movements(figures_of(THREE_YEARS), merged) == {(2018, 2019): 2, (2019, 2020): 3}
