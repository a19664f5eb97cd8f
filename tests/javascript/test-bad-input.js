// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Whatever is given to the library, it answers with an exception, and never ends the program. The tests run with
// G_DEBUG=fatal-criticals.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, pathOf, record, refused, rejected, until} from './team.js';

const api = imports.overrides._leren.api.read();

// a text that is tried may be the path of a store, and then there is one
GLib.chdir(GLib.path_get_dirname(pathOf('here')));

test('critical warnings would be noticed', () => {
    equal(GLib.getenv('G_DEBUG'), 'fatal-criticals');
});

// What came of trying to bring two copies of a store together, with something that they do not agree on
function tried() {
    const [team, coach] = ['team.leren', 'coach.leren'].map(name => GLib.build_filenamev([GLib.Dir.make_tmp(null), name]));
    const store = Leren.Store.open(team);
    store.save(record('case', {id: 'c1', title: 'Rent arrears'}));
    Gio.File.new_for_path(team).copy(Gio.File.new_for_path(coach), Gio.FileCopyFlags.NONE, null, null);
    const copy = Leren.Store.open(coach);
    store.save(record('case', {id: 'c1', title: 'Letters lie unopened'}));
    copy.save(record('case', {id: 'c1', title: 'The neighbour helps'}));
    return store.merge(copy, 'later', null, true, null, null);
}

// One of each class, alive
function objects() {
    const store = openFilled();
    const snapshot = store.snapshot();
    const theory = Leren.Theory.get_default();
    const judgements = new Leren.Judgements();
    judgements.set_coder('Ada', ['a', 'b', 'b']);
    judgements.set_coder('Bo', ['a', 'b', 'a']);
    const similar = snapshot.similar('c1', 3, {include_later: true});
    const findings = store.diagnose();
    const history = Leren.History.tell({
        snapshot: (store.save(record('practice', {id: 'q', name: 'Practice', started: '2015-01-01'})), store.snapshot()),
        practice: 'q', min_reflections: 1, min_steps: 1, max_chance: 0.05,
    });
    const declaration = Leren.Declaration.lookup('case');
    const retention = Leren.Retention.from_json('{"format":"leren-retention","version":1,"rules":[]}', -1);
    const merge = tried();
    return {
        Store: store, Snapshot: snapshot, Theory: theory, Judgements: judgements, Similar: similar, Findings: findings,
        SimilarCase: similar.at(0), Finding: findings.at(0), History: history, HistoryEvent: history.at(0),
        Framework: theory.get_framework('logical-levels'), Concept: theory.find_concept('logical-levels', 'belief'),
        Agreement: Leren.Agreement.measure(judgements, 'nominal'), Cycles: Leren.cycles(snapshot),
        Survival: Leren.survival(snapshot), Spiral: Leren.spiral(snapshot), Dialogue: snapshot.dialogue(),
        Profile: snapshot.profile('logical-levels'), Diagnosis: new Leren.Diagnosis(), Importer: new Leren.Importer(store),
        Pages: Leren.Pages.new(store.query('case'), 1), Query: store.query('case'), Rule: Leren.Rule.lookup('stuck-level'),
        Scope: new Leren.Scope(), SimilarSettings: new Leren.SimilarSettings(), Table: snapshot.table('case'),
        Transaction: Leren.Store.open(':memory:').begin(), Unitizing: new Leren.Unitizing(), Declaration: declaration,
        Field: declaration.find_field('urgency'), JournalEntry: [...store.get_journal(null, 0, 1)][0],
        Merge: merge, MergeConflict: merge.get_conflicts().get_item(0),
        Pseudonymiser: Leren.Pseudonymiser.new('/nonexistent/key'),
        Retention: retention, RetentionPlan: retention.look(store),
        UnknownRecord: record('org.example.unheard-of', {id: 'x1'}),
        ...Object.fromEntries(['Action', 'Case', 'Coding', 'Contribution', 'Conversion', 'Knowledge', 'Participant',
            'Practice', 'Rating', 'Reflection', 'Session', 'Team', 'Tension'].map(name => [name, new Leren[name]()])),
        Record: store.get('c1'),
    };
}

const good = (alive, {type, ids, scope}) => {
    const [, own] = type.name.split('Leren.');
    if (scope)
        return () => 0;
    if (type.array)
        return [];
    if (ids)
        return 'c1';
    if (own in alive)
        return alive[own];
    if (own in api.enums)
        return 1;
    return {
        'utf8': 'case', 'gboolean': true, 'gdouble': 0.5, 'GType': Leren.Case, 'GLib.DateTime': new Date(0),
        'GLib.Date': '2015-03-01', 'Gio.File': '/nonexistent/file.json', 'Gio.InputStream': new Gio.MemoryInputStream(),
        'Gio.OutputStream': Gio.MemoryOutputStream.new_resizable(), 'Gio.AsyncResult': null, 'Gio.Cancellable': null,
        'GLib.Bytes': new GLib.Bytes([1]),
    }[type.name] ?? (type.name.startsWith('g') ? 1 : null);
};

