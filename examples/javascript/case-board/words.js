// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The words of the board, in the user's language. What the library itself has words for, such as the
// label of a rule, the explanation of a finding or the name of a level, is asked of the library.

import GLib from 'gi://GLib';

const {vprintf} = imports.format;
const DOMAIN = 'libleren';

export const _ = text => GLib.dgettext(DOMAIN, text);
export const ngettext = (one, many, n) => GLib.dngettext(DOMAIN, one, many, n);
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

const say = (words, name) => words[name]?.() ?? name;

export const sayConclusion = conclusion => say(CONCLUDED, conclusion);
export const sayStatus = status => say(STATUSES, status);
// A record type of the user's own has no word here, and is called what its makers call it.
export const sayType = recordType => say(TYPES, recordType);

// Days are texts such as 2026-03-09, which sort and compare as days do.
export function today() {
    return GLib.DateTime.new_now_local().format('%F');
}

export function daysBetween(earlier, later) {
    return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

export function sayDay(day) {
    const [year, month, ofMonth] = day.split('-').map(Number);
    const date = GLib.DateTime.new_utc(year, month, ofMonth, 0, 0, 0);
    // Translators: a day, as strftime() writes it: 9 March, and 9 March 2026
    return date.format(day.startsWith(today().slice(0, 4)) ? _('%-d %B') : _('%-d %B %Y'));
}

export function sayDue(due, now) {
    const late = daysBetween(due, now);
    if (late > 0)
        return fill(ngettext('%d day overdue', '%d days overdue', late), late);
    return late === 0 ? _('due today') : fill(_('due %s'), sayDay(due));
}

export function sayOverdue(n) {
    return fill(ngettext('%d overdue', '%d overdue', n), n);
}

// The day of a Date, where the user is.
export function sayMoment(date) {
    return sayDay(GLib.DateTime.new_from_unix_local(date.getTime() / 1000).format('%F'));
}
