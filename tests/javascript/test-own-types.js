// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Record types of a program's own, written in JavaScript: stored, judged and read as those of the library are.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';

const RW = GObject.ParamFlags.READWRITE;
const {ParamSpec} = GObject;

// A home visit of a neighbourhood team. The door is written by hand, as a class with something to do does.
const Visit = GObject.registerClass({
    GTypeName: 'TestVisit',
    RecordType: 'org.example.visit',
    Properties: {
        'street': ParamSpec.string('street', '', 'Where it was.', RW, null),
        'number': ParamSpec.int('number', '', '', RW, -5, 99, 0),
        'hours': ParamSpec.double('hours', '', '', RW, 0, 24, 1),
        'planned': ParamSpec.boolean('planned', '', '', RW, true),
        'level': ParamSpec.enum('level', '', '', RW, Leren.ReflectionLevel, Leren.ReflectionLevel.NONE),
        'outcome': ParamSpec.enum('outcome', '', '', RW, Leren.Severity, 'advice'),
        'at': ParamSpec.boxed('at', '', '', RW, GLib.DateTime.$gtype),
        'on': ParamSpec.boxed('on', '', '', RW, GLib.Date.$gtype),
        'present': ParamSpec.boxed('present', '', '', RW, GObject.type_from_name('GStrv')),
        'way': ParamSpec.enum('way', '', '', RW, Gio.BusType.$gtype, 0),
        'door-colour': ParamSpec.string('door-colour', '', '', RW | GObject.ParamFlags.EXPLICIT_NOTIFY, null),
        // no member: it cannot change
        'maker': ParamSpec.string('maker', '', '', RW | GObject.ParamFlags.CONSTRUCT_ONLY, null),
    },
}, class Visit extends Leren.Record {
    knocks = 0;

    get door_colour() {
        if (this._colour === 'unreadable')
            throw new Error('it is too dark');
        return this._colour ?? null;
    }

    set door_colour(colour) {
        if (colour === 'unpaintable')
            throw new Error('the paint is wet');
        if (this._colour === colour)
            return;
        this._colour = colour;
        this.notify('door-colour');
    }

    knock() {
        this.knocks += 1;
        return this;
    }
});

const WHOLE = '{"type":"org.example.visit","id":"v1","created":"2015-03-01T14:00:00.0+01:00",' +
    '"attributes":{"a":1.0},"street":"Kade","number":-1,"hours":1.5,"planned":false,"level":"belief",' +
    '"outcome":"notice","at":"2015-03-01T14:00:00.50+01:00","on":"2015-03-01","present":["p1","p2"],' +
    '"way":"session","door_colour":"green","org.example.x":[1.0]}';

const openStore = () => Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);

test('its members take and give values of JavaScript', () => {
    const visit = new Visit({
        id: 'v', street: 'Kade', number: -1, hours: 2.5, planned: false, level: 'belief',
        outcome: Leren.Severity.NOTICE, at: new Date('2015-03-01T13:00:00.250Z'), on: '2015-03-01', present: ['p1'],
        way: Gio.BusType.SESSION, doorColour: 'green',
    });
    equal(visit.toJSON(), {
        type: 'org.example.visit', id: 'v', street: 'Kade', number: -1, hours: 2.5, planned: false, level: 'belief',
        outcome: 'notice', at: '2015-03-01T13:00:00.25Z', on: '2015-03-01', present: ['p1'], way: 'session',
        door_colour: 'green',
    });
    equal([visit.street, visit.number, visit.hours, visit.planned, visit.level, visit.outcome, visit.on, visit.present],
        ['Kade', -1, 2.5, false, 'belief', 'notice', '2015-03-01', ['p1']]);
    ok(visit.at instanceof Date && visit.at.getMilliseconds() === 250, `${visit.at}`);
    equal([visit.door_colour, visit.doorColour, visit['door-colour']], Array(3).fill('green'));
    equal([visit.way, `${visit}`], [Gio.BusType.SESSION, '<Visit id=v>']);
});

test('what is absent is null, or what the class says it is', () => {
    const visit = new Visit({id: 'v'});
    equal([visit.street, visit.number, visit.hours, visit.planned, visit.level, visit.outcome, visit.at, visit.on,
        visit.present, visit.door_colour], [null, null, 1, true, null, 'advice', null, null, null, null]);
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v"}');
    visit.number = 0;
    visit.planned = true;
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v","number":0,"planned":true}');
    equal([visit.number, visit.planned], [0, true]);
    const names = Object.keys(JSON.parse(WHOLE)).filter(name => !['type', 'id', 'org.example.x'].includes(name));
    for (const name of names) {
        const whole = Leren.Record.from_json(WHOLE);
        whole[name] = null;
        equal([name, whole.is_set(name), whole.toJSON()[name]], [name, false, undefined]);
    }
});

