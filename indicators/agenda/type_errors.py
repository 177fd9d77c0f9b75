"""Turns what pydantic says about one value into a Dutch sentence with a remedy; it checks nothing itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from indicators.agenda.model import (
    AdoptersFile,
    Agenda,
    ChainedMeasure,
    ChainedRatio,
    FileSource,
    Measure,
    Model,
    PastMeasure,
    PastRatio,
    Ratio,
    TableSource,
)
from indicators.agenda.problems import Finding, Path, enumerate_nl, near_miss
from indicators.agenda.strict_yaml import Document

_TAGGED: dict[str | int, type[Model]] = {
    "table": TableSource,
    "file": FileSource,
    "measure": Measure,
    "ratio": Ratio,
    "chained measure": ChainedMeasure,
    "chained ratio": ChainedRatio,
    "past measure": PastMeasure,
    "past ratio": PastRatio,
    "adopters file": AdoptersFile,
}
_ADOPTERS = "zelfde_aanpak_in"
_KEY = "[key]"
"""How pydantic says that the key itself does not fit."""
_SOURCE_DEPTH = 2
"""('bronnen', name, tag, ...): the only tag that does not follow the key 'bron'."""

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "gebruik kleine letters, cijfers en streepjes, bijvoorbeeld sociale-veiligheid.",
    r"^[A-Za-z0-9]{1,20}$": "schrijf de code van de tabel: alleen letters en cijfers, bijvoorbeeld 85098NED.",
    r"^GM\d{4}$": "schrijf de CBS-code van een gemeente, bijvoorbeeld GM0479.",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "schrijf een e-mailadres, bijvoorbeeld databoek@gemeente.nl.",
    r"^https?://[^\s/]+\S*$": "schrijf een volledige link, bijvoorbeeld https://www.gemeente.nl/toegankelijkheid.",
    r"^\d{4}(-(0[1-9]|1[0-2]))?$": "schrijf een jaar (2024) of een jaar en maand (2024-03).",
}
_MANY = 8
"""Of more choices than this the one that was probably meant says more than the list."""
_LIST = "maak er een lijst van: elk onderdeel op een eigen regel met een streepje ervoor."
_NO_DASH = "haal het streepje weg: bij een start staat elke gemeente op een eigen regel, zoals 'GM0363: 2018'."
_FIELDS = "zet hier velden onder elkaar: 'veld: waarde'."
_PERIOD = "schrijf een jaar (2019), een schooljaar (2018/'19) of een reeks jaren (2017-2019)."


def type_findings(error: ValidationError, document: Document) -> Iterator[Finding]:
    """One finding for each error; a missing field is left out when an unknown one beside it looks like it."""
    details = error.errors(include_url=False)
    meant = {
        (*_path(detail["loc"])[:-1], near_miss(str(detail["loc"][-1]), _fields(detail["loc"])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        path = _path(detail["loc"])
        if not (detail["type"] == "missing" and path in meant):
            yield Finding(path, *_sentence(detail, path, document))


def _path(loc: Sequence[str | int]) -> Path:
    """Where it stands in the file: without the tags of the model, and a wrong key is told at the key."""
    return tuple(step for place, step in enumerate(loc) if not (_is_tag(loc, place) or step == _KEY))


def _is_tag(loc: Sequence[str | int], place: int) -> bool:
    if loc[0] == "bronnen":
        return place == _SOURCE_DEPTH
    if place > 0 and loc[place - 1] == _ADOPTERS:
        return True
    follows_a_quantity = loc[place - 1] == "bron" or loc[max(place - 2, 0)] == "voorgangers"
    return place > 0 and follows_a_quantity and loc[place] in _TAGGED


def _fields(loc: Sequence[str | int]) -> list[str]:
    """The keys that are allowed at the place of an unknown key."""
    model: type[Model] = Agenda
    for place, step in enumerate(loc[:-1]):
        if _is_tag(loc, place):
            model = _TAGGED[step]
        else:
            field = next((field for name, field in model.model_fields.items() if step in (field.alias, name)), None)
            model = (field and _inner(field.annotation)) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(annotation: Any) -> type[Model] | None:
    """The agenda model inside an annotation such as tuple[Norm, ...] or Norm | None."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(_inner, get_args(annotation))), None)


