// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The working day of a learning coach: gjs -m working-day.js [FILE]

import Leren from 'gi://Leren?version=1.0';

const Kind = Leren.ContributionKind;

// Somebody says something in the session, some minutes after two o'clock
/** @type {(store: Leren.Store, minute: number, who: string, kind: Leren.ContributionKind, text: string) => void} */
function say(store, minute, who, kind, text) {
    const at = new Date(Date.UTC(2024, 2, 5, 14, minute));
    store.save(new Leren.Contribution({
        id: `turn-${minute}`, session: 'session', case: 'rent', speaker: who, kind, text, at,
    }));
}

// And somebody looks back on what they do
/** @type {(store: Leren.Store, minute: number, who: string, text: string) => void} */
function look_back(store, minute, who, text) {
    const at = new Date(Date.UTC(2024, 2, 5, 14, minute));
    store.save(new Leren.Reflection({
        id: `look-${minute}`, session: 'session', case: 'rent', author: who, text, at,
        level: 'behaviour', loop: 'single',
    }));
}

/** @type {(store: Leren.Store) => void} */
function write_down(store) {
    // The people of a team, and their coach
    const els = new Leren.Participant({id: 'els', name: 'Els', roles: ['coach']});
    const omar = new Leren.Participant({id: 'omar', name: 'Omar', roles: ['professional']});
    const sara = new Leren.Participant({id: 'sara', name: 'Sara', roles: ['professional']});
    const fatma = new Leren.Participant({id: 'fatma', name: 'Fatma', roles: ['client']});
    const linde = new Leren.Team({id: 'linde', name: 'De Linde', members: [omar, sara]});

    // Last year they worked through a case, and what they tried was worth keeping
    const letters = new Leren.Case({
        id: 'letters', title: 'Letters that stay shut', team: linde, domains: ['money', 'housing'],
        narrative: 'A man owes rent, and opens no letters', status: 'closed',
        created: new Date('2023-05-09T09:00:00Z'),
    });
    const sort = new Leren.Action({
        id: 'sort', what: 'Sort them together, at his own table', case: letters, owner: sara,
        state: 'concluded', undertaken: '2023-05-10', reviewed: '2023-05-24',
        effect: 'He sorts them himself now', effect_rating: 8, conclusion: 'adopt',
    });

    // Now somebody brings in a case, with a question about his own part in it
    const rent = new Leren.Case({
        id: 'rent', title: 'Rent arrears', team: linde, domains: ['money', 'family'],
        narrative: 'A mother owes three months of rent, and leaves her letters to me', contributor: omar,
        question: 'What do I do that makes her wait for me?',
    });
    const session = new Leren.Session({
        id: 'session', team: linde, started: new Date('2024-03-05T14:00:00Z'), facilitator: els, cases: [rent],
        present: [els, omar, sara, fatma],
    });

    // All of it is kept, or nothing
    store.transaction(() => {
        store.save(els, omar, sara, fatma, linde, letters, sort, rent, session);

        // They talk about it: open questions should come first, advice later
        say(store, 0, 'omar', Kind.STORY, 'She rings me with every letter, and I come');
        say(store, 1, 'sara', Kind.ADVICE, 'Let her keep them all for Monday');
        say(store, 2, 'sara', Kind.ADVICE, 'Or ring her landlord, then it is done with');
        say(store, 3, 'els', Kind.OPEN_QUESTION, 'What would she do without you?');
        say(store, 4, 'fatma', Kind.FEELING, 'I would be scared, and proud if I managed');

        // They look back: how deep do they go?
        look_back(store, 30, 'omar', 'I ring her landlord before she has asked');
        look_back(store, 31, 'sara', 'I fill in their forms, as that goes faster');
        look_back(store, 32, 'omar', 'I am at her door within the hour');
        look_back(store, 33, 'sara', 'We step in before the question is clear');
    });
}

/** @type {(store: Leren.Store) => void} */
function keep_promise(store) {
    // One of the group takes it on, and tries it
    const wait = new Leren.Action({
        id: 'wait', what: 'Let her open the letter, and wait', case: 'rent', session: 'session',
        intended_effect: 'She says herself what is to be done', level: 'behaviour', due: '2024-03-12',
    });
    wait.own('omar');
    wait.undertake('2024-03-11');

    // What nobody has looked back on cannot be concluded
    try {
        wait.conclude('adopt');
    } catch (error) {
        if (!(error instanceof Leren.Error && error.code === Leren.Error.STATE))
            throw error;
        print(`Not yet: ${error.message}`);
    }

    // The next time they do look back, and change what they try: the cycle turns
    look_back(store, 40, 'omar', 'I kept my hands still, and she rang');
    wait.review('She rang her landlord, with me beside her', 6, 'look-40', '2024-03-26');
    const next = wait.conclude('adapt');
    if (next) {
        next.id = 'alone';
        next.what = 'Let her ring with nobody beside her';
        next.own('sara');
        store.save(wait, next);
    }
    print(`${wait.what}: ${wait.conclusion}`);
}

/** @type {(store: Leren.Store) => void} */
function share(store) {
    // What one of them feels is put into words, for all
    const felt = new Leren.Knowledge({
        id: 'felt', statement: 'When she is about to do it herself', form: 'tacit', holder: 'individual', author: 'omar',
    });
    const words = new Leren.Knowledge({
        id: 'words', statement: 'Ask what she would do without you', form: 'explicit', holder: 'team', team: 'linde',
    });
    const told = new Leren.Conversion({id: 'told', sources: [felt], results: [words], participants: ['omar', 'sara']});

    // A tension is fuel, once it is on the table
    const pace = new Leren.Tension({
        id: 'pace', description: 'The landlord wants his money, she needs her time', case: 'rent',
        pole_from: 'pay now', pole_to: 'learn first', status: 'surfaced', surfaced: '2024-03-26',
    });
    store.save(felt, words, told, pace);
}

/** @type {(store: Leren.Store) => void} */
function look_ahead(store) {
    // What stands out in this case, what does that rest on, and what is there to ask?
    const of_case = store.snapshot({case: 'rent'});
    for (const finding of of_case.diagnose()) {
        print(`${finding.severity} ${finding.rule}: ${finding.explanation}`);
        for (const id of finding.evidence)
            print(`  - ${store.get(id).title}`);
        for (const question of finding.questions)
            print(`  ? ${question}`);
    }

    // On which level do they look back, and which one is next?
    const profile = Leren.profile(of_case, 'logical-levels');
    const [highest, next] = [profile.get_highest(0), profile.get_next(0)];
    if (highest && next)
        print(`${highest.label}; next: ${next.label}`);

    // How much of what they know was put into words?
    const snapshot = store.snapshot();
    print(`Put into words: ${Leren.spiral(snapshot).get_n_of_mode('externalisation')}`);

    // Which case looks like it, and what helped there?
    for (const like of Leren.Similar.find(snapshot, 'rent', 1)) {
        print(`Like it: ${like.title}`);
        for (const action of like.actions)
            print(`  ${action.what}: ${action.effect}`);
    }

    // What was promised, and still has to be done?
    for (const action of store.query(Leren.Action).where({state: 'owned'}))
        print(`To do: ${action.what}`);
}

const store = Leren.Store.open(ARGV[0] ?? ':memory:');
write_down(store);
keep_promise(store);
share(store);
look_ahead(store);
store.close();
