#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""From Python: opens a store, adds a case, moves an action cycle, reads a finding."""

import json
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, Json, Leren


def day(number):
    return GLib.Date.new_dmy(number, GLib.DateMonth.MARCH, 2015)


def moment(number):
    return GLib.DateTime.new_utc(2015, 3, number, 14, 0, 0)


class Smoke(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(Path(folder.name, "team.leren"))
        self.store = Leren.Store.open(self.path, Leren.StoreFlags.NEW, None)
        self.addCleanup(self.store.close)

    def save(self, *records):
        for record in records:
            self.store.save(record, None)

    def fill(self):
        """A case, and a session on it in which advice comes first and nothing is looked back on."""
        self.save(
            Leren.Team(id="t1", name="Neighbourhood team"),
            Leren.Participant(id="p1", name="A social worker", roles=["professional"]),
            Leren.Participant(id="p2", name="A coach", roles=["coach"]),
            Leren.Case(id="c1", title="The rent", team="t1", contributor="p1", urgency=4),
            Leren.Session(id="s1", team="t1", started=moment(1), present=["p1", "p2"], cases=["c1"]),
        )
        kinds = [Leren.ContributionKind.ADVICE] * 4 + [Leren.ContributionKind.OPEN_QUESTION]
        for i, kind in enumerate(kinds):
            self.save(
                Leren.Contribution(
                    id=f"u{i}", session="s1", case="c1", speaker="p2", kind=kind, text=f"Turn {i}",
                    at=GLib.DateTime.new_utc(2015, 3, 1, 14, i, 0),
                )
            )
        for i in range(6):
            self.save(
                Leren.Reflection(
                    id=f"r{i}", text=f"What I did, time {i}", case="c1", author="p1", at=moment(i + 2),
                    level=Leren.ReflectionLevel.BEHAVIOUR, loop=Leren.LearningLoop.SINGLE,
                )
            )

    def test_case(self):
        case = Leren.Case(title="The rent", urgency=4, domains=["money", "housing"])
        self.assertTrue(case.is_set("urgency"))
        self.assertFalse(case.is_set("status"))
        self.save(case)
        found = self.store.get(case.get_id(), None)
        self.assertIsInstance(found, Leren.Case)
        self.assertEqual((found.props.title, found.props.urgency, found.props.domains), ("The rent", 4, ["money", "housing"]))
        self.assertEqual(self.store.count("case"), 1)
        self.assertEqual([record.props.id for record in self.store.query("case").run(None)], [case.props.id])

    def test_errors(self):
        with self.assertRaises(GLib.Error) as caught:
            self.save(Leren.Case(id="c1"))
        self.assertEqual(caught.exception.domain, "leren-error-quark")
        self.assertTrue(caught.exception.matches(Leren.Error.quark(), Leren.Error.MISSING))
        self.assertIn("“title”", caught.exception.message)
        with self.assertRaises(GLib.Error) as caught:
            self.save(Leren.Case(id="c1", title="t", team="nowhere"))
        self.assertTrue(caught.exception.matches(Leren.Error.quark(), Leren.Error.REFERENCE))
        with self.assertRaises(GLib.Error) as caught:
            Leren.Store.open("/nonexistent/folder/x.leren", Leren.StoreFlags.NONE, None)

    def test_action_cycle(self):
        self.fill()
        action = Leren.Action(id="a1", what="Call the landlord", case="c1", session="s1")
        self.save(action)
        action.own("p1")
        action.undertake(day(3))
        action.review("He rang back", 4, None, day(10))
        with self.assertRaises(GLib.Error) as caught:
            action.undertake(day(3))
        self.assertTrue(caught.exception.matches(Leren.Error.quark(), Leren.Error.STATE))
        done, following = action.conclude(Leren.Conclusion.ADAPT)
        self.assertTrue(done)
        self.save(action, following)
        again = self.store.get(following.props.id, None)
        self.assertEqual(again.props.previous, "a1")
        self.assertEqual(again.props.state, Leren.ActionState.PROPOSED)
        self.assertEqual(self.store.get("a1", None).props.state, Leren.ActionState.CONCLUDED)

    def test_finding(self):
        self.fill()
        snapshot = Leren.Snapshot.take(self.store, None, None)
        findings = Leren.Diagnosis().run(snapshot, None)
        self.assertGreater(len(findings), 0)
        for finding in findings:
            self.assertTrue(finding.get_explanation("en"))
            self.assertTrue(finding.get_explanation("nl"))
            self.assertTrue(finding.get_questions("nl"))
            self.assertTrue(finding.get_source())
            for identity in finding.get_evidence():
                self.assertEqual(self.store.get(identity, None).get_id(), identity)
        said = json.loads(Json.to_string(findings.to_json(), False))
        self.assertEqual([f["rule"] for f in said["findings"]], [f.get_rule() for f in findings])

    def test_transaction_and_signal(self):
        heard = []
        self.store.connect("changed", lambda store, change, *rest: heard.append(change))
        transaction = self.store.begin()
        self.save(Leren.Case(id="c1", title="The rent"))
        transaction.roll_back()
        self.assertEqual(self.store.count("case"), 0)
        self.save(Leren.Case(id="c1", title="The rent"))
        self.assertEqual(heard[-1], Leren.Change.ADDED)

    def test_async(self):
        loop = GLib.MainLoop()
        seen = []

        def found(store, result):
            seen.append(store.get_finish(result))
            loop.quit()

        def saved(store, result):
            store.save_finish(result)
            store.get_async("c1", None, found)

        self.store.save_async(Leren.Case(id="c1", title="The rent"), None, saved)
        GLib.timeout_add_seconds(20, loop.quit)
        loop.run()
        self.assertEqual([case.props.title for case in seen], ["The rent"])

    def test_export_and_import(self):
        self.fill()
        stream = Gio.MemoryOutputStream.new_resizable()
        self.store.export(stream, Leren.Format.JSON_LINES, None)
        stream.close(None)
        data = stream.steal_as_bytes()
        other = Leren.Store.open(":memory:", Leren.StoreFlags.NONE, None)
        importer = Leren.Importer.new(other)
        importer.add_stream(Gio.MemoryInputStream.new_from_bytes(data), "lines", Leren.Format.DETECT)
        importer.run(None)
        again = Gio.MemoryOutputStream.new_resizable()
        other.export(again, Leren.Format.JSON_LINES, None)
        again.close(None)
        self.assertEqual(again.steal_as_bytes().get_data(), data.get_data())
        other.close()


if __name__ == "__main__":
    unittest.main()
