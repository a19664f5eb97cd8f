// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The members of records as attributes: what goes in comes out, and what is wrong is told where it is assigned.

import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

// Of each kind of member: what it takes and gives, what is of the wrong kind, and what is out of bounds.
const KINDS = {
    'text': {good: ['We keep phoning.', '', 'é 😀'], wrong: [4, true, {}, ['a']], outside: ['a\0b', 'a\ud83d']},
    'integer': {good: [1, 3], wrong: ['ten', true, {}, '3'], outside: [NaN, 1.5, 1e20, Infinity]},
    'number': {good: [1, 2.5], wrong: ['ten', true, 1n, null], outside: [NaN, Infinity]},
    'boolean': {good: [true, false], wrong: ['true', 1, 0], outside: []},
    'time': {good: [], wrong: ['yesterday', 0, '2015-03-01T14:00:00Z'], outside: [new Date(NaN)]},
    'date': {good: ['2015-03-01'], wrong: [new Date(), 20150301], outside: ['2015-02-30', 'tomorrow']},
    'enum': {good: [], wrong: [true, {}, ['behaviour']], outside: ['behavior', 99, -1, 1.5]},
    'concept': {good: [], wrong: [4, {}], outside: ['no-such-concept']},
    'framework': {good: ['pdca'], wrong: [4, {}], outside: ['a\0b']},
    'reference': {good: ['p1'], wrong: [4, {}, ['p1']], outside: ['', 'a\nb', 'x'.repeat(129)]},
    'texts': {good: [['money', 'housing'], []], wrong: ['money', 4, {}, [4], [null]], outside: [['a\0b']]},
    'words': {good: [['coach'], []], wrong: ['coach', [4n], [null]], outside: [['trainer'], [0], [99]]},
    'concepts': {good: [['rules'], []], wrong: ['rules', [4]], outside: [['no-such-concept']]},
    'references': {good: [['p1', 'p2']], wrong: ['p1', [4], [null]], outside: [['']]},
    'json': {good: [], wrong: ['text', 4, true, () => 1], outside: []},
};

function* fields() {
    for (const type of Leren.Declaration.list_types()) {
        const declaration = Leren.Declaration.lookup(type);
        const Class = Leren[declaration.get_object_type().name.replace('Leren', '')];
        for (let i = 0; i < declaration.get_n_fields(); i++)
            yield {Class, field: declaration.get_field(i)};
    }
}

// Values of a field that its kind alone does not say.
function goodFor(field, kind) {
    const name = field.get_name();
    if (name === 'id')
        return ['r-1'];
    if (name === 'attributes')
        return [{district: 4}, {}];
    if (name === 'expertise')
        return [[{area: 'debts', depth: 3}]];
    if (kind === 'enum' || kind === 'concept' && field.get_words())
        return field.get_words().slice(0, 2);
    return KINDS[kind].good;
}

test('every member of every type takes and gives what it holds', () => {
    let count = 0;
    for (const {Class, field} of fields()) {
        const [name, kind] = [field.get_name(), field.get_kind()];
        for (const value of goodFor(field, kind)) {
            const record = new Class();
            record[name] = value;
            equal(record[name], value);
            equal(new Class({[name]: value})[name], value);
            equal(record.is_set(name), true);
            equal(record.toJSON()[name], value);
            count++;
        }
    }
    ok(count > 150, `${count} values`);
});

test('every member refuses what it cannot hold, when it is assigned and when the record is made', () => {
    for (const {Class, field} of fields()) {
        const [name, kind] = [field.get_name(), field.get_kind()];
        const {wrong, outside} = KINDS[kind];
        const record = new Class();
        const checked = [
            ...wrong.filter(value => value !== null).map(value => [value, TypeError]),
            ...outside.map(value => [value, RangeError]),
        ];
        for (const [value, Wrong] of checked) {
            for (const attempt of [() => (record[name] = value), () => new Class({[name]: value})]) {
                const error = failure(attempt, `${Class.$gtype.name}.${name} = ${String(value)}`);
                ok(error instanceof Wrong, `${Class.$gtype.name}.${name} = ${String(value)}: ${error}`);
                const where = `${Class.$gtype.name.replace('Leren', 'Leren.')}: member “${name}”`;
                ok(error.message.startsWith(where), error.message);
            }
        }
        if (name !== 'id')
            equal(record.is_set(name), false);
    }
});

test('undefined is refused everywhere', () => {
    for (const {Class, field} of fields())
        ok(failure(() => (new Class()[field.get_name()] = undefined)) instanceof TypeError, field.get_name());
});

test('what is absent is null, or the default that is declared', () => {
    for (const {Class, field} of fields()) {
        const name = field.get_name();
        const fallback = {
            visibility: 'team', 'session.protocol': 'action-learning', 'action.state': 'proposed',
            'tension.status': 'felt', 'rating.minimum': 1, 'rating.maximum': 10,
        };
        const record = new Class();
        const type = record.get_record_type();
        if (name !== 'id')
            equal(record[name], fallback[name] ?? fallback[`${type}.${name}`] ?? null);
        equal(record.is_set(name), false);
    }
});

