// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A client is forgotten, a researcher gets a copy in which nobody is named, and what is old goes.

import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {fill, pathOf, record, rejected} from './team.js';

function openTeam(name) {
    const store = Leren.Store.open(pathOf(name));
    fill(store);
    store.save(
        record('participant', {id: 'client', name: 'Fatima Zwirkelmans', roles: ['client']}),
        record('reflection', {id: 'said', text: 'Fatima Zwirkelmans deed niet open.', case: 'c1', author: 'p1'}));
    return store;
}

const bytesOf = name => new TextDecoder('latin1').decode(GLib.file_get_contents(pathOf(name))[1]);

test('a client asks to be forgotten', async () => {
    const store = openTeam('forgotten.leren');
    const receipt = JSON.parse(await store.erase_async('client', 'p2'));
    equal([receipt.receipt, receipt.participant, receipt.by], ['erasure', 'client', 'p2']);
    equal([store.get('client').name, store.get('said').text], [null, '[x x] deed niet open.']);
    equal(store.list_receipts().map(kept => JSON.parse(kept)), [receipt]);
    ok(!bytesOf('forgotten.leren').includes('Zwirkelmans'), 'no byte is left');
    store.close();
});

test('a researcher gets a copy in which nobody is named', async () => {
    const store = openTeam('named.leren');
    const copy = Leren.Store.open(pathOf('copy.leren'));
    const pseudonymiser = Leren.Pseudonymiser.new(pathOf('key'));
    await pseudonymiser.copy_async(store, copy);
    equal(copy.count(), store.count());
    copy.close();
    ok(!bytesOf('copy.leren').includes('Zwirkelmans'), 'nobody is named');
    ok(JSON.parse(pseudonymiser.to_json()).records === store.count(), 'it tells of each record');
    await rejected(pseudonymiser.copy_async(store, store), 'Leren.ExistsError', 'its own copy');
    store.close();
});

test('what was kept for long enough goes', async () => {
    const store = openTeam('old.leren');
    store.save(record('action', {id: 'long-ago', what: 'Write', case: 'c1', due: '2001-03-02'}));
    const retention = Leren.Retention.from_json(JSON.stringify({
        format: 'leren-retention', version: 1, rules: [{type: 'action', after: 'due', years: 15}],
    }), -1);
    const plan = await retention.look_async(store);
    equal([plan.list_expired(), plan.get_receipt()], [['long-ago'], null]);
    const done = await retention.delete_async(store, 'p2');
    equal(JSON.parse(done.get_receipt()).deleted.map(group => [group.type, group.records]), [['action', 1]]);
    equal([store.has('long-ago'), store.has('a1')], [false, true]);
    const again = retention.delete(store, null);
    equal([again.get_n_expired(), again.get_receipt()], [0, null]);
    store.close();
    await rejected(retention.look_async(store), 'Leren.ClosedError', 'closed');
});

test('who looked at what is told', async () => {
    const store = openTeam('looked.leren');
    await store.set_auditing_async(true);
    const coach = Leren.Store.open_as(pathOf('looked.leren'), Leren.StoreFlags.NONE, 'p2');
    coach.get('c1');
    coach.close();
    const [read, ...more] = (await store.list_reads_async('p2', null, 0, 0)).map(text => JSON.parse(text));
    equal([read.who, read.how, read.type, read.ids, more.length], ['p2', 'get', 'case', ['c1'], 0]);
    store.set_auditing(false, null);
    equal([store.is_auditing(), store.list_reads(null, 'c1', 0, 0).length], [false, 1]);
    store.close();
});

await runAll();
