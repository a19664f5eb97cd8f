#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A store on a PostgreSQL server against psql's COPY, both ways, on a server of its own with the settings it comes with.

In: `leren import` of JSON Lines, with all that it checks, against `COPY ... FROM` of the rows that came of it, by psql in
one transaction, from files in text and in binary form; the quicker of the two counts. Both go into the same database:
a copy of one in which leren has made a store, so that tables, columns, indexes and triggers are the same, and the
table of all ids is kept too: by the triggers where psql copies. What both databases hold then is compared row for row.

Out: taking a snapshot against `COPY (SELECT ...) TO STDOUT (FORMAT binary)` by psql into /dev/null, of the columns that
the snapshot reads, as the server's log has them, without their order.

All take turns; the medians count. LEREN_BENCH_RECORDS (1,000,000) and LEREN_BENCH_TURNS (3) say how much.
"""
import hashlib
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gi

gi.require_version('Leren', '1.0')
from gi.repository import Leren

HERE = Path(__file__).resolve().parent
LEREN = os.environ['LEREN_COMMAND']
RECORDS = int(os.environ.get('LEREN_BENCH_RECORDS', '1000000'))
TURNS = int(os.environ.get('LEREN_BENCH_TURNS', '3'))

spec = importlib.util.spec_from_file_location('with_server', HERE.parent / 'postgres' / 'with-server.py')
with_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(with_server)


class Bench:
    def __init__(self, server, folder: Path):
        self.server = server
        self.folder = folder

    def psql(self, database: str, *commands: str) -> str:
        arguments = [argument for command in commands for argument in ('--command', command)]
        return subprocess.run(['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align',
                               '--set=ON_ERROR_STOP=1', f'--host={self.server.folder}', '--username=leren',
                               f'--dbname={database}', *arguments], check=True, text=True, stdout=subprocess.PIPE).stdout

    def time_script(self, database: str, name: str) -> float:
        begun = time.monotonic()
        subprocess.run(['psql', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', f'--host={self.server.folder}',
                        '--username=leren', f'--dbname={database}', '--single-transaction',
                        f'--file={self.folder / name}'], check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - begun

    def make(self, database: str, template: str | None = None) -> None:
        self.psql('postgres', 'SET client_min_messages = warning', f'DROP DATABASE IF EXISTS {database}',
                  f'CREATE DATABASE {database}' + (f' TEMPLATE {template}' if template else ''))

    def time_import(self, database: str, source: str) -> tuple[float, float]:
        """Seconds, and peak memory in MiB."""
        begun = time.monotonic()
        process = subprocess.Popen([LEREN, 'import', self.server.location(database), source],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f'leren import {source}: failed')
        return time.monotonic() - begun, usage.ru_maxrss / 1024

    def tables(self, database: str) -> list[str]:
        return self.psql(database, 'SELECT quote_ident (t) FROM leren.record_tables () AS t').split()

    def checksum(self, database: str) -> tuple[int, str]:
        """Of all rows of all record tables, in their order, and of what is known of their ids."""
        count, digest = 0, hashlib.sha256()
        for table, order in [*((f'leren.{name}', '_rowid_') for name in self.tables(database)), ('leren.identity', 'id')]:
            got = self.psql(database, 'SELECT count (*), md5 (string_agg (md5 (t::text), \'\' ORDER BY '
                                      f't.{order})) FROM {table} AS t').strip()
            digest.update(f'{table} {got}\n'.encode())
            count += int(got.split('|')[0]) if order == '_rowid_' else 0
        return count, digest.hexdigest()[:16]


def write_copies(bench: Bench, database: str) -> None:
    """The rows of a store, and what copies them into another."""
    for ending, options in (('text', ''), ('binary', ' (FORMAT binary)')):
        lines = []
        for number, table in enumerate(bench.tables(database)):
            path = bench.folder / f'{number}.{ending}'
            bench.psql(database, f"\\copy leren.{table} TO '{path}'{options}")
            lines.append(f"\\copy leren.{table} FROM '{path}'{options}\n")
        (bench.folder / f'in-{ending}.sql').write_text(''.join(lines))


def bench_import(bench: Bench, source: str) -> None:
    empty = bench.folder / 'empty.json'
    empty.write_text('{"format":"leren","version":1,"records":[]}')
    bench.make('made')
    bench.time_import('made', str(empty))
    bench.make('ours', 'made')
    bench.time_import('ours', source)
    write_copies(bench, 'ours')
    times: dict[str, list[float]] = {'leren import': [], 'psql, text': [], 'psql, binary': []}
    memory, sums = [], {}
    for turn in range(TURNS):
        for name, taken in times.items():
            database = 'ours' if name == 'leren import' else 'theirs'
            bench.make(database, 'made')
            if database == 'ours':
                seconds, peak = bench.time_import(database, source)
                memory.append(peak)
            else:
                seconds = bench.time_script(database, f'in-{name.split()[1]}.sql')
            taken.append(seconds)
            if turn == TURNS - 1:
                sums[name] = bench.checksum(database)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    best = min(middle['psql, text'], middle['psql, binary'])
    print(f'import: {Path(source).stat().st_size / 1e6:.0f} MB of JSON Lines, median of {TURNS} turns')
    for name, (count, digest) in sums.items():
        print(f'  {name:14} {middle[name]:7.2f} s  {count:>8} records  checksum {digest}  '
              f'({" ".join(f"{seconds:.2f}" for seconds in times[name])})')
    print(f'  rate           {best / middle["leren import"]:7.2f} of psql\'s  (promised: at least 0.60); '
          f'peak {max(memory):.0f} MiB', flush=True)
    if len(set(sums.values())) != 1:
        sys.exit('they do not hold the same')


def read_logged(bench: Bench, since: int) -> list[str]:
    """What was copied out, as the server was asked for it."""
    with open(bench.server.log, encoding='utf-8') as log:
        log.seek(since)
        return re.findall(r'statement: COPY \((SELECT .*?)\) TO STDOUT \(FORMAT binary\)$', log.read(), re.MULTILINE)


def bench_snapshot(bench: Bench, source: str) -> None:
    bench.psql('ours', 'VACUUM ANALYZE')
    store = Leren.Store.open(bench.server.location('ours'), Leren.StoreFlags.READ_ONLY)
    bench.psql('ours', "ALTER SYSTEM SET log_statement = 'all'", 'SELECT pg_reload_conf ()')
    since = bench.server.log.stat().st_size
    time.sleep(0.5)
    snapshot = store.snapshot()
    bench.psql('ours', 'ALTER SYSTEM RESET log_statement', 'SELECT pg_reload_conf ()')
    selects = [re.sub(r' ORDER BY _rowid_$', '', select) for select in read_logged(bench, since)]
    if len(selects) < len(bench.tables('ours')) - 1:
        sys.exit(f'the log has only {len(selects)} of the types')
    (bench.folder / 'out.sql').write_text('SET search_path = leren;\n' + ''.join(
        f'COPY ({select}) TO STDOUT (FORMAT binary);\n' for select in selects))
    ids = bench.folder / 'ids'
    (bench.folder / 'ids.sql').write_text(f"\\copy (SELECT id FROM leren.identity WHERE type <> 'unknown_record') "
                                          f"TO '{ids}'\n")
    bench.time_script('ours', 'ids.sql')
    ours = sorted(row['id'] for name in snapshot.list_types() for row in snapshot.table(name))
    theirs = sorted(ids.read_text().split())
    times: dict[str, list[float]] = {'snapshot': [], 'psql': []}
    for _ in range(TURNS):
        begun = time.monotonic()
        snapshot = store.snapshot()
        times['snapshot'].append(time.monotonic() - begun)
        del snapshot
        times['psql'].append(bench.time_script('ours', 'out.sql'))
    print(f'snapshot: median of {TURNS} turns')
    for name, found in (('snapshot', ours), ('psql', theirs)):
        print(f'  {name:14} {statistics.median(times[name]):7.2f} s  {len(found):>8} records  checksum '
              f'{hashlib.sha256(" ".join(found).encode()).hexdigest()[:16]}  '
              f'({" ".join(f"{seconds:.2f}" for seconds in times[name])})')
    print(f'  ratio          {statistics.median(times["snapshot"]) / statistics.median(times["psql"]):7.2f}    '
          '(promised: at most 2)')
    if ours != theirs:
        sys.exit('they do not hold the same')


def main() -> None:
    with tempfile.TemporaryDirectory(prefix='leren-bench-') as name, with_server.Server(True) as server:
        bench = Bench(server, Path(name))
        source = str(bench.folder / 'records.jsonl')
        subprocess.run([sys.executable, str(HERE / 'records.py'), str(RECORDS), source], check=True)
        bench_import(bench, source)
        bench_snapshot(bench, source)


main()