test('null makes absent, but not what is required', () => {
    for (const {Class, field} of fields()) {
        const [name, kind] = [field.get_name(), field.get_kind()];
        const [value] = goodFor(field, kind);
        const record = new Class(value === undefined ? {} : {[name]: value});
        if (field.is_required()) {
            ok(failure(() => (record[name] = null)) instanceof TypeError, name);
            ok(failure(() => new Class({[name]: null})) instanceof TypeError, name);
            ok(failure(() => record.unset(name)) instanceof TypeError, name);
        } else {
            record[name] = null;
            equal(record.is_set(name), false);
            equal(record.toJSON()[name], undefined);
        }
    }
});

test('a member has the three names of GJS, and the methods of C', () => {
    const action = new Leren.Action({
        intendedEffect: 'The landlord waits', effect_rating: 4, 'drop-reason': 'Moved away',
    });
    equal([action.intended_effect, action.intendedEffect, action['intended-effect']],
        Array(3).fill('The landlord waits'));
    equal([action.effectRating, action.dropReason], [4, 'Moved away']);
    action.effectRating = 5;
    equal([action.effect_rating, action.get_effect_rating()], [5, 5]);
    action.set_effect_rating(6);
    equal(action.get_property('effect-rating'), 6);
    action.set_property('effect-rating', 7);
    equal(action.effect_rating, 7);
    action.set({effectRating: 8, what: 'Call'});
    equal([action.effect_rating, action.what], [8, 'Call']);
    for (const attempt of [() => action.set_effect_rating('ten'), () => action.set_property('effect-rating', 'ten'),
        () => action.set({effect_rating: 'ten'}), () => action.set_level('behavior'), () => action.set_author(4)])
        ok(failure(attempt) instanceof (attempt.toString().includes('level') ? RangeError : TypeError), `${attempt}`);
    equal(action.effect_rating, 8);
});

test('a level is one of the levels', () => {
    const reflection = new Leren.Reflection({level: Leren.ReflectionLevel.BEHAVIOUR});
    equal(reflection.level, 'behaviour');
    reflection.level = 'belief';
    equal(reflection.level, Leren.ReflectionLevel.BELIEF);
    reflection.level = 6;
    equal(reflection.level, 'meaning');
    const error = failure(() => (reflection.level = 'behavior'));
    equal(error.message, 'Leren.Reflection: member “level” is “behavior”; it is one of environment, behaviour, ' +
        'capability, belief, identity, meaning, or null; did you mean “behaviour”?');
    equal(reflection.level, 'meaning');
    reflection.level = Leren.ReflectionLevel.NONE;
    equal([reflection.level, reflection.is_set('level')], [null, false]);
    // 0 says that it is not stated, as NONE does
    reflection.level = 0;
    equal(reflection.is_set('level'), false);
    ok(failure(() => new Leren.Contribution({kind: 0})).message.includes('it is required'), 'one that is required');
});

test('a number has its bounds', () => {
    const session = new Leren.Session({minutes: 90});
    for (const [value, Wrong] of [['ten', TypeError], [1e400, RangeError], [NaN, RangeError], [-1, RangeError]])
        ok(failure(() => (session.minutes = value)) instanceof Wrong, `${value}`);
    equal(session.minutes, 90);
    for (const [value, said] of [[6, 'it goes from 1 to 5'], [NaN, 'it must be a whole number'],
        [1.5, 'it must be a whole number']]) {
        const error = failure(() => new Leren.Case({urgency: value}));
        equal(error.message, `Leren.Case: member “urgency” is ${value}; ${said}`);
    }
});

test('zero and false are values, not absence', () => {
    const session = new Leren.Session({minutes: 0, cancelled: false});
    equal([session.minutes, session.cancelled], [0, false]);
    equal([new Leren.Session().minutes, new Leren.Session().cancelled], [null, null]);
});

test('no digit of a whole number is lost', () => {
    const coding = new Leren.Coding({start: 9007199254740993n, end: 12n});
    ok(coding.start === 9007199254740993n, `${coding.start}`);
    equal(coding.end, 12);
    ok(coding.to_json().includes('"start":9007199254740993,'), coding.to_json());
    ok(failure(() => (coding.start = 2n ** 63n)) instanceof RangeError, 'more than 64 bits');
    ok(failure(() => (coding.start = 2 ** 60)).message.includes('BigInt'), 'a rounded number');
});

test('a time is a Date', () => {
    const reflection = new Leren.Reflection({at: new Date('2015-03-01T14:00:00.250+01:00')});
    equal(reflection.at.toISOString(), '2015-03-01T13:00:00.250Z');
    ok(reflection.to_json().includes('"at":"2015-03-01T13:00:00.25Z"'), reflection.to_json());
    reflection.at.setFullYear(1999);
    equal(reflection.at.getFullYear(), 2015);
    reflection.at = GLib.DateTime.new_from_iso8601('2015-03-01T14:00:00.123456+01:00', null);
    ok(reflection.to_json().includes('14:00:00.123456+01:00'), reflection.to_json());
});