test('what is wrong is refused, when it is assigned and when the record is made', () => {
    const visit = new Visit({id: 'v'});
    for (const [name, value, Wrong] of [
        ['street', 4, TypeError], ['street', 'a\0b', RangeError], ['street', undefined, TypeError],
        ['number', 'ten', TypeError], ['number', 100, RangeError], ['number', 1.5, RangeError],
        ['number', NaN, RangeError], ['hours', 25, RangeError], ['hours', '2', TypeError], ['planned', 1, TypeError],
        ['level', 'behavior', RangeError], ['level', 99, RangeError], ['level', {}, TypeError],
        ['at', 'yesterday', TypeError], ['at', new Date(NaN), RangeError], ['on', new Date(), TypeError],
        ['present', 'p1', TypeError], ['present', [4], TypeError], ['way', 'session', TypeError],
        ['way', 77, RangeError], ['door_colour', 4, TypeError], ['visibility', 'everyone', RangeError],
    ]) {
        for (const attempt of [() => (visit[name] = value), () => new Visit({[name]: value})]) {
            const error = failure(attempt, `${name} = ${String(value)}`);
            ok(error instanceof Wrong, `${name} = ${String(value)}: ${error}`);
            ok(error.message.startsWith(`Visit: member “${name}”`), error.message);
        }
    }
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v"}');
    equal(failure(() => (visit.number = 100)).message, 'Visit: member “number” is 100; it goes from -5 to 99');
});

test('a name that the class does not have is refused, what it declares is its own', () => {
    const visit = new Visit({maker: 'Ada'});
    equal([visit.knock().knocks, visit.maker], [1, 'Ada']);
    visit._private = 1;
    equal(failure(() => new Visit({stret: 'Kade'})).message, 'Visit has no member “stret”; did you mean “street”?');
    equal(failure(() => (visit.stret = 'Kade')).message, 'Visit has no member “stret”; did you mean “street”?; ' +
        'what is no member is declared in the class (stret;), or begins with _');
});

test('it comes back from JSON as it was given', () => {
    const visit = Leren.Record.from_json(WHOLE);
    ok(visit instanceof Visit, `${visit}`);
    equal(visit.to_json(), WHOLE);
    equal([visit.level, visit.at.toISOString(), visit.on, visit.present, visit.door_colour],
        ['belief', '2015-03-01T13:00:00.500Z', '2015-03-01', ['p1', 'p2'], 'green']);
    visit.at = visit.at;
    visit.on = visit.on;
    equal(visit.to_json(), WHOLE);
    const again = Leren.Record.from_object(visit.toJSON());
    ok(again instanceof Visit && again.street === 'Kade', `${again}`);
    equal(visit.copy().to_json(), WHOLE);
});

test('its lists write through', () => {
    const visit = Leren.Record.from_json(WHOLE);
    visit.present.push('p3');
    visit.attributes.b = 2;
    equal([visit.toJSON().present, visit.to_json().includes('{"a":1.0,"b":2}')], [['p1', 'p2', 'p3'], true]);
    ok(failure(() => visit.present.push(4)) instanceof TypeError, 'a number');
    ok(visit.present === visit.present, 'the same one');
    equal(visit.present, ['p1', 'p2', 'p3']);
});

test('a Date that it gives away is not its own', () => {
    const at = new Date('2015-03-01T13:00:00Z');
    const visit = new Visit({at});
    at.setFullYear(1999);
    visit.at.setFullYear(1999);
    equal(visit.at.getFullYear(), 2015);
});

test('it is stored, found, exported and tabulated', () => {
    const store = openStore();
    store.save(Leren.Record.from_json(WHOLE), null);
    store.save(new Visit({id: 'v2', street: 'Plein', level: 'meaning'}), null);
    const found = store.get('v1', null);
    ok(found instanceof Visit, `${found}`);
    equal(found.to_json(), WHOLE);
    const query = store.query('org.example.visit');
    query.filter('street', 'equal', 'Plein');
    equal(query.run(null).get_item(0).level, 'meaning');
    const table = Leren.Snapshot.take(store, null, null).get_table('org.example.visit', null);
    equal(table.get_column_kind(table.find_column('number')), 'integer');
    store.close();
});

test('it is read and saved without blocking, with accessors on their own thread', async () => {
    const store = openStore();
    await store.save_async(Leren.Record.from_json(WHOLE));
    const found = await store.get_async('v1');
    ok(found instanceof Visit, `${found}`);
    equal(found.to_json(), WHOLE);
    const [first] = [...await store.query('org.example.visit').run_async()];
    ok(first instanceof Visit && first.door_colour === 'green' && first.knock().knocks === 1, `${first}`);
    ok(first.is_same(found), 'the same record');
    store.close();
});

