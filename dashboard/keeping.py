"""Keeps what was worked out within a number of bytes, and says whose turn it is to work; it reads and shows nothing."""

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

Found = TypeVar("Found")
MEGABYTE = 1_000_000
_SECONDS_TO_LOOK_UP = 0.1
"""How often who waits asks whether the answer is still wanted."""
_MOST_WEIGHED = 100_000
"""Things, which is a tenth of a second of work; what has more weighs at least as much as these."""
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Lanes:
    """Each has room for one: however many ask for what was never worked out, the others share the computer with a few.

    Who is in a lane enters no second one, so that nobody can wait for each other.
    """

    def __init__(self, *names: str) -> None:
        self._locks = {name: threading.Lock() for name in names}
        self._here = threading.local()

    @contextmanager
    def turn(self, name: str, still_wanted: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Wait for the lane with this name; `still_wanted` may raise to leave the row."""
        if getattr(self._here, "is_in", False):
            yield
            return
        lock = self._locks[name]
        while not lock.acquire(timeout=_SECONDS_TO_LOOK_UP):
            still_wanted()
        self._here.is_in = True
        try:
            yield
        finally:
            self._here.is_in = False
            lock.release()


class RightOfWay:
    """Pages that everybody reads go first: who works for one reader alone lets them by between two pieces of work.

    Python does one thing at a time and would divide its time equally, so that one who asks for 300 municipalities would make
    every page of the others take twice as long. patience: seconds that one turn waits in all, so that it comes to an end.
    """

    def __init__(self, patience: float = 1.0) -> None:
        self._patience = patience
        self._changed = threading.Condition()
        self._going = 0
        self._here = threading.local()

    @contextmanager
    def first(self) -> Iterator[None]:
        """What is made here, others wait for."""
        self._here.goes_first = True
        self._count(1)
        try:
            yield
        finally:
            self._here.goes_first = False
            self._count(-1)

    @contextmanager
    def behind(self) -> Iterator[None]:
        """What is made here waits for others, and nobody for this, also when it is part of what goes first."""
        if getattr(self._here, "is_behind", False):
            yield
            return
        goes_first = int(getattr(self._here, "goes_first", False))
        self._count(-goes_first)
        self._here.is_behind, self._here.left = True, self._patience
        try:
            yield
        finally:
            self._here.is_behind = False
            self._count(goes_first)

    def let_by(self) -> None:
        """Between two pieces of work: wait while a page is made that goes first; who goes first itself waits for nobody."""
        if not getattr(self._here, "is_behind", False) or self._here.left <= 0:
            return
        began = time.monotonic()
        with self._changed:
            self._changed.wait_for(lambda: not self._going, self._here.left)
        self._here.left -= time.monotonic() - began

    def _count(self, more: int) -> None:
        with self._changed:
            self._going += more
            self._changed.notify_all()


class Shelf:
    """What was worked out by its key; what was not used for longest goes when it weighs too much. The newest always stays.

    shared: kinds of things that others hold as well, and do not weigh here. each: what everything here weighs, where that is
    known and weighing would take long. alike: what is the same in the keys of things that weigh about the same, of which the
    first is weighed.
    """

    def __init__(
        self,
        budget: int,
        shared: tuple[type, ...] = (),
        each: int | None = None,
        alike: Callable[[Any], Hashable] | None = None,
    ) -> None:
        self._budget, self._shared, self._each, self._alike = budget, shared, each, alike
        self._weighed: tuple[Hashable, int] = (None, 0)
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._pending: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        self.weight = 0

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._kept

    def at_hand(self, key: Hashable) -> Any:
        """What stands here; None when it would have to be worked out."""
        with self._lock:
            return self._taken(key) if key in self._kept else None

    def get(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """What stands here, or else `work_out()`: once, however many ask for it at the same time."""
        with self._lock:
            if key in self._kept:
                return cast("Found", self._taken(key))
            turn = self._pending.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return cast("Found", self._taken(key))
            try:
                found = work_out()
                self._put(key, found)
            finally:
                with self._lock:
                    self._pending.pop(key, None)
        return found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.weight = 0

    def _taken(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def _put(self, key: Hashable, found: object) -> None:
        size = self._size(key, found)
        with self._lock:
            self._kept[key] = (found, size)
            self.weight += size
            while self.weight > self._budget and len(self._kept) > 1:
                _, (_, less) = self._kept.popitem(last=False)
                self.weight -= less

    def _size(self, key: Hashable, found: object) -> int:
        if self._each is not None:
            return self._each
        if self._alike is None:
            return weigh(found, self._shared)
        same = self._alike(key)
        known, size = self._weighed
        if known != same:
            size = weigh(found, self._shared)
            self._weighed = (same, size)
        return size


def weigh(found: object, shared: tuple[type, ...] = ()) -> int:
    """About how many bytes something takes, with all that it holds but what is shared."""
    seen: set[int] = set()
    found_inside: list[object] = [found]
    total = 0
    while found_inside and len(seen) < _MOST_WEIGHED:
        each = found_inside.pop()
        if type(each) in _PLAIN:  # most of what there is
            total += 0 if id(each) in seen else sys.getsizeof(each)
            seen.add(id(each))
            continue
        if id(each) in seen or isinstance(each, (type, *shared)) or callable(each):
            continue
        seen.add(id(each))
        total += _own_weight(each)
        found_inside += _held_by(each)
    return total


def _own_weight(each: object) -> int:
    if hasattr(each, "memory_usage"):  # a table, or one of its columns
        usage = cast("Any", each).memory_usage(index=True, deep=True)
        return int(usage if isinstance(usage, int) else usage.sum())
    return int(getattr(each, "nbytes", 0)) + sys.getsizeof(each)


def _held_by(each: object) -> list[object]:
    if isinstance(each, dict):
        return [*each, *each.values()]
    if isinstance(each, list | tuple | set | frozenset):
        return list(each)
    if hasattr(each, "memory_usage") or not hasattr(each, "__dict__"):
        return []
    return list(vars(each).values())
