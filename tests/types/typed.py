# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What type checkers pass, and what they refuse: see expected.py. assert_type() says what editors know a value to be."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any, Callable, assert_type

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, GObject, Leren

# --- records ----------------------------------------------------------------------------------------

coach = Leren.Participant(name="Coach", roles=["coach"])
case = Leren.Case(title="Rent arrears", contributor=coach, domains=["money"], attributes={"district": 4})
Leren.Case(title="Rent arrears", contributor=coach.id, team=None)
Leren.Case("Rent arrears")  # error: Too many positional arguments
Leren.Case(tilte="Rent arrears")  # error: Unexpected keyword argument "tilte"
Leren.Case(title=None)  # error: incompatible type "None"
Leren.Case(urgency="4")  # error: incompatible type "str"; expected "Optional[int]"
Leren.Case(contributor=case)  # error: incompatible type "Case"; expected "Union[Participant, str, None]"
Leren.Case(status="opne")  # error: incompatible type "Literal['opne']"
Leren.Case(attributes=["district"])  # error: incompatible type "List[str]"
Leren.Reflection(text="We keep phoning.", case=case, level="behaviour", at=datetime.now(timezone.utc))
Leren.Reflection(level=Leren.ReflectionLevel.BEHAVIOUR, loop=None)
Leren.Reflection(level=Leren.LearningLoop.SINGLE)  # error: incompatible type
Leren.Participant(roles=["coahc"])  # error: List item 0 has incompatible type
Leren.Case.from_dict(case.to_dict())
Leren.Survival()  # error: Missing positional argument

assert_type(case.id, str)
assert_type(case.title, str)
assert_type(case.question, str | None)
assert_type(case.urgency, int | None)
assert_type(case.domains, list[str] | None)
assert_type(case.status, Leren.CaseStatus | None)
assert_type(case.visibility, Leren.Visibility)
assert_type(case.created, datetime | None)
assert_type(case.contributor, str | None)
assert_type(case.attributes, dict[str, Any] | None)
assert_type(coach.roles, list[Leren.Role] | None)
assert_type(case.get_status(), Leren.CaseStatus | None)
case.contributor = coach
case.contributor = None
case.contributor = 5  # error: expression has type "int"
case.urgency = "4"  # error: expression has type "str"
case.domains = 5  # error: expression has type "int"
case.title = None  # error: expression has type "None"
case.status = "closed"
case.status = Leren.CaseStatus.CLOSED
case.status = "shut"  # error: expression has type "Literal['shut']"
case.created = date(2015, 3, 1)  # error: expression has type "date"
case.titel  # error: "Case" has no attribute "titel"
case.upper  # error: "Case" has no attribute "upper"

action = Leren.Action(what="Phone the landlord", due=date(2015, 3, 1))
assert_type(action.due, date | None)
action.due = date(2015, 3, 1) + timedelta(days=7)
action.due = "2015-03-01"  # error: expression has type "str"
action.own(coach)
action.own(case)  # error: incompatible type "Case"; expected "Union[Participant, str]"
action.undertake()
action.undertake(date(2015, 3, 1))
assert_type(action.conclude("adapt"), Leren.Action | None)
action.conclude("adapted")  # error: incompatible type "Literal['adapted']"

# --- words ------------------------------------------------------------------------------------------

assert_type(Leren.ReflectionLevel("behaviour"), Leren.ReflectionLevel)
higher: bool = Leren.ReflectionLevel.BELIEF > Leren.ReflectionLevel.BEHAVIOUR
word: str = Leren.ReflectionLevel.BEHAVIOUR
levels: list[Leren.ReflectionLevel] = list(Leren.ReflectionLevel)
Leren.ReflectionLevel.NONSENSE  # error: has no attribute "NONSENSE"

# --- stores -----------------------------------------------------------------------------------------

