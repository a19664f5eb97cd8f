#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls that do not make others wait, for docs/guides/python.md"""

import asyncio
import threading

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren


# region save
async def save_in_turn() -> Leren.Store:
    store = await Leren.Store.open_async(":memory:")
    await store.save_async(Leren.Case(id="rent", title="Rent arrears"))
    async with store.transaction():
        await store.save_async(Leren.Case(id="letters", title="Letters that stay shut"))
    print((await store.get_async("rent")).title)
    return store
# endregion


# region together
async def look_at_all(store: Leren.Store) -> None:
    snapshot = await store.snapshot_async()
    findings, reflections = await asyncio.gather(snapshot.diagnose_async(), snapshot.table_async("reflection"))
    print(len(findings), reflections.n_rows)
# endregion


# region cancel
async def cancel(store: Leren.Store) -> None:
    try:
        async with asyncio.timeout(0):
            await store.snapshot_async()
    except TimeoutError:
        print("stopped")
# endregion


# region progress
async def take_in(store: Leren.Store) -> None:
    line = b'{"type":"case","id":"boxes","title":"Boxes on the stairs"}'
    importer = Leren.Importer(store)
    importer.add_stream(Gio.MemoryInputStream.new_from_data(line), "lines", "json-lines")
    importer.connect("progress", lambda importer, records, read, total: print(f"{records} so far"))
    await importer.run_async()
# endregion


# region threads
def share_a_snapshot(store: Leren.Store) -> None:
    snapshot = store.snapshot()
    thread = threading.Thread(target=lambda: print(snapshot.count("case"), "cases"))
    thread.start()
    thread.join()
# endregion


# region main
async def tell() -> None:
    store = await save_in_turn()
    await look_at_all(store)
    await cancel(store)
    await take_in(store)
    share_a_snapshot(store)


asyncio.run(tell())
# endregion
