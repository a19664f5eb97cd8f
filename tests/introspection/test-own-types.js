// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// An own record type, declared in JavaScript: stored, queried, exported and tabulated as any other.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from './tap.js';

const flags = GObject.ParamFlags.READWRITE | GObject.ParamFlags.EXPLICIT_NOTIFY;

const Visit = GObject.registerClass({
    GTypeName: 'TestVisit',
    Properties: {
        'street': GObject.ParamSpec.string('street', '', 'Where it was.', GObject.ParamFlags.READWRITE, null),
        'number': GObject.ParamSpec.int('number', '', '', GObject.ParamFlags.READWRITE, -5, 99, 0),
        'door-colour': GObject.ParamSpec.string('door-colour', '', '', flags, null),
        'planned': GObject.ParamSpec.boolean('planned', '', '', GObject.ParamFlags.READWRITE, true),
        'at': GObject.ParamSpec.boxed('at', '', '', GObject.ParamFlags.READWRITE, GLib.DateTime.$gtype),
    },
}, class Visit extends Leren.Record {
    // written by hand, as a class with something to do does
    get door_colour() {
        return this._colour ?? null;
    }

    set door_colour(colour) {
        if (this._colour === colour)
            return;
        this._colour = colour;
        this.notify('door-colour');
    }
});

Leren.Declaration.register(Visit, 'org.example.visit');

const WHOLE = '{"type":"org.example.visit","id":"v1","created":"2015-03-01T14:00:00.0+01:00",' +
    '"attributes":{"a":1.0},"street":"Kade","number":-1,"door_colour":"green","planned":false,' +
    '"at":"2015-03-01T14:00:00.50+01:00","org.example.x":[1.0]}';

test('absent', () => {
    const visit = new Visit({id: 'v1'});
    equal(visit.get_record_type(), 'org.example.visit');
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v1"}');
    visit.number = 3;
    visit.planned = true;
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v1","number":3,"planned":true}');
    visit.unset('number');
    equal(visit.to_json(), '{"type":"org.example.visit","id":"v1","planned":true}');
});

test('round trip', () => {
    const visit = Leren.Record.from_json(WHOLE, -1);
    ok(visit instanceof Visit, 'that it is a visit');
    equal([visit.street, visit.number, visit.door_colour, visit.planned], ['Kade', -1, 'green', false]);
    equal(visit.at.get_microsecond(), 500000);
    equal(visit.to_json(), WHOLE);
});

test('bounds', () => {
    const error = failure(() => Leren.Record.from_json('{"type":"org.example.visit","id":"v1","number":100}', -1));
    ok(error.message.includes('“number” is 100'), error.message);
});

test('store', () => {
    const store = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
    store.save(Leren.Record.from_json(WHOLE, -1), null);
    store.save(new Visit({id: 'v2', street: 'Plein'}), null);
    equal(store.get('v1', null).to_json(), WHOLE);
    const query = store.query('org.example.visit');
    query.filter('street', Leren.Comparison.EQUAL, 'Plein');
    equal(query.run(null).get_item(0).id, 'v2');

    const stream = Gio.MemoryOutputStream.new_resizable();
    store.export(stream, Leren.Format.JSON_LINES, null);
    stream.close(null);
    const lines = new TextDecoder().decode(stream.steal_as_bytes().toArray()).split('\n');
    equal(lines[0], WHOLE);

    const table = Leren.Snapshot.take(store, null, null).get_table('org.example.visit', null);
    const column = table.find_column('number');
    equal(table.get_column_kind(column), Leren.ColumnKind.INTEGER);
    const bytes = table.get_column_values(column).toArray();
    equal(Number(new BigInt64Array(bytes.slice().buffer)[0]), -1);
    store.close();
});

await runAll();
