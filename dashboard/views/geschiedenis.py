"""Who changed what in the agenda, when and why."""

from dashboard.editing import pieces
from dashboard.pages import HISTORY

pieces.closed(HISTORY)
