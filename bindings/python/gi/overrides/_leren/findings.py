# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The questions that are asked most, in one line each: store.diagnose(case=case), snapshot.table("reflection")."""

from .api import RAW
from .extending import extend
from .scope import scope_of


def _own_rule(rule):
    """An own rule as an object; None where it is the name of one, or one that the library has."""
    if isinstance(rule, type) and issubclass(rule, RAW.Rule):
        rule = rule()
    return rule if isinstance(rule, RAW.Rule) and not rule.is_built_in() else None


def diagnosis_of(rules, also, parameters):
    """A diagnosis with these rules, or all that the library has, and `also` some of one's own."""
    diagnosis = RAW.Diagnosis()
    chosen = None if rules is None else []
    for rule in rules or ():
        own = _own_rule(rule)
        if own is not None:
            diagnosis.add_rule(own)
        chosen.append((own or rule).get_id() if isinstance(own or rule, RAW.Rule) else rule)
    for rule in also:
        own = _own_rule(rule)
        if own is None:
            raise TypeError(f"also={rule!r}: an own rule is wanted, an object or a class that derives from Leren.Rule")
        diagnosis.add_rule(own)
        if chosen is not None:
            chosen.append(own.get_id())
    if chosen is not None:
        diagnosis.select(chosen)
    for rule, values in (parameters or {}).items():
        for name, value in values.items():
            diagnosis.set_parameter(rule, name, value)
    return diagnosis


@extend(RAW.Finding)
class _Finding:
    def __repr__(self):
        return f"<Leren.Finding {self.get_rule()!r} about {self.get_subject()!r}: {self.get_explanation()}>"


@extend(RAW.Snapshot)
class _Snapshot:
    def table(self, record_type, *, cancellable=None):
        """The records of one type as columns, of which pandas makes a DataFrame: snapshot.table("reflection")."""
        return self.get_table(record_type, cancellable)

    def table_async(self, record_type, *, cancellable=None):
        """The same without blocking."""
        return self.get_table_async(record_type, cancellable)

    def diagnose(self, *, rules=None, also=(), parameters=None, cancellable=None):
        """What rules have to say about these records: Leren.Findings, the most severe first.

        `rules` are the ids of those to run, or own rules; without it all of the library run. `also` are own rules beside them,
        and `parameters` move their lines: {"stuck-level": {"reflections": 4}}."""
        return diagnosis_of(rules, also, parameters).run(self, cancellable)

    def diagnose_async(self, *, rules=None, also=(), parameters=None, cancellable=None):
        """The same without blocking. Own rules run on the thread of the event loop."""
        return diagnosis_of(rules, also, parameters).run_async(self, cancellable)

    def profile(self, framework, by=None):
        """How the records of these are spread over a framework: snapshot.profile("logical-levels", by="case")."""
        return RAW.profile(self, framework, by)

    def similar(self, case, n=5, *, settings=None, cancellable=None):
        """The cases that are most like one: Leren.Similar."""
        return RAW.Similar.find(self, case, n, settings, cancellable)

    def dialogue(self, session=None, *, cancellable=None):
        """Who spoke, and how, in a session or in all of these: Leren.Dialogue."""
        return RAW.Dialogue.read(self, session, cancellable)


@extend(RAW.Store)
class _Store:
    def snapshot(
        self, scope=None, *, case=None, practice=None, team=None, participant=None, since=None, until=None, cancellable=None
    ):
        """All records as they are now, or those of a case, a practice, a team, a participant or a period."""
        parts = dict(case=case, practice=practice, team=team, participant=participant, since=since, until=until)
        return RAW.Snapshot.take(self, scope_of(scope, parts), cancellable)

    def snapshot_async(
        self, scope=None, *, case=None, practice=None, team=None, participant=None, since=None, until=None, cancellable=None
    ):
        """The same without blocking."""
        parts = dict(case=case, practice=practice, team=team, participant=participant, since=since, until=until)
        return RAW.Snapshot.take_async(self, scope_of(scope, parts), cancellable)

    def diagnose(self, scope=None, *, rules=None, also=(), parameters=None, cancellable=None, **parts):
        """What rules have to say about the records of a case, a practice, a team, a participant or a period, or all:
        store.diagnose(case=case). See Leren.Snapshot.diagnose()."""
        snapshot = self.snapshot(scope, cancellable=cancellable, **parts)
        return snapshot.diagnose(rules=rules, also=also, parameters=parameters, cancellable=cancellable)

    async def diagnose_async(self, scope=None, *, rules=None, also=(), parameters=None, cancellable=None, **parts):
        """The same without blocking."""
        snapshot = await self.snapshot_async(scope, cancellable=cancellable, **parts)
        return await snapshot.diagnose_async(rules=rules, also=also, parameters=parameters, cancellable=cancellable)

    def similar(self, case, n=5, *, settings=None, cancellable=None, **parts):
        """The cases that are most like one, with what was tried there: Leren.Similar."""
        return self.snapshot(cancellable=cancellable, **parts).similar(case, n, settings=settings, cancellable=cancellable)

    def dialogue(self, session=None, *, cancellable=None, **parts):
        """Who spoke, and how, in a session or in all: Leren.Dialogue."""
        return self.snapshot(cancellable=cancellable, **parts).dialogue(session, cancellable=cancellable)
