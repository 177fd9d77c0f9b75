"""Which municipality a code or a name in an own file means, or that it means none; it reads the list of codes and no figures.

A name counts when it is that of one municipality only, whatever its accents, capitals, hyphens or added province. Names of the
agenda's division go before those of municipalities that once were.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import cache, cached_property, lru_cache
from pathlib import Path

from etl.own_files.import_municipalities import NO_MUNICIPALITIES
from etl.own_files.notation import Content, as_text, municipality
from etl.store.terms import NATION

_EVER = Path(__file__).with_name("municipalities.csv")
_NATIONS = frozenset({"nl", "nl00", "nl01", "nederland", "heel nederland", "nederland totaal", "totaal nederland"})
_LIKE_A_CODE = re.compile(r"(?:GM)?[\d.,]*", re.IGNORECASE)
_OTHER_REGION = re.compile(r"(?!GM)[A-Z]{2}\d[A-Z\d]{0,9}|\d{6}|\d{8}", re.IGNORECASE)
"""LD01, PV27, CR18, WK047901, BU0363AA01; or the digits of a wijk or buurt alone."""
_QUALIFIED = re.compile(r"(.+?)\s*\(([^()]*)\)")
_PROVINCES = {
    "groningen": "gr",
    "fryslan": "fr",
    "friesland": "fr",
    "drenthe": "dr",
    "overijssel": "o",
    "flevoland": "fl",
    "gelderland": "gld",
    "utrecht": "ut",
    "noord holland": "nh",
    "zuid holland": "zh",
    "zeeland": "z",
    "noord brabant": "nb",
    "limburg": "l",
}
_SHARED_NAMES = frozenset({"groningen", "utrecht"})
"""Names of a province and of a municipality."""
_SHORT = {"ov": "o", "gd": "gld", "lb": "l", "li": "l", "ze": "z", "n h": "nh", "z h": "zh"}
_ADDED = frozenset({"nh", "zh", "l", "o", "gld", "z", "nb"})
"""What stands behind a name to tell it from another, as CBS writes it: Bergen (NH.)."""
_KINDS = frozenset({"gemeente", "gm", "gem"})
_ALIASES = {"den haag": "s gravenhage", "den bosch": "s hertogenbosch", "the hague": "s gravenhage"}
_SHORTEST_TYPO = 5
"""Letters: of shorter names too many differ by one letter."""


class Elsewhere(Enum):
    """Why a row is about no municipality."""

    OTHER_REGION = "andere regio"
    NEVER_EXISTED = "nooit een gemeente"


class Places:
    """The municipalities a file can name: those of the agenda's division, and those that ever were."""

    def __init__(self, division: Iterable[tuple[str, str, str]] = ()) -> None:
        """division: code, name and province of each municipality of today."""
        ever = [(code, name, "") for code, name, abolished in _ever() if not abolished]
        gone = [(code, name, "") for code, name, abolished in _ever() if abolished]
        named = list(division)
        self.mark = hashlib.sha256(repr(named).encode()).hexdigest()[:16]
        """Changes with the division: names and codes may then mean something else."""
        today = [*ever, *named]
        self._names = {code: name for code, name, _ in [*gone, *today]}
        self._indexes = (_by_name(today), _by_name(gone))

    def find(self, cell: Content, *, among_provinces: bool = False) -> str | Elsewhere:
        """The code, NATION, or why it is none; ValueError (Dutch, after the value) when it could be one but which is unclear.

        among_provinces: whether the file has provinces by their bare names, so that Utrecht can be either.
        """
        text = as_text(cell)
        if text.casefold() in _NATIONS:
            return NATION
        if _OTHER_REGION.fullmatch(text):
            return Elsewhere.OTHER_REGION
        if _LIKE_A_CODE.fullmatch(text):
            return self._known(municipality(cell))
        return self._named(text, among_provinces=among_provinces)

    def _known(self, code: str) -> str | Elsewhere:
        if code in NO_MUNICIPALITIES:
            return Elsewhere.OTHER_REGION
        return code if code in self._names else Elsewhere.NEVER_EXISTED

    def _named(self, text: str, *, among_provinces: bool) -> str | Elsewhere:
        key, is_marked = _key(text), _is_marked(text)
        if among_provinces and key[0] in _SHARED_NAMES and not key[1] and not is_marked:
            raise ValueError(f"kan de gemeente zijn of de provincie; schrijf '{text} (gemeente)' of '{text} (PV)'")
        for index in self._indexes:
            if codes := index.get(key):
                return self._only(codes)
        if key[0] in _PROVINCES or key[1]:
            return Elsewhere.OTHER_REGION
        meant = {code for name in _one_letter_less(key[0]) for code in self._near.get(name, ())}
        if meant and len(key[0]) >= _SHORTEST_TYPO:
            code = min(meant)
            raise ValueError(f"is geen gemeente die er is of was; bedoelt u {self._names[code]} ({code})?")
        return Elsewhere.OTHER_REGION

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        """Every name, and every name without one of its letters, to the codes that are called so."""
        near: dict[str, set[str]] = {}
        for index in self._indexes:
            for (base, _), codes in index.items():
                for name in _one_letter_less(base):
                    near.setdefault(name, set()).update(codes)
        return near

    def _only(self, codes: frozenset[str]) -> str:
        if len(codes) == 1:
            return next(iter(codes))
        which = " of ".join(f"{code} ({self._names[code]})" for code in sorted(codes))
        raise ValueError(f"kan {which} zijn; schrijf de code")


