// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Queries as JavaScript asks.

import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {ids, openFilled, record, refused} from './team.js';

test('conditions', () => {
    const store = openFilled();
    const {actions, cases, reflections, sessions} = store;
    for (const [query, wanted] of [
        [actions, ['a1', 'a2', 'a3']],
        [actions.where({state: 'owned'}), ['a1']],
        [actions.where({state: Leren.ActionState.OWNED}), ['a1']],
        [actions.where({case: store.get('c1')}), ['a1', 'a2']],
        [actions.where({case: 'c2'}), ['a3']],
        [actions.where({case: 'c1', owner: store.get('p1')}), ['a1']],
        [actions.where({case: 'c1'}).where({due: '2015-03-09'}), ['a2']],
        [actions.where('due', '<', '2015-03-20'), ['a2']],
        [actions.where('due', '>=', '2015-03-09'), ['a1', 'a2']],
        [actions.where({owner: null}), ['a2']],
        [actions.where('owner', 'absent'), ['a2']],
        [actions.where('owner', 'present'), ['a1', 'a3']],
        [actions.where('owner', '!=', null), ['a1', 'a3']],
        [actions.where('owner', '===', null), ['a2']],
        [actions.where('state', Leren.Comparison.GREATER, 'owned'), ['a3']],
        [cases.where({urgency: 4}), ['c1']],
        [cases.where('urgency', '<', 4n), ['c2']],
        [cases.where({domains: 'money'}), ['c1']],
        [cases.where('domains', 'in', 'housing'), ['c1', 'c2']],
        [sessions.where({cases: store.get('c1')}), ['s1']],
        [sessions.where({minutes: 90.0}), ['s1']],
        [sessions.where({protocol: store.theory.get_framework('pdca')}), []],
        [reflections.where({level: store.theory.find_concept('logical-levels', 'behaviour')}).where({id: 'r1'}), ['r1']],
        [sessions.where({cancelled: null}), ['s1']],
        [sessions.where({cancelled: true}), []],
        [reflections.where('at', '<', new Date('2015-03-05T00:00:00Z')), ['r0', 'r1']],
        [reflections.where('at', '<=', '2015-03-04T09:00:00+01:00'), ['r0', 'r1']],
        [reflections.where('at', '>', GLib.DateTime.new_utc(2015, 3, 7, 12, 0, 0)), ['r5']],
        [reflections.where({level: 'belief'}), []],
        [actions.where({'intendedEffect': null, 'effect_rating': null}).where({'effect-rating': null}), ['a1', 'a2', 'a3']],
        [cases.search('landlord'), ['c1']],
        [cases.search('landlord').where({urgency: 2}), []],
    ])
        equal([ids(query), query.length], [wanted, wanted.length]);
    store.close();
});

test('each call gives another query', () => {
    const store = openFilled();
    const all = store.actions;
    const owned = all.where({state: 'owned'});
    const ordered = all.order_by('what');
    const found = all.search('visit');
    equal([all, owned, ordered, found].map(query => query.length), [3, 1, 3, 1]);
    equal(ids(ordered), ['a3', 'a1', 'a2']);
    equal(ids(all), ['a1', 'a2', 'a3']);
    ok(all.get_store() === store && owned.get_store() === store, 'the same store');
    store.close();
});

test('order', () => {
    const store = openFilled();
    equal(ids(store.actions.order_by('due')), ['a2', 'a1', 'a3']);
    equal(ids(store.actions.order_by('due', {descending: true})), ['a1', 'a2', 'a3']);
    // words by their order and not by the alphabet, and what is absent last
    equal(ids(store.actions.order_by('state', {descending: true})), ['a3', 'a1', 'a2']);
    equal(ids(store.actions.order_by('case').order_by('what', {descending: true})), ['a2', 'a1', 'a3']);
    refused(() => store.actions.order_by('du'), 'TypeError', 'action has no member “du”; did you mean “due”?');
    refused(() => store.actions.order_by('due', true), 'TypeError', 'Leren.Query.order_by() takes an object, not true');
    refused(() => store.actions.order_by('due', {desc: true}), 'TypeError', 'takes no “desc”');
    refused(() => store.actions.order_by('due', {descending: 1}), 'TypeError', '“descending” is 1');
    store.close();
});

