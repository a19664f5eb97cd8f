// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The words of the board, in the user's language. What the library itself has words for, such as the
// label of a rule, the explanation of a finding or the name of a level, is asked of the library.

import GLib from 'gi://GLib';

/** @import Leren from 'gi://Leren?version=1.0' */

/** @type {{vprintf: (format: string, values: any[]) => string}} */
const {vprintf} = imports.format;
const DOMAIN = 'libleren';

/** @type {(text: string) => string} */
export const _ = text => GLib.dgettext(DOMAIN, text);
/** @type {(one: string, many: string, n: number) => string} */
export const ngettext = (one, many, n) => GLib.dngettext(DOMAIN, one, many, n);
/** @type {(text: string, ...values: (string | number)[]) => string} */
export const fill = (text, ...values) => vprintf(text, values);

export const SEVERITIES = {
    warning: {label: () => _('Urgent'), icon: 'dialog-warning-symbolic'},
    advice: {label: () => _('Worth asking'), icon: 'dialog-question-symbolic'},
    notice: {label: () => _('Good to know'), icon: 'dialog-information-symbolic'},
};

export const STATES = {
    proposed: () => _('Proposed'),
    owned: () => _('Taken on'),
    undertaken: () => _('Tried'),
    reviewed: () => _('Looked back on'),
    concluded: () => _('Concluded'),
    dropped: () => _('Dropped'),
};

export const CONCLUSIONS = {
    adopt: {label: () => _('Keep'), meaning: () => _('It works: from now on we do it this way')},
    adapt: {label: () => _('Change'), meaning: () => _('It works in part: change it, and go round again')},
    abandon: {label: () => _('Let go'), meaning: () => _('It does not work: let it go')},
};

const CONCLUDED = {
    adopt: () => _('kept'),
    adapt: () => _('changed, and gone round again'),
    abandon: () => _('let go'),
};

const STATUSES = {
    open: () => _('Open'),
    paused: () => _('Paused'),
    closed: () => _('Closed'),
};

const TYPES = {
    practice: () => _('Practice'),
    team: () => _('Team'),
    participant: () => _('Participant'),
    case: () => _('Case'),
    session: () => _('Session'),
    contribution: () => _('Contribution'),
    reflection: () => _('Reflection'),
    action: () => _('Action'),
    knowledge: () => _('Knowledge'),
    conversion: () => _('Conversion'),
    tension: () => _('Tension'),
    rating: () => _('Rating'),
    coding: () => _('Coding'),
};

/** @type {(words: {[name: string]: () => string}, name: string) => string} */
const say = (words, name) => words[name]?.() ?? name;

/** @type {(conclusion: Leren.Conclusion) => string} */
export const sayConclusion = conclusion => say(CONCLUDED, conclusion);
/** @type {(status: Leren.CaseStatus) => string} */
export const sayStatus = status => say(STATUSES, status);
// A record type of the user's own has no word here, and is called what its makers call it.
/** @type {(recordType: string) => string} */
export const sayType = recordType => say(TYPES, recordType);

// Days are texts such as 2026-03-09, which sort and compare as days do.
/** @returns {string} */
export function today() {
    return /** @type {string} */ (GLib.DateTime.new_now_local().format('%F'));
}

/**
 * @param {string} earlier
 * @param {string} later
 */
export function daysBetween(earlier, later) {
    return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/**
 * @param {string} day
 * @returns {string}
 */
export function sayDay(day) {
    const [year, month, ofMonth] = day.split('-').map(Number);
    const date = /** @type {GLib.DateTime} */ (GLib.DateTime.new_utc(year, month, ofMonth, 0, 0, 0));
    // Translators: a day, as strftime() writes it: 9 March, and 9 March 2026
    return /** @type {string} */ (date.format(day.startsWith(today().slice(0, 4)) ? _('%-d %B') : _('%-d %B %Y')));
}

/**
 * @param {string} due
 * @param {string} now
 */
export function sayDue(due, now) {
    const late = daysBetween(due, now);
    if (late > 0)
        return fill(ngettext('%d day overdue', '%d days overdue', late), late);
    return late === 0 ? _('due today') : fill(_('due %s'), sayDay(due));
}

/** @param {number} n */
export function sayOverdue(n) {
    return fill(ngettext('%d overdue', '%d overdue', n), n);
}

// The day of a Date, where the user is.
/** @param {Date} date */
export function sayMoment(date) {
    const local = /** @type {GLib.DateTime} */ (GLib.DateTime.new_from_unix_local(date.getTime() / 1000));
    return sayDay(/** @type {string} */ (local.format('%F')));
}