const BAD = [
    undefined, null, true, -1, 0, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e300, NaN, -Infinity, 3n, '', 'nothing', 'a\0b', '\udc00', '\u{1f642}'.repeat(99),
    {}, [], [null], [1], ['x', undefined], {length: 3}, () => undefined, Symbol('x'), new Date(NaN), new Date(0), new Map(),
    new GObject.Object(), new Leren.Case(), Leren.Case, Object.create(Leren.Case.prototype), GLib.Bytes, new Gio.Cancellable(),
    Object.create(null), Promise.resolve('c1'), new Uint8Array(3),
];

// What ends what the others need, or changes the library for all that comes after
const LEFT_OUT = ['Leren.Store.close', 'Leren.Store.close_async', 'Leren.Declaration.register'];

test('anything can be given to any call', async () => {
    const alive = objects();
    let [calls, thrown] = [0, 0];
    const promises = [];
    const attempt = (owner, name, args) => {
        calls++;
        try {
            const value = owner[name](...args);
            if (value instanceof Promise)
                promises.push(value.then(() => 0, error => check(error, name, args)));
        } catch (error) {
            check(error, name, args);
        }
    };
    const check = (error, name, args) => {
        if (!(error instanceof Error || error instanceof GLib.Error))
            throw new Error(`${name}(${args.map(each => typeof each)}) threw ${error}`);
        thrown++;
    };
    const groups = Object.entries(api.classes).flatMap(([name, {methods, functions, constructors}]) => [
        [`Leren.${name}`, alive[name], methods],
        [`Leren.${name}`, Leren[name], {...functions, ...constructors}],
    ]);
    for (const [where, owner, list] of [...groups, ['Leren', Leren, api.functions]]) {
        ok(owner, `there is one of ${where}`);
        for (const [name, {parameters}] of Object.entries(list)) {
            if (LEFT_OUT.includes(`${where}.${name}`))
                continue;
            const given = parameters.filter(({direction, scope}) => direction === 'in' && scope !== 'async');
            for (let i = 0; i < given.length; i++) {
                for (const bad of BAD) {
                    // a symbol cannot even be written down
                    if (typeof bad === 'symbol' && given[i].scope)
                        continue;
                    const args = given.map((each, j) => j === i ? bad : good(alive, each));
                    attempt(owner, name, args);
                }
            }
            attempt(owner, name, [...given.map(each => good(alive, each)), 1, 2, 3]);
            for (const thing of [null, undefined, 3, {}, new GObject.Object(), Leren.Case])
                attempt({run: owner[name].bind(thing)}, 'run', given.map(each => good(alive, each)));
        }
        // what is under way is not piled up
        await Promise.all(promises.splice(0));
    }
    ok(calls > 10000 && thrown > 5000, `${calls} calls, of which ${thrown} were refused`);
});

test('anything can be given to any property and constructor', () => {
    const alive = objects();
    let n = 0;
    for (const [name, {properties, boxed}] of Object.entries(api.classes)) {
        if (boxed)
            continue;
        for (const property of Object.keys(properties)) {
            for (const bad of BAD) {
                for (const run of [() => {
                    alive[name][property] = bad;
                }, () => new Leren[name]({[property]: bad})]) {
                    try {
                        run();
                    } catch (error) {
                        ok(error instanceof Error || error instanceof GLib.Error, `${name}.${property}: ${error}`);
                    }
                    n++;
                }
            }
        }
        for (const bad of BAD) {
            try {
                new Leren[name](bad);
            } catch (error) {
                ok(error instanceof Error || error instanceof GLib.Error, `new ${name}: ${error}`);
            }
        }
    }
    ok(n > 5000, `${n}`);
});

test('objects that are none', () => {
    const store = openFilled();
    for (const call of [
        () => Leren.Store.prototype.get.call({}, 'c1'),
        () => Leren.Store.prototype.get.call(store.snapshot(), 'c1'),
        () => Leren.Store.prototype.save.call(null, new Leren.Case()),
        () => Object.create(Leren.Store.prototype).count(),
        () => Leren.Store.prototype.count(),
        () => Leren.Table.prototype.column('x'),
        () => Leren.Query.prototype.where({a: 1}),
        () => Leren.Store.prototype.cases,
        () => [...Leren.Query.prototype],
        () => Leren.Finding.prototype.severity,
        () => Leren.Findings.prototype.length,
    ])
        ok(failure(call) instanceof Error, `${call}`);
    store.close();
});

