"""Since when no source has answered, when that is longer than the settings allow; pure, and no judgement of a figure."""

from datetime import date

from dashboard.look.notation import CLOCK
from etl.store.answered import Answers


def silent_since(answers: Answers, today: date, most_days: float) -> date | None:
    """The day of the last answer, when it is more days ago than this; None while sources answer, or never had to."""
    if answers.last is None or answers.is_recording_alone:
        return None
    last = answers.last.astimezone(CLOCK).date()
    return last if (today - last).days > most_days else None
