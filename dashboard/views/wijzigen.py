"""One thing of the agenda, to change field by field."""

from dashboard.editing import pieces
from dashboard.pages import EDIT

pieces.closed(EDIT)
