#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Agreement, held against what others made: nltk and statsmodels, over random tables with missing
values, and numpy for the random numbers of the bootstrap.

Each figure is compared where the other defines the same one. nltk takes missing values in alpha alone;
its kappa and pi divide by all units, and so are compared on the units that both judged. Its alpha is 1
where everybody gave the same value, ours is not defined there. statsmodels has Fleiss' kappa of
tables with as many values in each unit, and weighted kappa by the place of values in a table of
counts. Gwet's coefficients neither has: they are written down here once more, with matrices, as Gwet
(2014) does."""

import itertools
import math
import random
import unittest
import warnings
from collections import Counter

import gi
import numpy
from nltk.metrics.agreement import AnnotationTask
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

gi.require_version("Leren", "1.0")
from gi.repository import Leren  # noqa: E402

N_TABLES = 10000
CLOSE = 1e-9
NONE, LINEAR, QUADRATIC, ORDINAL = (
    Leren.Weighting.NONE, Leren.Weighting.LINEAR, Leren.Weighting.QUADRATIC, Leren.Weighting.ORDINAL,
)


def nominal(one, other):
    return 0.0 if one == other else 1.0


def interval(one, other):
    return float((one - other) ** 2)


def ratio(one, other):
    return 0.0 if one == other else ((one - other) / (one + other)) ** 2


def ordinal(table):
    """Krippendorff's, from how often each value occurs in units with two values or more."""
    counts = Counter()
    for unit in table:
        values = [value for value in unit if value is not None]
        if len(values) > 1:
            counts.update(values)

    def distance(one, other):
        low, high = min(one, other), max(one, other)
        between = sum(n for value, n in counts.items() if low <= value <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    return distance


def random_table(chance):
    """Units by coders; half the time they agree more than by chance."""
    n_units, n_coders, n_values = chance.randint(1, 12), chance.randint(2, 5), chance.randint(2, 5)
    missing = chance.choice((0, 0, 0.1, 0.3, 0.6))
    loyal = chance.choice((0, 0.5, 0.9))
    table = []
    for _ in range(n_units):
        true = chance.randrange(n_values)
        table.append([
            None if chance.random() < missing
            else true if chance.random() < loyal else chance.randrange(n_values)
            for _ in range(n_coders)
        ])
    return table, n_values


def judgements(table, n_values=None):
    result = Leren.Judgements()
    for coder in range(len(table[0])):
        result.set_coder_numbers(
            f"coder {coder}", [math.nan if unit[coder] is None else unit[coder] for unit in table])
    if n_values is not None:
        result.set_scale([str(value) for value in range(n_values)], True)
    return result


def triples(table):
    return [(f"coder {coder}", f"unit {number}", value) for number, unit in enumerate(table)
            for coder, value in enumerate(unit) if value is not None]


def gwet(table, n_values, weights):
    """Gwet 2014, with matrices"""
    counts = numpy.array([[sum(value == k for value in unit) for k in range(n_values)] for unit in table], float)
    totals = counts.sum(axis=1)
    pairable = totals >= 2
    if not pairable.any():
        return math.nan
    weighted = counts @ weights
    agreement = ((counts * (weighted - 1)).sum(axis=1)[pairable] / (totals * (totals - 1))[pairable]).mean()
    shares = (counts[totals > 0] / totals[totals > 0, None]).mean(axis=0)
    chance = weights.sum() / (n_values * (n_values - 1)) * (shares * (1 - shares)).sum()
    return (agreement - chance) / (1 - chance)


def weight_matrices(n_values):
    places = numpy.arange(n_values)
    distance = abs(places[:, None] - places[None, :])
    furthest = n_values - 1
    return {
        NONE: numpy.eye(n_values),
        LINEAR: 1 - distance / furthest,
        QUADRATIC: 1 - (distance / furthest) ** 2,
        ORDINAL: 1 - numpy.vectorize(lambda d: math.comb(d + 1, 2) / math.comb(n_values, 2))(distance),
    }


class Peers(unittest.TestCase):
    def close(self, ours, theirs, what):
        if math.isnan(theirs):
            self.assertTrue(math.isnan(ours), f"{what}: {ours}, and theirs is not defined")
        else:
            self.assertLess(abs(ours - theirs), CLOSE, f"{what}: {ours}, and theirs {theirs}")

    def test_alpha_of_random_tables(self):
        chance = random.Random(20110125)
        compared = Counter()
        for number in range(N_TABLES):
            table, _ = random_table(chance)
            metric, distance = (
                (Leren.Metric.ORDINAL, ordinal(table)), (Leren.Metric.INTERVAL, interval), (Leren.Metric.RATIO, ratio),
            )[number % 3]
            given = judgements(table)
            data = triples(table)
            values = [value for unit in table for value in unit
                      if value is not None and sum(v is not None for v in unit) > 1]
            for metric, distance in ((Leren.Metric.NOMINAL, nominal), (metric, distance)):
                ours = Leren.Agreement.measure(given, metric, None)
                self.assertEqual(ours.get_n_pairable(), len(values))
                if len(set(values)) < 2:
                    theirs = math.nan
                else:
                    theirs = AnnotationTask(data, distance=distance).alpha()
                    compared[metric.value_nick] += 1
                self.close(ours.get_alpha(), theirs, (number, metric.value_nick, table))
        for metric in ("ordinal", "interval", "ratio"):
            self.assertGreater(compared[metric], 2800)
        self.assertGreater(compared["nominal"], 8500)

    def test_two_coders_of_random_tables(self):
        chance = random.Random(1960)
        compared = Counter()
        for number in range(N_TABLES):
            table, n_values = random_table(chance)
            table = [unit[:2] for unit in table]
            both = [unit for unit in table if None not in unit]
            ours = Leren.Agreement.measure(judgements(table, n_values), Leren.Metric.NOMINAL, None)
            if not both:
                self.assertTrue(math.isnan(ours.get_cohen_kappa(NONE)))
                self.assertTrue(math.isnan(ours.get_scott_pi()))
                continue
            task = AnnotationTask(triples(both))
            used = Counter(value for unit in both for value in unit)
            if len(used) > 1:
                self.close(ours.get_scott_pi(), task.pi(), (number, "pi", table))
                self.close(ours.get_cohen_kappa(NONE), task.kappa(), (number, "kappa", table))
                compared["pi"] += 1
            else:
                self.assertTrue(math.isnan(ours.get_scott_pi()) and math.isnan(ours.get_cohen_kappa(NONE)))
            counts = numpy.zeros((n_values, n_values))
            for one, other in both:
                counts[one, other] += 1
            for weighting, name in ((NONE, None), (LINEAR, "linear"), (QUADRATIC, "quadratic")):
                with warnings.catch_warnings(), numpy.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    theirs = cohens_kappa(counts, wt=name, return_results=False)
                if len(used) > 1 and math.isfinite(theirs):
                    self.close(ours.get_cohen_kappa(weighting), float(theirs), (number, name, table))
                    compared[name] += 1
        for name in ("pi", None, "linear", "quadratic"):
            self.assertGreater(compared[name], 7900)

    def test_all_coders_of_random_tables(self):
        chance = random.Random(1971)
        compared = Counter()
        for number in range(N_TABLES):
            table, n_values = random_table(chance)
            ours = Leren.Agreement.measure(judgements(table, n_values), Leren.Metric.NOMINAL, None)
            judged = [unit for unit in table if any(value is not None for value in unit)]
            sizes = {sum(value is not None for value in unit) for unit in judged}
            if len(sizes) == 1 and min(sizes) > 1 and len({v for unit in judged for v in unit} - {None}) > 1:
                counts = numpy.array([[sum(value == k for value in unit) for k in range(n_values)] for unit in judged])
                self.close(ours.get_fleiss_kappa(), float(fleiss_kappa(counts)), (number, "fleiss", table))
                compared["fleiss"] += 1
            else:
                self.assertTrue(math.isnan(ours.get_fleiss_kappa()), (number, table))
            for weighting, weights in weight_matrices(n_values).items():
                self.close(ours.get_gwet_ac(weighting), gwet(judged, n_values, weights) if judged else math.nan,
                           (number, weighting.value_nick, table))
                compared["gwet"] += 1
        self.assertGreater(compared["fleiss"], 4000)
        self.assertEqual(compared["gwet"], 4 * N_TABLES)

    def test_own_distance(self):
        chance = random.Random(2004)
        for number in range(300):
            table, _ = random_table(chance)
            if len({v for unit in table for v in unit if v is not None and sum(w is not None for w in unit) > 1}) < 2:
                continue
            ours = Leren.Agreement.measure_with(
                judgements(table), lambda one, other, *data: math.sqrt(abs(float(one) - float(other))))
            theirs = AnnotationTask(triples(table), distance=lambda one, other: math.sqrt(abs(one - other))).alpha()
            self.close(ours.get_alpha(), theirs, (number, table))

    def resample(self, table, metric, seed, n_resamples, level):
        """The documented algorithm, with the Mersenne Twister of numpy"""
        units = [[value for value in unit if value is not None] for unit in table]
        units = sorted((sorted(unit) for unit in units if len(unit) > 1), key=lambda unit: (len(unit), unit))
        n, alphas = len(units), []
        for index in range(n_resamples):
            twister = numpy.random.RandomState([seed, index])
            drawn = []
            while len(drawn) < n:
                product = int.from_bytes(twister.bytes(4), "little") * n
                if product % 2**32 >= (2**32 - n) % n:
                    drawn.append(units[product >> 32])
            distance = {"ordinal": ordinal(drawn), "nominal": nominal, "interval": interval, "ratio": ratio}[metric]
            values = list(itertools.chain.from_iterable(drawn))
            observed = sum(distance(a, b) / (len(unit) - 1)
                           for unit in drawn for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j)
            expected = sum(distance(a, b) for a in values for b in values)
            if expected > 0:
                alphas.append(1 - (len(values) - 1) * observed / expected)
        return numpy.quantile(alphas, [(1 - level) / 2, (1 + level) / 2]), n_resamples - len(alphas)

    def test_bootstrap_can_be_done_again(self):
        chance = random.Random(2016)
        for metric in ("nominal", "ordinal", "interval", "ratio"):
            table = [[None if chance.random() < 0.2 else chance.choice((true, true, chance.randrange(4)))
                      for _ in range(3)] for true in (chance.randrange(4) for _ in range(9))]
            ours = Leren.Agreement.measure(judgements(table), getattr(Leren.Metric, metric.upper()), None)
            ours.bootstrap(60, 12345, 0.9, None)
            (low, high), left_out = self.resample(table, metric, 12345, 60, 0.9)
            self.close(ours.get_alpha_low(), low, (metric, "low", table))
            self.close(ours.get_alpha_high(), high, (metric, "high", table))
            self.assertEqual(ours.get_n_left_out(), left_out)

    def test_bootstrap_covers(self):
        """Intervals of 90 % contain alpha of the population about nine times out of ten."""
        chance = random.Random(1993)

        def units(n):
            for _ in range(n):
                true = chance.randrange(3)
                yield [true if chance.random() < 0.8 else chance.randrange(3) for _ in range(3)]

        population = Leren.Agreement.measure(judgements(list(units(40000))), Leren.Metric.NOMINAL, None).get_alpha()
        covered = 0
        for seed in range(300):
            sample = Leren.Agreement.measure(judgements(list(units(60))), Leren.Metric.NOMINAL, None)
            sample.bootstrap(200, seed, 0.9, None)
            covered += sample.get_alpha_low() <= population <= sample.get_alpha_high()
        self.assertGreater(covered, 300 * 0.83)
        self.assertLess(covered, 300 * 0.97)


if __name__ == "__main__":
    unittest.main()
