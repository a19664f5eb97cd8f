// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What is given to any call of the library is looked at and converted, and what comes back is native.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, pathOf, record, refused} from './team.js';

const api = imports.overrides._leren.api.read();

// what is refused here would be the path of a store if it were not
GLib.chdir(GLib.path_get_dirname(pathOf('here')));

function* everyCall() {
    for (const [name, described] of Object.entries(api.classes)) {
        for (const [call, about] of Object.entries({...described.constructors, ...described.functions}))
            yield [`Leren.${name}.${call}`, Leren[name], call, about];
        for (const [call, about] of Object.entries(described.methods))
            yield [`Leren.${name}.${call}`, Leren[name].prototype, call, about];
    }
    for (const [call, about] of Object.entries(api.functions))
        yield [`Leren.${call}`, Leren, call, about];
}

test('no call of the library is left out', () => {
    // some begin with something else, which needs an object
    const store = Leren.Store.open(':memory:');
    const alive = new Map([[Leren.Store.prototype, store], [Leren.Query.prototype, store.query('case')]]);
    const ofRecords = holder => holder === Leren.Record.prototype || Leren.Record.prototype.isPrototypeOf(holder);
    let n = 0;
    for (const [path, holder, call, {finish}] of everyCall()) {
        // a pair tells it by its promise; members of records have a test of their own
        if (finish || ofRecords(holder) && /^([gs]et_|is_set$|unset$|copy$)/.test(call))
            continue;
        const tooMany = Array(12).fill(null);
        const error = failure(() => (alive.get(holder) ?? holder)[call](...tooMany), path);
        ok(error instanceof TypeError && error.message.includes(`${path}()`), `${path}: ${error}`);
        n++;
    }
    ok(n > 350, `${n} calls`);
});

test('what may be left out need not be given', () => {
    const store = openFilled();
    equal(store.count(), store.count(null));
    equal(store.get('c1').get_title(), store.get('c1', null).get_title());
    equal(store.get('c1', undefined).get_title(), 'Rent arrears');
    const snapshot = Leren.Snapshot.take(store);
    equal(snapshot.get_table('case').get_n_rows(), 2);
    // an enumeration that can say that nothing is stated
    equal(Leren.survival(snapshot).get_n_groups(), Leren.survival(snapshot, null).get_n_groups());
    equal(Leren.Record.from_json('{"type":"case","id":"c1","title":"Rent"}').get_title(), 'Rent');
    refused(() => store.get(), 'TypeError', 'Leren.Store.get(): “id” is missing');
    refused(() => Leren.profile(snapshot), 'TypeError', 'Leren.profile(): “framework” is missing');
    // what is set is said
    refused(() => new Leren.Scope().set_case(), 'TypeError', 'Leren.Scope.set_case(): “case_id” is missing');
    refused(() => store.get('c1', null, 3), 'TypeError', 'Leren.Store.get() takes 2 arguments, and 3 were given');
    store.close();
});

