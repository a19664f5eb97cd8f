# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How long promises wait, against the estimator of statsmodels, and as it is told to people."""

import datetime
import random
import unittest

from support import SANITIZED, CommandTest, main

try:
    import numpy
    from statsmodels.duration.survfunc import SurvfuncRight
except ImportError:
    SurvfuncRight = None

LAST = datetime.date(2020, 12, 31)
LONGEST = 120
Z = 1.959963984540054


def records_of(tables):
    """A case for each table of (days, ended); a session for each day on which something was agreed"""
    yield {"type": "participant", "id": "p"}
    for back in range(2 * LONGEST + 1):
        day = LAST - datetime.timedelta(days=back)
        yield {"type": "session", "id": f"s{back}", "started": f"{day}T09:00:00Z"}
    for number, table in enumerate(tables):
        yield {"type": "case", "id": f"c{number:05}", "title": "a case"}
        for place, (days, ended, back) in enumerate(table):
            action = {"type": "action", "id": f"a{number}-{place}", "what": "w",
                      "case": f"c{number:05}", "session": f"s{back}"}
            if ended:
                reviewed = LAST - datetime.timedelta(days=back - days)
                action |= {"owner": "p", "state": "reviewed", "undertaken": str(reviewed),
                           "reviewed": str(reviewed), "effect": "e"}
            yield action


def random_table(chance):
    """Days that often tie, and some that end on the day itself"""
    table = []
    widest = chance.choice((3, 10, 40, LONGEST))
    for _ in range(chance.randint(1, 40)):
        days = chance.randint(0, widest)
        ended = chance.random() < 0.6
        table.append((days, ended, chance.randint(days, 2 * LONGEST) if ended else days))
    return table


class Survival(CommandTest):
    def groups(self, tables):
        self.make_store(records_of(tables))
        cycles = self.json("cycles", "t.leren", "--json", "--by=case", f"--until={LAST}")
        self.assertEqual(len(cycles["groups"]), len(tables))
        return cycles["groups"]

    def close(self, ours, theirs):
        if ours is None:
            self.assertFalse(numpy.isfinite(theirs))
        else:
            self.assertAlmostEqual(ours, theirs, delta=1e-9)

    @unittest.skipIf(SurvfuncRight is None, "needs statsmodels")
    def test_statsmodels(self):
        chance = random.Random(1958)
        tables = [random_table(chance) for _ in range(50 if SANITIZED else 1000)]
        medians = intervals = bands = 0
        for table, group in zip(tables, self.groups(tables), strict=True):
            days = numpy.array([days for days, _, _ in table])
            ended = numpy.array([int(ended) for _, ended, _ in table])
            self.assertEqual(group["time_to_review"]["actions"], len(table))
            self.assertEqual(group["time_to_review"]["reviewed"], ended.sum())
            steps = [point for point in group["survival"] if point["events"]]
            self.assertEqual(sum(point["censored"] for point in group["survival"]),
                             len(table) - ended.sum())
            if not ended.any():
                self.assertEqual(steps, [])
                self.assertIsNone(group["time_to_review"]["median"])
                continue
            theirs = SurvfuncRight(days, ended)
            self.assertEqual([point["day"] for point in steps], theirs.surv_times.tolist())
            self.assertEqual([point["at_risk"] for point in steps], theirs.n_risk.tolist())
            self.assertEqual([point["events"] for point in steps], theirs.n_events.tolist())
            for point, share, error in zip(steps, theirs.surv_prob, theirs.surv_prob_se, strict=True):
                self.assertAlmostEqual(point["survival"], share, delta=1e-9)
                if share > 1e-12:
                    self.close(point["error"], error)
                    # Kalbfleisch & Prentice, from their figures
                    width = Z * error / abs(share * numpy.log(share))
                    self.close(point["low"], share ** numpy.exp(width))
                    self.close(point["high"], share ** numpy.exp(-width))
                    bands += 1
                else:
                    self.assertEqual([point[name] for name in ("error", "low", "high")], [None] * 3)
            told = group["time_to_review"]
            # they want less than one half, we at most one half
            if not numpy.isclose(theirs.surv_prob, 0.5).any():
                self.close(told["median"], theirs.quantile(0.5))
                medians += 1
            low, high = theirs.quantile_ci(0.5) if (theirs.surv_prob > 1e-12).all() else (None, None)
            if low is not None and numpy.isfinite(low):
                scaled = numpy.log(-numpy.log(theirs.surv_prob)) - numpy.log(-numpy.log(0.5))
                scaled /= theirs.surv_prob_se / (theirs.surv_prob * -numpy.log(theirs.surv_prob))
                # where the band rises again they take the last day, we the first
                if (numpy.diff(scaled) > 0).all():
                    self.close(told["median_low"], low)
                    self.close(told["median_high"], high)
                    intervals += 1
        for counted in (medians, intervals, bands):
            self.assertGreater(counted, 10)

    def test_for_people(self):
        # 10 promises of one day; 6 looked back on after 10 days, the others open after 40
        table = [(10, True, 40)] * 6 + [(40, False, 40)] * 4
        self.make_store(records_of([table]))
        text = self.leren("cycles", "t.leren", f"--until={LAST}")
        self.assertIn("After 30 days, 40 of 100 promises had not been looked back on (95 % interval: "
                      "12 to 67).", text)
        self.assertIn("Half of them were looked back on within: 10 days", text)
        self.assertRegex(text, r"(?m)^ +0 █{30} 100 %   \(10\)$")
        self.assertRegex(text, r"(?m)^ +28 █{12} +40 %   \(4\)$")
        self.assertIn("This stands on 10 actions: 6 looked back on, 0 dropped, 4 still open.", text)
        self.assertRegex(self.leren("cycles", "t.leren", f"--until={LAST}", "--by=case"),
                         r"(?m)^a case \(c00000\) +10 +6 +10 days .* +40 %$")
        dutch = self.leren("cycles", "t.leren", f"--until={LAST}", "--lang=nl", "--by=month")
        self.assertIn("Na 30 dagen", dutch)
        self.assertNotIn("looked back", dutch)
        self.misused("cycles", "t.leren", "--by=nonsense")

    def test_undated(self):
        self.make_store()
        cycles = self.json("cycles", "t.leren", "--json")
        self.assertEqual(cycles["time_to_review"]["actions"], 0)
        self.assertEqual(cycles["time_to_review"]["undated"], cycles["total"])
        self.assertEqual(cycles["survival"], [])
        self.assertIsNone(cycles["follow_up"]["share"])
        self.assertNotIn("groups", cycles)
        self.assertIn(f"not known of {cycles['total']} actions", self.leren("cycles", "t.leren"))


if __name__ == "__main__":
    main()
