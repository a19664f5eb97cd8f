// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Records and stores, for docs/guides/javascript.md

import Gio from 'gi://Gio';
import Leren from 'gi://Leren?version=1.0';

const store = Leren.Store.open(':memory:');

// region absent
const rent = new Leren.Case({id: 'rent', title: 'Rent arrears'});
print(rent, rent.urgency);
rent.urgency = 4;
print(rent.urgency, rent.is_set('urgency'));
rent.urgency = null;
print(rent.urgency, rent.is_set('urgency'));
// endregion

// region wrong
for (const [member, value] of [['urgency', 9], ['title', 7], ['titel', 'Rent'], ['status', 'opened'], ['title', null]]) {
    try {
        Object.assign(rent, {[`${member}`]: value});
    } catch (error) {
        print(`${error}`);
    }
}
// endregion

// region times
const session = new Leren.Session({id: 'session', started: new Date('2024-03-05T14:30:00Z'), cases: [rent]});
print(session.started?.toISOString(), session.started instanceof Date);
const wait = new Leren.Action({id: 'wait', what: 'Let her open the letter', case: rent, due: '2024-03-12'});
print(wait.due);
// endregion

// region words
const look = new Leren.Reflection({text: 'We keep phoning', case: rent, level: Leren.ReflectionLevel.BEHAVIOUR});
print(look.level, look.level === 'behaviour');
// endregion

// region attributes
rent.attributes = {district: 4, visits: {'2024-03-01': 'shut'}};
Object.assign(rent.attributes, {neighbours: ['Jos']});
rent.domains = ['money'];
rent.domains.push('family');
print(JSON.stringify(rent.attributes), rent.domains.join());
// endregion

// region objects
print(JSON.stringify(wait));
const copy = Leren.Record.from_json(JSON.stringify(wait));
print(copy.equal(wait), copy instanceof Leren.Action);
// endregion

// region save
const omar = new Leren.Participant({id: 'omar', name: 'Omar', roles: ['professional']});
rent.contributor = omar;
store.transaction(() => {
    store.save(rent, omar, session, look);
    store.save(wait);
    store.save(new Leren.Action({
        id: 'ring', what: 'Ring the landlord', case: rent, owner: omar, state: 'owned', due: '2024-03-19',
    }));
});
print(store.actions.length, store.count());
// endregion

// region undo
try {
    store.transaction(() => {
        store.delete('ring');
        store.delete(omar);
    });
} catch (error) {
    print(`${error}`);
}
print(store.has('ring'));
// endregion

// region get
const found = store.get('rent');
print(found === rent, found.equal(rent));
if (found instanceof Leren.Case)
    found.status = 'paused';
store.save(found);
try {
    store.get('rant');
} catch (error) {
    print(`${error}`);
}
// endregion

// region query
wait.own(omar);
store.save(wait);
const owned = store.query(Leren.Action).where({state: 'owned'}).where('due', '<', '2024-04-01').order_by('due');
print(owned.length, [...owned].map(action => action.what).join('; '));
for (const action of owned.where({case: rent, undertaken: null}))
    print(action.id);
for (const each of store.query('case').where({domains: 'money'}))
    print(each.title);
for (const each of store.query(Leren.Reflection).search('phoning'))
    print(each.text);
// endregion

// region signal
store.connect('changed', (_store, change, type, id) => print(change, type, id));
store.delete('ring');
// endregion

// region exchange
const stream = Gio.File.new_for_path('records.jsonl').replace(null, false, Gio.FileCreateFlags.NONE, null);
store.export(stream, 'json-lines');
stream.close(null);

const other = Leren.Store.open(':memory:');
const importer = new Leren.Importer(other);
importer.add_file('records.jsonl', 'detect');
importer.run();
print(importer.n_records, other.get('rent').title);
// endregion

// region close
store.close();
try {
    store.save(rent);
} catch (error) {
    print(`${error}`);
}
// endregion