test('a getter that throws: nothing is saved, and the message says so', async () => {
    const store = openStore();
    const visit = new Visit({id: 'v', door_colour: 'unreadable'});
    ok(failure(() => visit.door_colour).message === 'it is too dark', 'to the program itself');
    const attempts = [() => visit.to_json(), () => visit.validate(), () => store.save(visit, null), () => visit.copy(),
        () => JSON.stringify(visit)];
    for (const attempt of attempts) {
        const error = failure(attempt);
        ok(error.matches(Leren.Error, Leren.Error.FAILED), `${attempt}: ${error}`);
        equal(error.message, 'org.example.visit “v”: member “door_colour” cannot be read: Error: it is too dark');
    }
    const rejected = await store.save_async(visit).then(() => null, error => error);
    ok(rejected?.message.includes('Error: it is too dark'), `${rejected}`);
    equal(store.count(null), 0);
    visit.door_colour = 'green';
    await store.save_async(visit);
    equal(store.get('v', null).door_colour, 'green');
});

test('a getter that gives what the member cannot be: the same', () => {
    const visit = new Visit({id: 'v', door_colour: 'green'});
    visit._colour = 4;
    equal(failure(() => visit.to_json()).message, 'org.example.visit “v”: member “door_colour” cannot be read: ' +
        'TypeError: Visit: member “door_colour” is 4; it must be text');
});

// Brings records into a store without making objects of them.
function bring(store, text) {
    const stream = Gio.MemoryInputStream.new_from_bytes(new GLib.Bytes(new TextEncoder().encode(text)));
    const importer = Leren.Importer.new(store);
    importer.add_stream(stream, 'visits', Leren.Format.JSON_LINES);
    importer.run(null);
}

test('a setter that throws: the exception, and no record out of a store', async () => {
    const visit = new Visit({id: 'v', door_colour: 'green'});
    for (const attempt of [() => (visit.door_colour = 'unpaintable'), () => new Visit({door_colour: 'unpaintable'})])
        equal(failure(attempt).message, 'the paint is wet');
    equal(visit.door_colour, 'green');
    const text = '{"type":"org.example.visit","id":"v","door_colour":"unpaintable"}';
    equal(failure(() => Leren.Record.from_json(text)).message,
        'org.example.visit “v”: member “door_colour” cannot be set: Error: the paint is wet');
    const store = openStore();
    bring(store, text);
    const rejected = await store.get_async('v').then(() => null, error => error);
    const query = store.query('org.example.visit');
    for (const error of [failure(() => store.get('v', null)), failure(() => query.run(null)), rejected])
        ok(error?.message.includes('cannot be set: Error: the paint is wet'), `${error}`);
});

test('a setter that says nothing is heard nevertheless', () => {
    const Quiet = GObject.registerClass({
        GTypeName: 'TestQuiet', RecordType: 'org.example.quiet',
        Properties: {
            'word': ParamSpec.string('word', '', '', RW, null),
            'at': ParamSpec.boxed('at', '', '', RW, GLib.DateTime.$gtype),
        },
    }, class Quiet extends Leren.Record {
        get word() {
            return this._word;
        }

        set word(word) {
            this._word = word;
        }

        // a time that is computed
        get at() {
            return new Date(Date.UTC(2015, 2, 1, this._word?.length ?? 0));
        }

        set at(at) {
            this._word = 'x'.repeat(at.getUTCHours());
        }
    });
    const quiet = new Quiet({id: 'q', word: 'shh'});
    equal(quiet.toJSON().word, 'shh');
    quiet.at = new Date(Date.UTC(2015, 2, 1, 4));
    equal([quiet.toJSON().at, quiet.word], ['2015-03-01T04:00:00Z', 'xxxx']);
});

test('GObject sees what it knows: times and numbers of its own', () => {
    const visit = Leren.Record.from_json(WHOLE);
    const other = new Visit();
    for (const name of ['at', 'level', 'on', 'number', 'present', 'door-colour'])
        visit.bind_property(name, other, name, GObject.BindingFlags.SYNC_CREATE);
    equal([other.at.toISOString(), other.level, other.on, other.number, other.present, other.door_colour],
        ['2015-03-01T13:00:00.500Z', 'belief', '2015-03-01', -1, ['p1', 'p2'], 'green']);
    visit.level = 'meaning';
    equal(other.level, 'meaning');
    const value = new GObject.Value();
    value.init(Leren.ReflectionLevel.$gtype);
    visit.get_property('level', value);
    equal(value.get_enum(), 6);
});

