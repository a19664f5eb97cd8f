#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The working day of a learning coach: working-day.py [FILE]"""

import locale
import sys
from datetime import date, datetime, timezone

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

Kind = Leren.ContributionKind


# Somebody says something in the session, some minutes after two o'clock
def say(store: Leren.Store, minute: int, who: str, kind: Leren.ContributionKind, text: str) -> None:
    at = datetime(2024, 3, 5, 14, minute, tzinfo=timezone.utc)
    store.save(
        Leren.Contribution(id=f"turn-{minute}", session="session", case="rent", speaker=who, kind=kind, text=text, at=at)
    )


# And somebody looks back on what they do
def look_back(store: Leren.Store, minute: int, who: str, text: str) -> None:
    at = datetime(2024, 3, 5, 14, minute, tzinfo=timezone.utc)
    store.save(
        Leren.Reflection(id=f"look-{minute}", session="session", case="rent", author=who, text=text, at=at,
                         level="behaviour", loop="single")
    )


def write_down(store: Leren.Store) -> None:
    # The people of a team, and their coach
    els = Leren.Participant(id="els", name="Els", roles=["coach"])
    omar = Leren.Participant(id="omar", name="Omar", roles=["professional"])
    sara = Leren.Participant(id="sara", name="Sara", roles=["professional"])
    fatma = Leren.Participant(id="fatma", name="Fatma", roles=["client"])
    linde = Leren.Team(id="linde", name="De Linde", members=[omar, sara])

    # Last year they worked through a case, and what they tried was worth keeping
    letters = Leren.Case(
        id="letters", title="Letters that stay shut", team=linde, domains=["money", "housing"],
        narrative="A man owes rent, and opens no letters", status="closed",
        created=datetime(2023, 5, 9, 9, tzinfo=timezone.utc),
    )
    sort = Leren.Action(
        id="sort", what="Sort them together, at his own table", case=letters, owner=sara,
        state="concluded", undertaken=date(2023, 5, 10), reviewed=date(2023, 5, 24),
        effect="He sorts them himself now", effect_rating=8, conclusion="adopt",
    )

    # Now somebody brings in a case, with a question about his own part in it
    rent = Leren.Case(
        id="rent", title="Rent arrears", team=linde, domains=["money", "family"],
        narrative="A mother owes three months of rent, and leaves her letters to me", contributor=omar,
        question="What do I do that makes her wait for me?",
    )
    session = Leren.Session(
        id="session", team=linde, started=datetime(2024, 3, 5, 14, tzinfo=timezone.utc), facilitator=els, cases=[rent],
        present=[els, omar, sara, fatma],
    )

    # All of it is kept, or nothing
    with store.transaction():
        store.save(els, omar, sara, fatma, linde, letters, sort, rent, session)

        # They talk about it: open questions should come first, advice later
        say(store, 0, "omar", Kind.STORY, "She rings me with every letter, and I come")
        say(store, 1, "sara", Kind.ADVICE, "Let her keep them all for Monday")
        say(store, 2, "sara", Kind.ADVICE, "Or ring her landlord, then it is done with")
        say(store, 3, "els", Kind.OPEN_QUESTION, "What would she do without you?")
        say(store, 4, "fatma", Kind.FEELING, "I would be scared, and proud if I managed")

        # They look back: how deep do they go?
        look_back(store, 30, "omar", "I ring her landlord before she has asked")
        look_back(store, 31, "sara", "I fill in their forms, as that goes faster")
        look_back(store, 32, "omar", "I am at her door within the hour")
        look_back(store, 33, "sara", "We step in before the question is clear")


def keep_promise(store: Leren.Store) -> None:
    # One of the group takes it on, and tries it
    wait = Leren.Action(
        id="wait", what="Let her open the letter, and wait", case="rent", session="session",
        intended_effect="She says herself what is to be done", level="behaviour", due=date(2024, 3, 12),
    )
    wait.own("omar")
    wait.undertake(date(2024, 3, 11))

    # What nobody has looked back on cannot be concluded
    try:
        wait.conclude("adopt")
    except Leren.StateError as error:
        print(f"Not yet: {error}")

    # The next time they do look back, and change what they try: the cycle turns
    look_back(store, 40, "omar", "I kept my hands still, and she rang")
    wait.review("She rang her landlord, with me beside her", 6, "look-40", date(2024, 3, 26))
    next = wait.conclude("adapt")
    if next:
        next.id = "alone"
        next.what = "Let her ring with nobody beside her"
        next.own("sara")
        store.save(wait, next)
    print(f"{wait.what}: {wait.conclusion}")


def share(store: Leren.Store) -> None:
    # What one of them feels is put into words, for all
    felt = Leren.Knowledge(
        id="felt", statement="When she is about to do it herself", form="tacit", holder="individual", author="omar"
    )
    words = Leren.Knowledge(
        id="words", statement="Ask what she would do without you", form="explicit", holder="team", team="linde"
    )
    told = Leren.Conversion(id="told", sources=[felt], results=[words], participants=["omar", "sara"])

    # A tension is fuel, once it is on the table
    pace = Leren.Tension(
        id="pace", description="The landlord wants his money, she needs her time", case="rent",
        pole_from="pay now", pole_to="learn first", status="surfaced", surfaced=date(2024, 3, 26),
    )
    store.save(felt, words, told, pace)


def look_ahead(store: Leren.Store) -> None:
    # What stands out in this case, what does that rest on, and what is there to ask?
    of_case = store.snapshot(case="rent")
    for finding in of_case.diagnose():
        print(f"{finding.severity} {finding.rule}: {finding.explanation}")
        for id in finding.evidence:
            print(f"  - {store[id].title}")
        for question in finding.questions:
            print(f"  ? {question}")

    # On which level do they look back, and which one is next?
    profile = Leren.profile(of_case, "logical-levels")
    highest, next = profile.get_highest(0), profile.get_next(0)
    if highest and next:
        print(f"{highest.label}; next: {next.label}")

    # How much of what they know was put into words?
    snapshot = store.snapshot()
    print(f"Put into words: {Leren.spiral(snapshot).get_n_of_mode('externalisation')}")

    # Which case looks like it, and what helped there?
    for like in Leren.Similar.find(snapshot, "rent", 1):
        print(f"Like it: {like.title}")
        for action in like.actions:
            print(f"  {action.what}: {action.effect}")

    # What was promised, and still has to be done?
    for action in store.query(Leren.Action).where(state="owned"):
        print(f"To do: {action.what}")


locale.setlocale(locale.LC_ALL, "")
with Leren.Store.open(sys.argv[1] if len(sys.argv) > 1 else ":memory:") as store:
    write_down(store)
    keep_promise(store)
    share(store)
    look_ahead(store)
