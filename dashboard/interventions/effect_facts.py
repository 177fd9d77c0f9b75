"""The numbers behind an answer about an intervention, as labelled facts in Dutch; it calculates and judges nothing."""

from collections.abc import Mapping, Sequence

from dashboard.look.notation import OTHER_SOURCE, PROVISIONAL, count, signed, unit_in_words
from etl.answers.effects import Effect
from indicators.agenda.model import Indicator
from indicators.effects.result import EffectNumbers
from indicators.wording.effect import EXPECTED, amount, say_expectation, unit_of_size
from indicators.wording.numbers import listing, number, period
from indicators.wording.pooled import describe_pooled, say_adopters, say_left_out, say_sureness, say_visible

MIXED = "In de eigen gemeente werken meer aanpakken aan dit cijfer. Wat welke aanpak deed, is niet uit elkaar te halen."
AREA = "Gemeenten die in deze jaren zijn samengevoegd, tellen niet mee."


Facts = list[tuple[str, str]]


def found_facts(effect: Effect) -> Facts:
    """Difference, margin, smallest visible effect and what was hoped for; empty without numbers."""
    numbers, hypothesis = effect.result.numbers, effect.result.hypothesis
    if numbers is None or hypothesis is None:
        return []
    return [
        ("Verschil sinds de start", _difference(numbers, effect.indicator)),
        ("Marge (95%)", " tot ".join(signed(bound, effect.indicator.decimals) for bound in numbers.interval)),
        ("Kleinste effect dat te zien is", f"ongeveer {amount(numbers.visible_effect, effect.indicator)}"),
        ("Verwachting", say_expectation(hypothesis, numbers, effect.indicator)),
    ]


def method_facts(effect: Effect, names: Mapping[str, str]) -> Facts:
    """How often chance gives as much, and what was compared; empty without numbers. names: of municipalities, by code."""
    numbers = effect.result.numbers
    if numbers is None:
        return []
    return [
        ("Door toeval", _chance(numbers)),
        ("Verschil-in-verschillen", _plain(numbers, effect.indicator)),
        ("Metingen", f"{_years(numbers.pre_years)} vóór de start; {_years(numbers.post_years)} erna"),
        ("Vergeleken met", _group(effect, numbers, names)),
    ]


def together_facts(effect: Effect, names: Mapping[str, str]) -> Facts:
    """What it shows together with the others that do the same; empty without them. names: of municipalities, by code."""
    found = effect.together
    told = [("Samen", describe_pooled(found, effect.indicator)), ("Gemeenten", say_adopters(found, names))] if found else []
    if found and found.numbers:
        told.append(("Door toeval", say_sureness(found.numbers, len(found.adopters))))
        told.append(("Kleinste effect dat te zien is", say_visible(found.numbers, effect.indicator)))
    if found and found.left_out:
        told.append(("Tellen niet mee", listing(sorted(say_left_out(each, names) for each in found.left_out))))
    mixed = MIXED if found and len(effect.result.interventions) > 1 else ""
    note = " ".join(filter(None, (mixed, effect.unread)))
    return [*told, *([("Let op", note)] if note else [])]


def paper_caption(indicator: Indicator, lines: Sequence[Sequence[str]], columns: Sequence[str], source: str) -> str:
    """Above a few lines of figures on paper; marks are explained when there are any. columns: what their heads are short for."""
    told = {PROVISIONAL: "voorlopig", OTHER_SOURCE: "uit een andere bron dan nu"}
    star = "".join(f"; {mark} is {word}" for mark, word in told.items() if any(mark in line[0] for line in lines))
    return f"{'; '.join([f'{indicator.name}, {unit_in_words(indicator.unit)}{star}', *columns])}. {source}"


def _difference(numbers: EffectNumbers, indicator: Indicator) -> str:
    size = signed(numbers.difference, indicator.decimals)
    over = period(numbers.post_years[0], numbers.post_years[-1])
    return f"Gemiddeld {size} {unit_of_size(indicator)} in {over}, vergeleken met wat {EXPECTED}"


def _plain(numbers: EffectNumbers, indicator: Indicator) -> str:
    """The figure without the correction, by the name under which researchers know it."""
    size = f"{signed(numbers.plain, indicator.decimals)} {unit_of_size(indicator)}"
    return f"{size}. Dit houdt geen rekening met wat elders gewoonlijk volgt op zo'n verschil vóór de start. De toets wel."


def _chance(numbers: EffectNumbers) -> str:
    """From the rank: how many of the placebos were at least as far from zero."""
    as_far = round(numbers.p * (numbers.placebos + 1)) - 1
    have = "had" if as_far == 1 else "hadden"
    told = f"{as_far or 'geen'} van de {numbers.placebos} andere gemeenten {have} een verschil dat minstens zo groot was"
    return f"{told[0].upper()}{told[1:]}, gemeten naar de eigen schommeling."


def _years(years: tuple[int, ...]) -> str:
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"
    return f"{count(len(years), 'meting', 'metingen')} ({span})"


def _group(effect: Effect, numbers: EffectNumbers, names: Mapping[str, str]) -> str:
    members = listing(sorted(names.get(code, code) for code in numbers.group))
    told = f"{number(len(numbers.group), 0)} gemeenten: {members}. {AREA}"
    same = listing(sorted(names.get(code, code) for code in effect.same_elsewhere))
    return f"{told} Ook niet, omdat de aanpak daar dezelfde is: {same}." if same else told
