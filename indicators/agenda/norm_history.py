"""How a norm moved: the steps that the agenda tells itself (`historie`) and those that were kept, each once; pure, no wording.

A norm that changed without another decision is a step as well, whether or not anybody wrote it down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from indicators.agenda.differences import decision_of, level_of, terms_of
from indicators.agenda.history import KeptNorm
from indicators.agenda.model import Adoption, Norm, NormLevel, PastNorm

_CLOCK = ZoneInfo("Europe/Amsterdam")
_First = Mapping[tuple[str, ...], KeptNorm]


@dataclass(frozen=True, kw_only=True)
class NormStep:
    """A norm that became another one, or was adopted anew; before and after are None when there was, or is, none.

    adoption: of the norm after it. seen_at: when it was first seen in an agenda, None when only `historie` tells it. is_quiet: it
    moved without a decision that was not there before. was_decided: the norm before it is the one that its decision was first
    kept with. reason: as `historie` gives it.
    """

    before: NormLevel | None
    after: NormLevel | None
    adoption: Adoption | None = None
    seen_at: datetime | None = None
    is_quiet: bool = False
    was_decided: bool = True
    reason: str = ""

    @property
    def moves(self) -> bool:
        """Whether the norm asks something else, and not only names another decision."""
        if isinstance(self.before, Norm) and isinstance(self.after, Norm):
            return terms_of(self.before) != terms_of(self.after)
        return level_of(self.before) != level_of(self.after)

    @property
    def on(self) -> date | None:
        """The day of the decision; of what moved without one, the day on which it was first seen."""
        if self.adoption and not self.is_quiet:
            return self.adoption.on
        return self.seen_at.astimezone(_CLOCK).date() if self.seen_at else None


def norm_steps(norm: Norm | None, kept: Sequence[KeptNorm] = ()) -> tuple[NormStep, ...]:
    """Every step of a norm, oldest first; kept: the norm as it was in each agenda that was in force, oldest first."""
    told = _written(norm, first_kept(kept))
    seen: list[NormStep] = []
    for step in _kept_steps(kept):
        same = next((each for each in told if _is_same(each, step)), None)
        if same:
            told.remove(same)
        seen.append(replace(step, reason=same.reason) if same else step)
    return _in_order(told, seen)


def quiet_step(steps: Sequence[NormStep], norm: Norm | None, kept: Sequence[KeptNorm]) -> NormStep | None:
    """The step that made the norm of now another one than its decision was kept with; None when it is as it was decided."""
    last = next((step for step in reversed(steps) if step.moves or step.is_quiet), None)
    if norm is None or last is None or not last.is_quiet or not _moved(norm, first_kept(kept)):
        return None
    return last


def unlike_their_decision(norm: Norm, kept: Sequence[KeptNorm]) -> tuple[tuple[NormLevel, KeptNorm], ...]:
    """The norm and the earlier norms that differ from what was first kept under the same decision, with what that was."""
    first = first_kept(kept)
    found: list[tuple[NormLevel, KeptNorm]] = []
    if moved := _moved(norm, first):
        found.append((norm, moved))
    for past in norm.history:
        then = first.get(decision_of(past.adoption))
        if then and level_of(past) != level_of(then[1]):
            found.append((past, then))
    return tuple(found)


def first_kept(kept: Sequence[KeptNorm]) -> dict[tuple[str, ...], KeptNorm]:
    """Per decision the norm that was first kept under it, and when."""
    first: dict[tuple[str, ...], KeptNorm] = {}
    for since, norm in kept:
        if norm is not None:
            first.setdefault(decision_of(norm.adoption), (since, norm))
    return first


def _moved(norm: Norm, first: _First) -> KeptNorm | None:
    then = first.get(decision_of(norm.adoption))
    return then if then and terms_of(then[1]) != terms_of(norm) else None


def _written(norm: Norm | None, first: _First) -> list[NormStep]:
    """What the agenda tells itself, with each decision as it was first kept: later corrections are steps of their own."""
    if norm is None:
        return []
    past = sorted(norm.history, key=lambda each: each.adoption.on)
    chain: list[tuple[NormLevel, Adoption | None]] = [(each, each.adoption) for each in past]
    chain.append((norm, norm.adoption))
    said = {(decision_of(adoption), level_of(level)) for level, adoption in chain}
    for at, (_, adoption) in enumerate(chain):
        then = first.get(decision_of(adoption))
        if then and then[1] and (pair := (decision_of(adoption), level_of(then[1]))) not in said:
            chain[at] = (then[1], adoption)
            said.add(pair)
    steps = []
    for at, (level, adoption) in enumerate(chain):
        before = chain[at - 1][0] if at else None
        reason = before.reason if isinstance(before, PastNorm) else ""
        steps.append(NormStep(before=before, after=level, adoption=adoption, reason=reason))
    return [step for step in steps if step.adoption]


def _kept_steps(kept: Sequence[KeptNorm]) -> list[NormStep]:
    steps, known = [], set[tuple[str, ...]]()
    first = first_kept(kept)
    for (_, before), (seen_at, after) in pairwise(kept):
        known |= {decision_of(before.adoption)} if before else set()
        adoption = after.adoption if after else None
        moves = terms_of(before) != terms_of(after)
        is_quiet = after is not None and (decision_of(adoption) in known if moves else _moved(after, first) is not None)
        if moves or (before and after and before.adoption != after.adoption):
            steps.append(
                NormStep(
                    before=before,
                    after=after,
                    adoption=adoption,
                    seen_at=seen_at,
                    is_quiet=is_quiet,
                    was_decided=before is None or _moved(before, first) is None,
                )
            )
    return steps


def _is_same(told: NormStep, seen: NormStep) -> bool:
    """What `historie` tells is what was seen: the same decision, and of a change under one decision the same change."""
    is_same_end = level_of(told.after) == level_of(seen.after) and decision_of(told.adoption) == decision_of(seen.adoption)
    return is_same_end and (not seen.is_quiet or level_of(told.before) == level_of(seen.before))


def _in_order(told: Sequence[NormStep], seen: Sequence[NormStep]) -> tuple[NormStep, ...]:
    """By day; what was kept stays in the order in which it was kept, so that one level follows from the other."""
    placed: list[tuple[date, int, NormStep]] = []
    latest = date.min
    for step in seen:
        latest = max(latest, step.on or date.min)
        placed.append((latest, 1, step))
    placed += [(step.on or date.min, 0, step) for step in told]
    return tuple(step for _, _, step in sorted(placed, key=lambda each: each[:2]))
