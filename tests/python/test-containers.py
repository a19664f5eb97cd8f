#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists and dicts of a record belong to it: what is changed in them, at any depth, is changed in the record."""

import copy
import gc
import json
import pickle
import unittest

import gi

gi.require_version("Leren", "1.0")
from gi.overrides._leren import containers
from gi.repository import GObject, Leren


def kept(record, member):
    """What the record itself says, whatever Python holds of it."""
    return json.loads(record.to_json()).get(member)


class Lists(unittest.TestCase):
    def setUp(self):
        self.case = Leren.Case(title="Rent arrears", domains=["money", "housing"])

    def test_each_way_to_change(self):
        """As with a list of Python's own."""
        ways = {
            "append": lambda it: it.append("care"),
            "extend": lambda it: it.extend(["care", "work"]),
            "insert": lambda it: it.insert(1, "care"),
            "remove": lambda it: it.remove("money"),
            "pop": lambda it: it.pop(0),
            "clear": lambda it: it.clear(),
            "sort": lambda it: it.sort(),
            "reverse": lambda it: it.reverse(),
            "set": lambda it: it.__setitem__(0, "care"),
            "set a slice": lambda it: it.__setitem__(slice(0, 1), ["care", "work"]),
            "delete": lambda it: it.__delitem__(0),
            "delete a slice": lambda it: it.__delitem__(slice(None)),
            "add": lambda it: it.__iadd__(["care"]),
            "times": lambda it: it.__imul__(2),
        }
        for name, change in ways.items():
            with self.subTest(name):
                case = Leren.Case(title="Rent arrears", domains=["money", "housing"])
                own = ["money", "housing"]
                held = case.domains
                self.assertEqual(change(held), change(own))
                self.assertEqual(held, own)
                self.assertEqual(kept(case, "domains"), own)
                self.assertIs(case.domains, held)

    def test_all_ways_there_are(self):
        """A list of Python has no other method that changes it."""
        for plain, held in ((list, containers.HeldList), (dict, containers.HeldDict)):
            for name in dir(plain):
                same = getattr(held, name) is getattr(plain, name)
                if name in ("__init__", "__new__", "__class__"):
                    continue
                value = plain([1, 2]) if plain is list else plain(a=1)
                before = plain(value)
                for arguments in ((), (0,), ("a",), (0, 1), ("a", 2), ([3],), ({"b": 2},)):
                    try:
                        getattr(plain, name)(value, *arguments)
                    except Exception:
                        continue
                    if value != before:
                        self.assertFalse(same, f"{plain.__name__}.{name} changes it")
                        break

    def test_added_to(self):
        self.case.domains += ["care"]
        held = self.case.domains
        held.append("work")
        self.assertEqual(kept(self.case, "domains"), ["money", "housing", "care", "work"])

    def test_judged(self):
        held = self.case.domains
        for change in (
            lambda: held.append(4), lambda: held.extend(["care", None]), lambda: held.__setitem__(0, b"care"),
            lambda: held.insert(0, ["care"]), lambda: held.__setitem__(slice(None), [1]),
        ):
            with self.assertRaisesRegex(TypeError, r"^Leren\.Case\.domains: text is wanted"):
                change()
            self.assertEqual(held, ["money", "housing"])
            self.assertEqual(kept(self.case, "domains"), ["money", "housing"])
        with self.assertRaises(ValueError):
            held.remove("work")
        with self.assertRaises(IndexError):
            held.pop(9)
        self.assertEqual(kept(self.case, "domains"), ["money", "housing"])

    def test_words(self):
        coach = Leren.Participant(roles=["coach"])
        coach.roles.append("CLIENT")
        self.assertEqual(coach.roles, ["coach", "client"])
        self.assertIs(coach.roles[1], Leren.Role.CLIENT)
        with self.assertRaisesRegex(ValueError, "there is no 'boss'"):
            coach.roles.append("boss")
        self.assertEqual(kept(coach, "roles"), ["coach", "client"])

    def test_references(self):
        coach, team = Leren.Participant(name="Coach"), Leren.Team(name="North", members=["p1"])
        team.members.append(coach)
        self.assertEqual(team.members, ["p1", coach.id])
        with self.assertRaisesRegex(TypeError, "a Leren.Participant"):
            team.members.append(team)
        self.assertEqual(kept(team, "members"), ["p1", coach.id])

    def test_own_copy(self):
        """What was assigned is copied, and what is taken out of a record is not the record."""
        domains = ["money"]
        case = Leren.Case(title="Rent arrears", domains=domains)
        domains.append("housing")
        self.assertEqual(case.domains, ["money"])
        held = case.domains
        for taken in (
            held[:], held.copy(), list(held), held + [], copy.copy(held), copy.deepcopy(held),
            pickle.loads(pickle.dumps(held)),
        ):
            self.assertIs(type(taken), list)
            taken.append("care")
        self.assertEqual(kept(case, "domains"), ["money"])

    def test_replaced(self):
        """The former one is a list like any other from then on."""
        for replace in (
            lambda: setattr(self.case, "domains", ["work"]), lambda: delattr(self.case, "domains"),
            lambda: self.case.set_domains(["work"]), lambda: self.case.unset("domains"),
        ):
            self.case.domains = ["money"]
            held = self.case.domains
            replace()
            after = kept(self.case, "domains")
            held.append("housing")
            self.assertEqual(held, ["money", "housing"])
            self.assertEqual(kept(self.case, "domains"), after)

    def test_two_at_once(self):
        """Two names for one list; neither overwrites what the other did."""
        one, other = self.case.domains, self.case.domains
        one.append("care")
        other.append("work")
        self.assertIs(one, other)
        self.assertEqual(kept(self.case, "domains"), ["money", "housing", "care", "work"])

    def test_changed_by_other_means(self):
        """By C, of which Python hears nothing."""
        held = self.case.domains
        GObject.Object.set_property(self.case, "domains", ["work"])
        with self.assertRaisesRegex(RuntimeError, r"^Leren\.Case\.domains was changed by other means.*read it again"):
            held.append("care")
        self.assertEqual(self.case.domains, ["work"])
        held.append("care")
        self.assertEqual(kept(self.case, "domains"), ["work"])

    def test_outlives(self):
        """A list keeps its record, and a record that nobody holds is let go of."""
        held = Leren.Case(id="c1", title="Rent arrears", domains=["money"]).domains
        gc.collect()
        held.append("housing")
        self.assertEqual(kept(held._owner.record, "domains"), ["money", "housing"])
        case = Leren.Case(title="Rent arrears", domains=["money"])
        gone = []
        case.weak_ref(lambda: gone.append(True))
        case.domains.append("housing")
        del case
        self.assertEqual(gone, [True])
        before = len(containers._in_use)
        for _ in range(100):
            Leren.Case(title="Rent arrears", domains=["money"]).domains.append("housing")
        self.assertEqual(len(containers._in_use), before)

    def test_notification(self):
        heard = []
        self.case.connect("notify::domains", lambda *_: heard.append(list(self.case.domains)))
        self.case.domains.append("care")
        self.assertEqual(heard, [["money", "housing", "care"]])


