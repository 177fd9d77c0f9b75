"""Words as people type them, and the stems by which they meet those of a title; it knows no table."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it brings thirty languages, which only a search needs
    import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+")
_LITTLE = """
    aan al als bij de deze die dit door een en er het hoe hoeveel hun ik in is je met mijn naar niet nog of om onder onze ons ook
    op over per te tot uit van veel voor waar wat welke wie wij worden wordt zijn zich
"""
_EVERYWHERE = "aantal aandeel percentage procent cijfers cijfer gegevens tabel mensen personen gemeente gemeenten stad inwoners"
_SMALL = frozenset(f"{_LITTLE} {_EVERYWHERE}".split())
"""What says nothing of the subject: every table of municipalities has them."""
SHORTEST_PART = 4
"""Letters of a word that may stand within another one: `zorg` in `jeugdzorg`, but not `wij` in `twijfel`."""

_MEANT = (
    # What people call a subject, and what titles of the catalogues call it. Only for searching: it names no table.
    ("jeugdzorg jeugdhulp", "jeugdhulp jeugdzorg jeugdbescherming jeugdreclassering"),
    (
        "inbraak inbraken diefstal stelen geweld mishandeling vernieling criminaliteit misdaad veiligheid",
        "misdrijven criminaliteit",
    ),
    ("onveilig veiligheid overlast", "onveilig veiligheid veiligheidsbeleving leefbaarheid overlast"),
    ("ouderen bejaarden senioren oudere", "ouderen leeftijd"),
    ("eenzaamheid eenzaam roken overgewicht dik bewegen sporten alcohol drinken mantelzorg depressie angst", "gezondheid"),
    ("gezond ziek ongezond", "gezondheid gezondheidsmonitor"),
    ("armoede arm arme minima rondkomen", "armoede inkomen inkomensgrens bijstand"),
    ("uitkering uitkeringen", "bijstand uitkering uitkeringen"),
    ("werk baan banen werken arbeidsparticipatie arbeidsdeelname", "arbeidsdeelname arbeidsparticipatie werkzame banen"),
    ("werkloos werklozen werkloosheid", "werkloosheid arbeidsdeelname ww"),
    ("schooluitval spijbelen drop-outs", "schoolverlaters"),
    ("wmo hulp huishoudelijke ondersteuning", "wmo maatwerkvoorziening"),
    ("huizen huis wonen", "woningen woning woz"),
    ("huizenprijs huizenprijzen woningprijzen", "koopwoningen verkoopprijzen"),
    ("bevolking inwonertal", "bevolking"),
    ("buurt wijk buurten wijken", "wijken buurten"),
    ("vrijwilligers", "vrijwilligerswerk"),
    ("schulden schuld", "schulden schuldhulpverlening betalingsachterstand"),
)


def folded(text: str) -> str:
    """In small letters, without accents: `Fryslan` finds `Fryslân`."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order: `foto's` is one."""
    return _WORD.findall(folded(text).replace("'", "").replace("’", ""))


@lru_cache(maxsize=32768)  # somebody looked into one table, and thousands of others are called as they were
def stems_of(text: str) -> frozenset[str]:
    """The stems of its words: `inbraken` and `inbraak` have the same."""
    return frozenset(map(stem, words_of(text)))


def asked_of(text: str) -> list[tuple[str, frozenset[str]]]:
    """The words of a question that say something, each with the stems that titles may have instead; else all of them."""
    words = list(dict.fromkeys(words_of(text)))
    telling = [word for word in words if word not in _SMALL] or words
    return [(word, _others().get(stem(word), frozenset())) for word in telling]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What is left of a folded word without its ending; a code with digits stays as it is."""
    return word if any(sign.isdigit() for sign in word) else str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=1)
def _others() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for said, called in _MEANT:
        for each in stems_of(said):
            found.setdefault(each, set()).update(stems_of(called))
    return {each: frozenset(called - {each}) for each, called in found.items()}


def cleaned(text: object, longest: int) -> str:
    """A text of a catalogue or a file on one line: without what steers a screen or hides letters, and not too long."""
    kept = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"} else sign for sign in str(text or "")
    )
    return " ".join(kept.split())[:longest]