test('an exception in a handler does not end the program, nor the other handlers', async () => {
    const store = openFilled();
    const heard = [];
    store.connect('changed', () => {
        throw new Error('in a handler');
    });
    store.connect('changed', () => {
        throw null;
    });
    store.connect('changed', (_, change) => heard.push(change));
    store.save(record('team', {id: 't2', name: 'x'}));
    await store.save_async(record('team', {id: 't3', name: 'x'}));
    store.transaction(() => store.save(record('team', {id: 't4', name: 'x'})));
    await until(() => heard.length >= 3);
    equal(heard, ['added', 'added', 'added']);
    const scope = new Leren.Scope();
    scope.connect('notify::case', () => {
        throw new Error('in a handler');
    });
    scope.connect('notify', () => heard.push('notify'));
    scope.case = 'c1';
    equal(heard[3], 'notify');
    const kase = record('case', {id: 'c1', title: 'Rent arrears'});
    kase.connect('notify::title', () => {
        throw new Error('in a handler');
    });
    kase.set_title('Rent');
    equal(kase.get_title(), 'Rent');
    store.close();
});

test('an exception in a callback does not end the program', async () => {
    const store = openFilled();
    let called = 0;
    store.get_async('c1', () => {
        called++;
        throw new Error('in a callback');
    });
    store.get_async('nobody', null, (source, result) => {
        called++;
        source.get_finish(result);
    });
    await until(() => called === 2);
    // one that never takes its result
    store.get_async('nobody', () => {});
    await store.get_async('c1');
    System.gc();
    store.close();
});

test('a handler may close the store', async () => {
    const store = openFilled(pathOf('handler.leren'));
    store.connect('changed', () => store.close());
    store.save(record('team', {id: 't2', name: 'x'}));
    refused(() => store.save(record('team', {id: 't3', name: 'x'})), 'Leren.ClosedError', 'is closed');
    await rejected(store.save_async(record('team', {id: 't3', name: 'x'})), 'Leren.ClosedError', 'is closed');
    const again = Leren.Store.open(pathOf('handler.leren'));
    equal(again.teams.length, 2);
    again.close();
});

test('ids of another store name nothing here', async () => {
    const [store, other] = [openFilled(), Leren.Store.open(':memory:')];
    const kase = store.get('c1');
    refused(() => other.get(kase), 'Leren.NotFoundError', 'there is no record “c1”');
    refused(() => other.delete(kase), 'Leren.NotFoundError', 'c1');
    refused(() => other.save(kase), 'Leren.ReferenceError', '“p1”');
    await rejected(other.save_async(store.get('r0')), 'Leren.ReferenceError', '“p1”');
    equal(other.count(), 0);
    refused(() => other.snapshot({case: kase}), 'Leren.NotFoundError', 'names case “c1”, which is not in the store');
    refused(() => other.similar(kase), 'Leren.NotFoundError', 'no case “c1”');
    refused(() => other.diagnose({case: kase}), 'Leren.NotFoundError', 'names case “c1”');
    store.close();
    other.close();
});

test('an analysis outlives its store, and says where it needs it', async () => {
    let store = openFilled();
    const snapshot = store.snapshot();
    const profile = snapshot.profile('logical-levels');
    store.close();
    store = null;
    System.gc();
    equal([profile.get_count(0, 'behaviour'), snapshot.count('case')], [6, 2]);
    ok(snapshot.diagnose().length > 0, 'findings');
    refused(() => snapshot.table('case'), 'Leren.ClosedError', 'is closed');
    await rejected(snapshot.table_async('case'), 'Leren.ClosedError', 'is closed');
    await rejected(Leren.Dialogue.read_async(snapshot), 'Leren.ClosedError', 'is closed');
});

test('a rule that takes its own ground away', () => {
    const store = openFilled();
    const Closing = GObject.registerClass(class Closing extends Leren.Rule {
        static id = 'org.example.closing';
        static source = 'Nobody';

        vfunc_run(snapshot, findings) {
            store.close();
            System.gc();
            findings.add({
                severity: 'notice', subject: 'c1', evidence: ['c1'], figure: NaN, unit: 'x', explanation_en: 'Closed.',
            });
            this.kept = findings;
        }
    });
    const rule = new Closing();
    equal(store.diagnose({rules: [rule]}).length, 1);
    // what it was given is of use only while it runs
    refused(() => rule.run(store.snapshot(), rule.kept), 'Leren.ClosedError', 'closed');
    ok(rule.kept.length >= 0, 'that it can be looked at');
});

await runAll();