test('a time that is given back as it was read keeps its offset and all its digits', () => {
    const given = '{"type":"reflection","id":"r","text":"T","at":"2015-03-01T14:00:00.123456+01:00"}';
    const reflection = Leren.Record.from_json(given);
    reflection.at = reflection.at;
    equal(reflection.to_json(), given);
    reflection.at = new Date(reflection.at.getTime() + 1);
    ok(reflection.to_json().includes('13:00:00.124Z'), reflection.to_json());
});

test('a day is text, and no moment', () => {
    const action = new Leren.Action({due: '2015-03-08'});
    equal(action.due, '2015-03-08');
    action.due = GLib.Date.new_dmy(9, 3, 2015);
    equal(action.due, '2015-03-09');
    ok(failure(() => (action.due = new Date())).message.includes("give 'YYYY-MM-DD'"), 'a Date');
});

test('a reference takes the record or its id, and gives the id', () => {
    const coach = new Leren.Participant({name: 'Coach'});
    const rent = new Leren.Case({contributor: coach});
    equal(rent.contributor, coach.id);
    rent.contributor = 'p2';
    equal(rent.contributor, 'p2');
    const error = failure(() => (rent.contributor = new Leren.Team({id: 't', name: 'East'})));
    ok(error instanceof TypeError, `${error}`);
    equal(error.message, 'Leren.Case: member “contributor” is a Leren.Team; it must be a Leren.Participant or its id');
    // of any type
    equal(new Leren.Reflection({subject: rent}).subject, rent.id);
    const session = new Leren.Session({present: [coach, 'p2'], cases: new Set([rent])});
    equal([session.present, session.cases], [[coach.id, 'p2'], [rent.id]]);
    ok(failure(() => (session.present = [rent])) instanceof TypeError, 'a case is not present');
});

test('a concept or a framework can be given itself', () => {
    const pdca = Leren.Theory.get_default().get_framework('pdca');
    equal(new Leren.Session({protocol: pdca}).protocol, 'pdca');
    const timing = Leren.Theory.get_default().get_framework('reflection-timing');
    equal(new Leren.Reflection({timing: timing.get_concept('on-action')}).timing, 'on-action');
    equal(failure(() => new Leren.Reflection({timing: 'on-acton'})).message, 'Leren.Reflection: member “timing” is ' +
        '“on-acton”; it is one of in-action, on-action, ahead; did you mean “on-action”?');
});

test('a change is told once, and what stays the same is not told', () => {
    const rent = new Leren.Case({title: 'Rent'});
    const heard = [];
    rent.connect('notify', (_, {name}) => heard.push(name));
    rent.title = 'Rent arrears';
    rent.title = 'Rent arrears';
    rent.status = 'open';
    rent.status = null;
    equal(heard, ['title', 'status', 'status']);
});

test('a name that the type does not have is refused', () => {
    for (const [attempt, meant] of [
        [() => new Leren.Case({titel: 'Rent'}), 'Leren.Case has no member “titel”; did you mean “title”?'],
        [() => (new Leren.Case().titel = 'Rent'), 'Leren.Case has no member “titel”; did you mean “title”?'],
        [() => (new Leren.Action().efectRating = 4),
            'Leren.Action has no member “efectRating”; did you mean “effect_rating”?'],
        [() => new Leren.Case({colour: 'green'}), 'Leren.Case has no member “colour”'],
        [() => new Leren.Case().is_set('titel'), 'Leren.Case has no member “titel”; did you mean “title”?'],
        [() => new Leren.Case().unset('titel'), 'Leren.Case has no member “titel”; did you mean “title”?'],
    ]) {
        const error = failure(attempt);
        ok(error instanceof TypeError, `${error}`);
        equal(error.message, meant);
    }
    const store = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
    store.save(new Leren.Case({id: 'c', title: 'Rent'}), null);
    ok(failure(() => (store.get('c', null).titel = 'x')) instanceof TypeError, 'one that comes out of a store too');
});

test('what begins with _ is the program\'s own, and so is a symbol', () => {
    const rent = new Leren.Case({title: 'Rent'});
    const mark = Symbol('mark');
    rent._seen = true;
    rent[mark] = 4;
    equal([rent._seen, rent[mark], Object.keys(rent.toJSON())], [true, 4, ['type', 'id', 'title']]);
});

test('GObject still sees what it knows', () => {
    const rent = new Leren.Case({title: 'Rent', status: 'open'});
    ok(rent instanceof GObject.Object, 'that it is a GObject');
    const value = new GObject.Value();
    value.init(GObject.TYPE_STRING);
    rent.get_property('title', value);
    equal(value.get_string(), 'Rent');
    const other = new Leren.Case();
    rent.bind_property('status', other, 'status', GObject.BindingFlags.SYNC_CREATE);
    rent.status = 'closed';
    equal(other.status, 'closed');
});

await runAll();
