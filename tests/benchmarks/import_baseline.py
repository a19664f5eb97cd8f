#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a careful Python programmer would write instead: import_baseline.py RECORDS.jsonl STORE.leren OUT.db

Puts the same records into the same tables and columns (taken from STORE) with json and
sqlite3.executemany: a primary key on id, one transaction, the same journal mode, no validation.
"""

import json
import sqlite3
import sys

ROWS_AT_ONCE = 10000


def columns_of(store):
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    tables = {}
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
        if "numbers_as_given" in columns:
            tables[name] = columns[:-2]
    return tables


def value(given):
    if isinstance(given, (dict, list)):
        return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return given


def main():
    source, store, out = sys.argv[1:4]
    tables = columns_of(store)
    database = sqlite3.connect(out, isolation_level=None)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("BEGIN")
    inserts, batches = {}, {}
    for name, columns in tables.items():
        rest = "".join(f', "{column}"' for column in columns[1:])
        database.execute(f'CREATE TABLE "{name}" ("id" TEXT PRIMARY KEY{rest}, "unknown_members", "numbers_as_given")')
        inserts[name] = f'INSERT INTO "{name}" VALUES ({", ".join("?" * (len(columns) + 2))})'
        batches[name] = []
    count = 0
    with open(source, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            name = record.pop("type")
            row = [value(record.pop(column, None)) for column in tables[name]]
            row += [value(record) if record else None, None]
            batch = batches[name]
            batch.append(row)
            if len(batch) == ROWS_AT_ONCE:
                database.executemany(inserts[name], batch)
                batch.clear()
            count += 1
    for name, batch in batches.items():
        database.executemany(inserts[name], batch)
    database.execute("COMMIT")
    print(count)


main()
