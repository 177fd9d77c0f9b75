"""Names a place in the agenda the way its writer would: indicator 'woninginbraken', norm; it judges nothing."""

from typing import Any

from indicators.agenda.problems import Path

_NOUNS = {
    "partners": "partner",
    "bronnen": "bron",
    "ambities": "ambitie",
    "indicatoren": "indicator",
    "interventies": "interventie",
    "kenmerken": "kenmerk",
}
_ROOT = "hele bestand"


def address_of(path: Path, data: Any) -> str:
    """The address of the thing at this path in plain data; tolerant of data in any shape."""
    parts: list[str] = []
    previous: str | int | None = None
    for step in path:
        data = _step(data, step)
        if previous in _NOUNS and (isinstance(step, int) or len(parts) == 1):
            parts[-1] = f"{_NOUNS[str(previous)]} {_name(data, step)}"
            if previous == "indicatoren" and parts[0].startswith("ambitie"):
                parts = parts[-1:]  # an indicator's name says enough
            previous = None
            continue
        if isinstance(step, int):
            parts[-1:] = [f"{parts[-1] if parts else 'lijst'} nr. {step + 1}"]
        else:
            parts.append(step)
        previous = step
    return ", ".join(parts) or _ROOT


def _step(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name(item: Any, step: str | int) -> str:
    if isinstance(step, str):
        return f"'{step}'"
    name = (item.get("id") or item.get("indicator")) if isinstance(item, dict) else None
    return f"'{name}'" if isinstance(name, str) else f"nr. {step + 1}"
