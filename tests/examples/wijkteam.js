// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A neighbourhood team with a case for each place in the learning loop. Its days count from today.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

export function day(offset) {
    return GLib.DateTime.new_now_local().add_days(offset).format('%F');
}

export const LONG = 'A mother who cares for her son with a brain injury, for her own mother with dementia and on ' +
    'Wednesdays for the neighbour’s children asks whether the neighbourhood team could for once bring something ' +
    'instead of asking for another form';

function save(store, records) {
    for (const record of records)
        store.save(record);
}

export function wijkteam(store) {
    save(store, [
        new Leren.Participant({id: 'samira', name: 'Samira'}),
        new Leren.Participant({id: 'joost', name: 'Joost'}),
        new Leren.Participant({id: 'fatma', name: 'Fatma'}),
        new Leren.Participant({id: 'marjan', name: 'Marjan, coach', roles: ['coach']}),
        new Leren.Practice({id: 'zuid', name: 'Working in the neighbourhood'}),
        new Leren.Team({id: 'wijkteam', name: 'Wijkteam Zuid', practice: 'zuid', members: ['samira', 'joost', 'fatma']}),
        new Leren.Case({
            id: 'rent', title: 'Rent arrears', contributor: 'samira', team: 'wijkteam', status: 'open', urgency: 4,
            question: 'How do I stay beside somebody who does not open their post?',
            narrative: 'A father of three is five months behind with the rent. The housing association has announced ' +
                'that he will be evicted. We keep phoning; he does not answer.',
            domains: ['money', 'housing'],
        }),
        new Leren.Case({id: 'carer', title: LONG, contributor: 'joost', team: 'wijkteam'}),
        new Leren.Case({id: 'stove', title: 'A cold stove', contributor: 'joost', team: 'wijkteam'}),
        new Leren.Case({id: 'newcomer', title: 'A newcomer who speaks to nobody', contributor: 'fatma', team: 'wijkteam'}),
        new Leren.Case({id: 'porch', title: 'Rubbish on the porch', contributor: 'joost', team: 'wijkteam', status: 'paused'}),
        new Leren.Case({id: 'noise', title: 'Noise at night', contributor: 'samira', team: 'wijkteam', status: 'closed'}),
    ]);
    save(store, [
        new Leren.Action({
            id: 'visit', case: 'rent', what: 'Go by when he is at home, without a form', state: 'owned', owner: 'samira',
            due: day(-9), intended_effect: 'He tells what is behind the envelopes',
        }),
        new Leren.Action({
            id: 'wait', case: 'rent', what: 'Ask the housing association to wait three weeks', state: 'undertaken',
            owner: 'joost', undertaken: day(-4),
        }),
        new Leren.Action({id: 'post', case: 'rent', what: 'Open the post together, one envelope at a time'}),
        new Leren.Action({
            id: 'phone', case: 'rent', what: 'Phone every day until he answers', state: 'reviewed', owner: 'joost',
            undertaken: day(-30), reviewed: day(-20), effect: 'He stopped answering altogether', effect_rating: 2,
        }),
        new Leren.Action({id: 'afternoon', case: 'carer', what: 'Find out what one free afternoon a week would take', state: 'owned', owner: 'fatma', due: day(0)}),
        new Leren.Action({id: 'fitter', case: 'stove', what: 'Phone the fitter', state: 'owned', owner: 'joost', due: day(-1)}),
        new Leren.Action({id: 'sweep', case: 'porch', what: 'Sweep the porch together once'}),
        new Leren.Action({
            id: 'talk', case: 'noise', what: 'Bring the neighbours to one table', state: 'concluded', owner: 'samira',
            undertaken: day(-60), reviewed: day(-50), effect: 'They talk', conclusion: 'adopt',
        }),
    ]);
    const said = [
        ['behaviour', 'We keep phoning, and he keeps not answering.'],
        ['behaviour', 'We phone because phoning is what we always do.'],
        ['behaviour', 'Phoning again will not do it.'],
        ['identity', 'I want to be of use so much that I do not listen.'],
    ];
    save(store, said.map(([level, text], i) => new Leren.Reflection({
        id: `said-${i}`, case: 'rent', text, level, at: new Date(Date.now() - (10 - i) * 86_400_000),
    })));
}

// The practices that come with libleren
export function practices(store, source) {
    const folder = Gio.File.new_for_path(`${source}/examples/data`);
    const importer = Leren.Importer.new(store);
    for (const info of folder.enumerate_children('standard::name', Gio.FileQueryInfoFlags.NONE, null)) {
        if (info.get_name().endsWith('.json'))
            importer.add_file(folder.get_child(info.get_name()), Leren.Format.DETECT, null);
    }
    importer.run(null);
}
