"""Names at marks, as one layer of text for all widths a chart can have: each where it has room at the width there is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import altair as alt

from dashboard.charts.labels import HALF_LINE, Label, LabelRoom, Measure, Spot
from dashboard.charts.letters import SIZE, width_of
from dashboard.charts.parts import FONT, SMALL, WIDTH
from dashboard.look.colours import AXIS, INK

WIDTHS = (195, 235, 270, 330, 480, 640, 760, 1000, 1500)
"""Pixels within the axes: labels are placed anew at each of these but the last, and hold up to the next."""
BOLD = 700
Rows = Callable[[list[dict[str, Any]]], alt.Chart]


@dataclass(frozen=True)
class Wanted:
    """A label: words, where they may stand (the first is the usual place), its look, and whether the key says it as well.

    is_wide: only where the screen is wide, unless the reader asked for it.
    """

    words: str
    spots: Sequence[Spot]
    style: Mapping[str, Any] = field(default_factory=dict)
    is_needed: bool = True
    is_wide: bool = False


def names(wanted: Sequence[Wanted], height: int, room_at: Callable[[Measure], LabelRoom], layer: Rows) -> list[alt.Chart]:
    """The names, the most needed first: who comes late takes the room that is left, and what the key says too can stay away.

    room_at: the room in the pictures of a measure. layer: rows with `jaar` and `waarde` on the scales of the chart.
    """
    rows = []
    for narrowest, widest in pairwise(WIDTHS):
        between = (narrowest, (narrowest + widest) // 2, widest)
        room = room_at(Measure(widths=between, height=height))
        placed = [(each, room.put(each.words, each.spots, is_needed=each.is_needed, is_bold=_is_bold(each))) for each in wanted]
        first = 0 if narrowest == WIDTHS[0] else narrowest
        rows += [_row(each, label, first, widest) for each, label in placed if label]
    return _drawn(layer, merged(rows)) if rows else []


def _is_bold(wanted: Wanted) -> bool:
    return wanted.style.get("fontWeight") == BOLD


def _row(wanted: Wanted, label: Label, first: int, last: int) -> dict[str, Any]:
    wide = width_of(label.words, is_bold=_is_bold(wanted))
    reach = max(0.0, abs(label.dx) - wide / 2) * (1 if label.dx > 0 else -1)
    return {
        "jaar": label.place[0],
        "waarde": label.place[1],
        "tekst": label.words,
        "dx": round(label.dx, 1),
        "dy": round(label.dy, 1),
        "kant": label.align,
        "kleur": wanted.style.get("color", INK),
        "dikte": wanted.style.get("fontWeight", 400),
        "breed": wanted.is_wide,
        "draad": [round(reach, 1), round(label.dy - (HALF_LINE if label.dy > 0 else -HALF_LINE), 1)] if label.is_tied else None,
        "van": first,
        "tot": last,
    }


def merged(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A label that stays where it is at the next width is one row."""
    found: list[dict[str, Any]] = []
    for row in rows:
        same = next((each for each in found if each["tot"] == row["van"] and _apart(each) == _apart(row)), None)
        if same:
            same["tot"] = row["tot"]
        else:
            found.append(row)
    return found


def _apart(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {"van", "tot"}}


def _drawn(layer: Rows, rows: list[dict[str, Any]]) -> list[alt.Chart]:
    fits = f"datum.van <= {WIDTH} && ({WIDTH} < datum.tot || datum.tot == {WIDTHS[-1]}) && !(datum.breed && {SMALL})"
    base = layer(rows).transform_filter(fits)
    tie = base.transform_filter("datum.draad").mark_rule(
        color=AXIS, strokeWidth=1, x2Offset=alt.expr("datum.draad[0]"), y2Offset=alt.expr("datum.draad[1]")
    )
    words = base.mark_text(
        font=FONT,
        fontSize=SIZE,
        dx=alt.expr("datum.dx"),
        dy=alt.expr("datum.dy"),
        align=alt.expr("datum.kant"),
        color=alt.expr("datum.kleur"),
        fontWeight=alt.expr("datum.dikte"),
    )
    ties = [tie.encode(x2=alt.X2("jaar:Q"), y2=alt.Y2("waarde:Q"))] if any(row["draad"] for row in rows) else []
    return [*ties, words.encode(text=alt.Text("tekst:N"))]
