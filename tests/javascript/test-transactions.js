// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// All that is done in a transaction is kept, or, where it throws, nothing.

import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {ids, openFilled, pathOf, record, refused, rejected, until, wait} from './team.js';

const letter = new RangeError('the letter was lost');
const team = id => record('team', {id, name: 'A team'});

test('it is kept', () => {
    const store = openFilled(pathOf('kept.leren'));
    equal(store.transaction(transaction => {
        ok(transaction.is_under_way(), 'that it is under way');
        store.save(team('t2'));
        store.save(team('t3'));
        return 'done';
    }), 'done');
    equal(store.teams.length, 3);
    store.close();
    const again = Leren.Store.open(pathOf('kept.leren'));
    equal(again.teams.length, 3);
    again.close();
});

test('an exception undoes it', () => {
    const store = openFilled();
    ok(failure(() => store.transaction(() => {
        store.save(team('t2'));
        store.delete('r0');
        throw letter;
    })) === letter, 'the very exception');
    equal([store.teams.length, store.has('r0')], [1, true]);
    refused(() => store.transaction(() => {
        store.save(team('t2'));
        store.get('nobody');
    }), 'Leren.NotFoundError', 'nobody');
    equal(store.teams.length, 1);
    // anything can be thrown
    equal(failure(() => store.transaction(() => {
        store.save(team('t2'));
        throw undefined;
    })), undefined);
    equal(store.teams.length, 1);
    store.transaction(() => store.save(team('t2')));
    equal(store.teams.length, 2);
    store.close();
});

test('what cannot be committed is undone', async () => {
    const store = openFilled();
    const dangling = () => record('case', {id: 'c9', title: 'x', team: 'gone'});
    refused(() => store.transaction(() => {
        store.save(team('t2'));
        store.save(dangling());
    }), 'Leren.ReferenceError', 'gone');
    equal([store.teams.length, store.has('c9')], [1, false]);
    await rejected(store.transaction_async(async () => {
        await store.save_async(team('t2'));
        await store.save_async(dangling());
    }), 'Leren.ReferenceError', 'gone');
    equal([store.teams.length, store.has('c9')], [1, false]);
    store.transaction(() => store.save(team('t2')));
    store.close();
});

test('there is one at a time', async () => {
    const store = openFilled();
    refused(() => store.transaction(() => {
        store.save(team('t2'));
        store.transaction(() => {});
    }), 'Leren.StateError', 'has a transaction under way');
    equal(store.teams.length, 1);
    let [begun, end] = [false, null];
    const first = store.transaction_async(() => {
        begun = true;
        return new Promise(resolve => (end = resolve));
    });
    await until(() => begun);
    await rejected(store.transaction_async(() => {}), 'Leren.StateError', 'under way');
    end();
    await first;
    store.transaction(() => {});
    store.close();
});

test('it can be ended earlier', async () => {
    const store = openFilled();
    store.transaction(transaction => {
        store.save(team('t2'));
        transaction.roll_back();
        store.save(team('t3'));
    });
    equal(ids(store.teams), ['t1', 't3']);
    ok(failure(() => store.transaction(transaction => {
        store.save(team('t4'));
        transaction.commit();
        store.save(team('t5'));
        throw letter;
    })) === letter, 'the very exception');
    equal(ids(store.teams), ['t1', 't3', 't4', 't5']);
    await store.transaction_async(async transaction => {
        await store.save_async(team('t6'));
        await transaction.roll_back_async();
    });
    equal(store.has('t6'), false);
    store.close();
});

test('what does not block is awaited', async () => {
    const store = openFilled();
    equal(await store.transaction_async(async () => {
        await store.save_async(team('t2'));
        await wait(10);
        await store.save_async(team('t3'), team('t4'));
        return 'done';
    }), 'done');
    equal(store.teams.length, 4);
    let thrown = null;
    try {
        await store.transaction_async(async () => {
            await store.save_async(team('t5'));
            await wait(10);
            throw letter;
        });
    } catch (error) {
        thrown = error;
    }
    ok(thrown === letter, 'the very exception');
    equal(store.teams.length, 4);
    // what runs need not be asynchronous
    equal(await store.transaction_async(() => store.save(team('t5'))), undefined);
    equal(store.teams.length, 5);
    store.close();
});

test('a promise in one that does not wait is undone', async () => {
    const store = openFilled();
    refused(() => store.transaction(async () => {
        store.save(team('t2'));
        await wait(1);
        throw letter;
    }), 'TypeError', 'does not wait for a promise; await transaction_async() instead');
    await wait(5);
    equal(store.teams.length, 1);
    store.close();
});

test('only functions run in it', async () => {
    const store = openFilled();
    refused(() => store.transaction(), 'TypeError', 'Leren.Store.transaction() takes a function, not undefined');
    await rejected(store.transaction_async('save'), 'TypeError', 'takes a function, not “save”');
    // none was begun
    store.begin().roll_back();
    store.close();
});

test('a store that is closed in it says why', async () => {
    const store = openFilled(pathOf('closed.leren'));
    const error = failure(() => store.transaction(() => {
        store.save(team('t2'));
        store.close();
    }));
    ok(error instanceof Leren.Error, `${error}`);
    store.close();
    const again = Leren.Store.open(pathOf('closed.leren'));
    equal(again.teams.length, 1);
    again.close();
    await rejected(again.transaction_async(() => {}), 'Leren.ClosedError', 'is closed');
});

await runAll();
