"""Who published what, when and why: commits of the agenda's folder, made with dulwich; no hook runs.

There is history when the agenda's folder is a repository of its own, or when a repository around it was named explicitly: the
checkout of the project itself is nobody's history.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from dulwich import porcelain
from dulwich.config import ConfigFile
from dulwich.errors import NotGitRepository
from dulwich.index import Index, commit_tree, index_entry_from_stat
from dulwich.object_store import commit_tree_changes
from dulwich.objects import Blob, Commit, ObjectID
from dulwich.refs import HEADREF
from dulwich.repo import Repo

from etl.door.pushing import push

AROUND_VARIABLE = "DATABOEK_GESCHIEDENIS"
AROUND = "omringend"
_FILE, _BRANCH = 0o100644, b"refs/heads/main"
_ADDRESS = "databoek@invalid"
"""Instead of an e-mail address: there are none of people in the history."""
_Changed = tuple[bytes, int | None, ObjectID | None]
"""Path, kind and content of a file; no content: it is gone."""
_TRIES = 5
"""Another agenda in the same repository can be published at the same moment."""
BY_HAND = "Gewijzigd buiten deze pagina's"
NOBODY_KNOWN = "niet bekend"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One publication. what: the first line; reason: what was said of it."""

    id: str
    who: str
    at: datetime
    what: str
    reason: str


