"""HTML of the answers: icon, word and colour together, counts in words, and cards; everything that comes in is escaped."""

from collections.abc import Sequence
from html import escape

from dashboard.look.statuses import Status, look
from indicators.methods.assessment import Assessment
from indicators.methods.change import ChangeStatus
from indicators.methods.norm import NormReason, NormStatus
from indicators.wording.answers import Answer
from indicators.wording.numbers import about

Counts = Sequence[tuple[NormStatus, int]]


def tag(status: Status) -> str:
    """Icon and word in their colour; a screen reader reads the word."""
    seen = look(status)
    icon = f'<span class="icoon" aria-hidden="true">{seen.icon}</span>'
    return f'<b class="status" style="color:{seen.colour}">{icon}{escape(seen.word)}</b>'


def verdict(assessment: Assessment) -> str:
    """The cell of the overview: the norm's status, its chance while it is ahead, the line, and what stands out or may change."""
    return f'<span class="oordeel">{tag(assessment.norm.status)}{"".join(map(_small, _remarks(assessment)))}</span>'


def _remarks(assessment: Assessment) -> list[str]:
    if assessment.latest is None:
        return []
    norm, trend = assessment.norm, assessment.trend
    chance = [f"kans {about(norm.chance)}"] if norm.reason is NormReason.CHANCE and norm.chance is not None else []
    words = [look(trend.status).word]
    if trend.with_provisional:
        words = [f"{words[0]}; met het voorlopige cijfer erbij: {look(trend.with_provisional.status).word}"]
    if norm.with_provisional:
        words.insert(0, f"met het voorlopige cijfer erbij: {look(norm.with_provisional.status).word}")
    if assessment.change.status is ChangeStatus.NOTABLE:
        words.append(f"{look(ChangeStatus.NOTABLE).icon} laatste verandering opvallend")
    return [*chance, *words]


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>"


def counts_in_words(counts: Counts) -> str:
    """`1 achter · 4 onzeker · 1 behaald`."""
    return " · ".join(f"{total} {look(status).word}" for status, total in counts)


def stand_cards(cards: Sequence[tuple[str, Counts]]) -> str:
    """Per ambition its theme, a bar and the counts in words; the bar is decoration, the words do the work."""
    items = "".join(
        f"<li><b>{escape(theme)}</b>{_bar(counts)}<span>{escape(counts_in_words(counts))}</span></li>" for theme, counts in cards
    )
    return f'<ul class="stand" aria-label="Stand per ambitie">{items}</ul>'


def _bar(counts: Counts) -> str:
    return f'<span class="balk" aria-hidden="true">{"".join(_segment(status, total) for status, total in counts)}</span>'


def _segment(status: NormStatus, total: int) -> str:
    seen = look(status)
    fill = "#FFFFFF" if seen.is_outlined else seen.colour
    return f'<i style="flex-grow:{total};background:{fill};border-color:{seen.colour}"></i>'


def answer_cards(cards: Sequence[tuple[str, Status, Answer, str]]) -> str:
    """Per question its status, sentences and what would be needed to say more; the last text is an extra remark."""
    return f'<div class="antwoorden">{"".join(_answer(*card) for card in cards)}</div>'


def _answer(question: str, status: Status, answer: Answer, remark: str) -> str:
    more = "".join(f'<p class="klein">{escape(text)}</p>' for text in (remark, answer.needed) if text)
    return f"<section><h2>{escape(question)}</h2><p>{tag(status)}</p><p>{escape(answer.text)}</p>{more}</section>"


def numbered(lines: Sequence[str]) -> str:
    """A numbered list."""
    return f'<ol class="vragen">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ol>'
