"""How long every run of a page takes, for who watches the server; it knows no page and counts no reader."""

from prometheus_client import Histogram

_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.15, 0.35, 0.7, 1.5, 3.0, 6.0)
"""40 ms is what a page may take, 0.35 s what a click may take."""
RERUNS = Histogram(
    "databoek_rerun_seconds", "Hoe lang het maken van een pagina duurt, in seconden.", buckets=_SECONDS, registry=None
)
