// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Records as objects of JavaScript: how they are made, shown, compared, copied and written.

import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

const openStore = () => Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);

test('a record is made with its members', () => {
    const coach = new Leren.Participant({name: 'Coach', roles: ['coach']});
    const rent = new Leren.Case({
        title: 'Rent arrears', contributor: coach, domains: ['money'], attributes: {district: 4},
    });
    equal(rent.toJSON(), {
        type: 'case', id: rent.id, attributes: {district: 4},
        title: 'Rent arrears', contributor: coach.id, domains: ['money'],
    });
    equal(Object.keys(new Leren.Case().toJSON()), ['type', 'id']);
    equal(new Leren.Case({status: null, narrative: null}).is_set('status'), false);
});

test('only an object with members makes a record', () => {
    for (const given of ['Rent arrears', 4, null, ['title'], () => 1]) {
        const error = failure(() => new Leren.Case(given));
        ok(error instanceof TypeError && error.message.startsWith('new Leren.Case() takes an object'), `${error}`);
    }
    ok(failure(() => new Leren.UnknownRecord()) instanceof TypeError, 'an unknown record');
    ok(failure(() => new Leren.Case({record_type: 'team'})) instanceof TypeError, 'what cannot be set');
});

test('a record shows what it is', () => {
    equal(`${new Leren.Case({id: 'c', title: 'Rent arrears'})}`, "<Leren.Case 'Rent arrears' id=c>");
    equal(`${new Leren.Reflection({id: 'r', text: 'We keep phoning.'})}`, "<Leren.Reflection 'We keep phoning.' id=r>");
    equal(`${new Leren.Rating({id: 'x'})}`, '<Leren.Rating id=x>');
    equal(`${new Leren.Case({id: 'c', title: `One\nline ${'😀'.repeat(60)}`})}`,
        `<Leren.Case 'One line ${'😀'.repeat(51)}'… id=c>`);
    equal(Object.prototype.toString.call(new Leren.Case()), '[object Leren.Case]');
});

test('looking at a record gives it no id', () => {
    const rent = new Leren.Case();
    equal(`${rent}`, '<Leren.Case>');
    equal(rent.is_set('id'), false);
    const {id} = rent;
    equal([rent.id, rent.is_set('id')], [id, true]);
});

test('two objects can be the same record', () => {
    const store = openStore();
    store.save(new Leren.Case({id: 'c', title: 'Rent'}), null);
    const [one, other] = [store.get('c', null), store.get('c', null)];
    ok(one !== other && one.is_same(other), 'the same record, as two objects');
    other.title = 'Rent arrears';
    ok(one.is_same(other) && !one.equal(other), 'what they say differs');
    const elsewhere = openStore();
    elsewhere.save(new Leren.Case({id: 'c', title: 'Rent'}), null);
    ok(!one.is_same(elsewhere.get('c', null)), 'another store');
    ok(!new Leren.Case({id: 'x'}).is_same(new Leren.Team({id: 'x'})), 'another type');
});

test('a copy is a record of its own', () => {
    const rent = new Leren.Case({id: 'c', title: 'Rent', attributes: {a: [1]}});
    const copy = rent.copy();
    ok(copy instanceof Leren.Case && copy.equal(rent), 'a copy');
    copy.attributes.a.push(2);
    equal(rent.attributes, {a: [1]});
    const error = failure(() => new Leren.Case({id: 'c'}).copy());
    ok(error.matches(Leren.Error, Leren.Error.MISSING) && error.message.includes('“title”'), `${error}`);
});

test('a record is written as JSON has it, and made out of it', () => {
    const reflection = new Leren.Reflection({
        id: 'r', text: 'We keep phoning.', level: 'behaviour', collective: true, visibility: 'private',
        at: new Date('2015-03-01T14:00:00Z'),
    });
    const written = {
        type: 'reflection', id: 'r', visibility: 'private', text: 'We keep phoning.', level: 'behaviour',
        collective: true, at: '2015-03-01T14:00:00Z',
    };
    equal(reflection.toJSON(), written);
    equal(JSON.parse(JSON.stringify([reflection])), [written]);
    const again = Leren.Record.from_object(reflection.toJSON());
    ok(again instanceof Leren.Reflection && again.equal(reflection), again.to_json());
});