test('wrong arguments are named, with what they should be', () => {
    const store = openFilled();
    const snapshot = store.snapshot();
    const table = snapshot.get_table('case');
    const importer = new Leren.Importer(store);
    const judgements = new Leren.Judgements();
    for (const [run, name, said] of [
        [() => store.get(3), 'TypeError', 'Leren.Store.get(): “id” is 3; it must be a Leren.Record or its id'],
        [() => store.get(null), 'TypeError', '“id” is null'],
        [() => store.get('c1', 'now'), 'TypeError', '“cancellable” is “now”; it must be a Gio.Cancellable'],
        [() => store.query(''.anchor), 'TypeError', '“record_type” is a function; it must be the name of a record type'],
        [() => store.query(Leren.Store), 'TypeError', 'or its class'],
        [() => store.count({}), 'TypeError', '“record_type” is an object'],
        [() => Leren.Snapshot.take(snapshot), 'TypeError', '“store” is a Leren.Snapshot; it must be a Leren.Store'],
        [() => Leren.Store.open('x', 'new'), 'TypeError', '“flags” is “new”; it must be one or more of Leren.StoreFlags'],
        [() => Leren.Store.open('x', 128), 'RangeError', '“flags” is 128'],
        [() => Leren.Store.open(['x']), 'TypeError', '“location” is a list; it must be text'],
        [() => Leren.Store.open('a\0b'), 'RangeError', 'U+0000'],
        [() => Leren.Store.open('a\ud800'), 'RangeError', 'surrogate'],
        [() => importer.set_lenient('no'), 'TypeError', '“lenient” is “no”; it must be true or false'],
        [() => importer.set_lenient(0), 'TypeError', 'true or false'],
        [() => importer.set_max_length('1'), 'TypeError', 'a whole number'],
        [() => importer.set_max_length(1.5), 'RangeError', '“bytes” is 1.5; it must be a whole number from 0 to 4294967295'],
        [() => importer.set_max_length(-1), 'RangeError', 'from 0'],
        [() => importer.set_max_length(2 ** 32), 'RangeError', 'to 4294967295'],
        [() => judgements.set_number('u', 'c', '3'), 'TypeError', '“value” is “3”; it must be a number'],
        [() => judgements.set_number('u', 'c', Infinity), 'RangeError', '“value” is Infinity; it must be finite'],
        [() => judgements.set_coder_numbers('c', [1, -Infinity]), 'RangeError', '“values”[1] is -Infinity'],
        [() => judgements.set_coder('c', 'yes'), 'TypeError', '“values” is “yes”; it must be a list'],
        [() => judgements.set_coder('c', ['yes', 3]), 'TypeError', '“values”[1] is 3; it must be text'],
        [() => Leren.survival(snapshot, 'cases'), 'RangeError', '“by” is “cases”; it is one of case, team'],
        [() => Leren.survival(snapshot, 99), 'RangeError', '“by” is 99'],
        [() => Leren.survival(snapshot, {}), 'TypeError', '“by” is an object'],
        [() => new Leren.Scope().set_since('2015'), 'TypeError', '“since” is “2015”; it must be a Date'],
        [() => new Leren.Scope().set_since(new Date('x')), 'RangeError', 'invalid Date'],
        [() => Leren.Agreement.measure_with(judgements, 'nominal'), 'TypeError', '“distance” is “nominal”; it must be a function'],
        [() => Leren.Declaration.register('Visit', 'x.y'), 'TypeError', '“type” is “Visit”; it must be a class'],
        [() => importer.add_file(3, 'json'), 'TypeError', '“file” is 3; it must be a path or a Gio.File'],
        [() => table.get_column_name(99), 'RangeError', 'there are'],
        [() => Leren.Record.from_json('{}', 99), 'RangeError', '“length” is 99; it must be -1'],
    ])
        refused(run, name, said);
    store.close();
});

test('a place that is not there never comes to C', () => {
    const store = openFilled();
    const snapshot = store.snapshot();
    const table = snapshot.get_table('case');
    const profile = Leren.profile(snapshot, 'logical-levels');
    const dialogue = snapshot.dialogue();
    refused(() => table.get_column_name(table.get_n_columns()), 'RangeError',
        `Leren.Table.get_column_name(): “column” is ${table.get_n_columns()}; there are ${table.get_n_columns()}`);
    refused(() => table.is_present(0, 2), 'RangeError', '“row” is 2; there are 2, counted from 0');
    refused(() => table.get_number(99, 0), 'RangeError', '“column” is 99');
    refused(() => profile.get_count(1, 'belief'), 'RangeError', '“group” is 1; there are 1');
    refused(() => dialogue.get_session(1), 'RangeError', '“session” is 1; there are 1');
    // how many were present is asked of that session
    equal(dialogue.get_participant(0, 1), 'p1');
    refused(() => dialogue.get_participant(0, 2), 'RangeError', '“voice” is 2; there are 2');
    refused(() => dialogue.get_participant(3, 0), 'RangeError', '“session” is 3');
    refused(() => Leren.spiral(snapshot).list_turn_knowledge(0), 'RangeError', '“turn” is 0; there are 0');
    // nor does an id that means nothing to the object that is asked
    refused(() => profile.get_count(0, 'single'), 'RangeError',
        'Leren.Profile.get_count(): “concept” is “single”, which logical-levels does not have');
    refused(() => profile.get_n_transitions(0, 'belief', 'nothing'), 'RangeError', '“to” is “nothing”');
    refused(() => profile.get_share(0, Leren.Theory.get_default().find_concept('learning-loops', 'double')), 'RangeError',
        '“concept” is “double”');
    // all that the GIR knows of such places
    const places = [...everyCall()].filter(([, , , {parameters}]) => parameters.some(({below}) => below));
    ok(places.length > 60, `${places.length} places`);
    store.close();
});

