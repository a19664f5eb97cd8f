// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Enumerations are the words that a team's files use.

import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

const {api, enums} = imports.overrides._leren;
const LEVELS = ['environment', 'behaviour', 'capability', 'belief', 'identity', 'meaning'];

test('a value is its name', () => {
    equal(Leren.ReflectionLevel.BEHAVIOUR, 'behaviour');
    equal(Leren.Comparison.NOT_EQUAL, 'not-equal');
    equal(Leren.Format.JSON_LINES, 'json-lines');
    equal(JSON.stringify({level: Leren.ReflectionLevel.MEANING}), '{"level":"meaning"}');
});

test('an enumeration can be iterated over, in its order', () => {
    equal([...Leren.ReflectionLevel], LEVELS);
    equal(Object.values(Leren.ReflectionLevel), LEVELS);
    equal(Object.keys(Leren.Conclusion), ['ADOPT', 'ADAPT', 'ABANDON']);
    equal(`${Leren.ReflectionLevel}`, 'Leren.ReflectionLevel');
});

test('levels are sorted from low to high', () => {
    const touched = ['meaning', null, 'behaviour', 'identity', 'environment'];
    equal(touched.sort((a, b) => Leren.ReflectionLevel.compare(a, b)),
        [null, 'environment', 'behaviour', 'identity', 'meaning']);
});

test('what is not stated is null', () => {
    equal(Leren.ReflectionLevel.NONE, null);
    equal(enums.fromNumber('ReflectionLevel', 0), null);
    equal(enums.toNumber('ReflectionLevel', null), 0);
});

test('an enumeration cannot be changed', () => {
    ok(failure(() => (Leren.ReflectionLevel.BEHAVIOUR = 'behavior')) instanceof TypeError, 'that a name stays');
    ok(failure(() => (Leren.ReflectionLevel.HABIT = 'habit')) instanceof TypeError, 'that nothing is added');
});

test('names and numbers, both ways', () => {
    for (const [name, {flags, members}] of Object.entries(api.read().enums)) {
        if (flags || name === 'Error')
            continue;
        for (const [key, {value}] of Object.entries(members)) {
            equal(enums.fromNumber(name, value), Leren[name][key]);
            equal(enums.toNumber(name, Leren[name][key]), value);
            equal(enums.toNumber(name, value), value);
        }
    }
    equal(enums.names('Conclusion'), ['adopt', 'adapt', 'abandon']);
    equal([enums.isEnumeration('Conclusion'), enums.isEnumeration('StoreFlags')], [true, false]);
});

test('another word is refused, and the message has the right ones', () => {
    const error = failure(() => enums.toNumber('ReflectionLevel', 'behavior', 'member “level”'));
    ok(error instanceof RangeError, `${error}`);
    equal(error.message, `member “level” is “behavior”; it is one of ${LEVELS.join(', ')}, or null; ` +
        'did you mean “behaviour”?');
    equal(failure(() => enums.toNumber('Severity', 'quiet')).message,
        'Leren.Severity is “quiet”; it is one of notice, advice, warning');
});

test('another number or kind of thing is refused', () => {
    for (const number of [7, -1, 1.5, NaN])
        ok(failure(() => enums.toNumber('ReflectionLevel', number)) instanceof RangeError, `${number}`);
    for (const thing of [undefined, true, {}, [], ['behaviour'], 2n])
        ok(failure(() => enums.toNumber('ReflectionLevel', thing)) instanceof TypeError, `${typeof thing}`);
    ok(failure(() => enums.toNumber('Severity', null)) instanceof TypeError, 'null, where there is no NONE');
    ok(failure(() => enums.fromNumber('Severity', 9)) instanceof RangeError, 'a number from C');
});

test('flags and the codes of errors stay numbers', () => {
    equal(Leren.StoreFlags.NEW | Leren.StoreFlags.READ_ONLY, 6);
    equal(Leren.Error.MISSING, 2);
});

test('a property can be of the type', () => {
    const pspec = GObject.ParamSpec.enum('level', '', '', GObject.ParamFlags.READWRITE, Leren.ReflectionLevel, 0);
    equal(pspec.value_type.name, 'LerenReflectionLevel');
});

await runAll();