test('a record is made of an object as programs have them', () => {
    const coach = new Leren.Participant({id: 'p', name: 'Coach'});
    const action = Leren.Action.from_object({
        what: 'Call the landlord', owner: coach, intendedEffect: 'He waits', 'effect-rating': 4, due: '2015-03-08',
        created: new Date('2015-03-01T14:00:00.5Z'), state: 'owned', effect: null,
    });
    equal([action.owner, action.intended_effect, action.effect_rating, action.due, action.state],
        ['p', 'He waits', 4, '2015-03-08', 'owned']);
    equal(action.created.toISOString(), '2015-03-01T14:00:00.500Z');
    ok(action.id.length === 36, 'an id of its own');
    const session = Leren.Record.from_object({type: 'session', present: [coach, 'p2']});
    equal(session.present, ['p', 'p2']);
});

test('what an object says besides is kept', () => {
    const given = {type: 'case', id: 'c', title: 'Rent', 'org.example.street': 'Kade', laterMember: [1.5]};
    equal(Leren.Record.from_object(given).toJSON(), given);
    const unknown = Leren.Record.from_object({type: 'org.example.walk', id: 'w', steps: 9007199254740993n});
    ok(unknown instanceof Leren.UnknownRecord && unknown.steps === 9007199254740993n, `${unknown}`);
});

test('an object that is no record is refused', () => {
    for (const [attempt, Wrong] of [
        [() => Leren.Record.from_object('case'), TypeError],
        [() => Leren.Record.from_object(null), TypeError],
        [() => Leren.Record.from_object([]), TypeError],
        [() => Leren.Team.from_object({type: 'case', title: 'T'}), RangeError],
        [() => Leren.Record.from_object({type: 'case', title: 'T', attributes: {a: undefined}}), TypeError],
        [() => Leren.Case.from_object({title: 'T', created: new Date(NaN)}), TypeError],
    ])
        ok(failure(attempt) instanceof Wrong, `${attempt}`);
    for (const [attempt, code] of [
        [() => Leren.Record.from_object({title: 'T'}), Leren.Error.MISSING],
        [() => Leren.Case.from_object({status: 'open'}), Leren.Error.MISSING],
        [() => Leren.Case.from_object({title: 'T', urgency: 'ten'}), Leren.Error.INVALID],
    ]) {
        const error = failure(attempt);
        ok(error.matches(Leren.Error, code), `${attempt}: ${error}`);
    }
});

test('a record of an unknown type says what it has, and stays as it is', () => {
    const text = '{"type":"org.example.walk","id":"w","visibility":"private","steps":[1,2.0],"park":"Kade"}';
    const walk = Leren.Record.from_json(text);
    ok(walk instanceof Leren.UnknownRecord, `${walk}`);
    equal([walk.park, walk.steps, walk.garden, walk.is_set('park'), walk.is_set('garden')],
        ['Kade', [1, 2], undefined, true, false]);
    equal([walk.id, walk.get_record_type()], ['w', 'org.example.walk']);
    for (const change of [() => (walk.park = 'Plein'), () => (walk.garden = 1), () => (walk.visibility = 'team'),
        () => walk.set_visibility('team'), () => walk.unset('park'), () => walk.set_property('visibility', 1)]) {
        const error = failure(change, `${change}`);
        ok(error instanceof TypeError && error.message.includes('“org.example.walk” is kept as it is'), `${error}`);
    }
    equal(walk.to_json(), text);
});

test('a record that is read, changed and saved keeps what it did not change', () => {
    const text = '{"type":"action","id":"a","created":"2015-03-01T14:00:00.0+01:00","attributes":{"a":1.0},' +
        '"what":"Call","state":"proposed","org.example.x":[1.0]}';
    const store = openStore();
    store.save(Leren.Record.from_json(text), null);
    const action = store.get('a', null);
    action.what = 'Call the landlord';
    store.save(action, null);
    const {modified, ...rest} = JSON.parse(store.get('a', null).to_json());
    ok(modified !== undefined, 'when it was changed');
    equal(rest, {...JSON.parse(text), what: 'Call the landlord'});
    ok(store.get('a', null).to_json().includes('"created":"2015-03-01T14:00:00.0+01:00","modified"'), 'as given');
    ok(store.get('a', null).to_json().includes('{"a":1.0}'), 'as given');
});

await runAll();
