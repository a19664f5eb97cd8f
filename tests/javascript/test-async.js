// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Each pair gives a promise, can be cancelled, and does not block.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {ids, openFilled, pathOf, record, refused, rejected, until} from './team.js';

const api = imports.overrides._leren.api.read();
const CANCELLED = [Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED];

async function cancelled(promise) {
    try {
        await promise;
    } catch (error) {
        return error.matches(...CANCELLED);
    }
    return false;
}

test('each pair of the library gives a promise', async () => {
    const store = Leren.Store.open(':memory:');
    let n = 0;
    const groups = Object.entries(api.classes).flatMap(([name, {methods, functions}]) =>
        [[`Leren.${name}`, Leren[name].prototype, methods], [`Leren.${name}`, Leren[name], functions]]);
    for (const [where, holder, calls] of [...groups, ['Leren', Leren, api.functions]]) {
        for (const [name, {finish}] of Object.entries(calls)) {
            if (!finish)
                continue;
            // what is wrong with the arguments is told by the promise, too
            const wrong = Array(12).fill(3);
            const object = holder === Leren.Store.prototype ? store : holder;
            await rejected(object[name](...wrong), 'TypeError', `${where}.${name}()`);
            n++;
        }
    }
    ok(n > 25, `${n} pairs`);
});

test('it reads as it should', async () => {
    const read = [];
    const store = Leren.Store.open(pathOf('team.leren'));
    const kase = new Leren.Case({title: 'Rent arrears', attributes: {district: 4}});
    await store.save_async(kase);
    store.save(new Leren.Reflection({
        text: 'We keep phoning.', case: kase, level: 'behaviour', at: new Date('2015-03-03T08:00:00Z'),
    }));
    for (const r of store.query(Leren.Reflection))
        read.push([r.at.toISOString(), r.level, store.get(r.case).attributes.district]);
    equal(read, [['2015-03-03T08:00:00.000Z', 'behaviour', 4]]);
    store.close();
});

test('the day of a program', async () => {
    const path = pathOf('day.leren');
    const store = await Leren.Store.open_async(path);
    const kase = record('case', {id: 'c1', title: 'Rent arrears'});
    equal(await store.save_async(kase), undefined);
    equal((await store.get_async('c1')).get_title(), 'Rent arrears');
    equal(await store.count_async(Leren.Case), 1);
    equal((await store.query('case').run_async()).map(each => each.get_id()), ['c1']);
    equal(await store.query('case').count_async(), 1);
    await store.save_async(record('reflection', {id: 'r1', text: 'We phone.', case: 'c1', level: 'behaviour'}));
    const snapshot = await store.snapshot_async({case: kase});
    equal((await snapshot.table_async('reflection')).get_n_rows(), 1);
    equal((await snapshot.get_table_async(Leren.Reflection)).get_n_rows(), 1);
    equal((await snapshot.diagnose_async({rules: ['stuck-level']})).length, 0);
    equal((await store.diagnose_async({case: 'c1', rules: ['open-loop']})).length, 0);
    equal((await Leren.Similar.find_async({snapshot, case_id: 'c1', n: 2})).length, 0);
    const stream = Gio.MemoryOutputStream.new_resizable();
    await Leren.report_write_async(store, null, 'nl', true, stream);
    stream.close(null);
    ok(new TextDecoder().decode(stream.steal_as_bytes().toArray()).includes('<html'), 'a report');
    await store.delete_async('r1');
    equal(store.has('r1'), false);
    equal(await store.check_async(), []);
    await store.close_async();
    equal(store.is_open(), false);
});

test('several records are saved at once, or none', async () => {
    const store = Leren.Store.open(':memory:');
    await store.save_async(record('case', {id: 'c1', title: 'x', team: 't1'}), record('team', {id: 't1', name: 'Team'}));
    equal(store.count(), 2);
    await rejected(store.save_async(record('team', {id: 't2', name: 'y'}), record('case', {id: 'c2', title: 'x', team: 'gone'})),
        'Leren.ReferenceError', 'gone');
    equal(store.has('t2'), false);
    await rejected(store.save_async(), 'TypeError', 'Leren.Store.save_async(): “record” is missing');
    await rejected(store.save_async({type: 'case'}), 'TypeError', '“record” is an object; it must be a Leren.Record');
    store.close();
});

test('a record is read before it leaves', async () => {
    const store = Leren.Store.open(':memory:');
    const kase = record('case', {id: 'c1', title: 'Rent arrears'});
    const saved = store.save_async(kase);
    kase.set_title('Something else');
    await saved;
    equal(store.get('c1').get_title(), 'Rent arrears');
    store.close();
});

