// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Nothing is held that was dropped. What memory is left where it was after many rounds is told by rounds.js.

import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, ok, runAll, test} from '../introspection/tap.js';

const Visit = GObject.registerClass({
    GTypeName: 'TestMemoryVisit',
    RecordType: 'org.example.visit',
    Properties: {
        'street': GObject.ParamSpec.string('street', '', '', GObject.ParamFlags.READWRITE, null),
        'at': GObject.ParamSpec.boxed('at', '', '', GObject.ParamFlags.READWRITE, GLib.DateTime.$gtype),
    },
}, class Visit extends Leren.Record {});

// Lets go of all that nobody holds: what was looked at in this turn of the main loop is held until its end.
async function collect() {
    for (let i = 0; i < 3; i++) {
        await new Promise(resolve => GLib.idle_add(GLib.PRIORITY_DEFAULT, () => {
            resolve();
            return GLib.SOURCE_REMOVE;
        }));
        System.gc();
    }
}

// Makes, changes, saves, finds and drops records: of the library's types, and of one of the program. The ids come back,
// so that the store does not grow. Gives what it made.
function round(store, i) {
    const place = i % 50;
    const coach = new Leren.Participant({id: `p${place}`, name: 'Coach', roles: ['coach']});
    const rent = new Leren.Case({
        id: `c${place}`, title: `Rent arrears ${i}`, contributor: coach, domains: ['money'],
        attributes: {visits: [{number: i}]},
    });
    rent.domains.push('housing');
    rent.attributes.visits[0].number += 1;
    const reflection = new Leren.Reflection({
        id: `r${place}`, text: `We keep phoning, ${i}.`, case: rent, level: 'behaviour', at: new Date(i * 1000),
    });
    const visit = new Visit({id: `v${place}`, street: 'Kade', at: new Date(i * 1000)});
    store.transaction(() => [coach, rent, reflection, visit].forEach(record => store.save(record)));

    const [found] = store.query(Leren.Reflection).where({case: rent});
    const [again, visited] = [store.get(found.case), store.get(visit.id)];
    equal([found.at.getTime(), again.domains, again.attributes, visited.toJSON().street],
        [i * 1000, ['money', 'housing'], {visits: [{number: i + 1}]}, 'Kade']);
    try {
        rent.urgency = 'ten';
    } catch {
        // exceptions are among what is dropped
    }
    return [coach, rent, reflection, visit, found, again, visited];
}

// How many objects of GObject JavaScript holds: of classes, of records, of boxed values such as times.
async function countHeld() {
    await collect();
    const folder = GLib.Dir.make_tmp('leren-memory-XXXXXX');
    const path = GLib.build_filenamev([folder, 'heap']);
    System.dumpHeap(path);
    const [, contents] = GLib.file_get_contents(path);
    GLib.unlink(path);
    GLib.rmdir(folder);
    return new TextDecoder().decode(contents).match(/^0x\w+ \w (?:GObject_Object|GObject_Boxed|GBoxed)\b/gm).length;
}

// How many are held for each time that something is done.
async function heldBy(times, run) {
    // so that classes are there, which stay
    for (let i = 0; i < 3; i++)
        await run(i);
    const before = await countHeld();
    for (let i = 0; i < times; i++)
        await run(i);
    return (await countHeld() - before) / times;
}

test('objects that are held are counted', async () => {
    const kept = [];
    equal(await heldBy(20, () => kept.push(new Leren.Case())), 1);
});

test('records that are dropped are not held', async () => {
    const store = Leren.Store.open(':memory:');
    ok(await heldBy(100, i => round(store, i)) < 0.1, 'those of a round');
    store.close();
});

test('records that are saved and read without blocking are not held either', async () => {
    const store = Leren.Store.open(':memory:');
    ok(await heldBy(50, async i => {
        await store.save_async(new Visit({id: `v${i % 5}`, street: 'Kade'}));
        equal((await store.get_async(`v${i % 5}`)).street, 'Kade');
        ok([...await store.query(Visit).run_async()].length > 0, 'that some are there');
    }) < 0.1, 'those of a day');
    store.close();
});

test('stores that are dropped are not held, nor what belongs to them', async () => {
    ok(await heldBy(20, () => {
        const store = Leren.Store.open(':memory:');
        store.connect('changed', () => store.count());
        store.save(new Leren.Case({id: 'c', title: 'Rent arrears'}));
        equal([[...store.cases].length, store.query(Leren.Case).length, store.snapshot().n_records], [1, 1, 1]);
        store.close();
    }) < 0.1, 'those of a day');
});

await runAll();
