"""What can be wrong with an agenda, as a sentence with an address; it finds nothing itself."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where something stands in the agenda: Dutch keys and positions counted from 0, as in ('ambities', 0, 'thema')."""

LIKENESS = 0.66
"""How much a word must look like a name to be suggested: enough for "gdd" and "ggd", not for two words on -cijfers."""
OUTCOME = "De agenda is niet geladen; het dashboard blijft de vorige versie tonen."


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place in the tree, before the line is known.

    The last step of path is the key the text names; `also` is a second place the text refers to;
    `unknown` is the name that was looked for and not found.
    """

    path: Path
    text: str
    remedy: str
    also: Path | None = None
    unknown: str | None = None


@dataclass(frozen=True)
class Problem:
    """One mistake for the person who wrote the agenda; line counts from 1, and is 0 when it is about the whole file.

    path: of the value, for who shows it beside a field.
    """

    file: str
    line: int
    address: str
    text: str
    remedy: str
    path: Path = field(default=(), compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        address = f"{self.address}: " if self.address else ""
        return f"{place}  {address}{self.text}; {self.remedy}"


class AgendaError(Exception):
    """The agenda cannot be used; carries every problem at once, in order of line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join([*map(str, self.problems), self.summary]))

    @property
    def summary(self) -> str:
        """The closing line: how many mistakes and what that means."""
        count = len(self.problems)
        return f"{count} {'fout' if count == 1 else 'fouten'}. {OUTCOME}"


def near_miss(word: str, options: Iterable[str]) -> str | None:
    """The option that was probably meant, or None when none looks like the word."""
    lowered = {option.lower(): option for option in options}
    match = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=LIKENESS)
    return lowered[match[0]] if match else None


def enumerate_nl(words: Iterable[str], last: str = "of") -> str:
    """`a, b of c`."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail
