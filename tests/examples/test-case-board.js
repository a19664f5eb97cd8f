// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The case board in a real window: what it shows, what it does to the store, and what it looks like. The pictures
// stay in the build, for people to look at.

import GLib from 'gi://GLib';
import GdkPixbuf from 'gi://GdkPixbuf';
import Gio from 'gi://Gio';
import Gtk from 'gi://Gtk?version=4.0';
import Leren from 'gi://Leren?version=1.0';

import {BoardWindow} from '../../examples/javascript/case-board/window.js';
import {equal, ok, runAll, test} from '../introspection/tap.js';
import {LONG, day, practices, wijkteam} from './wijkteam.js';
import {all, button, pause, picture, reading, says, until, widgets} from './window.js';

const SOURCE = GLib.getenv('LEREN_SOURCE_ROOT');
const PICTURES = `${GLib.getenv('G_TEST_BUILDDIR')}/examples/pictures`;
const LANGUAGE = GLib.get_language_names()[0].slice(0, 2) === 'nl' ? 'nl' : 'en';
const folder = GLib.Dir.make_tmp('case-board-XXXXXX');
let stores = 0;

Gtk.init();
GLib.mkdir_with_parents(PICTURES, 0o755);

// A store in a file of its own, with what a test wants in it.
function make(fill = () => {}) {
    const path = `${folder}/${++stores}.leren`;
    const store = Leren.Store.open(path, Leren.StoreFlags.NEW);
    store.transaction(() => fill(store));
    store.close();
    return path;
}

const elsewhere = (path, change) => {
    const store = Leren.Store.open(path, Leren.StoreFlags.EXISTING);
    const given = change(store);
    store.close();
    return given;
};

async function shown(path, properties = {}) {
    const window = new BoardWindow(properties);
    window.present();
    await window.open(path);
    return window;
}

async function closed(window) {
    const {board} = window;
    window.close();
    await until(() => !board?.store.is_open(), 'the store is closed');
}

const typed = name => widget => widget.constructor.$gtype.name === name;
const columns = window => [...widgets(window)].filter(typed('CaseBoardColumn'));
const cards = root => [...widgets(root)].filter(typed('CaseBoardCardView'));
const column = (window, id) => columns(window).find(each => each.name === id);
const titles = root => cards(root).map(card => reading(card)[0]);
const detail = window => [...widgets(window)].find(typed('CaseBoardDetail'));
const actionViews = window => [...widgets(window)].filter(typed('CaseBoardActionView'));
const actionView = (window, what) => actionViews(window).find(view => reading(view)[0] === what);
const idle = window => until(() => !window.board.busy, 'the board has caught up');

// Chooses a case as a person does: by the row of its card.
async function choose(window, title) {
    for (const each of columns(window)) {
        const position = titles(each).indexOf(title);
        if (position >= 0) {
            const [list] = all(each, Gtk.ListView);
            list.emit('activate', position);
        }
    }
    await until(() => says(detail(window), title), `${title} is beside the board`);
    await idle(window);
}

const W = {
    en: {
        explore: 'To explore', own: 'Take on', tried: 'It was tried', review: 'Look back', change: 'Change',
        drop: 'Drop', add: 'Add reflection', none: 'No cases yet', refused: 'This store cannot be opened', again: 'Try again',
        overdue: '9 days overdue · Samira', ask: 'Questions to ask', across: 'Across the cases',
    },
    nl: {
        explore: 'Te verkennen', own: 'Oppakken', tried: 'Het is geprobeerd', review: 'Terugkijken', change: 'Aanpassen',
        drop: 'Laten vervallen', add: 'Reflectie toevoegen', none: 'Nog geen casussen',
        refused: 'Deze opslag kan niet worden geopend', again: 'Opnieuw proberen',
        overdue: '9 dagen over de datum · Samira', ask: 'Vragen om te stellen', across: 'Over de casussen heen',
    },
}[LANGUAGE];

test('every case stands where its loop is stuck', async () => {
    const window = await shown(make(wijkteam));
    const standing = Object.fromEntries(columns(window).map(each => [each.name, titles(each)]));

    equal(standing, {
        'look-back': ['Rent arrears', 'A cold stove'],
        explore: ['A newcomer who speaks to nobody'],
        owner: ['Rubbish on the porch'],
        trying: [LONG],
        round: ['Noise at night'],
    });
    ok(says(column(window, 'explore'), W.explore), 'the column has its title');
    await closed(window);
});