test('a record stands for its id, and a class for its record type', () => {
    const store = openFilled();
    const kase = store.get('c1');
    equal(store.get(kase).get_title(), 'Rent arrears');
    equal(store.count(Leren.Case), 2);
    equal(store.query(Leren.Reflection).count(), 6);
    const scope = new Leren.Scope();
    scope.set_case(kase);
    equal(scope.get_case(), 'c1');
    refused(() => scope.set_case(store.get('t1')), 'TypeError', '“case_id” is a Leren.Team; it must be a Leren.Case or its id');
    const theory = Leren.Theory.get_default();
    const framework = theory.get_framework('logical-levels');
    equal(theory.find_concept(framework, 'belief').get_id(), 'belief');
    equal(framework.get_concept(theory.find_concept('logical-levels', 'belief')).get_id(), 'belief');
    const snapshot = store.snapshot();
    equal(Leren.profile(snapshot, framework, 'case').get_count(0, framework.get_concept('behaviour')), 6);
    refused(() => Leren.profile(snapshot, kase), 'TypeError', '“framework” is a Leren.Case; it must be a Leren.Framework');
    const diagnosis = new Leren.Diagnosis();
    diagnosis.select([Leren.Rule.lookup('stuck-level'), 'open-loop']);
    refused(() => diagnosis.select([kase]), 'TypeError', '“rules”[0] is a Leren.Case');
    store.close();
});

test('arguments can be named', () => {
    const store = openFilled();
    const snapshot = store.snapshot();
    const similar = Leren.Similar.find({snapshot, case_id: 'c1', n: 3});
    equal(similar.get_case(), 'c1');
    const profile = Leren.profile({snapshot, framework: 'logical-levels', by: 'case'});
    equal(profile.get_figure({group: 0, figure: 'days', concept: 'behaviour'}), profile.get_figure(0, 'days', 'behaviour'));
    refused(() => Leren.Similar.find({snapshot, kase: 'c1', n: 3}), 'TypeError', 'Leren.Similar.find() takes no “kase”');
    refused(() => Leren.profile({snapshot, framwork: 'x'}), 'TypeError', 'did you mean “framework”?');
    refused(() => Leren.Similar.find({snapshot, n: 3}), 'TypeError', '“case_id” is missing');
    store.close();
});

test('settings can be given as an object', () => {
    const store = openFilled();
    equal(Leren.Snapshot.take(store, {case: store.get('c2')}).count('reflection'), 0);
    equal(Leren.Snapshot.take(store, {since: new Date('2015-03-05T00:00:00Z')}).count('reflection'), 4);
    const snapshot = store.snapshot();
    equal(Leren.Similar.find(snapshot, 'c1', 5, {'include-later': true}).get_n_candidates(), 1);
    equal(Leren.Similar.find(snapshot, 'c1', 5, {includeLater: true}).get_n_candidates(), 1);
    refused(() => Leren.Snapshot.take(store, {cas: 'c1'}), 'TypeError', 'did you mean “case”?');
    refused(() => Leren.Snapshot.take(store, {since: 'spring'}), 'TypeError', 'it must be a Date');
    store.close();
});

test('what comes back is native', () => {
    const store = openFilled();
    const snapshot = store.snapshot();
    ok(snapshot.get_moment() instanceof Date, 'a Date');
    equal(store.get('a1').get_due(), '2015-03-20');
    equal(store.get('a1').get_state(), 'owned');
    equal(store.get('a1').get_conclusion(), null);
    equal(store.get('r0').get_at().toISOString(), '2015-03-03T08:00:00.000Z');
    equal(Leren.schema_for_type('case').properties.title.type, 'string');
    const framework = Leren.Framework.from_json(JSON.stringify({
        format: 'leren-framework', version: 1, id: 'moods', kind: 'set', label: {en: 'Moods'},
        sources: [{author: 'A', year: 2015, title: 'T'}],
        concepts: [{id: 'calm', label: {en: 'Calm'}, attributes: {colour: ['blue', 1]}}],
    }));
    equal(framework.get_concept('calm').get_attributes(), {colour: ['blue', 1]});
    equal(Leren.Rule.lookup('stuck-level').to_json().id, 'stuck-level');
    // what says only that nothing went wrong
    equal(store.get('c1').validate(), undefined);
    equal(store.save(store.get('c1')), undefined);
    // and what says something
    equal([store.is_open(), store.get('c1').equal(store.get('c1')), store.get('c1').is_set('status')], [true, true, false]);
    store.close();
});