def are_provinces(cells: Iterable[Content]) -> bool:
    """Whether these cells name provinces by their bare names: `Drenthe` and not `Drenthe (PV)`."""
    found = {_key(cell)[0] for cell in set(cells) if isinstance(cell, str) and not _QUALIFIED.fullmatch(cell)}
    return bool(found & (_PROVINCES.keys() - _SHARED_NAMES))


def gone() -> frozenset[str]:
    """The codes of municipalities that are no more, as far as the list of all that ever were knows."""
    return frozenset(code for code, _, abolished in _ever() if abolished)


@cache
def _ever() -> tuple[tuple[str, str, str], ...]:
    with _EVER.open(encoding="utf-8", newline="") as file:
        return tuple((row["gemeente"], row["naam"], row["opgeheven"]) for row in csv.DictReader(file, delimiter=";"))


def _by_name(municipalities: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    """Name and qualifier ('' for the bare name) to the codes that are called so."""
    found: dict[tuple[str, str], set[str]] = {}
    for code, name, province in municipalities:
        base, qualifier = _key(name)
        keys = {(base, qualifier), (base, ""), (base, _PROVINCES.get(_folded(province), ""))}
        for key in keys:
            found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _key(name: str) -> tuple[str, str]:
    """What makes a name: without accents, capitals and signs, and apart from it the province it was added to tell it apart."""
    match = _QUALIFIED.fullmatch(name)
    base, added = (_folded(match[1]), _folded(match[2])) if match else (_folded(name), "")
    base = base.removeprefix("gemeente ")
    if not added and base.rpartition(" ")[2] in _ADDED:
        base, _, added = base.rpartition(" ")
    if added in _KINDS:
        added = ""
    return _ALIASES.get(base, base), _PROVINCES.get(added, _SHORT.get(added, added))


def _is_marked(name: str) -> bool:
    match = _QUALIFIED.fullmatch(name)
    return _folded(name).startswith("gemeente ") or (match is not None and _folded(match[2]) in _KINDS)


@lru_cache(maxsize=4096)  # a file has the same few hundred names for every year
def _folded(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w&]+|_", " ", re.sub(r"[.'’‘`´]", "", plain.casefold())).split())


def _one_letter_less(name: str) -> set[str]:
    """The name and what is left of it without one letter: two names that share one differ by a letter or two."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
