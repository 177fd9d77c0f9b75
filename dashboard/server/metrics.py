"""What a watch wants to know, in the form of Prometheus, on a port of its own; it names no reader and judges no figure."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Gauge, Histogram, Metric, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from dashboard.server.health import Found
from dashboard.server.kept_shortly import KeptShortly
from dashboard.settings import METRICS_ADDRESS_VARIABLE, METRICS_PORT_VARIABLE, metrics_address, metrics_port
from etl.store.answered import SourceState


class MetricsError(Exception):
    """The port for the figures about the server cannot be had; the text says what to write."""


def serve_metrics(found: KeptShortly[Found], sessions: Gauge, reruns: Histogram) -> None:
    """Answer there from now on, when the settings say where; MetricsError when that cannot be.

    Under every path, so also below the one at which the dashboard is served.
    """
    try:
        port, address = metrics_port(), metrics_address()
    except ValueError as problem:
        raise MetricsError(str(problem)) from problem
    if port is None:
        return
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for collector in (sessions, reruns, Figures(found)):
        registry.register(collector)
    try:
        start_http_server(port, address, registry)
    except OSError as problem:
        raise MetricsError(
            f"{METRICS_PORT_VARIABLE}: poort {port} op {address} is bezet of niet te gebruiken."
            f" Kies een andere poort, of een ander adres met {METRICS_ADDRESS_VARIABLE}."
        ) from problem


class Figures(Collector):
    """How old the figures are and how each source fares, looked up when asked."""

    def __init__(self, found: KeptShortly[Found]) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        """Metrics of now; a source that never answered has no age."""
        found = self._found.get()
        state, now = found.state, found.now
        yield GaugeMetricFamily("databoek_ready", "1: /gereed zegt 200, 0: 503.", value=float(state.gereed))
        yield GaugeMetricFamily("databoek_recording_alone", "1: er zijn alleen cijfers uit de opname.", value=float(state.opname))
        answered = GaugeMetricFamily("databoek_answered_age_seconds", "Hoe lang geleden een bron voor het laatst antwoordde.")
        if found.answers.last:
            answered.add_metric([], (now - found.answers.last).total_seconds())
        yield answered
        sources = found.answers.sources
        yield _per_source(
            "fetched_age_seconds",
            "Hoe lang geleden de cijfers van deze bron zijn opgehaald.",
            sources,
            lambda source: (now - source.fetched_at).total_seconds() if source.fetched_at else None,
        )
        yield _per_source(
            "answered_age_seconds",
            "Hoe lang geleden deze bron voor het laatst antwoordde, ook dat er niets nieuws was.",
            sources,
            lambda source: (now - source.answered_at).total_seconds() if source.answered_at else None,
        )
        yield _per_source(
            "failures_in_a_row",
            "Hoe vaak achter elkaar deze bron niets gaf.",
            sources,
            lambda source: float(source.failures),
        )


def _per_source(
    name: str, meaning: str, sources: tuple[SourceState, ...], value: Callable[[SourceState], float | None]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"databoek_source_{name}", meaning, labels=["source", "catalogue", "table"])
    for source in sources:
        found = value(source)
        if found is not None:
            family.add_metric([source.label, source.catalogue, source.table_id], found)
    return family
