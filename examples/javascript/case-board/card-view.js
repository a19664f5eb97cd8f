// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a card looks like. A list makes a few hundred of these, and uses them for one card after the
// other; so a card has few widgets, and the rarer ones only from when they are needed.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';

import {isOverdue, isTried} from './standing.js';
import {box, excerpt, name} from './widgets.js';
import {SEVERITIES, STATES, _, fill, ngettext, sayDue, sayOverdue, sayStatus, today} from './words.js';

/** @import {Agreed} from './agreements.js' */
/** @import {Board} from './board.js' */
/** @import {Card} from './card.js' */
/** @import Leren from 'gi://Leren?version=1.0' */

/** @typedef {{what: Gtk.Label, who: Gtk.Label, line: Gtk.Box}} Line */

const ACTIONS_SHOWN = 2;

/** @type {(parts: (string | null | undefined)[]) => string} */
const join = parts => parts.filter(part => part).join(' · ');

export const CardView = GObject.registerClass({
    GTypeName: 'CaseBoardCardView',
    Signals: {'clicked': {}},
}, class CardView extends Gtk.Box {
    constructor() {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 6, css_classes: ['card'], has_tooltip: true});
        this._title = excerpt(3, 'title');
        this._place = excerpt(1, 'dim-label', 'small');
        this._actions = Array.from({length: ACTIONS_SHOWN}, () => this._makeAction());
        this._more = excerpt(1, 'dim-label', 'small');
        this._foot = box('HORIZONTAL', 10, []);
        /** @type {Map<Leren.Severity, {count: Gtk.Box, number: Gtk.Label}>} */
        this._counts = new Map();
        this._said = '';
        for (const child of [this._title, this._place, ...this._actions.map(({line}) => line), this._more, this._foot])
            this.append(child);

        // Asked for when it is to be seen: to set a tooltip asks the display where the pointer is
        this.connect('query-tooltip', (_view, _x, _y, _keyboard, tooltip) => {
            tooltip.set_text(this._said);
            return true;
        });
        const click = new Gtk.GestureClick();
        click.connect('released', () => this.emit('clicked'));
        this.add_controller(click);
    }

    /**
     * @param {Card} card
     * @param {Board} board
     */
    show_card(card, board) {
        const {title, status, contributor, team, open} = card;
        const more = open.length - ACTIONS_SHOWN;

        this._say(this._title, title);
        this._say(this._place, join([status && status !== 'open' ? sayStatus(status) : null, contributor, team?.name]));
        for (const [i, parts] of this._actions.entries())
            this._showAction(parts, open[i], board);
        this._say(this._more, more > 0 ? fill(ngettext('and %d more action', 'and %d more actions', more), more) : '');
        this._showCounts(card);
        // The row around this is what has the focus, and what is read out
        this._said = this._summary(card);
        name(/** @type {Gtk.Widget} */ (this.get_parent()), this._said);
    }

    /**
     * @param {Gtk.Label} label
     * @param {string} said
     */
    _say(label, said) {
        label.label = said;
        label.visible = said !== '';
    }

    // What was promised, and below it who does it by when
    _makeAction() {
        const what = excerpt(2);
        const who = excerpt(2, 'dim-label', 'small');
        return {what, who, line: box('VERTICAL', 0, [what, who], {css_classes: ['action-line']})};
    }

    /**
     * @param {Line} parts
     * @param {Agreed | undefined} action
     * @param {Board} board
     */
    _showAction({what, who, line}, action, board) {
        line.visible = Boolean(action);
        if (!action)
            return;
        const now = today();
        const due = action.due ? sayDue(action.due, now) : null;
        const when = isTried(action) ? STATES[action.state]() : due;

        what.label = action.what;
        who.label = join([when, action.owner ? board.nameOf(action.owner) ?? action.owner : _('Nobody has taken it on')]);
        line.css_classes = isOverdue(action, now) ? ['action-line', 'overdue'] : ['action-line'];
    }

    // A card of which nothing is found never has these
    _makeCounts() {
        for (const [severity, {icon}] of Object.entries(SEVERITIES)) {
            const number = new Gtk.Label();
            const count = box('HORIZONTAL', 4, [new Gtk.Image({icon_name: icon}), number], {
                css_classes: ['count', severity],
            });
            this._foot.append(count);
            this._counts.set(/** @type {Leren.Severity} */ (severity), {count, number});
        }
    }

    /** @param {Card} card */
    _showCounts(card) {
        this._foot.visible = card.findings.length > 0;
        if (this._foot.visible && this._counts.size === 0)
            this._makeCounts();
        for (const [severity, {count, number}] of this._counts) {
            const n = card.countFindings(severity);
            count.visible = n > 0;
            number.label = `${n}`;
        }
    }

    /** @param {Card} card */
    _summary(card) {
        const {open, overdue} = card;
        const found = Object.entries(SEVERITIES).map(([severity, {label}]) =>
            /** @type {[string, number]} */ ([label(), card.countFindings(/** @type {Leren.Severity} */ (severity))]));
        return [
            card.title,
            card.contributor,
            open.length > 0 && fill(ngettext('%d open action', '%d open actions', open.length), open.length),
            overdue > 0 && sayOverdue(overdue),
            ...found.filter(([, n]) => n > 0).map(([label, n]) => `${label}: ${n}`),
        ].filter(part => part).join(', ');
    }
});
