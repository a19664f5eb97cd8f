// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What TypeScript passes, and what it refuses: see expected.py. is<T>() says what editors know a value to be.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

// Passes where the type is this one exactly.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Wanted>() {
    return <Given>(value: Given, same: Same<Wanted, Given>): [Given, boolean] => [value, same];
}

// --- records -----------------------------------------------------------------------------------------

const coach = new Leren.Participant({name: 'Coach', roles: ['coach']});
const kase = new Leren.Case({title: 'Rent arrears', contributor: coach, domains: ['money'], attributes: {district: 4}});
new Leren.Case({title: 'Rent arrears', contributor: coach.id, team: null});
new Leren.Case('Rent arrears'); // error: no properties in common
new Leren.Case({tilte: 'Rent arrears'}); // error: 'tilte' does not exist
new Leren.Case({title: null}); // error: Type 'null' is not assignable
new Leren.Case({urgency: '4'}); // error: Type 'string' is not assignable
new Leren.Case({contributor: kase}); // error: Type 'Case' is not assignable
new Leren.Case({status: 'opne'}); // error: Type '"opne"' is not assignable
new Leren.Case({domains: 'money'}); // error: Type 'string' is not assignable
new Leren.Reflection({text: 'We keep phoning.', case: kase, level: 'behaviour', at: new Date()});
new Leren.Reflection({level: Leren.ReflectionLevel.BEHAVIOUR, loop: null});
new Leren.Reflection({level: Leren.LearningLoop.SINGLE}); // error: not assignable
new Leren.Action({intendedEffect: 'They can sleep', intended_effect: 'They can sleep'});

is<string>()(kase.id, true);
is<string>()(kase.title, true);
is<string | null>()(kase.question, true);
is<number | null>()(kase.urgency, true);
is<string[] | null>()(kase.domains, true);
is<'open' | 'paused' | 'closed' | null>()(kase.status, true);
is<Leren.Visibility>()(kase.visibility, true);
is<Date | null>()(kase.created, true);
is<string | null>()(kase.contributor, true);
is<Leren.Role[] | null>()(coach.roles, true);
is<number>()(kase.title, true); // error: not assignable
kase.contributor = coach;
kase.contributor = null;
kase.contributor = 5; // error: Type '5' is not assignable
kase.urgency = '4'; // error: Type '"4"' is not assignable
kase.domains = 'money'; // error: Type '"money"' is not assignable
kase.title = null; // error: Type 'null' is not assignable
kase.status = 'closed';
kase.status = Leren.CaseStatus.CLOSED;
kase.status = Leren.CaseStatus.NONE;
kase.status = 'shut'; // error: Type '"shut"' is not assignable
kase.titel; // error: Property 'titel' does not exist
kase.set_status('open');
is<string | null>()(kase.get_question(), true);
is<Leren.Case>()(Leren.Case.from_object(kase.toJSON()), true);

const action = new Leren.Action({what: 'Phone the landlord', due: '2015-03-01'});
is<string | null>()(action.due, true);
is<string | null>()(action.intendedEffect, true);
action.due = new Date(); // error: Type 'Date' is not assignable
action.own(coach);
action.own(kase); // error: 'Case' is not assignable
action.undertake();
action.undertake('2015-03-01');
is<Leren.Action | null>()(action.conclude('adapt'), true);
action.conclude('adapted'); // error: '"adapted"' is not assignable

// --- words -------------------------------------------------------------------------------------------

const behaviour: 'behaviour' = Leren.ReflectionLevel.BEHAVIOUR;
const levels: Leren.ReflectionLevel[] = [...Leren.ReflectionLevel];
levels.sort((a, b) => Leren.ReflectionLevel.compare(a, b));
Leren.ReflectionLevel.NONSENSE; // error: Property 'NONSENSE' does not exist

// --- stores ------------------------------------------------------------------------------------------

const store = Leren.Store.open('team.leren');
is<Leren.Store>()(store, true);
Leren.Store.open('team.leren', Leren.StoreFlags.EXISTING | Leren.StoreFlags.READ_ONLY);
Leren.Store.open('team.leren', 'existing'); // error: '"existing"' is not assignable
Leren.Store.open(5); // error: 'number' is not assignable
is<number>()(store.transaction(() => {
    store.save(coach, kase);
    return 5;
}), true);
store.save('case'); // error: 'string' is not assignable
is<Leren.Record>()(store.get('c1'), true);
store.delete(kase);
is<number>()(store.count(Leren.Case), true);
is<boolean>()(store.has('c1'), true);

is<Leren.Case | undefined>()(store.cases.at(0), true);
is<Leren.Action[]>()(store.actions.slice(-2), true);
is<number>()(store.reflections.length, true);
store.caeses; // error: Property 'caeses' does not exist

const owned = store.query(Leren.Action).where({state: 'owned'}).order_by('due', {descending: true});
is<Leren.Query<Leren.Action>>()(owned, true);
for (const each of owned)
    is<string | null>()(each.due, true);
is<Leren.Action | null>()(owned.where('due', '<', '2015-03-01').first(), true);
is<Leren.Query<Leren.Reflection>>()(store.query('reflection').where('level', 'present'), true);
is<Leren.Query<Leren.Record>>()(store.query('org.example.visit'), true);
is<(Leren.ReflectionLevel | null)[]>()(store.query(Leren.Reflection).map(({level}) => level), true);
is<string[]>()(owned.filter(each => each.due === null).map(({what}) => what), true);
owned.where('due', '=<', '2015-03-01'); // error: '"=<"' is not assignable
store.query(Leren.Store); // error: No overload matches

const findings = store.diagnose({case: kase, since: new Date(2015, 0, 1), rules: ['stuck-level']});
for (const finding of findings) {
    is<string>()(finding.rule, true);
    is<string>()(finding.explanation, true);
    is<Leren.Severity>()(finding.severity, true);
    is<string[]>()(finding.evidence, true);
}
store.diagnose({client: kase}); // error: 'client' does not exist
const snapshot = store.snapshot({team: 't1'});
is<Date>()(snapshot.moment, true);
const table = snapshot.table('reflection');
is<Leren.ColumnKind>()(table.column('level').kind, true);
is<number>()(table.n_rows, true);
is<number>()(table.nRows, true);
const {median, low, high} = Leren.cycles(snapshot).survival.get_median(0);
is<number>()(median + low + high, true);

// --- lists, results and errors -----------------------------------------------------------------------

const theory = Leren.Theory.get_default();
const framework = theory.get_framework('logical-levels');
framework.label; // error: possibly 'null'
if (framework !== null) {
    is<string>()(framework.label, true);
    is<Leren.Concept | undefined>()(framework.at(0), true);
    is<string[]>()(framework.map(concept => concept.label), true);
}
new Leren.Survival(); // error: private
try {
    store.get('c1');
} catch (error) {
    if (error instanceof Leren.Error && error.code === Leren.Error.NOT_FOUND)
        print(error.name, error.message);
}
Leren.Error.NOT_THERE; // error: Property 'NOT_THERE' does not exist

// --- what does not block -----------------------------------------------------------------------------

async function saveAll(path: string) {
    const opened = await Leren.Store.open_async(path);
    await opened.save_async(coach, kase);
    is<Leren.Record>()(await opened.get_async(kase.id), true);
    is<number>()(await opened.count_async(), true);
    is<Leren.Findings>()(await opened.diagnose_async({case: kase}), true);
    is<number>()(await opened.transaction_async(async () => {
        await opened.delete_async(kase);
        return 5;
    }), true);
    opened.save_async(kase, new Gio.Cancellable(), (source, result) => source.save_finish(result));
    for await (const each of opened.query(Leren.Reflection))
        is<Date | null>()(each.at, true);
    opened.get_async(5); // error: 'number' is not assignable
}
saveAll('team.leren').catch(logError);

// --- own types and rules -----------------------------------------------------------------------------

const Visit = GObject.registerClass({
    GTypeName: 'TypedVisit',
    RecordType: 'org.example.visit',
    Properties: {
        street: GObject.ParamSpec.string('street', '', 'Where it was.', GObject.ParamFlags.READWRITE, null),
    },
}, class Visit extends Leren.Record {
    declare street: string | null;
});
const visit = new Visit();
visit.street = 'Kade';
is<string>()(visit.id, true);
for (const each of store.query(Visit))
    is<string | null>()(each.street, true);

const NoVisits = GObject.registerClass(class NoVisits extends Leren.Rule {
    static id = 'org.example.no-visits';
    static label = {en: 'No visits', nl: 'Geen bezoeken'};

    vfunc_run(seen: Leren.Snapshot, found: Leren.Findings) {
        if (seen.count(Visit) === 0)
            found.add('warning', kase, [], 0, 'visits', 'Nobody went to see for themselves.');
        found.add('alarm', kase, [], 0, 'visits', ''); // error: '"alarm"' is not assignable
    }
});
snapshot.diagnose({also: [NoVisits]});
snapshot.diagnose({also: [Visit]}); // error: is not assignable to type
store.connect('changed', (source, change, recordType, id) => {
    is<Leren.Change>()(change, true);
    is<string | null>()(id, true);
});
const models: Gio.ListModel[] = [findings, theory];
const when: GLib.DateTime | Date = kase.modified ?? new Date();
