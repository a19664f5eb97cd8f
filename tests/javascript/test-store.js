// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A store as JavaScript has it.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {fill, ids, openFilled, pathOf, record, refused, until} from './team.js';

test('records are found by id', () => {
    const store = openFilled();
    equal(store.get('c1').get_title(), 'Rent arrears');
    equal([store.has('c1'), store.has('nobody'), store.has(store.get('c1'))], [true, false, true]);
    refused(() => store.has(3), 'TypeError', 'Leren.Store.get(): “id” is 3');
    store.close();
    refused(() => store.has('c1'), 'Leren.ClosedError', 'is closed; open it again');
});

test('all records of a type have a name', () => {
    const store = openFilled();
    equal(ids(store.cases), ['c1', 'c2']);
    equal([store.reflections.length, store.actions.length, store.teams.length, store.knowledge.length], [6, 3, 1, 0]);
    const plurals = Leren.Declaration.list_types().map(name => Leren.Declaration.lookup(name).get_plural());
    for (const plural of plurals.filter(each => each !== null))
        ok(store[plural] instanceof Leren.Query, plural);
    equal(plurals.length, 13);
    // what the class has under a name is not a query of all stores
    ok(Leren.Store.prototype.hasOwnProperty('cases'), 'that it is found like any attribute');
    store.close();
});

test('several records are saved together, or none', () => {
    const store = Leren.Store.open(':memory:');
    // one may refer to another that comes later
    store.save(record('case', {id: 'c1', title: 'Rent arrears', team: 't1'}), record('team', {id: 't1', name: 'Team'}));
    equal(store.count(), 2);
    refused(() => store.save(record('team', {id: 't2', name: 'Another'}), record('case', {id: 'c2', title: 'x', team: 'gone'})),
        'Leren.ReferenceError', 'gone');
    equal(store.has('t2'), false);
    store.save(record('team', {id: 't2', name: 'Another'}), record('team', {id: 't3', name: 'A third'}), null);
    store.save(record('team', {id: 't4', name: 'A fourth'}), undefined);
    equal(store.teams.length, 4);
    store.transaction(() => store.save(record('team', {id: 't5', name: 'x'}), record('team', {id: 't6', name: 'y'})));
    equal(store.teams.length, 6);
    store.close();
});

test('cancelled, nothing is saved', () => {
    const store = Leren.Store.open(':memory:');
    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    for (const given of [[record('team', {id: 't1', name: 'x'})],
        [record('team', {id: 't1', name: 'x'}), record('team', {id: 't2', name: 'y'})]]) {
        const error = failure(() => store.save(...given, cancellable));
        ok(error.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), `${error}`);
    }
    equal(store.count(), 0);
    store.close();
});

test('only records are saved', () => {
    const store = openFilled();
    for (const [given, said] of [[['c1'], '“c1”'], [[{type: 'case'}], 'an object'], [[null], 'null'], [[Leren.Case], 'the class'],
        [[[store.get('c1')]], 'a list'], [[store.get('c1'), {}], 'an object']])
        refused(() => store.save(...given), 'TypeError', `Leren.Store.save(): “record” is ${said}`);
    refused(() => store.save(), 'TypeError', 'Leren.Store.save(): “record” is missing');
    store.close();
});

test('snapshots and the questions asked most', () => {
    const store = openFilled();
    equal(store.snapshot().count('reflection'), 6);
    equal(store.snapshot({case: 'c2'}).count('reflection'), 0);
    equal(store.snapshot({case: store.get('c1'), until: new Date('2015-03-05T00:00:00Z')}).count('reflection'), 2);
    equal(store.snapshot(new Leren.Scope({case: 'c2'})).count('action'), 1);
    equal(store.snapshot({case: 'c2'}).table('action').get_n_rows(), 1);
    equal(store.snapshot().profile('logical-levels', 'case').get_count(0, 'behaviour'), 6);
    equal([...store.similar('c1')].map(each => each.get_id()), []);
    equal([...store.snapshot().similar('c1', 3, {include_later: true})].map(each => each.get_id()), ['c2']);
    equal(store.dialogue().get_n_of_kind(0, 'advice'), 4);
    refused(() => store.snapshot({cas: 'c1'}), 'TypeError', 'Leren.Store.snapshot() takes no “cas”; did you mean “case”?');
    refused(() => store.snapshot('c1'), 'TypeError', 'takes an object, not “c1”');
    refused(() => store.snapshot({since: 'spring'}), 'TypeError', 'it must be a Date');
    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    for (const run of [() => store.snapshot({cancellable}), () => store.diagnose({case: 'c1', cancellable})])
        ok(failure(run).matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), 'that it was cancelled');
    store.close();
});