test('a card says who, what, by when and how much is found', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    const [card] = cards(column(window, 'look-back'));
    const lines = reading(card);

    for (const line of ['Rent arrears', 'Go by when he is at home, without a form', W.overdue])
        ok(lines.includes(line), `“${line}” on the card, which says ${lines.join(' | ')}`);
    const severities = elsewhere(path, store => {
        const findings = [...new Leren.Diagnosis().run(Leren.Snapshot.take(store))];
        return findings.filter(({subject}) => ['rent', 'visit', 'wait', 'post', 'phone'].includes(subject))
            .map(({severity}) => severity);
    });
    const warnings = severities.filter(severity => severity === 'warning').length;
    ok(warnings > 0, 'something urgent is found');
    ok(lines.includes(`${warnings}`), 'the number of urgent findings');
    await closed(window);
});

test('beside the board is what is found, what to ask and on what it stands', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    ok(says(detail(window), W.across), 'before a case is chosen, what stands out across them');
    await choose(window, 'Rent arrears');
    const findings = elsewhere(path, store => [...new Leren.Diagnosis().run(Leren.Snapshot.take(store))])
        .filter(({subject, subject_type: type}) => type === 'case' && subject === 'rent');

    ok(findings.length > 0, 'something is found about the case');
    const evidence = store => id => store.get(id).get_title();
    for (const finding of findings) {
        const wanted = [finding.explanation, ...finding.questions, W.ask];
        for (const line of wanted)
            ok(says(detail(window), line), `“${line}” is said`);
        ok(reading(detail(window)).some(line => line.endsWith(finding.source)), 'the source');
        const named = elsewhere(path, store => [...finding.evidence].slice(0, 3).map(evidence(store)));
        for (const title of named)
            await until(() => reading(detail(window)).some(line => line.endsWith(`: ${title}`)), `“${title}” as evidence`);
    }
    const ids = findings.flatMap(({evidence: stands}) => [...stands]);
    ok(!reading(detail(window)).some(line => ids.some(id => line === id || line.endsWith(`: ${id}`))), 'no id is shown');
    await closed(window);
});

test('a change in the store shows', async () => {
    const window = await shown(make(wijkteam));
    const {store} = window.board;
    const kase = store.get('newcomer');
    kase.title = 'A newcomer who speaks to one neighbour';
    await store.save_async(kase);
    await until(() => titles(column(window, 'explore')).includes('A newcomer who speaks to one neighbour'), 'a new title');
    await store.save_async(new Leren.Case({id: 'bills', title: 'Bills in a drawer', contributor: 'joost'}));
    await until(() => titles(column(window, 'explore')).includes('Bills in a drawer'), 'a new case');
    await store.save_async(new Leren.Action({id: 'sort', case: 'bills', what: 'Sort them together'}));
    await until(() => titles(column(window, 'owner')).includes('Bills in a drawer'), 'an action moves the case');
    await store.delete_async('sort');
    await store.delete_async('bills');
    await until(() => !titles(window).includes('Bills in a drawer'), 'a case that is gone');
    const joost = store.get('joost');
    joost.name = 'Joost (from Monday)';
    await store.save_async(joost);
    await until(() => reading(column(window, 'owner')).some(line => line.includes('Joost (from Monday)')), 'a new name');
    await closed(window);
});

test('an import shows, and so does what another program changed when the store is read anew', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    const {store} = window.board;
    practices(store, SOURCE);
    await until(() => titles(window).includes('Much to say, little said'), 'a case that was imported');
    await idle(window);
    equal(window.board.cards.get_n_items(), store.count('case'));

    elsewhere(path, other => other.save(new Leren.Case({title: 'Brought in elsewhere', urgency: 5})));
    await pause(100);
    ok(!titles(window).includes('Brought in elsewhere'), 'nothing is heard of another program');
    window.lookup_action('reload').activate(null);
    await until(() => titles(window).includes('Brought in elsewhere'), 'what another program brought in');
    await closed(window);
});

test('an action is moved on by its buttons, and saved', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    const saved = id => elsewhere(path, store => store.get(id));
    const what = 'Open the post together, one envelope at a time';
    await choose(window, 'Rent arrears');
    const view = actionView(window, what);
    const press = async (label, done) => {
        await until(() => button(view, label), `the button “${label}”`);
        button(view, label).emit('clicked');
        await until(() => done(saved('post')), `“${label}” is saved`);
        await idle(window);
    };

    const [people] = all(view, Gtk.DropDown);
    const names = people.model;
    equal(names.get_n_items(), 3);
    for (let i = 0; i < names.get_n_items(); i++) {
        if (names.get_item(i).name === 'Fatma')
            people.selected = i;
    }
    await press(W.own, ({state, owner}) => state === 'owned' && owner === 'fatma');
    await press(W.tried, ({state, undertaken}) => state === 'undertaken' && undertaken === day(0));
    const effect = await until(() => all(view, Gtk.Entry)[0], 'what came of it is asked');
    const [rating] = all(view, Gtk.DropDown);
    effect.text = 'He opened three of them himself';
    rating.selected = 7;
    await press(W.review, action => action.state === 'reviewed' && action.effect_rating === 7 &&
        action.effect === 'He opened three of them himself' && action.reviewed === day(0));
    await press(W.change, ({state, conclusion}) => state === 'concluded' && conclusion === 'adapt');

    const next = elsewhere(path, store => [...store.query(Leren.Action).where({previous: 'post'}).run()]);
    equal(next.map(({state, what: promised}) => [state, promised]), [['proposed', what]]);
    await until(() => actionViews(window).filter(each => reading(each)[0] === what).length === 2, 'the next turn');
    await closed(window);
});

test('a move that is not possible says why, and changes nothing', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    const problem = view => all(view, Gtk.Label).find(label => label.has_css_class('problem'))?.label;
    await choose(window, 'Rent arrears');

    const post = actionView(window, 'Open the post together, one envelope at a time');
    button(post, W.own).emit('clicked');
    await until(() => problem(post)?.includes('“owner”'), 'nobody was chosen');
    const wait = actionView(window, 'Ask the housing association to wait three weeks');
    button(wait, W.review).emit('clicked');
    await until(() => problem(wait)?.includes('“effect”'), 'no effect was given');
    equal(elsewhere(path, store => ['post', 'wait'].map(id => store.get(id).state)), ['proposed', 'undertaken']);

    // Somebody else was first, of which this program heard nothing
    elsewhere(path, store => {
        const action = store.get('post');
        action.own('samira');
        store.save(action);
    });
    [...all(post, Gtk.DropDown)][0].selected = 0;
    button(post, W.own).emit('clicked');
    await until(() => problem(post)?.includes('proposed'), 'it is taken on already');
    equal(elsewhere(path, store => store.get('post').owner), 'samira');
    // The button can be pressed again
    ok(button(post, W.own).is_sensitive(), 'the form is still there');
    await closed(window);
});

test('an action is dropped with a reason', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    await choose(window, 'Rubbish on the porch');
    const [view] = actionViews(window);
    const {popover} = all(view, Gtk.MenuButton).find(each => each.icon_name === 'user-trash-symbolic');
    popover.popup();
    const [reason] = all(popover, Gtk.Entry);
    reason.text = 'The caretaker did it';
    button(popover, W.drop).emit('clicked');
    await until(() => titles(column(window, 'round')).includes('Rubbish on the porch'), 'the case has come round');
    equal(elsewhere(path, store => store.get('sweep').drop_reason), 'The caretaker did it');
    await closed(window);
});

test('a reflection is added, and what is being typed survives a change', async () => {
    const path = make(wijkteam);
    const window = await shown(path);
    await choose(window, 'Rent arrears');
    const [{buffer}] = all(window, Gtk.TextView);
    const [effect] = all(actionView(window, 'Ask the housing association to wait three weeks'), Gtk.Entry);
    const level = all(detail(window), Gtk.DropDown).find(each => each.model.get_n_items() === 7);
    const said = 'He opens the door to whoever brings soup.';

    ok(!button(detail(window), W.add).is_sensitive(), 'nothing to add yet');
    buffer.text = said;
    level.selected = 5;
    effect.text = 'They wait until';
    await window.board.store.save_async(Object.assign(window.board.store.get('wait'), {intended_effect: 'Time'}));
    await window.board.store.save_async(new Leren.Reflection({text: 'We could cook.', case: 'rent', at: new Date()}));
    await until(() => says(detail(window), 'We could cook.'), 'a reflection of somebody else');
    await idle(window);
    equal([buffer.text, level.selected, effect.text, effect.get_mapped()], [said, 5, 'They wait until', true]);

    button(detail(window), W.add).emit('clicked');
    await until(() => says(detail(window), said), 'the reflection is in the list');
    equal(buffer.text, '');
    const [saved] = elsewhere(path, store => [...store.query(Leren.Reflection).where({case: 'rent', text: said}).run()]);
    equal([saved.level, saved.case], ['identity', 'rent']);
    ok(Math.abs(saved.at.getTime() - Date.now()) < 60_000, 'the time of the reflection');
    await closed(window);
});

test('searching, and looking at one team', async () => {
    const window = await shown(make(store => {
        wijkteam(store);
        store.save(new Leren.Team({id: 'noord', name: 'Wijkteam Noord'}));
        store.save(new Leren.Case({id: 'debts', title: 'Debts of three kinds', team: 'noord'}));
    }));
    const [search] = all(window, Gtk.SearchEntry);
    window.lookup_action('find').activate(null);
    ok(search.get_focus_child() || search.has_focus, 'the search has the focus');
    search.text = 'ENVELOPE samira';
    await until(() => titles(window).length === 1, 'one case has both words');
    equal(titles(window), ['Rent arrears']);
    search.text = '';
    await until(() => titles(window).length === 7, 'all cases');
    const team = all(window, Gtk.DropDown).find(each => each.selected_item?.string && each.model.get_n_items() === 3);
    team.selected = 1;
    await until(() => titles(window).length === 1, 'one team');
    equal(titles(window), ['Debts of three kinds']);
    await closed(window);
});

test('an empty store, and one that cannot be opened', async () => {
    const empty = await shown(make());
    ok(says(empty, W.none), 'it says that it is empty');
    await empty.board.store.save_async(new Leren.Case({title: 'The first one'}));
    await until(() => titles(empty).includes('The first one'), 'the first case');
    await closed(empty);

    const path = `${folder}/later.leren`;
    const refused = await shown(path);
    ok(says(refused, W.refused), 'it says so');
    ok(reading(refused).some(line => line.includes('later.leren')), 'and which one');
    elsewhere(make(wijkteam), store => Gio.File.new_for_path(store.location)
        .copy(Gio.File.new_for_path(path), Gio.FileCopyFlags.NONE, null, null));
    button(refused, W.again).emit('clicked');
    await until(() => titles(refused).includes('Rent arrears'), 'it is there now');
    await closed(refused);

    const text = `${folder}/notes.txt`;
    GLib.file_set_contents(text, 'not a store');
    const other = await shown(text);
    ok(says(other, W.refused), 'a text is no store');
    await closed(other);
});

test('a long title leaves the window as narrow as it was', async () => {
    const window = await shown(make(wijkteam), {default_width: 400, default_height: 800});
    equal(window.get_width() <= 400, true);
    const [card] = cards(column(window, 'trying'));
    const [title] = all(card, Gtk.Label);
    ok(title.get_layout().is_ellipsized(), 'the title on the card ends in an ellipsis');
    await choose(window, LONG);
    const [whole] = all(detail(window), Gtk.Label);
    ok(whole.label === LONG && !whole.get_layout().is_ellipsized(), 'the title beside the board is whole');
    equal(window.get_width() <= 400, true);
    // In so narrow a window the case takes the place of the board, until one goes back
    equal(columns(window).length, 0);
    window.lookup_action('back').activate(null);
    equal(columns(window).length, 5);
    await closed(window);
});