test('as in C, a query can be changed itself', () => {
    const store = openFilled();
    const query = store.query('action');
    equal(query.filter('state', 'not-equal', 'owned'), undefined);
    query.order('what');
    equal(ids(query), ['a3', 'a2']);
    query.page(1, 1);
    equal([ids(query), query.length, ids(query.run())], [['a2'], 1, ['a2']]);
    query.page();
    equal(query.length, 2);
    store.close();
});

test('a query is read as a list', () => {
    const store = openFilled();
    const query = store.reflections.order_by('at', {descending: true});
    equal([query.at(0), query.at(-1), query.at(5)].map(each => each.get_id()), ['r5', 'r0', 'r0']);
    equal([query.at(6), query.at(-7)], [undefined, undefined]);
    equal(ids(query.slice(1, 3)), ['r4', 'r3']);
    equal(ids(query.slice(-2)), ['r1', 'r0']);
    equal(ids(query.slice(0, -4)), ['r5', 'r4']);
    equal(ids(query.slice(4, 2)), []);
    equal(ids(query.slice(-99, 99)).length, 6);
    equal(query.first().get_id(), 'r5');
    equal(query.where({level: 'belief'}).first(), null);
    equal(query.map(each => each.get_id()).join(), 'r5,r4,r3,r2,r1,r0');
    equal(ids(query.filter(each => each.get_id() > 'r3')), ['r5', 'r4']);
    equal(query.find(each => each.get_id() < 'r3').get_id(), 'r2');
    equal([query.some(each => each.get_level() === 'behaviour'), query.every(each => each.get_level() === 'belief')],
        [true, false]);
    equal(query.reduce((sum, each) => sum + each.get_id(), ''), 'r5r4r3r2r1r0');
    equal([query.includes('r3'), query.includes(store.get('r3')), query.includes('a1'), query.includes(3)],
        [true, true, false, false]);
    equal(query.toArray().length, 6);
    const [first, ...others] = query;
    equal([first.get_id(), others.length], ['r5', 5]);
    refused(() => query.at('0'), 'TypeError', 'the place is “0”; it must be a whole number');
    refused(() => query.slice(1.5), 'TypeError', 'a whole number');
    store.close();
});

test('a part of a page is a part of that page', () => {
    const store = openFilled();
    const query = store.query('reflection');
    query.page(1, 3);
    equal([ids(query), query.length], [['r1', 'r2', 'r3'], 3]);
    equal([query.at(0).get_id(), query.at(2).get_id(), query.at(3), query.at(-1).get_id()], ['r1', 'r3', undefined, 'r3']);
    equal(ids(query.slice(1)), ['r2', 'r3']);
    equal(ids(query.where('at', '>', '2015-03-04T00:00:00Z').order_by('at', {descending: true})), ['r4', 'r3', 'r2']);
    const others = query.where('at', '>', '2015-03-04T00:00:00Z');
    equal([ids(others), others.at(2).get_id(), others.at(3), ids(others.slice(1, 9))],
        [['r2', 'r3', 'r4'], 'r4', undefined, ['r3', 'r4']]);
    System.gc();
    equal(query.at(0).get_id(), 'r1');
    store.close();
});

test('it finds what is there when it is read', () => {
    const store = openFilled();
    const query = store.cases.where({urgency: 5});
    equal(query.length, 0);
    store.save(record('case', {id: 'c3', title: 'Eviction', urgency: 5}));
    equal(ids(query), ['c3']);
    const model = query.run();
    store.delete('c3');
    equal([query.length, model.length], [0, 1]);
    store.close();
});

