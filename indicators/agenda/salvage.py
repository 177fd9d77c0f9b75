"""Leaves out the parts of an agenda that cannot be read, so that the rules can still look at the rest."""

from collections.abc import Iterable, Iterator
from typing import Any

from indicators.agenda.problems import Path

_HEADER = {"titel": "-", "gemeente": "GM0000", "looptijd": {"van": 1990, "tot": 2100}, "voorbeeld": True}
"""Stands in for a header that cannot be read; no finding about it is ever shown."""
_UNITS = {"partners": 2, "bronnen": 2, "ambities": 2, "interventies": 2}
_INDICATOR_DEPTH = 4  # ('ambities', i, 'indicatoren', j)


class Salvage:
    """Plain data without the units (an indicator, a source, ...) that hold a broken place, and the way back."""

    def __init__(self, data: dict[str, Any], broken: Iterable[Path]) -> None:
        self._units = {_unit(path) for path in broken}
        self._origins: dict[Path, Path] = {}
        self.lost_names: set[str] = set()
        self.data: Any = self._copy(data, (), ())
        if ("agenda",) in self._units:
            self.data["agenda"] = _HEADER

    def origin(self, path: Path) -> Path | None:
        """Where a place in the salvaged data stood in the agenda; None for the stand-in header."""
        if path[:1] == ("agenda",) and ("agenda",) in self._units:
            return None
        known = next(path[:end] for end in range(len(path), -1, -1) if path[:end] in self._origins)
        return self._origins[known] + path[len(known) :]

    def _copy(self, value: Any, old: Path, new: Path) -> Any:
        self._origins[new] = old
        if isinstance(value, dict):
            return {
                key: self._copy(item, (*old, key), (*new, key)) for key, item in value.items() if self._keep(item, (*old, key))
            }
        if isinstance(value, list):
            kept = [(at, item) for at, item in enumerate(value) if self._keep(item, (*old, at))]
            return [self._copy(item, (*old, at), (*new, place)) for place, (at, item) in enumerate(kept)]
        return value

    def _keep(self, item: Any, path: Path) -> bool:
        if path not in self._units:
            return True
        self.lost_names |= {str(path[-1]), str(item), *_ids(item)}
        return False


def _unit(path: Path) -> Path:
    """The smallest part that can be left out without making the rest unreadable."""
    if len(path) >= _INDICATOR_DEPTH and path[0] == "ambities" and path[2] == "indicatoren":
        return path[:_INDICATOR_DEPTH]
    return path[: _UNITS.get(str(path[0]), 1)] if path else path


def _ids(item: Any) -> Iterator[str]:
    """Every id inside, so that a reference to something left out is not called unknown."""
    children: Iterable[Any] = ()
    if isinstance(item, dict):
        children = item.values()
        if isinstance(item.get("id"), str):
            yield item["id"]
    elif isinstance(item, list):
        children = item
    for child in children:
        yield from _ids(child)
