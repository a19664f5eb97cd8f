# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the overrides add to the library in Python, for bindings/python/stubs.py to put into the stubs. A class here adds
# to the one of that name, or puts its members in the place of those that the GIR tells of; what has no documentation here
# keeps that of the library.
import concurrent.futures
import numpy
import pandas
from asyncio import Future
from collections.abc import AsyncIterator, Coroutine
from datetime import date, datetime
from enum import EnumMeta, StrEnum
from os import PathLike
from types import TracebackType
from typing import Never, SupportsIndex, final

# --- members and words ------------------------------------------------------------------------------

_Got = TypeVar("_Got", covariant=True)
_Given = TypeVar("_Given", contravariant=True)
_Item = TypeVar("_Item", bound=GObject.Object, covariant=True)
_R = TypeVar("_R", bound=Record)
_Found = TypeVar("_Found", bound=Record, covariant=True)

_Result = TypeVar("_Result")

class _Awaited(Future[_Result], Coroutine[Any, Any, _Result]):
    """A call that is under way: it can be awaited, cancelled, and made a task of."""

    def send(self, value: Any, /) -> Any: ...
    def throw(self, *exception: Any) -> Any: ...
    def close(self) -> None: ...

class _Member(Generic[_Got, _Given]):
    """A member that reads as one type, and to which another may be assigned."""

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> _Got: ...
    def __set__(self, instance: object, value: _Given) -> None: ...

class _Word(StrEnum):
    """The members of an enum are their words, in the order in which they are declared."""

    def __int__(self) -> int: ...
    def __lt__(self, other: str) -> bool: ...
    def __le__(self, other: str) -> bool: ...
    def __gt__(self, other: str) -> bool: ...
    def __ge__(self, other: str) -> bool: ...

class _HasNone(EnumMeta):
    @property
    def NONE(cls) -> None: ...

class _WordOrNone(_Word, metaclass=_HasNone):
    """The members of an enum of which it may be that none is stated: that is None, as everywhere in Python."""

# --- tables -----------------------------------------------------------------------------------------

class Table:
    @property
    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
    def __len__(self) -> int: ...
    def __contains__(self, name: object) -> bool: ...
    @overload
    def __getitem__(self, which: str) -> _Column: ...
    @overload
    def __getitem__(self, which: SupportsIndex) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, which: slice) -> list[dict[str, Any]]: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    def to_dict(self) -> dict[str, list[Any]]:
        """The values of each column in a list, by its name; None where there is no value."""
    def to_pandas(
        self,
        columns: Iterable[str] | None = None,
        index: str | None = None,
        errors: Literal["raise", "coerce"] = "raise",
    ) -> pandas.DataFrame:
        """The table as a pandas.DataFrame, which is its own: it can be written to.

        Categories become Categorical, with their words in the order of their declaration and ordered where that says
        something; times datetime64[ns, UTC]; dates datetime64[ns]; booleans and integers the types that know missing
        values (boolean, Int64); numbers float64; texts str, and lists and dicts what they are."""