test('what cannot be asked is refused, with what can', () => {
    const store = openFilled();
    const {actions, cases, reflections, sessions} = store;
    for (const [run, name, said] of [
        [() => actions.where({stat: 'owned'}), 'TypeError', 'action has no member “stat”; did you mean “state”?'],
        [() => actions.where({state: 'begun'}), 'Leren.InvalidError', 'it is one of proposed, owned'],
        [() => actions.where({state: undefined}), 'TypeError', 'compared with undefined; give null to ask where it is absent'],
        [() => actions.where({state: 2}), 'TypeError', 'action.state is 2; it must be text'],
        [() => actions.where({due: new Date()}), 'TypeError', "give 'YYYY-MM-DD'"],
        [() => actions.where({due: '2015-02-29'}), 'RangeError', 'not a day that exists'],
        [() => actions.where({effect_rating: '9'}), 'TypeError', 'compared with “9”; give a number'],
        [() => actions.where({effect_rating: NaN}), 'TypeError', 'give a number'],
        [() => actions.where({case: store.get('t1')}), 'TypeError', 'it refers to a case'],
        [() => actions.where({case: 3}), 'TypeError', 'action.case is 3; it must be text'],
        [() => sessions.where({cancelled: 'no'}), 'TypeError', 'give true or false'],
        [() => cases.where({domains: ['money', 'housing']}), 'TypeError', 'where() can be called for each'],
        [() => cases.where({title: 'a\0'}), 'RangeError', 'U+0000'],
        [() => reflections.where({at: 'yesterday'}), 'Leren.InvalidError', 'not a time'],
        [() => reflections.where({at: new Date(NaN)}), 'RangeError', 'invalid Date'],
        [() => actions.where('due', '<'), 'TypeError', 'or a member, a comparison and a value'],
        [() => actions.where('due', '<', undefined), 'TypeError', 'compared with undefined'],
        [() => actions.where('due', 'before', '2015-03-01'), 'RangeError', '“comparison” is “before”'],
        [() => actions.where('due', '<', null), 'TypeError', 'action.due is null'],
        [() => actions.where(), 'TypeError', "takes an object, {state: 'owned'}"],
        [() => actions.where(null), 'TypeError', 'takes an object'],
        [() => actions.where('state'), 'TypeError', 'takes an object'],
        [() => actions.where(3, '=', 3), 'TypeError', '3 is no member'],
        [() => actions.where('what', 'in', 'x'), 'Leren.InvalidError', 'is no list'],
        [() => actions.search('  '), 'Leren.InvalidError', 'there is no word to search for'],
        [() => store.query('cases'), 'Leren.NotFoundError', 'record type “cases” does not exist'],
    ])
        refused(run, name, said);
    store.close();
});

test('pages in the background', async () => {
    const store = openFilled();
    const seen = [];
    for await (const reflection of store.reflections.order_by('at', {descending: true}))
        seen.push(reflection.get_id());
    equal(seen, ['r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
    // what is deleted meanwhile passes none over
    const records = Array.from({length: 612}, (_, i) => record('knowledge', {id: `k${i}`, statement: `${i}`, form: 'tacit'}));
    store.save(...records);
    let n = 0;
    for await (const {id} of store.knowledge) {
        await store.delete_async(id);
        n++;
    }
    equal([n, store.knowledge.length], [612, 0]);
    // one can stop
    for await (const each of store.reflections) {
        equal(each.get_id(), 'r0');
        break;
    }
    store.close();
});

test('a store that is closed meanwhile ends the pages with an error', async () => {
    const store = openFilled();
    store.save(...Array.from({length: 700}, (_, i) => record('knowledge', {id: `k${i}`, statement: `${i}`, form: 'tacit'})));
    let [n, thrown] = [0, null];
    try {
        for await (const each of store.knowledge) {
            n += each === null ? 0 : 1;
            if (n === 1)
                store.close();
        }
    } catch (error) {
        thrown = error;
    }
    equal([n, thrown?.name], [500, 'Leren.ClosedError']);
});

await runAll();
