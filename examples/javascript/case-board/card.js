// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A case as the board shows it: the record, with what belongs to it in other records.

import GObject from 'gi://GObject';

import {byPressure, isOpen, isOverdue, whereItStands} from './standing.js';
import {today} from './words.js';

/** @import {Agreed} from './agreements.js' */
/** @import Leren from 'gi://Leren?version=1.0' */

/** @typedef {{contributor: string | null, team: Leren.Team | null, actions: Agreed[]}} Around */
/** @typedef {InstanceType<typeof Card>} Card */

/** @type {Leren.Severity[]} */
const SEVERITIES = ['warning', 'advice', 'notice'];

export const Card = GObject.registerClass({
    GTypeName: 'CaseBoardCard',
    Properties: {
        // GtkStringSorter reads this once for each card, and compares what it read
        'sort-key': GObject.ParamSpec.string('sort-key', null, null, GObject.ParamFlags.READABLE, ''),
    },
}, class Card extends GObject.Object {
    /** @param {Leren.Case} record */
    constructor(record) {
        super();
        this.id = record.id;
        this.record = record;
        this.title = '';
        /** @type {Leren.CaseStatus | null} */
        this.status = null;
        /** @type {string | null} */
        this.contributor = null;
        /** @type {Leren.Team | null} */
        this.team = null;
        /** @type {Agreed[]} */
        this.actions = [];
        /** @type {Agreed[]} */
        this.open = [];
        this.overdue = 0;
        this.column = '';
        /** @type {Leren.Finding[]} */
        this.findings = [];
        /** @type {Leren.Severity[]} */
        this._severities = [];
        this._urgency = 0;
        this._words = '';
        this._face = '';
    }

    // Takes over what was read from the store. True where that shows on the board.
    /**
     * @param {Leren.Case} record
     * @param {Around} around
     */
    take(record, {contributor, team, actions}) {
        const now = today();
        const {title, status, urgency, domains} = record;

        Object.assign(this, {record, title, status, contributor, team});
        this.actions = actions.sort(byPressure(now));
        this.open = actions.filter(isOpen);
        this.overdue = this.open.filter(action => isOverdue(action, now)).length;
        this.column = whereItStands(status, actions, now);
        this._urgency = urgency ?? 0;
        this._words = [title, contributor, team?.name, ...domains ?? [], ...actions.map(action => action.what)]
            .join('\n').toLocaleLowerCase();

        const face = JSON.stringify([now, status, this._urgency, this._words,
            this.open.map(({what, owner, due, state}) => [what, owner, due, state])]);
        const changed = face !== this._face;
        this._face = face;
        return changed;
    }

    /** @param {Leren.Finding[]} findings */
    takeFindings(findings) {
        const severities = findings.map(finding => finding.severity);
        const changed = severities.join() !== this._severities.join();
        this.findings = findings;
        this._severities = severities;
        return changed;
    }

    // What asks for attention comes first: findings, then days that have passed, then urgency.
    get sort_key() {
        const worst = SEVERITIES.findIndex(severity => this._severities.includes(severity));
        return `${worst < 0 ? SEVERITIES.length : worst}${this.overdue > 0 ? 0 : 1}${9 - this._urgency} ${this.title}`;
    }

    /** @param {Leren.Severity} severity */
    countFindings(severity) {
        return this._severities.filter(each => each === severity).length;
    }

    /** @param {string[]} words */
    mentions(words) {
        return words.every(word => this._words.includes(word));
    }
});
