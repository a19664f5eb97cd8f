// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// From JavaScript: opens a store, adds a case, moves an action cycle, reads a finding.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from './tap.js';

Gio._promisify(Leren.Store.prototype, 'save_async', 'save_finish');
Gio._promisify(Leren.Store.prototype, 'get_async', 'get_finish');

const day = number => GLib.Date.new_dmy(number, GLib.DateMonth.MARCH, 2015);
const moment = (number, minute = 0) => GLib.DateTime.new_utc(2015, 3, number, 14, minute, 0);

function openStore() {
    return Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
}

function* items(model) {
    for (let i = 0; i < model.get_n_items(); i++)
        yield model.get_item(i);
}

// A case, and a session on it in which advice comes first and nothing is looked back on.
function fill(store) {
    const save = record => store.save(record, null);
    save(new Leren.Team({id: 't1', name: 'Neighbourhood team'}));
    save(new Leren.Participant({id: 'p1', name: 'A social worker', roles: ['professional']}));
    save(new Leren.Participant({id: 'p2', name: 'A coach', roles: ['coach']}));
    save(new Leren.Case({id: 'c1', title: 'The rent', team: 't1', contributor: 'p1', urgency: 4}));
    save(new Leren.Session({id: 's1', team: 't1', started: moment(1), present: ['p1', 'p2'], cases: ['c1']}));
    const {ADVICE, OPEN_QUESTION} = Leren.ContributionKind;
    [ADVICE, ADVICE, ADVICE, ADVICE, OPEN_QUESTION].forEach((kind, i) => save(new Leren.Contribution({
        id: `u${i}`, session: 's1', case: 'c1', speaker: 'p2', kind, text: `Turn ${i}`, at: moment(1, i),
    })));
    for (let i = 0; i < 6; i++) {
        save(new Leren.Reflection({
            id: `r${i}`, text: `What I did, time ${i}`, case: 'c1', author: 'p1', at: moment(i + 2),
            level: Leren.ReflectionLevel.BEHAVIOUR, loop: Leren.LearningLoop.SINGLE,
        }));
    }
}

test('case', () => {
    const store = openStore();
    const item = new Leren.Case({title: 'The rent', urgency: 4, domains: ['money', 'housing']});
    ok(item.is_set('urgency') && !item.is_set('status'), 'what is set');
    store.save(item, null);
    const found = store.get(item.id, null);
    ok(found instanceof Leren.Case, 'that it is a case');
    equal([found.title, found.urgency, found.domains], ['The rent', 4, ['money', 'housing']]);
    equal([...items(store.query('case').run(null))].map(record => record.id), [item.id]);
    store.close();
});

test('errors', () => {
    const store = openStore();
    const error = failure(() => store.save(new Leren.Case({id: 'c1'}), null));
    ok(error.matches(Leren.Error, Leren.Error.MISSING), `${error}`);
    ok(error.message.includes('“title”'), error.message);
    store.close();
});

test('action cycle', () => {
    const store = openStore();
    fill(store);
    const action = new Leren.Action({id: 'a1', what: 'Call the landlord', case: 'c1', session: 's1'});
    store.save(action, null);
    action.own('p1');
    action.undertake(day(3));
    action.review('He rang back', 4, null, day(10));
    const error = failure(() => action.undertake(day(3)));
    ok(error.matches(Leren.Error, Leren.Error.STATE), `${error}`);
    const [done, next] = action.conclude(Leren.Conclusion.ADAPT);
    ok(done, 'that it is concluded');
    store.save(action, null);
    store.save(next, null);
    equal(store.get(next.id, null).previous, 'a1');
    equal(store.get('a1', null).state, Leren.ActionState.CONCLUDED);
    store.close();
});

test('finding', () => {
    const store = openStore();
    fill(store);
    const snapshot = Leren.Snapshot.take(store, null, null);
    const findings = [...items(new Leren.Diagnosis().run(snapshot, null))];
    ok(findings.length > 0, 'that there are findings');
    for (const finding of findings) {
        ok(finding.get_explanation('nl'), 'an explanation in Dutch');
        ok(finding.get_questions('en').length > 0, 'questions in English');
        for (const id of finding.get_evidence())
            equal(store.get(id, null).id, id);
    }
    store.close();
});

test('async', async () => {
    const store = openStore();
    await store.save_async(new Leren.Case({id: 'c1', title: 'The rent'}), null);
    equal((await store.get_async('c1', null)).title, 'The rent');
    store.close();
});

test('signal', () => {
    const store = openStore();
    const heard = [];
    store.connect('changed', (_, change) => heard.push(change));
    store.save(new Leren.Case({id: 'c1', title: 'The rent'}), null);
    equal(heard, [Leren.Change.ADDED]);
    store.close();
});

await runAll();
