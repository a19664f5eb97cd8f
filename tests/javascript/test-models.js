// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Lists of the library behave as lists of JavaScript, and stay models.

import Gio from 'gi://Gio';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, refused} from './team.js';

// Each list that the library gives
function lists() {
    const store = openFilled();
    const snapshot = store.snapshot();
    const theory = Leren.Theory.get_default();
    return {
        records: store.query('case').run(),
        rules: Leren.Rule.list(),
        findings: store.diagnose(),
        theory,
        framework: theory.get_framework('logical-levels'),
        similar: snapshot.similar('c1', 5, {include_later: true}),
        actions: snapshot.similar('c1', 5, {include_later: true}).at(0).get_actions(),
    };
}

// a finding is made each time it is looked at
const same = (one, other) => one === other ||
    one instanceof Leren.Finding && JSON.stringify(one) === JSON.stringify(other);

test('each of them is iterated over and asked by place', () => {
    for (const [name, list] of Object.entries(lists())) {
        const items = [...list];
        ok(items.length > 0, `${name} has something in it`);
        equal([list.length, list.get_n_items()], [items.length, items.length]);
        ok(same(list.at(0), items[0]), `${name}: the first`);
        ok(same(list.at(-1), items[items.length - 1]), `${name}: the last`);
        ok(same(list.at(-items.length), items[0]), `${name}: the first from behind`);
        equal([list.at(items.length), list.at(-items.length - 1)], [undefined, undefined]);
        ok(list instanceof GObject.Object && GObject.type_is_a(list.constructor.$gtype, Gio.ListModel.$gtype),
            `${name} is a model`);
        refused(() => list.at('0'), 'TypeError', 'the place is “0”; it must be a whole number');
    }
});

test('what an array can, they can', () => {
    const {framework} = lists();
    const names = ['environment', 'behaviour', 'capability', 'belief', 'identity', 'meaning'];
    equal(framework.map(each => each.id), names);
    equal(framework.slice(1, -3).map(each => each.id), ['behaviour', 'capability']);
    equal(framework.slice(-1)[0].id, 'meaning');
    equal(framework.filter(each => each.index > 3).map(each => each.id), ['identity', 'meaning']);
    equal(framework.find(each => each.index === 3).id, 'belief');
    equal(framework.findIndex(each => each.id === 'belief'), 3);
    equal([framework.some(each => each.id === 'belief'), framework.every(each => each.id === 'belief')], [true, false]);
    equal(framework.reduce((sum, each) => sum + each.index, 0), 15);
    equal(framework.flatMap(each => [each.id]), names);
    equal([framework.includes(framework.at(2)), framework.indexOf(framework.at(2)), framework.indexOf(null)], [true, 2, -1]);
    equal([...framework.entries()][1][0], 1);
    const seen = [];
    framework.forEach(each => seen.push(each.id));
    equal(seen, names);
    equal(framework.toArray().length, 6);
    const [first, ...others] = framework;
    equal([first.id, others.length], ['environment', 5]);
});

test('they stay so, whoever holds them', () => {
    let holder = Gio.ListStore.new(Gio.ListModel.$gtype);
    holder.append(openFilled().query('case').run());
    System.gc();
    equal(holder.get_item(0).length, 2);
    holder = null;
    // and no other list of GIO was changed
    const plain = Gio.ListStore.new(Leren.Record.$gtype);
    equal([plain.length, plain.at], [undefined, undefined]);
    const wrapped = new Gio.ListStore({'item-type': Leren.Record.$gtype});
    equal(wrapped.map, undefined);
});

test('what is read from them is the same object', () => {
    const records = openFilled().query('case').run();
    ok(records.at(0) === records.get_item(0) && records.at(0) === [...records][0], 'the same');
});

await runAll();