test('two thousand cases: the window goes on, and makes few cards of them', async () => {
    const path = make(store => {
        store.save(new Leren.Participant({id: 'samira', name: 'Samira'}));
        for (let i = 0; i < 2000; i++) {
            store.save(new Leren.Case({id: `case-${i}`, title: `Rent arrears, family ${i}`}));
            store.save(new Leren.Action({case: `case-${i}`, what: 'Go by', state: i % 2 ? 'proposed' : 'owned', ...i % 2 ? {} : {owner: 'samira'}}));
        }
    });
    let turns = 0;
    const ticking = GLib.timeout_add(GLib.PRIORITY_DEFAULT, 5, () => {
        turns++;
        return GLib.SOURCE_CONTINUE;
    });
    const window = await shown(path);
    GLib.source_remove(ticking);
    ok(turns > 10, `the window took ${turns} turns while the store was read`);
    equal(columns(window).map(each => each.n_cards), [0, 0, 1000, 1000, 0]);
    const made = cards(window).length;
    ok(made > 0 && made < 400, `${made} cards are made`);
    // The end of a column brings more of it
    const [scrolled] = all(column(window, 'owner'), Gtk.ScrolledWindow);
    const before = cards(column(window, 'owner')).length;
    scrolled.emit('edge-reached', Gtk.PositionType.BOTTOM);
    ok(cards(column(window, 'owner')).length > before, 'more cards');
    await closed(window);
});

test('everything that can be used has a name to be read out', async () => {
    const window = await shown(make(wijkteam));
    await choose(window, 'Rent arrears');
    const named = widget => widget.label || Gtk.test_accessible_has_property(widget, Gtk.AccessibleProperty.LABEL);
    const inside = widget => {
        for (let parent = widget.get_parent(); parent; parent = parent.get_parent()) {
            if ([Gtk.HeaderBar, Gtk.DropDown, Gtk.MenuButton, Gtk.SearchEntry, Gtk.Calendar, Gtk.InfoBar, Gtk.WindowControls]
                .some(type => parent instanceof type && type !== Gtk.HeaderBar))
                return true;
        }
        return false;
    };
    const used = [...widgets(window)].filter(widget =>
        [Gtk.Button, Gtk.Entry, Gtk.DropDown, Gtk.MenuButton, Gtk.TextView, Gtk.ListView, Gtk.SearchEntry]
            .some(type => widget instanceof type) && !inside(widget));
    ok(used.length > 15, `${used.length} widgets can be used`);
    equal(used.filter(widget => !named(widget)).map(widget => `${widget}`), []);
    for (const card of cards(window))
        ok(named(card.get_parent()), 'the row of a card');
    await closed(window);
});

test('the program says what it wants, and otherwise opens its window without a complaint', async () => {
    const run = (...args) => Gio.Subprocess.new(
        ['gjs', '-m', `${SOURCE}/examples/javascript/case-board/case-board.js`, ...args],
        Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_PIPE);
    const misused = run();
    const [, , usage] = misused.communicate_utf8(null, null);
    equal([misused.get_exit_status(), usage], [2, 'Usage: gjs -m case-board.js FILE\n']);

    const program = run(make(wijkteam));
    await pause(3000);
    ok(program.get_identifier() !== null, 'it is still there');
    program.send_signal(15);
    const [, said, complaint] = program.communicate_utf8(null, null);
    equal([said, complaint, program.get_term_sig()], ['', '', 15]);
});

// How bright a picture is, from 0 to 255.
function brightness(path) {
    const pixels = GdkPixbuf.Pixbuf.new_from_file(path);
    const bytes = pixels.read_pixel_bytes().toArray();
    let sum = 0;
    for (let i = 0; i < bytes.length; i += 97)
        sum += bytes[i];
    return sum / (bytes.length / 97);
}

test('pictures, light and dark, wide and narrow', async () => {
    const path = make(wijkteam);
    elsewhere(path, store => practices(store, SOURCE));
    const settings = Gtk.Settings.get_default();
    const bright = {};
    for (const dark of [false, true]) {
        settings.gtk_application_prefer_dark_theme = dark;
        for (const [size, width, height] of [['wide', 1360, 860], ['narrow', 400, 860]]) {
            const called = `${PICTURES}/case-board-${LANGUAGE}-${dark ? 'dark' : 'light'}-${size}`;
            const window = await shown(path, {default_width: width, default_height: height});
            await pause(300);
            if (size === 'narrow')
                await picture(window, `${called}-board.png`);
            await choose(window, 'Rent arrears');
            await pause(300);
            const [wide, high] = await picture(window, `${called}.png`);
            ok(wide > width - 40 && wide <= width && high > height - 40, `${wide} by ${high}`);
            bright[`${dark}`] = brightness(`${called}.png`);
            await closed(window);
        }
    }
    settings.gtk_application_prefer_dark_theme = false;
    ok(bright.false > bright.true + 80, `light is ${bright.false}, dark ${bright.true}`);
});

await runAll();
