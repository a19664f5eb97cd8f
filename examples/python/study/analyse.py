#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
# %% [markdown]
# # Do promises stick where a team looks back on them?
#
# Two neighbourhood teams met for a year. From their records to a table and a figure for a paper:
# how far two readers agree, how deep the teams reflect, and how long a promise waits until
# somebody looks back on it.
#
# The study is made up (`made_up_study.py`); with a store of your own the same cells do the same.
# As a script: `analyse.py STORE FOLDER` writes `table.csv`, `table.tex` and `figure.svg`.

# %%
import sys
from datetime import datetime, timezone
from pathlib import Path

import gi
import matplotlib.pyplot as plt
import pandas as pd

gi.require_version("Leren", "1.0")
from gi.repository import Leren

# What lies after this day is not part of the study.
END = datetime(2026, 1, 31, tzinfo=timezone.utc)

# %% [markdown]
# ## How far do two readers agree?
#
# Krippendorff's alpha (2004), with the levels in their order, and an interval by bootstrap.


# %%
def agreement(snapshot: Leren.Snapshot) -> Leren.Agreement:
    judgements = Leren.Judgements()
    judgements.read_codings(snapshot, "logical-levels")
    measured = Leren.Agreement.measure(judgements, Leren.Metric.ORDINAL)
    measured.bootstrap(1000, 1, 0.95)
    return measured


# %% [markdown]
# ## How deep do they reflect?
#
# A reflection is deep from the level of beliefs on: beneath it lies what people fall back into
# (Bateson, 1979). The levels are ordered categories, so that pandas can compare them.


# %%
def depth(snapshot: Leren.Snapshot) -> pd.DataFrame:
    reflections = snapshot.table("reflection").to_pandas()
    sessions = snapshot.table("session").to_pandas()
    reflections = reflections.join(sessions.set_index("id")["team"], on="session")
    reflections["deep"] = reflections["level"] >= "belief"
    return reflections.dropna(subset=["level", "at"])


def by_quarter(reflections: pd.DataFrame) -> pd.DataFrame:
    quarter = reflections["at"].dt.tz_localize(None).dt.to_period("Q")
    return reflections.groupby([quarter, reflections["team"].astype(str)])["deep"].mean().unstack()


# %% [markdown]
# ## How long does a promise wait?
#
# The share of promises that nobody looked back on yet, by days since it was agreed (Kaplan and
# Meier, 1958). What is still open at the end is not left out: it was watched for as long as it was.


# %%
def waiting(snapshot: Leren.Snapshot) -> Leren.Survival:
    return Leren.survival(snapshot, Leren.Grouping.TEAM)


# %% [markdown]
# ## The table


# %%
def interval(value: float, low: float, high: float, *, digits: int) -> str:
    if pd.isna(value):
        return "–"
    ends = [f"{end:.{digits}f}" if not pd.isna(end) else "…" for end in (low, high)]
    return f"{value:.{digits}f} ({ends[0]}–{ends[1]})"


def row(store: Leren.Store, team: Leren.Team, survival: Leren.Survival) -> dict[str, object]:
    snapshot = store.snapshot(team=team, until=END)
    reflections = depth(snapshot).sort_values("at")
    half = len(reflections) // 2
    measured = agreement(snapshot)
    group = survival.find_group(team.id)
    return {
        "Team": team.name,
        "Sessions": snapshot.count("session"),
        "Reflections": len(reflections),
        "Deep, first half": f"{reflections['deep'].iloc[:half].mean():.0%}",
        "Deep, second half": f"{reflections['deep'].iloc[half:].mean():.0%}",
        "Promises": survival.get_n_actions(group),
        "Looked back on": survival.get_n_reviewed(group),
        "Median days (95 %)": interval(*survival.get_median(group), digits=0),
        "Alpha (95 %)": interval(measured.alpha, measured.alpha_low, measured.alpha_high, digits=2),
    }


def table(store: Leren.Store) -> pd.DataFrame:
    survival = waiting(store.snapshot(until=END))
    return pd.DataFrame(row(store, team, survival) for team in store.teams).set_index("Team")


# %% [markdown]
# ## The figure


# %%
def figure(store: Leren.Store) -> plt.Figure:
    snapshot = store.snapshot(until=END)
    names = {team.id: team.name for team in store.teams}
    drawn, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")

    trend = by_quarter(depth(snapshot))
    for team, line in trend.items():
        left.plot(trend.index.astype(str), line * 100, marker="o", label=names[team])
    left.set(title="Reflections on beliefs or deeper", ylabel="%", ylim=(0, 100))

    curves = waiting(snapshot).table.to_pandas()
    at_first = pd.DataFrame({"day": [0], "survival": [1.0], "low": [1.0], "high": [1.0]})
    for team, curve in curves.groupby("group", observed=True):
        curve = pd.concat([at_first, curve])
        right.step(curve["day"], curve["survival"] * 100, where="post", label=names[team])
        right.fill_between(curve["day"], curve["low"] * 100, curve["high"] * 100, step="post", alpha=0.2)
    right.set(title="Promises nobody looked back on yet", xlabel="days since agreed", ylabel="%", ylim=(0, 100))
    right.legend(frameon=False)
    return drawn


# %% [markdown]
# ## Both, of one store

# %% tags=["active-ipynb"]
# store = Leren.Store.open("study.leren", Leren.StoreFlags.READ_ONLY)
# table(store).T

# %% tags=["active-ipynb"]
# figure(store);


# %% tags=["active-py"]
def main(path: str, folder: str) -> pd.DataFrame:
    with Leren.Store.open(path, Leren.StoreFlags.READ_ONLY) as store:
        result = table(store)
        figure(store).savefig(Path(folder, "figure.svg"))
    result.to_csv(Path(folder, "table.csv"))
    result.style.to_latex(Path(folder, "table.tex"), hrules=True)
    return result


if __name__ == "__main__":
    print(main(*sys.argv[1:3]).T.to_string())