test('a function instead of a promise, as in C', async () => {
    const store = openFilled();
    const told = await new Promise(resolve => {
        const given = store.get_async('c1', null, (source, result) => resolve([given, source, result]));
    });
    equal(told[0], undefined);
    ok(told[1] === store, 'the store');
    equal(store.get_finish(told[2]).get_title(), 'Rent arrears');
    // without a cancellable
    const result = await new Promise(resolve => store.save_async(record('team', {id: 't2', name: 'x'}),
        (_, given) => resolve(given)));
    equal(store.save_finish(result), undefined);
    refused(() => store.get_async(3, null, () => {}), 'TypeError', 'Leren.Store.get_async(): “id” is 3');
    equal((await store.get_async('t2', null, null)).get_name(), 'x');
    store.close();
});

test('what a result is of is looked at', async () => {
    const [store, other] = [openFilled(), openFilled()];
    const result = await new Promise(resolve => store.get_async('c1', (_, given) => resolve(given)));
    refused(() => store.save_finish(result), 'TypeError', 'Leren.Store.save_finish() was given the result of another call');
    refused(() => other.get_finish(result), 'TypeError', 'the result of another call');
    refused(() => store.get_finish('c1'), 'TypeError', 'takes the result that the callback was given, not “c1”');
    refused(() => store.get_finish(), 'TypeError', 'not undefined');
    refused(() => Leren.Store.open_finish(result), 'TypeError', 'the result of another call');
    equal(store.get_finish(result).get_id(), 'c1');
    refused(() => store.get_finish(result), 'TypeError', 'or one that was taken already');
    store.close();
    other.close();
});

test('it can be cancelled', async () => {
    const store = openFilled();
    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    ok(await cancelled(store.get_async('c1', cancellable)), 'reading');
    ok(await cancelled(store.save_async(record('team', {id: 't2', name: 'x'}), cancellable)), 'saving');
    ok(await cancelled(store.save_async(record('team', {id: 't2', name: 'x'}), record('team', {id: 't3', name: 'x'}),
        cancellable)), 'saving several');
    ok(await cancelled(store.diagnose_async({cancellable})), 'diagnosing');
    ok(await cancelled(store.query('case').run_async(cancellable)), 'asking');
    equal(store.teams.length, 1);
    store.close();
});

test('it does not block', async () => {
    const store = openFilled();
    let turns = 0;
    const id = GLib.idle_add(GLib.PRIORITY_DEFAULT, () => {
        turns++;
        return GLib.SOURCE_CONTINUE;
    });
    await Promise.all(Array.from({length: 20}, () => store.diagnose_async()));
    GLib.source_remove(id);
    ok(turns > 0, `${turns} turns of the main loop`);
    store.close();
});

test('many at once', async () => {
    const store = Leren.Store.open(':memory:');
    await Promise.all(Array.from({length: 50}, (_, i) => store.save_async(record('team', {id: `t${i}`, name: `${i}`}))));
    const found = await Promise.all(Array.from({length: 50}, (_, i) => store.get_async(`t${i}`)));
    equal(ids(found), Array.from({length: 50}, (_, i) => `t${i}`));
    store.close();
});

test('what is under way keeps what it needs', async () => {
    const ask = () => {
        const store = Leren.Store.open(':memory:');
        store.save(record('team', {id: 't1', name: 'Team'}));
        return [store.get_async('t1'), store.query('team').run_async(), Leren.Snapshot.take_async(store)];
    };
    const promises = ask();
    for (let i = 0; i < 3; i++)
        System.gc();
    const [team, teams, snapshot] = await Promise.all(promises);
    equal([team.get_name(), teams.length, snapshot.count('team')], ['Team', 1, 1]);
});

test('closed meanwhile, it ends all the same', async () => {
    const store = openFilled(pathOf('meanwhile.leren'));
    const outcomes = Promise.allSettled([
        ...Array.from({length: 10}, () => store.get_async('c1')),
        ...Array.from({length: 10}, (_, i) => store.save_async(record('team', {id: `x${i}`, name: 'x'}))),
        store.query('case').run_async(), store.diagnose_async(),
    ]);
    store.close();
    for (const {status, reason} of await outcomes)
        ok(status === 'fulfilled' || reason.name === 'Leren.ClosedError', `${status}: ${reason}`);
    const again = Leren.Store.open(pathOf('meanwhile.leren'));
    equal(again.check(), []);
    again.close();
});

test('a promise that nobody waits for fails in silence, or nearly', async () => {
    const store = openFilled();
    store.get_async('nobody');
    store.get_async(3);
    let ran = false;
    store.transaction_async(transaction => {
        until(() => !transaction.is_under_way()).then(() => (ran = true));
        throw new Error('nobody hears this');
    });
    await until(() => ran);
    equal(store.count('case'), 2);
    store.close();
});

test('Gio._promisify() finds nothing left to do', async () => {
    Gio._promisify(Leren.Store.prototype, 'get_async', 'get_finish');
    Gio._promisify(Leren.Store, 'open_async', 'open_finish');
    const store = await Leren.Store.open_async(':memory:', Leren.StoreFlags.NONE, null);
    await store.save_async(record('team', {id: 't1', name: 'Team'}));
    equal((await store.get_async('t1', null)).get_name(), 'Team');
    await rejected(store.get_async('nobody', null), 'Leren.NotFoundError', 'nobody');
    store.close();
});

await runAll();
