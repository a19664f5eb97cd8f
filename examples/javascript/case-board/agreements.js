// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What was agreed: the actions of a store, by the case they are for.
//
// Of each action the members that a card needs are read once: to read a plain object is a hundred
// times as fast as to ask a record, and there are thousands of cards to sort.

/** @import Leren from 'gi://Leren?version=1.0' */

/** @typedef {Pick<Leren.Action, 'id' | 'what' | 'owner' | 'due' | 'state'> & {record: Leren.Action}} Agreed */

/** @type {Map<string, Agreed>} */
const NONE = new Map();

export class Agreements {
    constructor() {
        /** @type {Map<string | null, Map<string, Agreed>>} */
        this._byCase = new Map();
        /** @type {Map<string, string | null>} */
        this._caseOf = new Map();
    }

    /** @param {Leren.Action} action */
    take(action) {
        const {id, case: caseId, what, owner, due, state} = action;
        this.forget(id);
        if (!this._byCase.has(caseId))
            this._byCase.set(caseId, new Map());
        this._byCase.get(caseId)?.set(id, {id, what, owner, due, state, record: action});
        this._caseOf.set(id, caseId);
    }

    /** @param {string} id */
    forget(id) {
        this._byCase.get(this._caseOf.get(id) ?? null)?.delete(id);
        this._caseOf.delete(id);
    }

    /** @param {string} id */
    caseOf(id) {
        return this._caseOf.get(id) ?? null;
    }

    /** @param {string} caseId */
    of(caseId) {
        return [...(this._byCase.get(caseId) ?? NONE).values()];
    }
}