test('each kind of value has a way to come back', () => {
    const {giver} = imports.overrides._leren.results;
    const give = (name, value) => giver({name})(value);
    equal(give('GLib.Date', GLib.Date.new_dmy(2, 3, 2015)), '2015-03-02');
    equal(give('GLib.DateTime', GLib.DateTime.new_utc(2015, 3, 2, 14, 0, 0)).toISOString(), '2015-03-02T14:00:00.000Z');
    equal(give('Leren.ReflectionLevel', 2), 'behaviour');
    equal([give('GLib.Date', null), giver({name: 'utf8'}), giver({name: 'Leren.Case'})], [null, null, null]);
});

test('several results have names', () => {
    const store = openFilled();
    const cycles = Leren.cycles(store.snapshot());
    const {follow_up_share: share, n_followed_up: followed, n_known: known} = cycles.get_follow_up_share();
    equal([share, followed, known], [...cycles.get_follow_up_share()]);
    const [days, median, p90] = cycles.get_days('undertaken-to-reviewed');
    equal([days, Number.isNaN(median), Number.isNaN(p90)], [0, true, true]);
    // a false that says that there is none
    equal(Leren.Rule.lookup('stuck-level').get_parameter('none'), null);
    const rule = Leren.Rule.lookup('stuck-level');
    const {value, minimum, maximum} = rule.get_parameter(rule.list_parameters()[0]);
    ok(minimum <= value && value <= maximum, `${minimum} <= ${value} <= ${maximum}`);
    equal(Leren.Declaration.lookup('case').find_field('urgency').get_range(), {minimum: 1, maximum: 5});
    equal(Leren.Declaration.lookup('case').find_field('title').get_range(), null);
    // one result, besides the true that it was done
    const action = store.get('a3');
    action.review('She rang herself', 8, null, '2015-03-16');
    const next = action.conclude('adapt');
    equal([next.get_previous(), store.get('a2').own('p1')], ['a3', undefined]);
    store.close();
});

test('a function that C calls while it lasts', () => {
    const judgements = new Leren.Judgements();
    judgements.set_coder('Ada', ['a', 'b', 'b']);
    judgements.set_coder('Bo', ['a', 'b', 'a']);
    const agreement = Leren.Agreement.measure_with(judgements, (one, other) => one === other ? 0 : 1);
    equal(agreement.get_alpha(), Leren.Agreement.measure(judgements, 'nominal').get_alpha());
    equal(agreement.get_metric(), 'own');
    const thrown = new RangeError('no such distance');
    ok(failure(() => Leren.Agreement.measure_with(judgements, () => {
        throw thrown;
    })) === thrown, 'the very exception');
});

test('getters can be read as attributes', () => {
    const store = openFilled();
    const table = store.snapshot().get_table('case');
    equal([table.n_rows, table.nRows, store.location], [2, 2, ':memory:']);
    ok(store.theory === store.get_theory(), 'its theory');
    equal(Leren.cycles(store.snapshot()).followUpShare.n_known, Leren.cycles(store.snapshot()).get_follow_up_share().n_known);
    const finding = store.diagnose({rules: ['stuck-level']}).at(0);
    equal([finding.rule, finding.severity, finding.subject, finding.subject_type, finding.subjectType],
        ['stuck-level', 'warning', 'c1', 'case', 'case']);
    // no getter hides what is there under that name
    equal(Leren.Rule.lookup('stuck-level').id, 'stuck-level');
    equal(typeof table.get_number, 'function');
    ok(!('number' in table), 'that what takes arguments is no attribute');
    store.close();
});

test('objects say what they are', () => {
    const store = openFilled();
    const [finding] = store.diagnose({rules: ['stuck-level']});
    for (const [object, said] of [
        [store, "<Leren.Store ':memory:'>"],
        [store.cases, "<Leren.Query 'case'>"],
        [finding, `<Leren.Finding 'stuck-level' about 'c1': ${finding.explanation}>`],
        [Leren.Rule.lookup('stuck-level'), "<Leren.Rule 'stuck-level'>"],
        [store.theory.find_concept('logical-levels', 'belief'), "<Leren.Concept 'belief'>"],
        [store.theory.get_framework('logical-levels'), "<Leren.Framework 'logical-levels'>"],
    ])
        equal(`${object}`, said);
    ok(`${store.snapshot().table('case')}`.startsWith('<Leren.Table of 2 rows, with the columns id, '), 'a table');
    store.close();
    equal(`${store}`, "<Leren.Store ':memory:', closed>");
});

