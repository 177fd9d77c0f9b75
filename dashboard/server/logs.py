"""Where the server's log goes and in which form, also that of what it is built on; it logs nothing of what a reader asked."""

import logging
import sys
from typing import Any

import streamlit.logger

from etl.json_lines import JsonLines, wants_json

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LogError(Exception):
    """The setting for the log is neither form; the text says what to write."""


def set_up_log() -> None:
    """To the terminal, as text or as a line of JSON each. LogError when the setting is neither."""
    try:
        is_json = wants_json()
    except ValueError as problem:
        raise LogError(str(problem)) from problem
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if is_json else logging.Formatter(_TEXT))
    logging.basicConfig(handlers=[handler])
    if is_json:
        logging.getLogger("databoek").setLevel(logging.INFO)
        vars(streamlit.logger)["setup_formatter"] = _through_ours
        streamlit.logger.update_formatter()


def log_start(text: str) -> None:
    """That the server is there: for who typed its command, or for who gathers logs."""
    if wants_json():
        logging.getLogger("databoek").info("%s", text)
    else:
        sys.stdout.write(f"{text} (stoppen: Ctrl+C)\n")
        sys.stdout.flush()


def _through_ours(logger: Any) -> None:
    """Instead of the handler that Streamlit gives each of its loggers, and those of the web server."""
    if own := getattr(logger, "streamlit_console_handler", None):
        logger.removeHandler(own)
    logger.propagate = True
