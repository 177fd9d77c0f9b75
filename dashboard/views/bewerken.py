"""The desk of who changes the agenda: everything that can be changed, one's own drafts, and what others are working on."""

from dashboard.editing import pieces
from dashboard.pages import EDITING

pieces.closed(EDITING)
