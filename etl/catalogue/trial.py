"""An agenda of one indicator that somebody is choosing, to see what comes of it before anything is saved; pure."""

import json
from collections.abc import Mapping
from typing import Any

from etl.catalogue.adding import quantity_of, said
from etl.catalogue.choices import Chosen
from indicators.agenda.load import parse_agenda
from indicators.agenda.model import Agenda

ON_TRIAL = "proef"
"""The id of its indicator."""
_UNSAID = "nog niet gezegd"
"""Stands for what a person has yet to say; it is never shown or kept."""
_OF_THE_AGENDA = ("titel", "gemeente", "looptijd", "voorbeeld", "gebiedsindeling")


def on_trial(
    chosen: Chosen, agenda: Agenda, *, unit: str = "", bounds: tuple[float | None, float | None] | None = None
) -> Agenda:
    """An agenda of this one indicator, for the same municipality; AgendaError, as ever, when the choice cannot be.

    unit: as it will be called, since the unit tells what a figure can be.
    """
    new, quantity = quantity_of(chosen, agenda.sources)
    whole = agenda.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    used = {name: values for name, values in whole["bronnen"].items() if name in _named(quantity)}
    info = {
        key: whole["agenda"][key]
        for key in ("titel", "gemeente", "looptijd", "voorbeeld", "gebiedsindeling")
        if key in whole["agenda"]
    }
    limits = said(dict(zip(("laagst", "hoogst"), bounds, strict=True))) if bounds else {}
    indicator = {
        "id": ON_TRIAL,
        **dict.fromkeys(("naam", "definitie", "waarom"), _UNSAID),
        "eenheid": unit or _UNSAID,
        "decimalen": 1,
        "soort": "effect",
        "gewenste_richting": "neutraal",
        "bron": quantity,
        **({"grenzen": limits} if limits else {}),
    }
    ambition = {"id": ON_TRIAL, "thema": _UNSAID, "ambitie": _UNSAID, "indicatoren": [indicator]}
    sources = {name: _complete(values) for name, values in {**used, **new}.items()}
    trial = {"agenda": info, "partners": [], "bronnen": sources, "ambities": [ambition]}
    return parse_agenda(json.dumps(trial, ensure_ascii=False), "uw keuze")


def _complete(values: Mapping[str, Any]) -> dict[str, Any]:
    """With something at what a person may still have to say; the agenda asks for it."""
    return {**values, **{key: values.get(key) or _UNSAID for key in ("houder", "licentie")}}


def _named(quantity: Mapping[str, Any]) -> set[str]:
    parts = [quantity[key] for key in ("teller", "noemer")] if "maal" in quantity else [quantity]
    return {part["bron"] for part in parts}
