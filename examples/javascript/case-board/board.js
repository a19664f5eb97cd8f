// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The board without its window: the cards, kept up to date with a store.
//
// Nothing here waits for the store. What could take a while is asked for asynchronously, and done on
// a thread of the library while the window goes on.

import Gio from 'gi://Gio';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {Agreements} from './agreements.js';
import {Card} from './card.js';

/** @typedef {InstanceType<typeof Board>} Board */
/** @typedef {{recordType: string | null, id: string}} Change */

// From so many changes on, reading everything anew is less work than reading one after the other
const MANY = 100;

export const Board = GObject.registerClass({
    GTypeName: 'CaseBoard',
    Properties: {
        'busy': GObject.ParamSpec.boolean('busy', null, null, GObject.ParamFlags.READABLE, false),
    },
    Signals: {
        // The cards, or what is found about them, may be other than they were
        'updated': {},
        // Something that nobody waits for went wrong
        'failed': {param_types: [GObject.TYPE_JSOBJECT]},
    },
}, class Board extends GObject.Object {
    /** @param {Leren.Store} store */
    constructor(store) {
        super();
        this.store = store;
        /** @type {Gio.ListStore<Card>} */
        this.cards = new Gio.ListStore({item_type: Card.$gtype});
        /** @type {Leren.Model<Leren.Participant> | null} */
        this.people = null;
        /** @type {Leren.Model<Leren.Team> | null} */
        this.teams = null;
        // What is found about no case in particular
        /** @type {Leren.Finding[]} */
        this.general = [];

        /** @type {Map<string, Card>} */
        this._cards = new Map();
        /** @type {Map<string, string | null>} */
        this._names = new Map();
        /** @type {Map<string, Leren.Team>} */
        this._teams = new Map();
        this._agreements = new Agreements();
        /** @type {Change[]} */
        this._changes = [];
        /** @type {Promise<void> | null} */
        this._running = null;
        this._diagnosed = false;
        this._stopped = new Gio.Cancellable();
        this._changedId = store.connect('changed', (_store, _change, recordType, id) => {
            this._changes.push({recordType, id: id ?? ''});
            this._catchUp();
        });
    }

    async close() {
        this.store.disconnect(this._changedId);
        this._stopped.cancel();
        await this._running;
        await this.store.close_async();
    }

    get busy() {
        return Boolean(this._running);
    }

    // Reads everything anew: at first, and after another program has changed the store, of which this
    // one hears nothing.
    async load() {
        this._changes.push({recordType: null, id: ''});
        await this._catchUp();
    }

    /** @param {string | null} id */
    card(id) {
        return this._cards.get(id ?? '') ?? null;
    }

    /** @param {string | null} id */
    nameOf(id) {
        return this._names.get(id ?? '') ?? null;
    }

    // The record of that id, or null where there is none, or none any more.
    /**
     * @param {string} id
     * @returns {Promise<Leren.Record | null>}
     */
    async find(id) {
        try {
            return await this.store.get_async(id, this._stopped);
        } catch (error) {
            if (!/** @type {Partial<Leren.Error>} */ (error).matches?.(Leren.Error, Leren.Error.NOT_FOUND))
                throw error;
            return null;
        }
    }

    // The latest reflections on a case, as a list model.
    /**
     * @param {Card} card
     * @param {number} limit
     */
    async reflections(card, limit) {
        const query = this.store.query(Leren.Reflection).where({case: card.record}).order_by('at', {descending: true});
        query.page(0, limit);
        return query.run_async(this._stopped);
    }

    /**
     * @param {Card} card
     * @param {{text: string, level: Leren.ReflectionLevel | null}} said
     */
    async reflect(card, {text, level}) {
        await this.store.save_async(new Leren.Reflection({text, level, case: card.record, at: new Date()}));
    }

    // Moves an action on. What is moved is the action as the store has it now, not as it was when it
    // was shown: where somebody has moved it meanwhile, the move is refused and says why.
    /**
     * @param {string} id
     * @param {(action: Leren.Action) => Leren.Action | null | void} step
     */
    async move(id, step) {
        const action = /** @type {Leren.Action} */ (await this.store.get_async(id));
        // To adapt opens the next turn, which is saved with it or not at all
        const next = step(action);

        await this.store.save_async(...next ? [action, next] : [action]);
    }

    _catchUp() {
        if (!this._running) {
            this._running = this._follow().finally(() => {
                this._running = null;
                this.notify('busy');
            });
            this.notify('busy');
        }
        return this._running;
    }

    // Once at a time: what changes meanwhile waits for the next turn.
    async _follow() {
        try {
            while (this._changes.length > 0) {
                await this._read(this._changes.splice(0));
                // The first time all comes at once, so that no card moves before it was seen
                if (this._diagnosed)
                    this.emit('updated');
                await this._diagnose();
                this._diagnosed = true;
                this.emit('updated');
            }
        } catch (error) {
            if (!this._stopped.is_cancelled())
                this.emit('failed', error);
        }
    }

    /** @param {Change[]} changes */
    async _read(changes) {
        // An import names no record; and the name of a person or a team stands on any card
        /** @type {(change: Change) => boolean} */
        const isWide = ({recordType}) => /** @type {(string | null)[]} */ ([null, 'participant', 'team']).includes(recordType);
        if (changes.length > MANY || changes.some(isWide)) {
            await this._readAll();
            return;
        }
        /** @type {Set<string>} */
        const touched = new Set();
        for (const {id} of changes.filter(({recordType}) => recordType === 'action')) {
            touched.add(this._agreements.caseOf(id) ?? '');
            const action = /** @type {Leren.Action | null} */ (await this.find(id));
            if (action)
                this._agreements.take(action);
            else
                this._agreements.forget(id);
            touched.add(this._agreements.caseOf(id) ?? '');
        }
        for (const {id} of changes.filter(({recordType}) => recordType === 'case'))
            touched.add(id);
        touched.delete('');
        for (const id of touched)
            this._place(id, /** @type {Leren.Case | null} */ (await this.find(id)));
    }

    async _readAll() {
        const people = await this.store.query(Leren.Participant).order_by('name').run_async(this._stopped);
        this.people = people;
        const teams = await this.store.query(Leren.Team).order_by('name').run_async(this._stopped);
        this.teams = teams;
        this._names = new Map(Array.from(people, person => [person.id, person.name]));
        this._teams = new Map(Array.from(teams, team => [team.id, team]));

        // Reading page by page lets the window go on meanwhile
        const agreements = new Agreements();
        for await (const action of this.store.query(Leren.Action))
            agreements.take(action);
        this._agreements = agreements;
        const gone = new Set(this._cards.keys());
        const added = [];
        for await (const record of this.store.query(Leren.Case)) {
            if (!gone.delete(record.id))
                added.push(this._make(record));
            else
                this._place(record.id, record);
        }
        for (const id of gone)
            this._place(id, null);
        this.cards.splice(this.cards.get_n_items(), 0, added);
    }

    /** @param {Leren.Case} record */
    _make(record) {
        const card = new Card(record);
        this._cards.set(record.id, card);
        card.take(record, this._around(record));
        return card;
    }

    // What of other records goes on the card
    /** @param {Leren.Case} record */
    _around(record) {
        return {
            contributor: this.nameOf(record.contributor),
            team: this._teams.get(record.team ?? '') ?? null,
            actions: this._agreements.of(record.id),
        };
    }

    /**
     * @param {string} id
     * @param {Leren.Case | null} record
     */
    _place(id, record) {
        const card = this.card(id);
        if (!card && record) {
            this.cards.append(this._make(record));
        } else if (card && record) {
            if (card.take(record, this._around(record)))
                this._announce(card);
        } else if (card) {
            const [, position] = this.cards.find(card);
            this.cards.remove(position);
            this._cards.delete(id);
        }
    }

    // The models on top of this one sort and filter a card anew when it is said to be new.
    /** @param {Card} card */
    _announce(card) {
        const [, position] = this.cards.find(card);
        this.cards.items_changed(position, 1, 1);
    }

    async _diagnose() {
        const findings = await this.store.diagnose_async({cancellable: this._stopped});
        /** @type {Map<string, Leren.Finding[]>} */
        const byCase = new Map();
        /** @type {Leren.Finding[]} */
        const general = [];

        for (const finding of findings) {
            const cards = (await this._casesOf(finding)).filter(id => this._cards.has(id));
            for (const id of cards)
                byCase.set(id, [...byCase.get(id) ?? [], finding]);
            if (cards.length === 0)
                general.push(finding);
        }
        this.general = general;
        for (const [id, card] of this._cards) {
            if (card.takeFindings(byCase.get(id) ?? []))
                this._announce(card);
        }
    }

    // The cases that a finding is about: what it is about may be a case, or belong to one or several.
    /**
     * @param {Leren.Finding} finding
     * @returns {Promise<string[]>}
     */
    async _casesOf(finding) {
        const {subject, subject_type: recordType} = finding;
        if (recordType === 'case')
            return [subject];
        if (recordType === 'action')
            return [this._agreements.caseOf(subject) ?? ''];
        const declaration = Leren.Declaration.lookup(recordType);
        const names = ['case', 'cases'].filter(name => declaration?.find_field(name));
        const record = names.length > 0 ? await this.find(subject) : null;
        return record ? names.flatMap(name => /** @type {any} */ (record)[name] ?? []) : [];
    }
});