test('a change is told once', () => {
    const visit = new Visit({street: 'Kade'});
    const heard = [];
    visit.connect('notify', (_, {name}) => heard.push(name));
    visit.street = 'Plein';
    visit.door_colour = 'green';
    visit.level = 'belief';
    equal(heard, ['street', 'door-colour', 'level']);
});

test('a class can derive from a record type of one\'s own', () => {
    const Long = GObject.registerClass({
        GTypeName: 'TestLongVisit', RecordType: 'org.example.long-visit',
        Properties: {'nights': ParamSpec.int('nights', '', '', RW, 0, 9, 0)},
    }, class LongVisit extends Visit {
        get street() {
            return super.street?.toUpperCase();
        }

        set street(street) {
            super.street = street;
        }
    });
    const visit = new Long({id: 'l', street: 'Kade', nights: 3, on: '2015-03-01', door_colour: 'red'});
    equal(visit.toJSON(), {
        type: 'org.example.long-visit', id: 'l', street: 'KADE', on: '2015-03-01', door_colour: 'red', nights: 3,
    });
    ok(visit instanceof Visit && Leren.Record.from_json(visit.to_json()) instanceof Long, 'both');
    ok(failure(() => (visit.nights = 10)).message.startsWith('LongVisit: member “nights” is 10'), 'its own bounds');
});

test('a class can say its record type itself, or be registered by hand, or not at all', async () => {
    const properties = {'word': ParamSpec.string('word', '', '', RW, null)};
    const Said = GObject.registerClass({Properties: properties}, class Said extends Leren.Record {
        static RecordType = 'org.example.said';
    });
    equal(new Said({word: 'a'}).get_record_type(), 'org.example.said');
    const ByHand = GObject.registerClass({Properties: {'word': ParamSpec.string('word', '', '', RW, null)}},
        class ByHand extends Leren.Record {});
    Leren.Declaration.register(ByHand, 'org.example.by-hand');
    const store = openStore();
    bring(store, '{"type":"org.example.by-hand","id":"h","word":"a"}');
    ok(await store.get_async('h') instanceof ByHand, 'before there is any other object of it');
    equal(new ByHand({word: 'a'}).get_record_type(), 'org.example.by-hand');
    ok(failure(() => new ByHand({word: 4})) instanceof TypeError, 'judged');
    const Unsaid = GObject.registerClass({
        GTypeName: 'TestUnsaid', Properties: {'word': ParamSpec.string('word', '', '', RW, null)},
    }, class Unsaid extends Leren.Record {});
    equal(new Unsaid({word: 'a'}).get_record_type(), 'own.TestUnsaid');
    ok(failure(() => (new Unsaid().word = 4)) instanceof TypeError, 'judged');
});

test('a class that cannot be a record type is refused', () => {
    const make = (about, Class) => GObject.registerClass({Properties: {}, ...about}, Class);
    for (const [attempt, Wrong, said] of [
        [() => make({RecordType: 'visit'}, class A extends Leren.Record {}), RangeError, 'as in org.example.visit'],
        [() => make({RecordType: 4}, class B extends Leren.Record {}), TypeError, 'B: RecordType is 4; it must be'],
        [() => make({RecordType: 'org.c'}, class C extends GObject.Object {}), TypeError, 'derives from Leren.Record'],
        [() => make({}, class D extends Leren.Case {}), TypeError, 'D: Leren.Case is final'],
        [() => make({
            RecordType: 'org.example.e',
            Properties: {'thing': ParamSpec.object('thing', '', '', RW, GObject.Object.$gtype)},
        }, class E extends Leren.Record {}), TypeError, 'property “thing” has the type GObject, which cannot be kept'],
        [() => ParamSpec.enum('a', '', '', RW, Leren.ReflectionLevel, 'behavior'), RangeError, 'the default of “a” is'],
    ]) {
        const error = failure(attempt, `${attempt}`);
        ok(error instanceof Wrong && error.message.includes(said), `${attempt}: ${error}`);
    }
    const taken = failure(() => make({RecordType: 'org.example.visit'}, class F extends Leren.Record {}));
    ok(taken.matches(Leren.Error, Leren.Error.EXISTS), `${taken}`);
});

test('a record validates itself', () => {
    const Strict = GObject.registerClass({
        GTypeName: 'TestStrict', RecordType: 'org.example.strict',
        Properties: {'word': ParamSpec.string('word', '', '', RW, null)},
    }, class Strict extends Leren.Record {
        vfunc_validate() {
            super.vfunc_validate();
            if (this.word !== 'right')
                throw new RangeError('the word is wrong');
            return true;
        }
    });
    const store = openStore();
    const error = failure(() => store.save(new Strict({word: 'wrong'}), null));
    ok(error.message.includes('the word is wrong'), `${error}`);
    store.save(new Strict({word: 'right'}), null);
    equal(store.count(null), 1);
});

await runAll();