class _Column:
    """A column of a Leren.Table, which is as long as the table: the value of a row, of a part of them (`column[2:5]`) or of
    all in turn, None where there is none. `to_numpy()` gives all of them at once; `values`, `validity` and `offsets` are
    the memory behind it."""

    name: str
    kind: ColumnKind
    @property
    def words(self) -> tuple[str, ...] | None:
        """The words of a category in the order of their declaration; None of other kinds."""
    @property
    def ordered(self) -> bool:
        """Whether the order of the words says something."""
    @property
    def values(self) -> memoryview:
        """The values, one after the other. Where one is missing there is a zero, or a text of no length."""
    @property
    def validity(self) -> memoryview | None:
        """A bit for each row, 1 where there is a value; None where none is missing."""
    @property
    def offsets(self) -> memoryview | None:
        """Where the text of each row begins in the values, and where the last ends; None of other kinds than text and list."""
    @property
    def places(self) -> memoryview | None:
        """Of texts that come back, as the id of a case does: which of `texts` each row has, -1 where none; otherwise None."""
    @property
    def texts(self) -> list[str] | None:
        """The texts that come back, each of them once; None where each row has its own."""
    def is_present(self, row: int) -> bool:
        """Whether there is a value in a row."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...
    @overload
    def __getitem__(self, row: SupportsIndex) -> Any: ...
    @overload
    def __getitem__(self, row: slice) -> list[Any]: ...
    def to_list(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """The values of the rows from `start` up to `stop`, None where there is none."""
    def to_numpy(self) -> numpy.ndarray[Any, Any]:
        """All values as an array, without a look at single ones."""
    def __array__(self, dtype: Any = None) -> numpy.ndarray[Any, Any]: ...

# --- errors -----------------------------------------------------------------------------------------

class LerenError(GLib.Error):
    """What went wrong, in one line: what, where, why, and what to do. The base of all errors of the library."""

    def __init__(self, message: str = "", domain: str | None = None, code: int | None = None) -> None: ...
    domain: str
    code: int

class Error:
    @staticmethod
    def quark() -> int: ...

class CancelledError(LerenError, concurrent.futures.CancelledError):
    """It was cancelled, and nothing was done."""

# --- records ----------------------------------------------------------------------------------------

class Record:
    def to_dict(self) -> dict[str, Any]:
        """The record as JSON has it: its type and its members by name, times and days as text. What is absent is left
        out."""
    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Self:
        """Makes a record of what to_dict() gives, or of members as Python has them. The type may be left out where the
        class says it, and one without an id gets a new one."""
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: Any) -> Self: ...
    def get_property(self, name: str) -> Any:
        """A member by the name of its property."""
    def set_property(self, name: str, value: Any) -> None:
        """Sets a member by the name of its property; it is judged as when it is assigned."""
    def get_properties(self, *names: str) -> tuple[Any, ...]:
        """Several members by the names of their properties."""
    def set_properties(self, **given: Any) -> None:
        """Sets several members by the names of their properties."""

class Action:
    def review(
        self,
        effect: str | None = None,
        effect_rating: int | None = None,
        reflection: str | Reflection | None = None,
        on: date | GLib.Date | None = None,
    ) -> None: ...

# --- lists ------------------------------------------------------------------------------------------

class _Sequence(Generic[_Item]):
    """What behaves as a list."""

    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __iter__(self) -> Iterator[_Item]: ...
    def __reversed__(self) -> Iterator[_Item]: ...
    def __contains__(self, item: object) -> bool: ...
    @overload
    def __getitem__(self, place: SupportsIndex) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[_Item]: ...

class _Model(_Sequence[_Item], Gio.ListModel):
    """A list that a window can show as well."""

    def get_item(self, position: int) -> _Item | None: ...
    def index(self, item: object) -> int:
        """The place of an item; ValueError where it is not there."""

class Findings(GObject.Object, _Model[Finding]): ...
class Framework(GObject.Object, _Model[Concept]): ...
class History(GObject.Object, _Model[HistoryEvent]): ...
class Similar(GObject.Object, _Model[SimilarCase]): ...
class Theory(GObject.Object, _Model[Framework]): ...

class SimilarCase:
    def get_actions(self) -> _Model[Action]: ...
    @property
    def actions(self) -> _Model[Action]: ...

class Rule:
    # of an own rule these stand in its class; of all rules they can be read of the object
    id: str
    source: str
    label: str | Any
    parameters: dict[str, dict[str, Any]] | Any
    @staticmethod
    def list() -> _Model[Rule]: ...
    def do_run(self, snapshot: Snapshot, findings: Findings) -> object: ...

class Query(GObject.Object, _Sequence[_Found]):
    """A question to a store, as store.query() makes it: records of one type. It is run each time that it is read, so that
    it finds what is there then."""

    def run(self, cancellable: Gio.Cancellable | None = None) -> _Model[_Found]: ...
    @overload
    def run_async(self, cancellable: Gio.Cancellable | None = None, callback: None = None) -> _Awaited[_Model[_Found]]: ...
    @overload
    def run_async(
        self, cancellable: Gio.Cancellable | None, callback: Callable[..., object], *user_data: Any
    ) -> None: ...
    @overload
    def run_async(
        self, cancellable: Gio.Cancellable | None = None, *, callback: Callable[..., object]
    ) -> None: ...
    def run_finish(self, result: Gio.AsyncResult) -> _Model[_Found]: ...
    @property
    def store(self) -> Store:
        """The store that is asked."""
    @property
    def record_type(self) -> str:
        """The name of the type of what is found."""
    def copy(self) -> Self: ...
    def page(self, offset: int = 0, limit: int = 0) -> None:
        """Takes a part of what is found: `offset` records are passed over, and `limit` at most are given, where 0 is all."""
    @overload
    def where(self, **members: Any) -> Self:
        """Another query, with conditions that records must meet: where(state="owned", case=case), or with a comparison in
        the middle, where("due", "<", date(2015, 3, 1)).

        A list has to contain the value; None asks for records in which the member is absent. A comparison is one of
        `=` `!=` `<` `<=` `>` `>=` `in` (a list contains it), or a Leren.Comparison, of which "absent" and "present"
        take no value. Words of an ordered list, such as levels and states, compare by their order."""
    @overload
    def where(self, member: str, comparison: Literal["absent", "present"], /, **members: Any) -> Self: ...
    @overload
    def where(self, member: str, comparison: _Sign | _Comparison, value: object, /, **members: Any) -> Self: ...
    def search(self, words: str) -> Self:
        """Another query, for records that hold all these words. Without an order, the most relevant come first."""
    def order_by(self, member: str, *, descending: bool = False) -> Self:
        """Another query, in the order of a member; a second call orders those that are equal by the first. Records
        without the member come last."""
    def first(self) -> _Found | None:
        """The first record that is found, or None."""
    def __aiter__(self) -> AsyncIterator[_Found]: ...

class Records(GObject.Object, _Sequence[_Found], Gio.ListModel):
    """All records of one type in a store, in the order in which they came: store.cases, store.actions and so on.

    To Python it is a list of what is there when it is read. To GTK it is a Gio.ListModel that tells of changes."""

    def __init__(self, store: Store, record_type: str | type[_Found]) -> None: ...
    @property
    def store(self) -> Store:
        """The store that the records are in."""
    @property
    def record_type(self) -> str:
        """The name of their type."""
    @overload
    def where(self, **members: Any) -> Query[_Found]:
        """A query for those that meet conditions, as Leren.Query.where() has them."""
    @overload
    def where(self, member: str, comparison: Literal["absent", "present"], /, **members: Any) -> Query[_Found]: ...
    @overload
    def where(self, member: str, comparison: _Sign | _Comparison, value: object, /, **members: Any) -> Query[_Found]: ...
    def search(self, words: str) -> Query[_Found]:
        """A query for those that hold all these words."""
    def order_by(self, member: str, *, descending: bool = False) -> Query[_Found]:
        """A query for all, in the order of a member."""
    def __aiter__(self) -> AsyncIterator[_Found]: ...

_Sign: TypeAlias = Literal["=", "==", "!=", "<", "<=", ">", ">=", "in"]

# --- stores -----------------------------------------------------------------------------------------

class Store:
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
    def __getitem__(self, id: str) -> Record: ...
    def __contains__(self, id: object) -> bool: ...
    # without this, Python would ask for store[0], store[1] and so on
    __iter__: None
    def save(self, *records: Record, cancellable: Gio.Cancellable | None = None) -> None:
        """Saves records: adds them, or changes those that have their ids. All are saved, or none.

        They are checked first, and so is what they refer to; where there are several, one may refer to another that comes
        later. A record that is new gets the time it was `created`, one that was there the time it was `modified`."""
    @overload
    def save_async(self, *records: Record, cancellable: Gio.Cancellable | None = None) -> Coroutine[Any, Any, None]:
        """Saves records without blocking, as save() does.

        One record is read before this returns: what is changed in it afterwards is not saved. Several are read one after
        the other."""
    @overload
    def save_async(
        self, record: Record, cancellable: Gio.Cancellable | None, callback: Callable[..., object], /
    ) -> None: ...
    @overload
    def save_async(
        self, record: Record, /, *, cancellable: Gio.Cancellable | None = None, callback: Callable[..., object]
    ) -> None: ...
    def transaction(self) -> _TransactionBlock:
        """A block of which all is kept, or nothing: `with store.transaction():`, or `async with`.

        Where the block is left by an exception, all that was done in it is undone, and the exception goes on. Where it
        cannot be committed, because a reference names nothing or the disk is full, that is raised, and all is undone too.
        There is one transaction at a time, and all that is done with the store meanwhile belongs to it."""
    def snapshot(
        self,
        scope: Scope | None = None,
        *,
        case: Case | str | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        cancellable: Gio.Cancellable | None = None,
    ) -> Snapshot:
        """All records as they are now, or those of a case, a practice, a team, a participant or a period."""
    def snapshot_async(
        self,
        scope: Scope | None = None,
        *,
        case: Case | str | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        cancellable: Gio.Cancellable | None = None,
    ) -> _Awaited[Snapshot]:
        """The same without blocking."""
    def diagnose(
        self,
        scope: Scope | None = None,
        *,
        rules: Iterable[_Rule] | None = None,
        also: Iterable[Rule | type[Rule]] = (),
        parameters: Mapping[str, Mapping[str, float]] | None = None,
        cancellable: Gio.Cancellable | None = None,
        case: Case | str | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Findings:
        """What rules have to say about the records of a case, a practice, a team, a participant or a period, or all:
        store.diagnose(case=case). See Leren.Snapshot.diagnose()."""
    async def diagnose_async(
        self,
        scope: Scope | None = None,
        *,
        rules: Iterable[_Rule] | None = None,
        also: Iterable[Rule | type[Rule]] = (),
        parameters: Mapping[str, Mapping[str, float]] | None = None,
        cancellable: Gio.Cancellable | None = None,
        case: Case | str | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Findings:
        """The same without blocking."""
    def similar(
        self,
        case: Case | str,
        n: int = 5,
        *,
        settings: SimilarSettings | None = None,
        cancellable: Gio.Cancellable | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Similar:
        """The cases that are most like one, with what was tried there: Leren.Similar."""
    def dialogue(
        self,
        session: Session | str | None = None,
        *,
        cancellable: Gio.Cancellable | None = None,
        case: Case | str | None = None,
        practice: Practice | str | None = None,
        team: Team | str | None = None,
        participant: Participant | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Dialogue:
        """Who spoke, and how, in a session or in all: Leren.Dialogue."""

class _TransactionBlock:
    def __enter__(self) -> Transaction: ...
    def __exit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
    async def __aenter__(self) -> Transaction: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

_Rule: TypeAlias = str | Rule | type[Rule]

class Snapshot:
    def table(self, record_type: str | type[Record], *, cancellable: Gio.Cancellable | None = None) -> Table:
        """The records of one type as columns, of which pandas makes a DataFrame: snapshot.table("reflection")."""
    def table_async(self, record_type: str | type[Record], *, cancellable: Gio.Cancellable | None = None) -> _Awaited[Table]:
        """The same without blocking."""
    def diagnose(
        self,
        *,
        rules: Iterable[_Rule] | None = None,
        also: Iterable[Rule | type[Rule]] = (),
        parameters: Mapping[str, Mapping[str, float]] | None = None,
        cancellable: Gio.Cancellable | None = None,
    ) -> Findings:
        """What rules have to say about these records: Leren.Findings, the most severe first.

        `rules` are the ids of those to run, or own rules; without it all of the library run. `also` are own rules beside
        them, and `parameters` move their lines: {"stuck-level": {"reflections": 4}}."""
    def diagnose_async(
        self,
        *,
        rules: Iterable[_Rule] | None = None,
        also: Iterable[Rule | type[Rule]] = (),
        parameters: Mapping[str, Mapping[str, float]] | None = None,
        cancellable: Gio.Cancellable | None = None,
    ) -> _Awaited[Findings]:
        """The same without blocking. Own rules run on the thread of the event loop."""
    def profile(self, framework: str | Framework, by: _Grouping | None = None) -> Profile:
        """How the records of these are spread over a framework: snapshot.profile("logical-levels", by="case")."""
    def similar(
        self,
        case: Case | str,
        n: int = 5,
        *,
        settings: SimilarSettings | None = None,
        cancellable: Gio.Cancellable | None = None,
    ) -> Similar:
        """The cases that are most like one: Leren.Similar."""
    def dialogue(self, session: Session | str | None = None, *, cancellable: Gio.Cancellable | None = None) -> Dialogue:
        """Who spoke, and how, in a session or in all of these: Leren.Dialogue."""