test('texts are in the language of the user', () => {
    const store = openFilled();
    const finding = store.diagnose({rules: ['stuck-level']}).at(0);
    const concept = Leren.Theory.get_default().find_concept('logical-levels', 'belief');
    const rule = Leren.Rule.lookup('stuck-level');
    equal(finding.explanation, finding.get_explanation());
    for (const [object, attribute] of [[finding, 'explanation'], [finding, 'questions'], [concept, 'label'],
        [concept, 'description'], [concept, 'questions'], [rule, 'label']]) {
        equal(object[attribute], object[`get_${attribute}`]('en'));
        ok(JSON.stringify(object[attribute]) !== JSON.stringify(object[`get_${attribute}`]('nl')), attribute);
    }
    store.close();
});

test('properties are converted both ways', () => {
    const scope = new Leren.Scope({case: record('case', {id: 'c1', title: 'Rent'}), since: new Date('2015-03-01T00:00:00Z')});
    equal([scope.case, scope.since.toISOString(), scope.team], ['c1', '2015-03-01T00:00:00.000Z', null]);
    scope.since = null;
    scope.until = new Date('2016-01-01T00:00:00Z');
    scope.practice = record('practice', {id: 'q', name: 'Q'});
    equal([scope.since, scope.until.toISOString(), scope.practice], [null, '2016-01-01T00:00:00.000Z', 'q']);
    refused(() => {
        scope.since = '2015';
    }, 'TypeError', 'Leren.Scope: “since” is “2015”; it must be a Date');
    const settings = new Leren.SimilarSettings({include_later: true});
    ok(settings.includeLater && settings['include-later'], 'all spellings');
    // GObject would keep the value that it had, and say nothing
    refused(() => {
        settings.bonus = -1;
    }, 'Leren.InvalidError', 'bonus');
    refused(() => new Leren.SimilarSettings({bonus: -1}), 'Leren.InvalidError', 'bonus');
    settings.bonus = 0.25;
    equal([settings.bonus, new Leren.SimilarSettings({bonus: 0.25}).bonus], [0.25, 0.25]);
    refused(() => {
        settings.includeLater = 'yes';
    }, 'TypeError', 'true or false');
    refused(() => {
        Leren.Rule.lookup('stuck-level').id = 'other';
    }, 'TypeError', 'Leren.Rule: “id” cannot be changed');
});

test('objects are made with what they need', () => {
    const store = openFilled();
    for (const [name, {constructors, virtual_methods: virtual, parent, boxed}] of Object.entries(api.classes)) {
        if (constructors.new || boxed || parent === 'Leren.Record' || Object.keys(virtual).length > 0)
            continue;
        refused(() => new Leren[name](), 'TypeError', `a Leren.${name} cannot be made by itself`);
    }
    refused(() => new Leren.Query(), 'TypeError', 'Leren.Store.query() gives one');
    equal(new Leren.Importer(store).get_n_records(), 0);
    refused(() => new Leren.Importer(), 'TypeError', 'Leren.Importer.new(): “store” is missing');
    refused(() => new Leren.Scope('c1'), 'TypeError', 'takes an object with properties, not “c1”');
    refused(() => new Leren.Scope({'case_id': 'c1'}), 'TypeError', 'Leren.Scope has no property “case_id”');
    ok(new Leren.Diagnosis() instanceof GObject.Object, 'a diagnosis');
    store.close();
});

test('a path will do where a file is meant', () => {
    const [file] = Gio.File.new_tmp('leren-XXXXXX.json');
    GLib.file_set_contents(file.get_path(),
        '{"format":"leren","version":1,"records":[{"type":"case","id":"c1","title":"Rent"}]}');
    const store = Leren.Store.open(':memory:');
    for (const given of [file.get_path(), file]) {
        const importer = new Leren.Importer(Leren.Store.open(':memory:'));
        importer.add_file(given, 'detect');
        importer.run();
        equal(importer.n_records, 1);
    }
    file.delete(null);
    store.close();
});

await runAll();
