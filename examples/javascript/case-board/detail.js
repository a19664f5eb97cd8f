// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// All about the case that is chosen; where none is, what stands out across the cases.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';

import {ActionView} from './action-view.js';
import {FindingsView} from './findings-view.js';
import {ReflectionsView} from './reflections-view.js';
import {box, fillBox, heading, text} from './widgets.js';
import {_, fill, sayStatus} from './words.js';

/** @import {Board} from './board.js' */
/** @import {Card} from './card.js' */

const Head = GObject.registerClass(class Head extends Gtk.Box {
    constructor() {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 6});
    }

    /** @param {Card} card */
    show_card({record, contributor, team}) {
        const {title, question, narrative, status, urgency, domains} = record;
        const facts = [
            contributor && fill(_('Brought in by %s'), contributor),
            team?.name,
            status && sayStatus(status),
            urgency && fill(_('Urgency %d of 5'), urgency),
            domains?.join(', '),
        ].filter(fact => fact);

        const name = text(title, 'title-2');
        name.accessible_role = Gtk.AccessibleRole.HEADING;
        fillBox(this, [
            name,
            ...facts.length > 0 ? [text(facts.join(' · '), 'small', 'dim-label')] : [],
            ...question ? [text(question, 'own-question')] : [],
            ...narrative ? [text(narrative)] : [],
        ]);
    }
});

// The actions of a case, each with a view of its own that lives as long as the action is there
const ActionsView = GObject.registerClass(class ActionsView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 12});
        this._board = board;
        /** @type {Map<string, InstanceType<typeof ActionView>>} */
        this._views = new Map();
        this._none = text(_('Nothing is agreed yet.'), 'dim-label');
        this.append(this._none);
    }

    /** @param {Card} card */
    show_card(card) {
        const ids = new Set(card.actions.map(action => action.id));
        for (const [id, view] of this._views) {
            if (!ids.has(id)) {
                this.remove(view);
                this._views.delete(id);
            }
        }
        for (const action of card.actions) {
            const view = this._views.get(action.id) ?? new ActionView(this._board);
            if (!this._views.has(action.id)) {
                this._views.set(action.id, view);
                this.append(view);
            }
            view.show_action(action, card);
        }
        this._none.visible = card.actions.length === 0;
    }
});

const CaseView = GObject.registerClass(class CaseView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 12, css_classes: ['detail']});
        this._head = new Head();
        this._findings = new FindingsView(board);
        this._actions = new ActionsView(board);
        this._reflections = new ReflectionsView(board);
        for (const child of [
            this._head,
            heading(_('What stands out')), this._findings,
            heading(_('Actions')), this._actions,
            heading(_('Reflections')), this._reflections,
        ])
            this.append(child);
    }

    /** @param {Card} card */
    async show_card(card) {
        this._head.show_card(card);
        this._findings.show_findings(card.findings, card.id);
        this._actions.show_card(card);
        await this._reflections.show_card(card);
    }
});

export const Detail = GObject.registerClass({
    GTypeName: 'CaseBoardDetail',
}, class Detail extends Gtk.ScrolledWindow {
    /** @param {Board} board */
    constructor(board) {
        super({hscrollbar_policy: Gtk.PolicyType.NEVER, css_classes: ['detail-pane']});
        this._board = board;
        this._general = new FindingsView(board);
        this._across = box('VERTICAL', 12, [
            text(_('Across the cases'), 'title-2'),
            text(_('Choose a case to see what is found there, and to move its actions on.'), 'dim-label'),
            this._general,
        ], {css_classes: ['detail']});
    }

    // A view is made for each case that is chosen, and brought up to date as long as it is shown.
    /** @param {Card | null} card */
    async show_card(card) {
        const other = card !== this._card || !this.child;
        this._card = card;
        if (!card) {
            this._general.show_findings(this._board.general);
            this.child = this._across;
        } else if (other) {
            this._view = new CaseView(this._board);
            this.child = this._view;
        }
        if (other)
            this.vadjustment.value = 0;
        if (card)
            await this._view?.show_card(card);
    }
});