with Leren.Store.open("team.leren") as store:
    assert_type(store, Leren.Store)
    assert_type(store.location, str)
    with store.transaction() as transaction:
        assert_type(transaction, Leren.Transaction)
        store.save(coach, case)
        store.save("case")  # error: incompatible type "str"; expected "Record"
    assert_type(store["c1"], Leren.Record)
    assert_type(store.get("c1"), Leren.Record)
    store[5]  # error: Invalid index type "int"
    there: bool = "c1" in store
    store.get(id=5)  # error: incompatible type "int"; expected
    store.delete(case)
    store.count("case")
    assert_type(store.count(Leren.Case), int)
    Leren.Store.open("team.leren", Leren.StoreFlags.EXISTING | Leren.StoreFlags.READ_ONLY)
    Leren.Store.open("team.leren", "existing")  # error: incompatible type "str"; expected "StoreFlags"
    Leren.Store.open(5)  # error: incompatible type "int"

    assert_type(store.cases[0], Leren.Case)
    assert_type(store.actions[-2:], list[Leren.Action])
    assert_type(len(store.reflections), int)
    store.caeses  # error: has no attribute "caeses"
    for each in store.knowledge:
        assert_type(each, Leren.Knowledge)

    owned = store.query(Leren.Action).where(state="owned").order_by("due", descending=True)
    assert_type(owned, Leren.Query[Leren.Action])
    assert_type(owned[0].due, date | None)
    assert_type(owned.where("due", "<", date(2015, 3, 1)).first(), Leren.Action | None)
    assert_type(store.query("reflection").where("level", "present")[0], Leren.Reflection)
    assert_type([found.level for found in store.query(Leren.Reflection)], list[Leren.ReflectionLevel | None])
    assert_type(store.query("org.example.visit"), Leren.Query[Leren.Record])
    assert_type(store.cases.where(domains="money"), Leren.Query[Leren.Case])
    store.query(Leren.Store)  # error: cannot be "Store"
    store.query(Leren.Action).where("due", "=<", date(2015, 3, 1))  # error: No overload variant of "where"

    findings = store.diagnose(case=case, since=datetime(2015, 1, 1, tzinfo=timezone.utc), rules=["stuck-level"])
    for finding in findings:
        assert_type(finding, Leren.Finding)
        assert_type(finding.rule, str)
        assert_type(finding.explanation, str)
        assert_type(finding.severity, Leren.Severity)
        assert_type(finding.evidence, list[str])
    store.diagnose(client=case)  # error: Unexpected keyword argument "client"
    snapshot = store.snapshot(team="t1")
    assert_type(snapshot.moment, datetime)
    assert_type(snapshot.table("reflection"), Leren.Table)
    assert_type(snapshot.profile("logical-levels", by="case"), Leren.Profile)
    assert_type(Leren.cycles(snapshot).survival.get_median(0), tuple[float, float, float])

# --- lists, results and errors ----------------------------------------------------------------------

theory = Leren.Theory.get_default()
framework = theory.get_framework("logical-levels")
framework.label  # error: Item "None" of "Optional[Framework]" has no attribute "label"
if framework is not None:
    assert_type(framework[0], Leren.Concept)
    assert_type(framework.label, str)
    labels: Iterator[str] = (concept.label for concept in framework)
assert_type(Leren.Rule.list()[0], Leren.Rule)

try:
    store["c1"]
except KeyError as error:
    print(error)
except Leren.NotFoundError as error:
    assert_type(error.message, str)
missing: type[KeyError] = Leren.UnknownNameError
any_error: type[GLib.Error] = Leren.LerenError
wrong: type[KeyError] = Leren.BusyError  # error: expression has type "Type[BusyError]"

# --- what does not block ----------------------------------------------------------------------------


async def save_all(path: str) -> None:
    async with await Leren.Store.open_async(path) as store:
        await store.save_async(coach, case)
        assert_type(await store.get_async(case.id), Leren.Record)
        task = store.check_async()
        task.cancel()
        assert_type(await store.count_async(), int)
        assert_type(await asyncio.create_task(store.count_async()), int)
        assert_type(await asyncio.gather(store.count_async(), store.check_async()), tuple[int, list[str]])
        assert_type(await store.diagnose_async(case=case), Leren.Findings)
        store.save_async(case, None, lambda source, result: store.save_finish(result))
        assert_type((await store.query("case").run_async())[0], Leren.Case)
        async for found in store.query(Leren.Case):
            assert_type(found, Leren.Case)
        async with store.transaction():
            await store.delete_async(case)


# --- own types and rules ----------------------------------------------------------------------------


class Visit(Leren.Record):
    """What a social worker saw at somebody's door."""

    __gtype_name__ = "TypedVisit"
    __record_type__ = "org.example.visit"

    street = GObject.Property(type=str)


class Rent(Leren.Case):  # error: Cannot inherit from final class "Case"
    pass


class NoVisits(Leren.Rule):
    """Nobody went to see for themselves."""

    id = "org.example.no-visits"
    label = {"en": "No visits", "nl": "Geen bezoeken"}

    def do_run(self, snapshot: Leren.Snapshot, findings: Leren.Findings) -> None:
        if snapshot.count(Visit) == 0:
            findings.add("warning", case, [], 0, "visits", "Nobody went to see for themselves.")
            findings.add("alarm", case, [], 0, "visits", "")  # error: incompatible type "Literal['alarm']"


with Leren.Store.open(":memory:") as store:
    visits = store.query(Visit)
    assert_type(visits, Leren.Query[Visit])
    print(visits[0].street, visits[0].visibility)
    store.snapshot().diagnose(also=[NoVisits])
    store.snapshot().diagnose(also=[Visit])  # error: List item 0 has incompatible type "Type[Visit]"
    handler: Callable[[Leren.Store, Leren.Change, str | None, str | None], None] = lambda *told: None
    store.connect("changed", handler)
    models: list[Gio.ListModel] = [store.cases, findings]
