// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Tables give typed arrays, and rows as objects.

import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, record, refused} from './team.js';

// What can be absent is absent somewhere.
function tables() {
    const store = openFilled();
    store.save(
        record('reflection', {
            id: 'r9', text: 'Wij bellen niet meer: één brief, “morgen” 🙂.', collective: true,
            at: '2015-04-01T09:00:00.123456+02:00', attributes: {district: 4},
        }),
        record('reflection', {id: 'r10', text: 'She rang back.'}),
        record('rating', {id: 'q1', value: 7.25, subject: 'c1', at: '1969-12-31T23:59:59.5Z'})
    );
    return store.snapshot();
}

test('a column is a typed array', () => {
    const snapshot = tables();
    const reflections = snapshot.table('reflection');
    const level = reflections.column('level');
    ok(level.values instanceof Uint8Array, 'places of words');
    equal([level.kind, level.length, [...level.values]], ['category', 8, [1, 1, 1, 1, 1, 1, 0, 0]]);
    equal([level.words[1], [...level.validity]], ['behaviour', [0b0111111]]);
    equal([level.is_present(0), level.is_present(6), level.is_present(-2), level.is_present(8)], [true, false, false, false]);
    const collective = reflections.column('collective');
    ok(collective.values instanceof Uint8Array, 'booleans');
    equal([collective.kind, collective.values[6], collective.is_present(0)], ['boolean', 1, false]);
    const at = reflections.column('at');
    ok(at.values instanceof Float64Array && at.bigints instanceof BigInt64Array, 'times');
    equal([at.values[6], `${at.bigints[6]}`], [1427871600123456, '1427871600123456']);
    const urgency = snapshot.table('case').column('urgency');
    ok(urgency.values instanceof Float64Array, 'integers');
    equal([[...urgency.values], [...urgency.bigints].map(Number), urgency.validity], [[4, 2], [4, 2], null]);
    const effect = snapshot.table('action').column('effect_rating');
    ok(effect.values.every(Number.isNaN), 'NaN where there is none');
    const due = snapshot.table('action').column('due');
    ok(due.values instanceof Int32Array, 'days');
    equal(due.values[0], Date.UTC(2015, 2, 20) / 86400000);
    equal([...snapshot.table('rating').column('value').values], [7.25]);
    equal(snapshot.table('rating').column('value').bigints, null);
});

test('a column is what its values are in JavaScript', () => {
    const snapshot = tables();
    const reflections = snapshot.table('reflection');
    equal([...reflections.column('level')].slice(4), ['behaviour', 'behaviour', null, null]);
    equal(reflections.column('collective').toArray().slice(5), [null, true, null]);
    equal(reflections.column('at').at(-2).toISOString(), '2015-04-01T07:00:00.123Z');
    equal(snapshot.table('rating').column('at').at(0).toISOString(), '1969-12-31T23:59:59.500Z');
    equal([...snapshot.table('action').column('due')], ['2015-03-20', '2015-03-09', null]);
    equal([...snapshot.table('case').column('urgency')], [4, 2]);
    equal([...snapshot.table('team').column('members')], [['p1', 'p2']]);
    equal(snapshot.table('case').column('title').values, ['Rent arrears', 'Nobody opens the door']);
    equal(reflections.column('text').at(6), 'Wij bellen niet meer: één brief, “morgen” 🙂.');
    equal([0, 7].map(row => reflections.column('text').at(row)), ['We keep phoning, week 0.', 'She rang back.']);
    equal(reflections.column('attributes').at(6), {district: 4});
    equal(reflections.column('attributes').at(0), null);
    equal([reflections.column('text').at(8), reflections.column('text').at(-9)], [undefined, undefined]);
    equal(`${reflections.column('level')}`, "<Leren.Table column 'level': category, 8 rows>");
});

test('rows are objects', () => {
    const actions = tables().table('action');
    equal([actions.length, actions.n_rows], [3, 3]);
    const [first] = actions;
    equal([first.id, first.due, first.state, first.owner, first.conclusion], ['a1', '2015-03-20', 'owned', 'p1', null]);
    equal([actions.at(-1).id, actions.at(3), actions.at(-4)], ['a3', undefined, undefined]);
    equal(actions.toArray().map(row => row.what), ['Call the landlord', 'Visit together', 'Ask what she wants']);
    equal(Object.keys(first), actions.column_names);
    ok(actions.columnNames === undefined || actions.columns.length === actions.column_names.length, 'all columns');
});

