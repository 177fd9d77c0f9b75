"""What the door does for each kind of change, once it may be done; only the door calls this, and holds the folder meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import singledispatch
from pathlib import Path
from typing import Any

from etl.door import jobs, own_files, presence, turned_down
from etl.door.actors import Actor
from etl.door.changes import (
    AddFigure,
    AskJob,
    BeHere,
    Change,
    Decide,
    DropDraft,
    KeepFile,
    Publish,
    PutBack,
    RefuseDelivery,
    SaveField,
    SaveWhole,
    SendBack,
    Submit,
)
from etl.door.desk import Desk
from etl.door.drafting import Drafted, drafted
from etl.door.drafts import Draft, draft_path, keep_drafts, new_draft, read_draft
from etl.door.files import MeanwhileError, write_whole
from etl.door.filled_in import checked, said, without_clash
from etl.door.history import History
from etl.door.job_folder import NoJobError
from etl.door.merging import changes_between, merge, rebase
from etl.door.norms import DecisionError, NoAdoptionError, with_adoptions, with_decision
from etl.door.questions import Refreshed
from etl.door.refusals import AdoptionMissing, Outdated, Refused
from etl.door.rewriting import RewriteError, rewrite
from etl.door.things import Kind, Thing, find
from etl.installation import Place
from indicators.agenda.load import parse_agenda
from indicators.agenda.strict_yaml import read_marked

Done = dict[str, Any]
"""What is told of it: fields of Written."""
_NOT_RECORDED = (
    "Dit is bewaard, maar het staat nog niet in de geschiedenis ({why}). Bij de volgende wijziging komt het er alsnog in. "
    "Vraag de beheerder de map .git bij de agenda na te kijken."
)
_OF_A_DECISION = frozenset({"vastgesteld", "historie"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """By whom, when, with what in view."""

    actor: Actor
    desk: Desk
    base_version: str
    place: Place
    now: datetime


@singledispatch
def do(change: Change, asked: Asked) -> Done:  # noqa: ARG001
    """What is told afterwards. Refused when it cannot be; AgendaError when what comes out cannot be used."""
    raise Refused(f"Onbekende opdracht: {type(change).__name__}.")


@do.register
def _of_draft(change: SaveField | DropDraft | Submit | SendBack, asked: Asked) -> Done:
    return keep(asked, [drafted(change, asked.actor, asked.desk, asked.now)])


def keep(asked: Asked, made: Sequence[Drafted]) -> Done:
    """Drafts as they will be: all of them, or none."""
    agenda, after = asked.place.agenda, {each.id: each.draft for each in made}
    keep_drafts(agenda, after)
    told = [each for each in made if each.what]
    what, reason = _in_one(each.what for each in told), _in_one(each.reason for each in told)
    kept = _record(asked, [draft_path(agenda, each.id) for each in told], what, reason) if told else {}
    return kept | {"draft": made[-1].id if made[-1].draft else "", "drafts": tuple(id_ for id_, draft in after.items() if draft)}


def _in_one(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(each for each in texts if each))


@do.register
def _publish(change: Publish, asked: Asked) -> Done:
    _same_base(asked)
    reason = said(change.reason, "waarom u dit publiceert")
    drafts = [_draft(asked, each) for each in change.drafts]
    for id_, adopted in change.adopted.items():
        checked([*adopted.by, adopted.on, adopted.decision], f"vaststelling van {id_}")
    if not drafts:
        raise Refused("Kies wat u wilt publiceren.")
    _with_its_file(asked, drafts)
    merged = merge(asked.desk.data, drafts)
    without_clash(merged.clashes)
    try:
        wanted = with_adoptions(asked.desk.data, merged.data, change.adopted, reason)
    except NoAdoptionError as missing:
        raise AdoptionMissing(missing.ids) from missing
    _put_agenda(asked, wanted)
    keep_drafts(asked.place.agenda, dict.fromkeys(draft.id for draft in drafts))
    gone = [draft_path(asked.place.agenda, draft.id) for draft in drafts]
    writers = ", ".join(dict.fromkeys(draft.name for draft in drafts if draft.subject != asked.actor.subject))
    what = _told(asked.desk.data, wanted)
    told = f"{reason}\n\nGeschreven door: {writers}" if writers else reason
    return _record(asked, [asked.place.agenda, *gone], what, told)


@do.register
def _decide(change: Decide, asked: Asked) -> Done:
    reason = said(change.reason, "waarom dit is besloten")
    checked([change.decision, change.next_day], f"besluit van {change.day}")
    who = asked.actor.name
    if asked.actor.partner:
        who = f"{who}, {(find(asked.desk.data, Thing(Kind.PARTNER, asked.actor.partner)) or {}).get('naam', '')}"
    try:
        wanted = with_decision(asked.desk.data, replace(change, reason=reason), who)
    except DecisionError as problem:
        raise Refused(str(problem)) from problem
    _put_agenda(asked, wanted)
    return _record(asked, [asked.place.agenda], f"Besluit van {change.day}: {change.decision} ({change.intervention})", reason)


@do.register
def _save_whole(change: SaveWhole, asked: Asked) -> Done:
    _same_base(asked)
    reason = said(change.reason, "waarom u dit wijzigt")
    if change.text == asked.desk.text:
        raise Refused("Er is niets veranderd.")
    _put_text(asked, change.text)
    what = _told(asked.desk.data, read_marked(change.text.removeprefix("\ufeff")).data)
    return _record(asked, [asked.place.agenda], what, reason)


@do.register
def _put_back(change: PutBack, asked: Asked) -> Done:
    history = History.of(asked.place.agenda)
    after = history.text_at(change.commit) if history else None
    before = history.text_at(history.before(change.commit)) if history and after is not None else None
    if before is None or after is None:
        raise Refused("Dit staat niet in de geschiedenis, of er was niets van voor die tijd.")
    then, now = (read_marked(text.removeprefix("\ufeff")).data for text in (before, after))
    made = []
    for thing, fields in changes_between(now, then).items():
        kept = tuple(each for each in fields if _OF_A_DECISION.isdisjoint(each.path))
        if not kept:
            continue
        if asked.desk.draft_of(thing, asked.actor.subject):
            raise Refused(f"U hebt nog een concept van {thing}. Publiceer dat eerst, of gooi het weg.")
        within = _place_of(then, thing) if find(asked.desk.data, thing) is None else ""
        draft = new_draft(thing, asked.actor.subject, asked.actor.name, asked.desk.version, asked.now, within=within, fields=kept)
        made.append(draft)
    if not made:
        raise Refused("Deze wijziging veranderde niets dat u zo kunt terugzetten.")
    without_clash(merge(asked.desk.data, made).clashes)
    keep_drafts(asked.place.agenda, {each.id: each for each in made})
    return {"drafts": tuple(each.id for each in made)}


@do.register
def _keep_file(change: KeepFile, asked: Asked) -> Done:
    intervention = find(asked.desk.data, Thing(Kind.INTERVENTION, change.intervention)) or {}
    process = intervention.get("proces") or {}
    is_named = str(process.get("bestand", "")).rpartition("/")[2] == change.name
    paths = own_files.keep(asked.place.agenda, change, asked.now, process if is_named else None)
    kept, path = _record(asked, paths, f"Bestand: {change.name}", ""), paths[0]
    earlier = f" Wat er stond, staat nu in {own_files.EARLIER}/{paths[1].name}." if paths[1:] else ""
    return kept | {"told": f"Het bestand staat nu in {path.parent.name}/{path.name}.{earlier}"}


@do.register
def _add_figure(change: AddFigure, asked: Asked) -> Done:
    intervention = find(asked.desk.data, Thing(Kind.INTERVENTION, change.intervention)) or {}
    paths = own_files.add_figure(asked.place.agenda, intervention.get("proces"), change, asked.now)
    return _record(asked, paths, f"Eigen cijfer van {change.period} ({change.intervention})", "")


@do.register
def _be_here(change: BeHere, asked: Asked) -> Done:
    presence.note(asked.place.agenda, change.thing, asked.actor, asked.now)
    return {}


@do.register
def _ask_job(change: AskJob, asked: Asked) -> Done:
    try:
        job = jobs.ask(asked.place, change.question, by=asked.actor.name, subject=asked.actor.subject, file=change.file)
    except jobs.NotAskedError as problem:
        raise Refused(str(problem)) from problem
    return {"job": job}


@do.register
def _refuse_delivery(change: RefuseDelivery, asked: Asked) -> Done:
    reason = said(change.reason, "waarom u deze cijfers weigert")
    try:
        answer = jobs.look(asked.place, change.job).answer
    except NoJobError as gone:
        raise Refused(str(gone)) from gone
    told = answer.suspects if isinstance(answer, Refreshed) else ()
    suspects = [each for each in told if each.accept and each.accept == change.accept]
    if not suspects:
        raise Refused("Deze levering wacht niet meer op u.")
    path = turned_down.add(asked.place.agenda, suspects, reason=reason, by=asked.actor.name, now=asked.now)
    return _record(asked, [path], f"Cijfers geweigerd: {suspects[0].label}", reason)


def _with_its_file(asked: Asked, drafts: Sequence[Draft]) -> None:
    """Refused when a new source names a file that was never handed in."""
    for draft in drafts:
        named = draft.change_of(("bestand",)) if draft.is_new and draft.thing.kind is Kind.SOURCE else None
        if named and named.after and not (asked.place.agenda.parent / str(named.after)).is_file():
            raise Refused(f"Het bestand '{named.after}' is er nog niet. Maak de indicator af waar u begon: daar stuurt u het in.")


def _put_agenda(asked: Asked, wanted: Mapping[str, Any]) -> None:
    try:
        text = rewrite(asked.desk.text, wanted)
    except RewriteError as problem:
        raise Refused(str(problem)) from problem
    _put_text(asked, text)


def _put_text(asked: Asked, text: str) -> None:
    """In place of the agenda, when it can be used; what others have in draft is from then on about the new one."""
    agenda = asked.place.agenda
    parse_agenda(text.removeprefix("\ufeff"), str(agenda))
    data = read_marked(text.removeprefix("\ufeff")).data
    own_files.check_below(agenda.parent, data)
    try:
        write_whole(agenda, text.encode("utf-8"), instead_of=asked.desk.version)
    except MeanwhileError as other:
        raise Outdated from other
    if asked.desk.data:
        moved = {each.id: rebase(each, asked.desk.data, data) for each in asked.desk.drafts}
        keep_drafts(agenda, {each.id: moved[each.id] for each in asked.desk.drafts if moved[each.id] != each})


def _record(asked: Asked, paths: Sequence[Path], what: str, reason: str) -> Done:
    """In the history, where there is one; what was written stands, also when the history does not take it."""
    try:
        history = History.of(asked.place.agenda)
        if history is None:
            return {}
        actor = asked.actor
        history.catch_up(asked.desk.text.encode("utf-8"), asked.now)
        commit = history.record(paths, who=actor.name, subject=actor.subject, what=what, reason=reason, now=asked.now)
    except Exception as problem:  # noqa: BLE001  the agenda is written already: a refusal would not be true
        return {"told": _NOT_RECORDED.format(why=type(problem).__name__)}
    return {"commit": commit, "told": history.push()}


def _told(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Which things changed, as the first line of the history."""
    things = [str(each) for each in changes_between(before, after)]
    return f"Gewijzigd: {', '.join(things[:3])}{f' en nog {len(things) - 3}' if len(things) > 3 else ''}"  # noqa: PLR2004


def _place_of(data: Mapping[str, Any], thing: Thing) -> str:
    if thing.kind is not Kind.INDICATOR:
        return "-"
    ambitions = data.get("ambities") or []
    return next((each["id"] for each in ambitions if any(one.get("id") == thing.id for one in each["indicatoren"])), "-")


def _draft(asked: Asked, id_: str) -> Draft:
    found = read_draft(asked.place.agenda, id_)
    if found is None:
        raise Refused("Dit concept is er niet meer.")
    return found


def _same_base(asked: Asked) -> None:
    if asked.base_version != asked.desk.version:
        raise Outdated
