// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Where a case stands in its learning loop: in which column of the board it belongs.
//
// A coach who prepares a session looks back first: what became of what was promised? Then come the
// cases of which nothing is agreed yet, and those whose actions nobody has taken on. So the
// columns are in the order of a session, not in that of a production line.

import {_} from './words.js';

/** @import {Agreed} from './agreements.js' */
/** @import Leren from 'gi://Leren?version=1.0' */

/** @typedef {{id: string, title: () => string, hint: () => string}} Place */

/** @type {Place[]} */
export const COLUMNS = [
    {id: 'look-back', title: () => _('To look back on'), hint: () => _('Tried, or past its day')},
    {id: 'explore', title: () => _('To explore'), hint: () => _('Nothing is agreed yet')},
    {id: 'owner', title: () => _('Nobody’s yet'), hint: () => _('Agreed, and not taken on')},
    {id: 'trying', title: () => _('Being tried'), hint: () => _('Somebody has taken it on')},
    {id: 'round', title: () => _('Come round'), hint: () => _('Every action is concluded or dropped')},
];

/** @type {(action: Agreed) => boolean} */
export const isOpen = action => action.state !== 'concluded' && action.state !== 'dropped';

/** @type {(action: Agreed) => boolean} */
export const isTried = action => action.state === 'undertaken' || action.state === 'reviewed';

// What has been tried is waiting for the group, whatever day it was due
/** @type {(action: Agreed, now: string) => boolean} */
export const isOverdue = (action, now) =>
    isOpen(action) && !isTried(action) && action.due !== null && action.due < now;

/**
 * @param {Leren.CaseStatus | null} status
 * @param {Agreed[]} actions
 * @param {string} now
 */
export function whereItStands(status, actions, now) {
    const open = actions.filter(isOpen);
    if (open.some(action => isTried(action) || isOverdue(action, now)))
        return 'look-back';
    if (open.some(action => action.state === 'proposed'))
        return 'owner';
    if (open.length > 0)
        return 'trying';
    return actions.length > 0 || status === 'closed' ? 'round' : 'explore';
}

// The order in which actions ask for attention: past their day, waiting for the group, by the day
// they are due, and at last what is over.
/**
 * @param {string} now
 * @returns {(a: Agreed, b: Agreed) => number}
 */
export function byPressure(now) {
    /** @type {(action: Agreed) => string} */
    const pressure = action => {
        if (!isOpen(action))
            return '3';
        if (isOverdue(action, now))
            return `0 ${action.due}`;
        return isTried(action) ? '1' : `2 ${action.due ?? '9999'}`;
    };
    return (a, b) => pressure(a).localeCompare(pressure(b));
}
