"""What is logged as one line of JSON each, for who gathers the logs of many machines; it knows no subject and names no reader."""

import json
import logging
import os
from datetime import UTC, datetime

FORM_VARIABLE = "DATABOEK_LOG"
_FORMS = {"": False, "tekst": False, "json": True}
_ALSO = ("folder", "run", "source", "outcome")
"""What a record can say besides, each a field of its own."""


def wants_json() -> bool:
    """Whether logs are gathered as JSON; ValueError with a Dutch text when the setting is neither form."""
    written = os.environ.get(FORM_VARIABLE, "").strip().lower()
    if written not in _FORMS:
        raise ValueError(f"{FORM_VARIABLE} is '{written}'; schrijf json, of laat het weg voor gewone tekst.")
    return _FORMS[written]


class JsonLines(logging.Formatter):
    """A record as one line: time in UTC, level, logger, message, and what else it says."""

    def format(self, record: logging.LogRecord) -> str:
        """Also of a message of several lines, or with a traceback."""
        about: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        about |= {name: value for name in _ALSO if (value := getattr(record, name, None))}
        if record.exc_info:
            about["exception"] = self.formatException(record.exc_info)
        return json.dumps(about, ensure_ascii=False, default=str)


def one_line(text: str, level: int = logging.INFO) -> str:
    """The same for a sentence that is meant for a terminal."""
    return JsonLines().format(logging.LogRecord("databoek.etl", level, "", 0, text, None, None))