test('changes are told', () => {
    const store = Leren.Store.open(':memory:');
    const heard = [];
    const id = store.connect('changed', (emitter, ...told) => heard.push([emitter === store, ...told]));
    store.save(record('case', {id: 'c1', title: 'Rent arrears'}));
    store.delete('c1');
    equal(heard, [[true, 'added', 'case', 'c1'], [true, 'deleted', 'case', 'c1']]);
    store.disconnect(id);
    store.save(record('case', {id: 'c2', title: 'Rent arrears'}));
    equal(heard.length, 2);
    store.close();
});

test('a handler is found by its function', () => {
    const store = Leren.Store.open(':memory:');
    let heard = 0;
    const hear = () => heard++;
    const other = () => (heard += 100);
    store.connect('changed', hear);
    store.connect_after('changed', hear);
    store.connect('changed', other);
    equal(GObject.signal_handlers_block_by_func(store, hear), 2);
    store.save(record('case', {id: 'c1', title: 'x'}));
    equal(heard, 100);
    equal(GObject.signal_handlers_unblock_by_func(store, hear), 2);
    ok(GObject.signal_handler_find(store, {func: hear}), 'that it is found');
    equal(GObject.signal_handlers_disconnect_by_func(store, other), 1);
    store.save(record('case', {id: 'c2', title: 'x'}));
    equal(heard, 102);
    equal(GObject.signal_handlers_disconnect_by_func(store, hear), 2);
    ok(!GObject.signal_handler_find(store, {func: hear}), 'that it is gone');
    refused(() => store.connect('changed', 'hear'), 'TypeError', 'the handler of “changed” is “hear”; it must be a function');
    store.close();
});

test('a closed store says so', () => {
    const store = Leren.Store.open(pathOf('closed.leren'));
    fill(store);
    const [query, kase] = [store.query('case'), store.get('c1')];
    store.close();
    equal(store.is_open(), false);
    for (const use of [() => store.save(kase), () => store.save(kase, kase), () => store.get('c1'), () => store.count(),
        () => store.query('case'), () => store.cases, () => store.snapshot(), () => store.diagnose(), () => store.begin(),
        () => store.transaction(() => {}), () => query.length, () => [...query], () => query.where({urgency: 4})])
        refused(use, 'Leren.ClosedError', 'is closed; open it again');
    equal(kase.get_title(), 'Rent arrears');
    store.close();
});

test('what came out of a store outlives the name it had', () => {
    let [store, query, snapshot, model, transaction] = [Leren.Store.open(pathOf('dropped.leren'))];
    fill(store);
    query = store.query('case');
    snapshot = store.snapshot();
    model = query.run();
    transaction = store.begin();
    store.save(record('case', {id: 'c3', title: 'Not kept'}));
    store = null;
    System.gc();
    equal(ids(query.where({urgency: 4})), ['c1']);
    equal(query.length, 3);
    equal(snapshot.table('case').get_n_rows(), 2);
    equal(ids(model), ['c1', 'c2']);
    transaction.roll_back();
    equal(query.length, 2);
    transaction = null;
    query.get_store().close();
    System.gc();
    refused(() => query.length, 'Leren.ClosedError', 'is closed');
});

test('a transaction that nobody ends is undone', async () => {
    const store = Leren.Store.open(':memory:');
    (() => {
        store.begin();
        store.save(record('case', {id: 'c1', title: 'Rent arrears'}));
    })();
    // the engine looks at the stack of what ran last, too
    await until(() => {
        System.gc();
        return store.count() === 0;
    });
    store.close();
});

test('an export is written to a stream', () => {
    const store = openFilled();
    const stream = Gio.MemoryOutputStream.new_resizable();
    store.export(stream, 'json-lines');
    stream.close(null);
    const lines = new TextDecoder().decode(stream.steal_as_bytes().toArray()).trim().split('\n');
    equal(lines.length, store.count());
    const path = pathOf('export.jsonl');
    GLib.file_set_contents(path, lines.join('\n'));
    const other = Leren.Store.open(':memory:');
    const importer = new Leren.Importer(other);
    importer.add_file(path, 'detect');
    importer.run();
    equal(other.count(), store.count());
    store.close();
    other.close();
});

await runAll();
