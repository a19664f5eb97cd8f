// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// An own record type and an own rule, for docs/guides/javascript.md

import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

// region type
// What somebody saw at a door
const Visit = GObject.registerClass({
    GTypeName: 'Visit',
    RecordType: 'org.example.visit',
    Properties: {
        'home': GObject.ParamSpec.string('home', '', 'The case whose door it was.', GObject.ParamFlags.READWRITE, null),
        'let-in': GObject.ParamSpec.boolean('let-in', '', 'Whether the door was opened.', GObject.ParamFlags.READWRITE, false),
    },
}, class Visit extends Leren.Record {});
// endregion

// region rule
// Says where nobody was let in
const ClosedDoor = GObject.registerClass(class ClosedDoor extends Leren.Rule {
    static id = 'org.example.closed-door';
    static source = 'Our own practice';
    static parameters = {
        visits: {value: 2, minimum: 1, maximum: 100, unit: 'visits', meaning: 'how many visits in vain there must be'},
    };

    /** @type {(snapshot: Leren.Snapshot, findings: Leren.Findings) => void} */
    vfunc_run(snapshot, findings) {
        const closed = snapshot.table('org.example.visit').toArray().filter(visit => visit.let_in === false);
        if (closed.length >= findings.get_parameter('visits')) {
            findings.add(
                'advice', closed[0].home, closed.map(visit => visit.id), closed.length, 'visits', 'The door stayed shut.',
                'De deur bleef dicht.', ['Who else could ring there?']);
        }
    }
});
// endregion

// region store
const store = Leren.Store.open(':memory:');
store.save(new Leren.Case({id: 'rent', title: 'Rent arrears'}));
const first = new Visit({id: 'first'});
const second = new Visit({id: 'second'});
for (const visit of [first, second])
    Object.assign(visit, {home: 'rent', let_in: false});
print(JSON.stringify(first));
store.save(first, second);
for (const visit of store.query(Visit).where({let_in: false}))
    print(visit.id);
print(store.get('first') instanceof Visit);
// endregion

// region diagnose
for (const finding of store.diagnose({also: [ClosedDoor]}))
    print(`${finding.rule}: ${finding.explanation}`);
// endregion

// region fail
const Unfinished = GObject.registerClass(class Unfinished extends Leren.Rule {
    static id = 'org.example.unfinished';
    static source = 'Our own practice';

    vfunc_run() {
        throw new RangeError('this rule is still to be thought out');
    }
});

try {
    store.diagnose({also: [Unfinished]});
} catch (error) {
    print(`${error}`);
}
// endregion