class History:
    """The history of one agenda; paths in it are those below the folder of the repository."""

    def __init__(self, repo: Repo, agenda: Path) -> None:
        self._repo = repo
        self._agenda = agenda
        self._root = Path(repo.path).resolve()

    @classmethod
    def of(cls, agenda: Path) -> "History | None":
        """That of this agenda; None when there is none."""
        folder = agenda.parent.resolve()
        with suppress(NotGitRepository):
            return cls(Repo(str(folder)), agenda)
        if os.environ.get(AROUND_VARIABLE, "").strip() == AROUND:
            with suppress(NotGitRepository):
                return cls(Repo.discover(str(folder)), agenda)
        return None

    @classmethod
    def start(cls, agenda: Path) -> "History":
        """Begin one in the agenda's own folder; the one that is there when there is one."""
        return cls.of(agenda) or cls(Repo.init(str(agenda.parent.resolve()), default_branch=b"main"), agenda)

    @property
    def head(self) -> str:
        """The newest commit; empty before the first."""
        try:
            return self._repo.head().decode("ascii")
        except KeyError:
            return ""

    def catch_up(self, content: bytes, now: datetime, what: str = BY_HAND) -> str:
        """Keep the agenda as it was before a write, when somebody changed its file otherwise or a write was broken off."""
        if self._content_at(self.head) == content:
            return ""
        blob = Blob.from_string(content)
        self._repo.object_store.add_object(blob)
        change = (self._inside(self._agenda.resolve()).encode(), _FILE, blob.id)
        return self._commit([change], who=NOBODY_KNOWN, subject="-", what=what, reason="", now=now)

    def record(self, paths: Sequence[Path], *, who: str, subject: str, what: str, reason: str, now: datetime) -> str:
        """Keep these files as they are now, or that they are gone; gives the id of the commit. who: a name; subject: an id."""
        changes = [self._change(path.resolve()) for path in paths]
        commit = self._commit(changes, who=who, subject=subject, what=what, reason=reason, now=now)
        self._stage(changes)
        return commit

    def _commit(self, changes: Sequence[_Changed], *, who: str, subject: str, what: str, reason: str, now: datetime) -> str:
        for _ in range(_TRIES):
            head = self._repo.head() if self.head else None
            commit = Commit()
            commit.tree = self._tree(changes)
            commit.parents = [head] if head else []
            commit.author = commit.committer = f"{_plain(who)} <{_ADDRESS}>".encode()
            commit.author_time = commit.commit_time = int(now.timestamp())
            commit.author_timezone = commit.commit_timezone = 0
            commit.encoding = b"UTF-8"
            commit.message = f"{what}\n\n{reason}\n\nAccount: {_plain(subject)}\n".encode()
            self._repo.object_store.add_object(commit)
            if self._repo.refs.set_if_equals(HEADREF, head, commit.id):
                return commit.id.decode("ascii")
        raise OSError("de geschiedenis wordt steeds door een ander veranderd")

    def entries(self, most: int = 500) -> Iterator[Entry]:
        """What changed the agenda, the newest first; in a repository around it there is more, which is not ours to tell."""
        if not self.head:
            return
        for step in self._repo.get_walker(max_entries=most, paths=[self._inside(self._agenda.resolve()).encode()]):
            yield _entry(step.commit)

    def text_at(self, commit: str) -> str | None:
        """The agenda as it was after this commit; None when it was not there or there is no such commit."""
        content = self._content_at(commit)
        return None if content is None else content.decode("utf-8", "replace")

    def _content_at(self, commit: str) -> bytes | None:
        if not commit:
            return None
        try:
            blob = porcelain.get_object_by_path(
                self._repo, self._inside(self._agenda.resolve()), committish=commit.encode("ascii")
            )
        except (KeyError, ValueError, UnicodeEncodeError):
            return None
        return blob.as_raw_string() if isinstance(blob, Blob) else None

    def before(self, commit: str) -> str:
        """The commit that came before; empty when it is the first."""
        found = self._repo[commit.encode("ascii")]
        return found.parents[0].decode("ascii") if isinstance(found, Commit) and found.parents else ""

    def push(self) -> str:
        """Send it to where the configuration says; a sentence when that did not work, empty when it did or nothing was asked."""
        return push(self._repo, self._branch())

    def _change(self, path: Path) -> _Changed:
        inside = self._inside(path).encode()
        if not path.is_file():
            return (inside, None, None)
        blob = Blob.from_string(path.read_bytes())
        self._repo.object_store.add_object(blob)
        return (inside, _FILE, blob.id)

    def _tree(self, changes: Sequence[_Changed]) -> ObjectID:
        store = self._repo.object_store
        if not self.head:
            return commit_tree(store, [(path, blob, mode) for path, mode, blob in changes if mode and blob])
        head = self._repo[self._repo.head()]
        known = [each for each in changes if each[1] or self._has(each[0])]
        return commit_tree_changes(store, cast("Commit", head).tree, known)

    def _has(self, inside: bytes) -> bool:
        try:
            porcelain.get_object_by_path(self._repo, inside)
        except KeyError:
            return False
        return True

    def _branch(self) -> bytes:
        return self._repo.refs.follow(HEADREF)[0][-1] or _BRANCH

    def _stage(self, changes: Sequence[_Changed]) -> None:
        """So that who looks with other tools sees no changes that are none; by hand, for others would run filters."""
        with suppress(OSError, ValueError):
            index = Index(self._repo.index_path()) if not self._repo.has_index() else self._repo.open_index(ConfigFile())
            for path, mode, blob in changes:
                if mode and blob:
                    index[path] = index_entry_from_stat((self._root / os.fsdecode(path)).stat(), blob, mode)
                elif path in index:
                    del index[path]
            index.write()

    def _inside(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def root_around(agenda: Path) -> Path | None:
    """The folder of a repository that the agenda's folder lies in, when it has none of its own."""
    folder = agenda.parent.resolve()
    try:
        found = Path(Repo.discover(str(folder)).path).resolve()
    except NotGitRepository:
        return None
    return None if found == folder else found


def _entry(commit: Commit) -> Entry:
    what, _, rest = commit.message.decode("utf-8", "replace").partition("\n")
    reason = rest.rpartition("\nAccount: ")[0].strip() if "\nAccount: " in rest else rest.strip()
    who = commit.author.decode("utf-8", "replace").rpartition(" <")[0]
    at = datetime.fromtimestamp(commit.commit_time, UTC)
    return Entry(id=commit.id.decode("ascii"), who=who, at=at, what=what, reason=reason)


def _plain(text: str) -> str:
    """As one part of a line that others read."""
    kept = "".join(each for each in text if each.isprintable() and each not in "<>")
    return " ".join(kept.split())[:200] or "onbekend"