test('a table is written down as JSON', () => {
    const store = openFilled();
    const Visit = GObject.registerClass({
        GTypeName: 'TableVisit',
        Properties: {
            'money': GObject.ParamSpec.int64('money', '', '', GObject.ParamFlags.READWRITE, Number.MIN_SAFE_INTEGER,
                Number.MAX_SAFE_INTEGER, 0),
        },
    }, class Visit extends Leren.Record {});
    Leren.Declaration.register(Visit, 'org.example.tablevisit');
    store.save(record('org.example.tablevisit', {id: 'v1', money: 12}));
    store.save(Leren.Record.from_json('{"type":"coding","id":"x1","target":"c1","framework":"learning-loops",' +
        '"concept":"double","coder":"p1","start":1,"end":9007199254740993}'));
    const snapshot = store.snapshot();
    equal(JSON.parse(JSON.stringify(snapshot.table('org.example.tablevisit')))[0].money, 12);
    const [coding] = JSON.parse(JSON.stringify(snapshot.table('coding')));
    equal([coding.start, coding.end], [1, '9007199254740993']);
    const [session] = JSON.parse(JSON.stringify(snapshot.table('session')));
    equal([session.started, session.present, session.title], ['2015-03-02T14:00:00.000Z', ['p1', 'p2'], null]);
    store.close();
});

test('no digit of a large number is lost in silence', () => {
    const store = openFilled();
    store.save(Leren.Record.from_json('{"type":"coding","id":"x1","target":"c1","framework":"learning-loops",' +
        '"concept":"double","coder":"p1","start":1,"end":9007199254740993}'));
    const end = store.snapshot().table('coding').column('end');
    refused(() => end.values, 'Leren.LimitError', 'column “end” holds 9007199254740993');
    equal([`${end.bigints[0]}`, `${end.at(0)}`], ['9007199254740993', '9007199254740993']);
    store.close();
});

test('arrays are the program’s own, and live as long as it likes', () => {
    const [level, text, at] = (() => {
        const table = tables().table('reflection');
        return [table.column('level').values, table.column('text').values, table.column('at').values];
    })();
    for (let i = 0; i < 5; i++) {
        System.gc();
        tables().table('reflection').column('text').toArray();
    }
    equal([level[0], text[0], at[6]], [1, 'We keep phoning, week 0.', 1427871600123456]);
    // what is written into one is written nowhere else
    const table = tables().table('case');
    const urgency = table.column('urgency');
    urgency.bigints[0] = 99n;
    urgency.values[1] = 98;
    equal([table.get_number(table.find_column('urgency'), 0), table.get_number(table.find_column('urgency'), 1)], [4, 2]);
    const again = tables().table('case').column('urgency');
    equal([...again.values], [4, 2]);
});

test('a column outlives its table’s name', () => {
    const column = tables().table('case').column('title');
    System.gc();
    equal([...column], ['Rent arrears', 'Nobody opens the door']);
    const table = tables().table('case');
    ok(table.column('title') === table.column('title') && table.column('title') === table.column(
        table.column_names.indexOf('title')), 'one column');
    ok(table.column('title').values === table.column('title').values, 'one array');
});

test('an empty table', () => {
    const table = Leren.Store.open(':memory:').snapshot().table('case');
    equal([table.length, [...table], JSON.stringify(table), table.at(0)], [0, [], '[]', undefined]);
    equal([table.column('title').values, table.column('urgency').values.length, table.column('title').at(0)], [[], 0, undefined]);
    equal(table.column('urgency').bigints.length, 0);
});

test('what is no column', () => {
    const table = tables().table('case');
    refused(() => table.column('titel'), 'RangeError', 'the table has no column “titel”; did you mean “title”?');
    refused(() => table.column(99), 'RangeError', 'the table has no column 99');
    refused(() => table.column(-1), 'RangeError', 'the table has no column -1');
    refused(() => table.column(), 'RangeError', 'no column undefined');
    refused(() => table.column('title').at('0'), 'TypeError', 'the row is “0”; it must be a whole number');
    refused(() => table.at(0.5), 'TypeError', 'the row is 0.5');
});

test('tables of analyses', () => {
    const profile = tables().profile('logical-levels', 'case');
    const rows = profile.table.toArray();
    equal(profile.get_table().length, rows.length);
    equal(rows.find(row => row.concept === 'behaviour').count, 6);
    const survival = Leren.survival(tables(), 'case');
    ok(survival.table.column(survival.table.column_names[0]).length === survival.table.length, 'as long as the table');
});

test('a million values are not looked at one by one', () => {
    const store = Leren.Store.open(':memory:');
    store.transaction(() => {
        for (let i = 0; i < 2000; i++)
            store.save(record('case', {id: `c${i}`, title: `Case ${i}`, urgency: i % 5 + 1}));
    });
    const table = store.snapshot().table('case');
    const column = table.column('urgency');
    let calls = 0;
    for (const name of ['get_number', 'is_present', 'dup_text']) {
        const original = table[name];
        Object.defineProperty(table, name, {
            value(...args) {
                calls++;
                return original.apply(this, args);
            },
        });
    }
    equal([column.values.length, column.values.reduce((sum, each) => sum + each, 0), calls], [2000, 6000, 0]);
    store.close();
});

await runAll();