def _sentence(detail: ErrorDetails, path: Path, document: Document) -> tuple[str, str]:
    if not path:
        return "het bestand heeft geen velden", "begin met 'agenda:'."
    kind, key, value = detail["type"], path[-1], detail["input"]
    if kind == "missing":
        return f"veld '{key}' ontbreekt", f"voeg '{key}: ...' toe."
    if kind == "extra_forbidden":
        fields = _fields(detail["loc"])
        meant = near_miss(str(key), fields)
        remedy = f"bedoelt u '{meant}'?" if meant else f"hier kunnen staan: {enumerate_nl(fields, 'en')}."
        return f"onbekend veld '{key}'", remedy
    name = f"nr. {key + 1}" if isinstance(key, int) else key
    typed = document.typed(path)
    if value is None or value in ("", [], {}):
        return f"{name} is leeg", "vul iets in of haal het veld weg."
    if detail["loc"][-1] == _KEY:
        return f"'{key}' kan hier niet staan", _pattern(detail, typed or "")
    shown = "een lijst" if isinstance(value, list) else "een groep velden" if isinstance(value, dict) else f"'{typed}'"
    return f"{name} is {shown}", _REMEDIES.get(kind, _other)(detail, typed or str(value))


def _other(detail: ErrorDetails, _: str) -> str:
    return f"die waarde past hier niet ({detail['msg']})."


def _text(detail: ErrorDetails, typed: str) -> str:
    if isinstance(detail["input"], dict | list):
        is_adopter = _ADOPTERS in detail["loc"] and isinstance(detail["loc"][-1], int)
        return _NO_DASH if is_adopter else "schrijf hier één waarde."
    return f'dat leest als een getal of ja/nee; zet het tussen aanhalingstekens: "{typed}".'


def _number(_: ErrorDetails, typed: str) -> str:
    if re.fullmatch(r"-?\d+,\d+", typed):
        return f"schrijf een punt voor de decimalen: {typed.replace(',', '.')}."
    return "schrijf een getal zonder eenheid, met een punt voor de decimalen."


def _choice(detail: ErrorDetails, typed: str) -> str:
    options = re.findall(r"'([^']+)'", detail["ctx"]["expected"])
    begun = [option for option in options if option.startswith(f"{typed.lower()} ")]
    meant = near_miss(typed, options)
    if len(options) > _MANY and not begun and meant:
        return f"bedoelt u '{meant}'?"
    return f"kies {enumerate_nl(begun or options)}."


def _pattern(detail: ErrorDetails, _: str) -> str:
    return _PATTERNS[detail["ctx"]["pattern"]]


def _limit(detail: ErrorDetails, _: str) -> str:
    words = {"gt": "groter dan", "ge": "van ten minste", "le": "van ten hoogste", "lt": "kleiner dan"}
    return next(f"kies een getal {words[name]} {limit:g}." for name, limit in detail["ctx"].items() if name in words)


def _always(remedy: str) -> Callable[[ErrorDetails, str], str]:
    return lambda _detail, _typed: remedy


_REMEDIES: dict[str, Callable[[ErrorDetails, str], str]] = {
    "string_type": _text,
    "float_type": _number,
    "int_type": _always("schrijf een heel getal."),
    "int_from_float": _always("schrijf een heel getal."),
    "bool_type": _always("kies true (ja) of false (nee)."),
    "yes_or_no": _always("kies ja of nee."),
    "enum": _choice,
    "string_pattern_mismatch": _pattern,
    "greater_than": _limit,
    "greater_than_equal": _limit,
    "less_than": _limit,
    "less_than_equal": _limit,
    "period": _always(_PERIOD),
    "single_period": _always("schrijf één jaar (2019) of één schooljaar (2018/'19)."),
    "tuple_type": _always(_LIST),
    "list_type": _always(_LIST),
    "dict_type": _always(_FIELDS),
    "model_type": _always(_FIELDS),
    "model_attributes_type": _always(_FIELDS),
    "date": _always("schrijf een datum als 2026-11-21."),
}
