// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The lists and objects of a record: what is changed in them is changed in the record, at any depth.

import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

const rent = () => new Leren.Case({
    title: 'Rent arrears', domains: ['money', 'housing'],
    attributes: {district: 4, visits: [{at: 'home', by: ['Ada']}], landlord: {name: 'Kade', debts: {rent: 300}}},
});

// What the record itself says, whatever a program holds of it.
const said = (record, member) => JSON.parse(record.to_json())[member];

test('a list is a list', () => {
    const {domains} = rent();
    ok(Array.isArray(domains), 'Array.isArray()');
    equal(domains, ['money', 'housing']);
    equal([...domains, domains.length, domains.at(-1), domains.indexOf('housing'), domains.includes('work')],
        ['money', 'housing', 2, 'housing', 1, false]);
    equal(domains.map(domain => domain.length), [5, 7]);
    equal(Object.entries(domains), [['0', 'money'], ['1', 'housing']]);
    equal(`${domains}`, 'money,housing');
});

test('an object is an object', () => {
    const {attributes} = rent();
    equal(Object.keys(attributes), ['district', 'visits', 'landlord']);
    equal({...attributes.landlord}, {name: 'Kade', debts: {rent: 300}});
    equal(['district' in attributes, Object.hasOwn(attributes, 'x'), attributes.x], [true, false, undefined]);
    ok(Array.isArray(attributes.visits) && !Array.isArray(attributes.landlord), 'which is a list');
    equal(Object.values(attributes.landlord.debts), [300]);
});

test('every way to change a list changes the record', () => {
    const changes = {
        'by place': [list => (list[1] = 'work'), ['money', 'work']],
        'at the end': [list => (list[2] = 'work'), ['money', 'housing', 'work']],
        'push': [list => equal(list.push('work', 'care'), 4), ['money', 'housing', 'work', 'care']],
        'pop': [list => equal(list.pop(), 'housing'), ['money']],
        'shift': [list => equal(list.shift(), 'money'), ['housing']],
        'unshift': [list => list.unshift('care'), ['care', 'money', 'housing']],
        'splice': [list => equal(list.splice(0, 1, 'work', 'care'), ['money']), ['work', 'care', 'housing']],
        'splice of all': [list => equal(list.splice(0), ['money', 'housing']), []],
        'sort': [list => ok(list.sort() === list, 'the same'), ['housing', 'money']],
        'sort by': [list => list.sort((a, b) => b.length - a.length), ['housing', 'money']],
        'reverse': [list => list.reverse(), ['housing', 'money']],
        'fill': [list => list.fill('work', 1), ['money', 'work']],
        'copyWithin': [list => list.copyWithin(0, 1), ['housing', 'housing']],
        'shorter': [list => (list.length = 1), ['money']],
        'destructuring': [list => ([list[0], list[1]] = [list[1], list[0]]), ['housing', 'money']],
    };
    for (const [name, [change, wanted]] of Object.entries(changes)) {
        const record = rent();
        const {domains} = record;
        change(domains);
        equal([name, said(record, 'domains'), record.domains, domains], [name, wanted, wanted, wanted]);
    }
});

test('every way to change an object changes the record, at any depth', () => {
    const record = rent();
    const {attributes} = record;
    attributes.district = 5;
    attributes.visits[0].by.push('Bo');
    attributes.visits.push({at: 'office'});
    attributes.visits[1].by = [];
    attributes.visits[1].by.push('Cas');
    attributes.landlord.debts.rent += 50;
    delete attributes.landlord.name;
    Object.assign(attributes.landlord, {phone: null});
    Object.defineProperty(attributes, 'x', {value: 1, writable: true, enumerable: true, configurable: true});
    const wanted = {
        district: 5, visits: [{at: 'home', by: ['Ada', 'Bo']}, {at: 'office', by: ['Cas']}],
        landlord: {debts: {rent: 350}, phone: null}, x: 1,
    };
    equal(said(record, 'attributes'), wanted);
    equal(attributes, wanted);
    equal(record.attributes, wanted);
});

test('a list of objects is sorted by what a program sees', () => {
    const record = new Leren.Participant({expertise: [{area: 'debts', depth: 4}, {area: 'care', depth: 2}]});
    record.expertise.sort((a, b) => a.depth - b.depth);
    equal(said(record, 'expertise'), [{area: 'care', depth: 2}, {area: 'debts', depth: 4}]);
    record.expertise[0].depth = 5;
    equal(said(record, 'expertise')[0], {area: 'care', depth: 5});
});

test('it is the same one each time', () => {
    const record = rent();
    ok(record.domains === record.domains && record.attributes.landlord === record.attributes.landlord, 'the same');
    const [one, other] = [record.attributes.landlord, record.attributes];
    one.name = 'Plein';
    other.district = 6;
    equal([said(record, 'attributes').landlord.name, said(record, 'attributes').district], ['Plein', 6]);
});

