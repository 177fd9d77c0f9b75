"""What waits to be published: each change with what it does."""

from dashboard.editing import pieces
from dashboard.pages import REVIEW

pieces.closed(REVIEW)
