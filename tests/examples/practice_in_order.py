# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A practice in which learning goes as it should, made up for the tests: nobody in it exists.

Team De Linde meets every three weeks about three households. Everybody is heard, the resident too;
questions come before advice; each promise has an owner out of the team and is looked back on in the
next session; people ask why and what for; what one of them knows is put into words, shared with a
neighbouring team, and taken up in the work again.
"""

from datetime import date, datetime, timedelta, timezone

N_SESSIONS = 7
DAYS_BETWEEN = 21

MEMBERS = ["sara", "omar", "lin", "jos"]
VOICES = [*MEMBERS, "fatma", "coach"]

PEOPLE = [
    ("sara", ["professional"], [("youth", 4), ("debts", 3)]),
    ("omar", ["professional"], [("housing", 4), ("debts", 2)]),
    ("lin", ["professional"], [("health", 4), ("housing", 2), ("youth", 2)]),
    ("jos", ["volunteer"], [("neighbourhood", 3), ("health", 2)]),
    ("fatma", ["client"], []),
    ("coach", ["coach"], []),
    ("petra", ["manager"], []),
    ("kees", ["professional"], [("debts", 3)]),
    ("mia", ["professional"], [("debts", 2)]),
]

CASES = [
    ("haddad", "A mother of three with letters she does not open", ["money", "family"], ["debts", "youth"]),
    ("brouwer", "A man who no longer opens his door", ["housing", "health"], ["housing", "health"]),
    ("stairs", "A staircase on which nobody greets", ["neighbourhood"], ["housing"]),
]

# what is reflected on in each session: how deep, with which question, how sure
DEPTHS = [
    ("behaviour", "single", "known"),
    ("capability", "double", "uncertain"),
    ("belief", "double", "ambiguous"),
    ("belief", "double", "known"),
    ("identity", "triple", "known"),
    ("belief", "double", "known"),
    ("meaning", "triple", "known"),
]


def records(today=None):
    """The records; the last session was held two days before @today."""
    told = Telling(today or date.today())
    told.people_and_cases()
    for number in range(N_SESSIONS):
        told.session(number)
    told.tension()
    told.knowledge()
    return told.records


class Telling:
    def __init__(self, today):
        self.days = [today - timedelta(2 + DAYS_BETWEEN * (N_SESSIONS - 1 - i)) for i in range(N_SESSIONS)]
        self.records = []
        self.minutes = 0

    def add(self, type_, id_, **members):
        self.records.append({"type": type_, "id": id_, **members})

    def time(self, number):
        """A moment in a session, each a minute after the one before it."""
        self.minutes += 1
        moment = datetime.combine(self.days[number], datetime.min.time(), timezone.utc)
        return (moment + timedelta(hours=9, minutes=self.minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def people_and_cases(self):
        self.add("practice", "linde", name="Team De Linde", phase="roll-out", started=str(self.days[0]),
                 learners="A neighbourhood team and the people it works for")
        for id_, roles, expertise in PEOPLE:
            self.add("participant", id_, name=id_.title(), roles=roles,
                     expertise=[{"area": area, "depth": depth} for area, depth in expertise])
        self.add("team", "team", name="De Linde", practice="linde", members=MEMBERS)
        self.add("team", "neighbours", name="De Wilg", practice="linde", members=["kees", "mia"])
        for (id_, title, domains, needs), contributor in zip(CASES, MEMBERS):
            self.add("case", id_, title=title, team="team", contributor=contributor, domains=domains, needs=needs,
                     question="What do I do that keeps it as it is?", status="open")

    def session(self, number):
        self.minutes = 0
        id_, case = f"s{number}", CASES[number % len(CASES)][0]
        self.add("session", id_, title=f"Session {number + 1}", team="team", protocol="action-learning",
                 started=self.time(number), minutes=90, facilitator="coach", present=VOICES,
                 cases=[id for id, *_ in CASES])
        self.dialogue(number, id_, case)
        self.reflections(number, id_)
        self.actions(number, id_)
        self.ratings(number)

    def dialogue(self, number, session, case):
        """Who brings it in tells; everybody asks, then sees and offers something; somebody decides."""
        brings = MEMBERS[CASES.index(next(c for c in CASES if c[0] == case))]

        def say(speaker, kind, stage):
            last = len(self.records)
            self.add("contribution", f"{session}-{last}", session=session, case=case, speaker=speaker, kind=kind,
                     stage=stage, at=self.time(number), seconds=40, text="What was said, in ten words or a few more.")

        say(brings, "story", "bring-in")
        for speaker in VOICES:
            if speaker != brings:
                say(speaker, "open-question", "open-questions")
        say(brings, "feeling", "open-questions")
        say("fatma", "story", "open-questions")
        for speaker in MEMBERS:
            if speaker != brings:
                say(speaker, "observation", "open-questions")
        for speaker in VOICES:
            say(speaker, "advice" if speaker == "jos" else "idea", "directions")
        say("coach", "summary", "directions")
        say(brings, "decision", "appoint-owner")
        say("fatma", "observation", "act")

    def reflections(self, number, session):
        for (case, *_), author in zip(CASES, MEMBERS):
            # each case goes deeper at its own pace
            level, loop, certainty = DEPTHS[number]
            self.add("reflection", f"{session}-{case}", text="What we see when we look at what we did",
                     subject=case, case=case, session=session, level=level, loop=loop, certainty=certainty,
                     timing="on-action", stance="in-use", collective=True, author=author, at=self.time(number))
            self.add("reflection", f"{session}-{case}-we-say", text="What we say that we do", subject=case, case=case,
                     session=session, level=level, loop=loop, timing="ahead", stance="espoused", collective=False,
                     author=MEMBERS[(MEMBERS.index(author) + 1) % 4], at=self.time(number))
            for side in ("", "-we-say"):
                self.add("coding", f"mode-{session}-{case}{side}", target=f"{session}-{case}{side}",
                         framework="interaction-modes", concept="with", coder="lin")

    def actions(self, number, session):
        """Agreed in one session, tried within a week, looked back on in the next."""
        if number + 1 == N_SESSIONS:
            return
        for place, (case, *_) in enumerate(CASES):
            tried = self.days[number] + timedelta(7)
            self.add("action", f"a{number}-{case}", what="Ask first what they would do themselves", case=case,
                     session=session, owner=MEMBERS[(number + place) % 4], intended_effect="They take the next step",
                     level=DEPTHS[number][0], due=str(tried + timedelta(2)), state="concluded", undertaken=str(tried),
                     effect="They took it", effect_rating=min(9, 5 + number), reviewed=str(self.days[number + 1]),
                     review_session=f"s{number + 1}", reflection=f"s{number + 1}-{case}",
                     conclusion="adapt" if number < 4 else "adopt",
                     **({"previous": f"a{number - 1}-{case}"} if 0 < number <= 4 else {}))

    def ratings(self, number):
        for member in MEMBERS:
            for concept in ("motivation", "capacity", "opportunity"):
                self.add("rating", f"r{number}-{member}-{concept}", value=7 + number % 2, subject="linde",
                         framework="behaviour-triad", concept=concept, participant=member, at=self.time(number))

    def tension(self):
        self.add("tension", "rules", description="The rules of the fund against what helps this household",
                 pole_from="what is due to everybody", pole_to="what helps here", pair="supply-to-demand",
                 contradiction="secondary", elements=["rules", "object"], status="settled", case="haddad",
                 parties=["sara", "petra"], surfaced=str(self.days[1]), settled=str(self.days[4]))
        self.add("reflection", "rules-seen", text="Whom does the rule protect?", subject="rules", case="haddad",
                 session="s2", level="belief", loop="double", collective=True, at=self.time(2))
        for number, phase in enumerate(["questioning", "analysis", "modelling", "examining", "implementing",
                                        "reflecting", "consolidating"]):
            for coder in ("sara", "lin"):
                self.add("coding", f"phase-{number}-{coder}", target=f"s{number}-haddad",
                         framework="expansive-learning", concept=phase, coder=coder)

    def knowledge(self):
        """What one felt becomes everybody's, is tried by the neighbours, and is in their hands at last."""
        for area, tell in (("debts", "sara"), ("housing", "omar")):
            pieces = [
                ("felt", "tacit", "individual", "When somebody stops opening letters", "team", tell),
                ("shared", "tacit", "team", "How a doorstep talk begins", "team", "lin"),
                ("words", "explicit", "team", "Ask about the pile before the amount", "team", "lin"),
                ("guide", "explicit", "network", "One page on money and shame", "team", tell),
                ("done", "tacit", "organisation", "Sitting down at the table first", "neighbours", "kees"),
            ]
            for id_, form, holder, statement, team, author in pieces:
                self.add("knowledge", f"{area}-{id_}", statement=statement, form=form, holder=holder, team=team,
                         area=area, case="haddad", origin="experience", author=author)
            steps = [
                ("felt", "shared", "socialisation", 1, ["sara", "omar", "fatma"]),
                ("shared", "words", "externalisation", 2, ["omar", "lin", "jos"]),
                ("words", "guide", "combination", 4, ["lin", "sara", "kees"]),
                ("guide", "done", "internalisation", 5, ["kees", "mia"]),
                ("done", "shared", "socialisation", 6, ["kees", "omar"]),
            ]
            for source, result, mode, number, people in steps:
                self.add("conversion", f"{area}-{source}-{result}", sources=[f"{area}-{source}"],
                         results=[f"{area}-{result}"], mode=mode, session=f"s{number}", participants=people,
                         trigger="Working side by side", at=self.time(number))