class Dicts(unittest.TestCase):
    def setUp(self):
        attributes = {"district": 4, "letters": [{"opened": False}], "home": {"rooms": {}}}
        self.case = Leren.Case(title="Rent arrears", attributes=attributes)

    def test_each_way_to_change(self):
        ways = {
            "set": lambda it: it.__setitem__("rent", 1.5),
            "replace": lambda it: it.__setitem__("district", 5),
            "delete": lambda it: it.__delitem__("district"),
            "pop": lambda it: it.pop("district"),
            "pop nothing": lambda it: it.pop("rent", None),
            "pop the last": lambda it: it.popitem(),
            "clear": lambda it: it.clear(),
            "update": lambda it: it.update({"rent": 1.5}, debt=[1]),
            "or": lambda it: it.__ior__({"rent": 1.5}),
            "setdefault": lambda it: it.setdefault("rent", 1.5),
            "setdefault of what is there": lambda it: it.setdefault("district", 9),
        }
        for name, change in ways.items():
            with self.subTest(name):
                case = Leren.Case(title="Rent arrears", attributes={"district": 4, "home": {}})
                own = {"district": 4, "home": {}}
                held = case.attributes
                self.assertEqual(change(held), change(own))
                self.assertEqual(held, own)
                self.assertEqual(kept(case, "attributes"), own)
                self.assertEqual(list(kept(case, "attributes")), list(own))

    def test_at_any_depth(self):
        held = self.case.attributes
        held["letters"][0]["opened"] = True
        held["letters"].append({"opened": False})
        held["letters"][1]["from"] = ["landlord"]
        held["letters"][1]["from"].append("bank")
        held["home"]["rooms"].setdefault("kitchen", []).append("mould")
        held["home"] |= {"floor": (1, {"of": 3})}
        held["home"]["floor"][1]["of"] = 4
        wanted = {
            "district": 4,
            "letters": [{"opened": True}, {"opened": False, "from": ["landlord", "bank"]}],
            "home": {"rooms": {"kitchen": ["mould"]}, "floor": [1, {"of": 4}]},
        }
        self.assertEqual(held, wanted)
        self.assertEqual(kept(self.case, "attributes"), wanted)

    def test_deep_alone(self):
        """A part keeps the whole."""
        rooms = self.case.attributes["home"]["rooms"]
        gc.collect()
        rooms["kitchen"] = "mould"
        self.assertEqual(kept(self.case, "attributes")["home"], {"rooms": {"kitchen": "mould"}})

    def test_list_of_dicts(self):
        coach = Leren.Participant(expertise=[{"area": "debt"}])
        coach.expertise[0]["depth"] = 5
        coach.expertise.append({"area": "care", "depth": 1})
        wanted = [{"area": "debt", "depth": 5}, {"area": "care", "depth": 1}]
        self.assertEqual(kept(coach, "expertise"), wanted)
        for change in (
            lambda: coach.expertise[0].__setitem__("depth", 6), lambda: coach.expertise[0].pop("area"),
            lambda: coach.expertise.append("debt"), lambda: coach.expertise[1].update(area=4),
        ):
            with self.assertRaises(ValueError):
                change()
            self.assertEqual(coach.expertise, wanted)
            self.assertEqual(kept(coach, "expertise"), wanted)

    def test_judged(self):
        held = self.case.attributes
        before = kept(self.case, "attributes")
        for change, error in (
            (lambda: held.__setitem__(4, 1), TypeError),
            (lambda: held["home"].__setitem__("when", {1}), TypeError),
            (lambda: held["letters"].append(b"letter"), TypeError),
            (lambda: held.update(a=1, b=float("nan")), ValueError),
            (lambda: held["home"].__setitem__("me", held), ValueError),
            (lambda: held["home"].__setitem__("me", held["home"]), ValueError),
        ):
            with self.assertRaisesRegex(error, r"^Leren\.Case\.attributes: "):
                change()
            self.assertEqual(held, before)
            self.assertEqual(kept(self.case, "attributes"), before)

    def test_as_given(self):
        """What was not touched is written as it was, beside what was."""
        given = '"a":1.50,"b":-0,"c":1e2,"d":123456789012345678901234567890,"e":"\\u0000","f":[2.0,1E400]'
        case = Leren.Record.from_json('{"type":"case","id":"c1","attributes":{%s},"title":"Rent arrears"}' % given)
        self.assertEqual((case.attributes["a"], case.attributes["b"]), (1.5, 0))
        self.assertEqual(case.attributes["d"], 123456789012345678901234567890)
        case.attributes["g"] = 1
        self.assertEqual(case.to_json(), '{"type":"case","id":"c1","attributes":{%s,"g":1},"title":"Rent arrears"}' % given)

    def test_own_copy(self):
        attributes = {"home": {"rooms": 3}}
        case = Leren.Case(title="Rent arrears", attributes=attributes)
        attributes["home"]["rooms"] = 4
        for taken in (copy.deepcopy(case.attributes), pickle.loads(pickle.dumps(case.attributes))):
            self.assertIs(type(taken), dict)
            self.assertIs(type(taken["home"]), dict)
            taken["home"]["rooms"] = 5
        self.assertEqual(kept(case, "attributes"), {"home": {"rooms": 3}})
        other = Leren.Case(title="The garden", attributes=case.attributes)
        other.attributes["home"]["rooms"] = 6
        case.attributes["other"] = other.attributes["home"]
        other.attributes["home"]["rooms"] = 7
        self.assertEqual(kept(case, "attributes"), {"home": {"rooms": 3}, "other": {"rooms": 6}})

    def test_as_json(self):
        self.assertEqual(json.dumps(self.case.attributes["letters"]), '[{"opened": false}]')
        self.assertEqual(repr(self.case.attributes["home"]), "{'rooms': {}}")

    def test_taken_out(self):
        home = self.case.attributes.pop("home")
        home["rooms"]["kitchen"] = 1
        self.case.attributes["house"] = home
        self.case.attributes["house"]["rooms"]["kitchen"] = 2
        self.assertEqual(kept(self.case, "attributes")["house"], {"rooms": {"kitchen": 2}})
        self.assertNotIn("home", kept(self.case, "attributes"))


if __name__ == "__main__":
    unittest.main()
