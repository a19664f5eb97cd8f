// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Moments, days and JSON, from JavaScript to C and back.

import GLib from 'gi://GLib';
import Json from 'gi://Json';
import 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

const {values} = imports.overrides._leren;
const JsonText = imports.overrides._leren.json;

test('a Date is the same moment on the other side', () => {
    for (const text of ['2015-03-01T14:00:00.123Z', '1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z',
        '9999-12-31T23:59:59.345Z']) {
        const date = new Date(text);
        equal(values.fromDateTime(values.toDateTime(date)).toISOString(), text);
    }
    equal(values.toDateTime(new Date('2015-03-01T14:00:00.345Z')).get_microsecond(), 345000);
});

test('a moment of elsewhere is read in UTC', () => {
    const time = GLib.DateTime.new_from_iso8601('2015-03-01T14:00:00.5009+01:00', null);
    equal(values.fromDateTime(time).toISOString(), '2015-03-01T13:00:00.500Z');
    equal(values.toDateTime(time).get_utc_offset(), 3600000000);
});

test('what is no moment is refused', () => {
    for (const [value, Wrong] of [['yesterday', TypeError], [0, TypeError], [null, TypeError], [undefined, TypeError],
        [new Date(NaN), RangeError], [new Date(8e15), RangeError], [new Date('-000001-01-01'), RangeError]])
        ok(failure(() => values.toDateTime(value)) instanceof Wrong, `${value}`);
    equal(failure(() => values.toDateTime('yesterday', 'member “at”')).message,
        'member “at” is “yesterday”; it must be a Date');
});

test('a day is text', () => {
    for (const text of ['2015-03-01', '2016-02-29', '0033-04-03', '9999-12-31'])
        equal(values.fromDate(values.toDate(text)), text);
    equal(values.fromDate(values.toDate(GLib.Date.new_dmy(1, 3, 2015))), '2015-03-01');
});

test('what is no day is refused', () => {
    for (const [value, Wrong] of [['2015-02-29', RangeError], ['2015-3-1', RangeError], ['0000-01-01', RangeError],
        ['2015-03-01T00:00', RangeError], [new GLib.Date(), RangeError], [20150301, TypeError], [null, TypeError]])
        ok(failure(() => values.toDate(value)) instanceof Wrong, `${value}`);
    const error = failure(() => values.toDate(new Date(), 'member “due”'));
    ok(error instanceof TypeError && error.message.includes("give 'YYYY-MM-DD'"), error.message);
});

test('JSON comes back as it went', () => {
    for (const value of [null, true, 4, -0.5, 0.1, 1e20, 1e-7, 1e-10, '1e-10.0', 'Kade', '', [], {}, [1, [2, {a: 3}]],
        {'district': 4, 'street': 'Kade "3"\u0001', 'a.b': [true, false], '': {}}])
        equal(values.fromNode(values.toNode(value)), value);
    ok(Object.is(JsonText.parse(JsonText.stringify(-0)), -0), 'minus zero');
    const odd = JSON.parse('{"__proto__":9007199254740993}');
    equal(Object.keys(JsonText.parse('{"__proto__":9007199254740993}')), Object.keys(odd));
});

test('no digit of a whole number is lost', () => {
    for (const text of ['9007199254740991', '-9007199254740991'])
        equal(typeof JsonText.parse(text), 'number');
    for (const text of ['9007199254740993', '-9007199254740993', '9007199254740994', '9223372036854775807']) {
        const node = Json.from_string(`{"number":${text},"text":"a\\\\\\"${text}","list":[ ${text} ,1.5]}`);
        const {number, text: same, list} = values.fromNode(node);
        ok(number === BigInt(text) && list[0] === number, `${number}`);
        equal([same, list[1]], [`a\\"${text}`, 1.5]);
        equal(Json.to_string(values.toNode({number}), false), `{"number":${text}}`);
    }
});

test('a Number above 2^53 is not passed off as an exact one', () => {
    equal(JsonText.stringify([2 ** 60, 1e300]), '[1.152921504606847e+18,1e+300]');
    equal(typeof JsonText.parse(JsonText.stringify(2 ** 60)), 'number');
});

test('numbers are kept as given where that is asked for', () => {
    for (const text of ['{"a":1.0,"b":[1e2,-0.50,9007199254740993],"c":0.5}', '[1E400]', '[-0,-0.0,0,1e+21,"1.0"]'])
        equal(JsonText.stringify(JsonText.parse(text, true)), text);
    equal(JsonText.parse('{"a":1.0}', true).a.value, 1);
});

test('what JSON cannot say is refused, and the message says where', () => {
    const loop = {};
    loop.again = loop;
    let deep = [];
    for (let i = 0; i < 300; i++)
        deep = [deep];
    for (const [value, Wrong] of [[NaN, RangeError], [Infinity, RangeError], [2n ** 63n, RangeError],
        [loop, RangeError], [deep, RangeError], [undefined, TypeError], [() => 1, TypeError], [Symbol('a'), TypeError],
        [new Date(), TypeError], [new Map(), TypeError], [[, 1], TypeError]])
        ok(failure(() => values.toNode(value)) instanceof Wrong, `${typeof value}`);
    equal(failure(() => values.toNode({visits: [{at: 1}, {at: NaN}]}, 'member “attributes”')).message,
        'member “attributes”, at “visits[1].at”, is NaN; JSON has finite numbers only');
});

await runAll();