test('what the record refuses is taken back', () => {
    const record = rent();
    const before = record.to_json();
    const {domains, attributes} = record;
    for (const [change, Wrong] of [
        [() => domains.push(4), TypeError],
        [() => domains.push('ok', null), TypeError],
        [() => (domains[0] = undefined), TypeError],
        [() => (domains[5] = 'far'), RangeError],
        [() => (domains.length = 9), RangeError],
        [() => (domains.colour = 'x'), RangeError],
        [() => delete domains[0], TypeError],
        [() => domains.splice(0, 1, 'a\0b'), RangeError],
        [() => (attributes.x = undefined), TypeError],
        [() => (attributes.visits[0].at = NaN), RangeError],
        [() => attributes.visits.push(new Date()), TypeError],
        [() => (attributes.visits[3] = 1), RangeError],
        [() => (attributes[Symbol('x')] = 1), TypeError],
        [() => Object.freeze(attributes), TypeError],
        [() => Object.freeze(domains), TypeError],
        [() => Object.defineProperty(attributes, 'x', {get: () => 1, configurable: true}), TypeError],
    ]) {
        const error = failure(change);
        ok(error instanceof Wrong, `${change}: ${error}`);
        equal([record.to_json(), domains, attributes], [before, said(record, 'domains'), said(record, 'attributes')]);
    }
    domains.push('work');
    attributes.visits.push({});
    equal([said(record, 'domains').length, said(record, 'attributes').visits.length], [3, 2]);
    const coach = new Leren.Participant({roles: ['coach'], expertise: [{area: 'debts', depth: 4}]});
    ok(failure(() => coach.roles.push('trainer')) instanceof RangeError, 'a role');
    ok(failure(() => (coach.expertise[0].depth = 6)) instanceof RangeError, 'a depth');
    equal([coach.roles, coach.expertise], [['coach'], [{area: 'debts', depth: 4}]]);
    const conversion = new Leren.Conversion({results: ['k']});
    ok(failure(() => conversion.results.pop()) instanceof RangeError, 'one that is required');
    equal(conversion.results, ['k']);
});

test('a list of references takes records', () => {
    const [ada, bo] = ['Ada', 'Bo'].map(name => new Leren.Participant({name}));
    const session = new Leren.Session({present: [ada]});
    session.present.push(bo);
    equal(said(session, 'present'), [ada.id, bo.id]);
    ok(failure(() => session.present.push(new Leren.Team({name: 'East'}))) instanceof TypeError, 'a team');
});

test('what is put in is copied, what comes out is not the record\'s any more', () => {
    const record = rent();
    const visit = {at: 'office'};
    record.attributes.visits.push(visit);
    visit.at = 'elsewhere';
    equal(said(record, 'attributes').visits[1], {at: 'office'});
    equal(record.attributes.visits[1], {at: 'office'});
    const taken = record.attributes.visits.pop();
    equal(record.attributes.visits.length, 1);
    // anything goes in it now
    taken.at = undefined;
    const list = ['work'];
    record.domains = list;
    list.push('care');
    equal(said(record, 'domains'), ['work']);
    const other = new Leren.Case({domains: record.domains, attributes: record.attributes});
    other.domains.push('care');
    other.attributes.landlord.name = 'Plein';
    equal([said(record, 'domains'), said(record, 'attributes').landlord.name], [['work'], 'Kade']);
});

test('once another is assigned, the former is a plain list of its own', () => {
    const record = rent();
    const {domains, attributes} = record;
    record.domains = ['work'];
    record.attributes = null;
    domains.push('care');
    attributes.district = 9;
    equal([domains, attributes.district], [['money', 'housing', 'care'], 9]);
    equal([record.domains, record.attributes, said(record, 'domains')], [['work'], null, ['work']]);
    record.domains = record.domains;
    record.domains.push('care');
    equal(said(record, 'domains'), ['work', 'care']);
});

test('nothing is overwritten that was changed by other means', () => {
    const record = rent();
    const {attributes} = record;
    // as another part of the program does it, in C
    imports.overrides._leren.natives.record.set_attributes.call(record, '{"district":7}');
    const error = failure(() => (attributes.district = 5));
    ok(error.message.includes('was changed by other means since it was read; read it again'), error.message);
    equal([said(record, 'attributes'), record.attributes], [{district: 7}, {district: 7}]);
    record.attributes.district = 8;
    equal(said(record, 'attributes'), {district: 8});
});

test('a change tells the record\'s listeners once', () => {
    const record = rent();
    const heard = [];
    record.connect('notify', (_, {name}) => heard.push(name));
    record.domains.sort();
    record.domains.splice(0, 2, 'a', 'b', 'c');
    record.attributes.landlord.debts.rent = 0;
    equal(heard, ['domains', 'domains', 'attributes']);
});

test('numbers are kept as they were given, beside one that is changed', () => {
    const text = '{"type":"case","id":"c",' +
        '"attributes":{"a":1.0,"big":9007199254740993,"b":{"c":1e2},"list":[2.50,1]},"title":"T"}';
    const record = Leren.Record.from_json(text);
    const {attributes} = record;
    equal([attributes.a, attributes.b.c, attributes.list], [1, 100, [2.5, 1]]);
    ok(attributes.big === 9007199254740993n, `${attributes.big}`);
    attributes.b.d = 4;
    attributes.list.reverse();
    attributes.list.sort((a, b) => b - a);
    equal(record.to_json(), text.replace('{"c":1e2}', '{"c":1e2,"d":4}'));
    attributes.big += 1n;
    ok(record.to_json().includes('"big":9007199254740994,'), record.to_json());
    const copy = new Leren.Case({attributes: record.attributes});
    ok(copy.to_json().includes('"a":1.0,'), copy.to_json());
});

test('a member named __proto__ is a member', () => {
    const record = Leren.Record.from_json('{"type":"case","id":"c","attributes":{"__proto__":{"a":1}},"title":"T"}');
    record.attributes.b = 2;
    equal(Object.keys(record.attributes), ['__proto__', 'b']);
    equal(said(record, 'attributes'), JSON.parse('{"__proto__":{"a":1},"b":2}'));
});

test('it stays with its record', () => {
    let {domains} = rent();
    for (let i = 0; i < 3; i++)
        imports.system.gc();
    domains.push('care');
    equal(domains, ['money', 'housing', 'care']);
    domains = null;
});

await runAll();
