// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What was agreed: the actions of a store, by the case they are for.
//
// Of each action the members that a card needs are read once: to read a plain object is a hundred
// times as fast as to ask a record, and there are thousands of cards to sort.

const NONE = new Map();

export class Agreements {
    constructor() {
        this._byCase = new Map();
        this._caseOf = new Map();
    }

    take(action) {
        const {id, case: caseId, what, owner, due, state} = action;
        this.forget(id);
        if (!this._byCase.has(caseId))
            this._byCase.set(caseId, new Map());
        this._byCase.get(caseId).set(id, {id, what, owner, due, state, record: action});
        this._caseOf.set(id, caseId);
    }

    forget(id) {
        this._byCase.get(this._caseOf.get(id))?.delete(id);
        this._caseOf.delete(id);
    }

    caseOf(id) {
        return this._caseOf.get(id) ?? null;
    }

    of(caseId) {
        return [...(this._byCase.get(caseId) ?? NONE).values()];
    }
}
