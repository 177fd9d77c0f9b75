"""What a norm asks, in a few words, and what made two norms different; it judges nothing."""

from indicators.agenda.model import Norm, NormKind, NormLevel, Relative
from indicators.wording.numbers import level, listing, short_number
from indicators.wording.relative import say_relative

NO_NORM = "geen norm"
NOTHING = "niets"


def norm_in_words(norm: NormLevel | None, unit: str) -> str:
    """`6,4 in 2028`, `8 (zo houden)`, `2,5–4,5%`, `beter dan Nederland in 2028`, `geen norm`."""
    if norm is None:
        return NO_NORM
    if norm.relative is not None:
        return " ".join([say_relative(norm.relative), *([f"in {norm.year}"] if norm.year else [])])
    bounds = [each for each in (norm.value, norm.lower, norm.upper) if each is not None]
    words = ["–".join([*map(short_number, bounds[:-1]), *(level(each, unit) for each in bounds[-1:])])]
    words += [f"in {norm.year}"] if norm.year else []
    if isinstance(norm, Norm):
        words += ["(zo houden)"] if norm.kind is NormKind.KEEP else []
        words += [norm.moment] if norm.moment else []
    return " ".join(word for word in words if word)


def norms_apart(before: NormLevel | None, after: NormLevel | None, unit: str) -> tuple[str, str]:
    """Both in words, and with whatever else they differ in when those words are the same."""
    was, is_ = norm_in_words(before, unit), norm_in_words(after, unit)
    if was != is_ or not isinstance(before, Norm) or not isinstance(after, Norm):
        return was, is_
    if before.milestones != after.milestones:
        return f"{was}, {_milestones(before, unit)}", f"{is_}, {_milestones(after, unit)}"
    if before.relative and after.relative and before.relative.municipalities != after.relative.municipalities:
        return f"{was} ({_named(before.relative)})", f"{is_} ({_named(after.relative)})"
    said = [_said(each) for each in (before, after)]
    keys = [key for key in said[0] | said[1] if said[0].get(key) != said[1].get(key)]
    if not keys:
        return was, is_
    apart = [listing([f"{key}: {each.get(key, NOTHING)}" for key in keys]) for each in said]
    return f"{was} ({apart[0]})", f"{is_} ({apart[1]})"


def _said(norm: Norm) -> dict[str, object]:
    return norm.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"adoption", "history", "milestones"})


def _named(relative: Relative) -> str:
    return listing(sorted(relative.municipalities)) or "geen gemeenten"


def _milestones(norm: Norm, unit: str) -> str:
    if not norm.milestones:
        return "zonder mijlpalen"
    return f"mijlpalen {listing([f'{level(stone.value, unit)} in {stone.year}' for stone in norm.milestones])}"
