// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The questions that are asked most, in one line each: store.diagnose({case: kase}), snapshot.table('reflection').
/* exported install */

const {options: {options}, words} = imports.overrides._leren;

const OF_DIAGNOSIS = ['rules', 'also', 'parameters', 'cancellable'];

// An own rule as an object; null where it is the name of one, or one that the library has.
function ownRule(Leren, rule) {
    const made = typeof rule === 'function' && rule.prototype instanceof Leren.Rule ? new rule() : rule;
    return made instanceof Leren.Rule && !made.is_built_in() ? made : null;
}

// A diagnosis with these rules, or with all that the library has, and `also` some of one's own.
function diagnosisOf(Leren, where, {rules, also, parameters}) {
    const diagnosis = new Leren.Diagnosis();
    const chosen = rules === undefined || rules === null ? null : [];
    for (const rule of rules ?? []) {
        const own = ownRule(Leren, rule);
        if (own)
            diagnosis.add_rule(own);
        chosen.push(own ?? rule);
    }
    for (const rule of also ?? []) {
        const own = ownRule(Leren, rule);
        if (!own) {
            throw new TypeError(`${where}(): “also” has ${words.shown(rule)} in it; ` +
                'it must be an own rule, an object or a class that derives from Leren.Rule');
        }
        diagnosis.add_rule(own);
        chosen?.push(own);
    }
    if (chosen)
        diagnosis.select(chosen);
    for (const [rule, lines] of Object.entries(parameters ?? {})) {
        for (const [name, value] of Object.entries(lines))
            diagnosis.set_parameter(rule, name, value);
    }
    return diagnosis;
}

function installOnSnapshot(Leren) {
    const where = 'Leren.Snapshot.diagnose';
    Object.assign(Leren.Snapshot.prototype, {
        table(...args) {
            return this.get_table(...args);
        },

        table_async(...args) {
            return this.get_table_async(...args);
        },

        // `rules` are the ids of those to run, or own rules; without it all of the library run. `also` are own rules beside
        // them, and `parameters` move their lines: {'stuck-level': {reflections: 4}}.
        diagnose(given = {}) {
            const taken = options(where, given, OF_DIAGNOSIS);
            return diagnosisOf(Leren, where, taken).run(this, taken.cancellable);
        },

        async diagnose_async(given = {}) {
            const taken = options(`${where}_async`, given, OF_DIAGNOSIS);
            return await diagnosisOf(Leren, `${where}_async`, taken).run_async(this, taken.cancellable);
        },

        profile(framework, by) {
            return Leren.profile(this, framework, by);
        },

        similar(kase, n = 5, settings = null, cancellable = null) {
            return Leren.Similar.find(this, kase, n, settings, cancellable);
        },

        dialogue(session = null, cancellable = null) {
            return Leren.Dialogue.read(this, session, cancellable);
        },
    });
}

function installOnStore(Leren, api) {
    const parts = Object.keys(api.classes.Scope.properties);

    // Divides what says which records are looked at from what says how.
    function divide(where, given, more) {
        const taken = options(where, given, [...parts, ...more]);
        const pick = names => Object.fromEntries(names.filter(name => name in taken).map(name => [name, taken[name]]));
        return {scope: pick(parts), how: pick(more), cancellable: taken.cancellable ?? null};
    }

    function scopeOf(where, given) {
        return given instanceof Leren.Scope ? {scope: given, cancellable: null} : divide(where, given, ['cancellable']);
    }

    Object.assign(Leren.Store.prototype, {
        snapshot(given = {}) {
            const {scope, cancellable} = scopeOf('Leren.Store.snapshot', given ?? {});
            return Leren.Snapshot.take(this, scope, cancellable);
        },

        async snapshot_async(given = {}) {
            const {scope, cancellable} = scopeOf('Leren.Store.snapshot_async', given ?? {});
            return await Leren.Snapshot.take_async(this, scope, cancellable);
        },

        diagnose(given = {}) {
            const {scope, how, cancellable} = divide('Leren.Store.diagnose', given, OF_DIAGNOSIS);
            return Leren.Snapshot.take(this, scope, cancellable).diagnose(how);
        },

        async diagnose_async(given = {}) {
            const {scope, how, cancellable} = divide('Leren.Store.diagnose_async', given, OF_DIAGNOSIS);
            return await (await Leren.Snapshot.take_async(this, scope, cancellable)).diagnose_async(how);
        },

        similar(...args) {
            return this.snapshot().similar(...args);
        },

        dialogue(...args) {
            return this.snapshot().dialogue(...args);
        },
    });
}

// What is written as JSON by C is what JSON.stringify() makes of it, too.
function installJson(Leren, api) {
    for (const [name, {methods}] of Object.entries(api.classes)) {
        const returned = methods.to_json?.returns.name;
        if (returned === 'Json.Node') {
            Leren[name].prototype.toJSON = function () {
                return this.to_json();
            };
        }
    }
}

function install(Leren, api) {
    installOnSnapshot(Leren);
    installOnStore(Leren, api);
    installJson(Leren, api);
}
