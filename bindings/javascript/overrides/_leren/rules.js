// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Rules of a program's own. What a rule says of itself stands in its class:
//
//     const Silence = GObject.registerClass(class Silence extends Leren.Rule {
//         static id = 'org.example.silence';
//         static source = 'Own observation, 2015';
//         static label = {en: 'Silence', nl: 'Stilte'};
//         static parameters = {turns: {value: 2, minimum: 0, maximum: 20, unit: 'turns', meaning: 'how many are few'}};
//
//         vfunc_run(snapshot, findings) {
//             …
//         }
//     });
/* exported install */

const {words} = imports.overrides._leren;

function addLabels(rule, label) {
    for (const [language, text] of Object.entries(typeof label === 'string' ? {en: label} : label))
        rule.set_label(language, text);
}

function addParameters(rule, parameters) {
    const known = ['value', 'minimum', 'maximum', 'unit', 'meaning'];
    for (const [name, about] of Object.entries(parameters)) {
        for (const each of Object.keys(about)) {
            if (!known.includes(each)) {
                throw new TypeError(`${rule.constructor.name}.parameters.${name} has no “${each}”` +
                    `${words.didYouMean(each, known)}`);
            }
        }
        rule.add_parameter(name, ...known.map(each => about[each]));
    }
}

function install(Leren) {
    const {prototype} = Leren.Rule;
    const init = prototype._init;
    prototype._init = function (given = {}) {
        const {id, source, label, parameters} = this.constructor;
        const own = Object.fromEntries(Object.entries({id, source}).filter(([, value]) => value !== undefined));
        init.call(this, {...own, ...given});
        addLabels(this, label ?? {});
        addParameters(this, parameters ?? {});
    };
    Object.defineProperty(prototype, 'parameters', {
        get() {
            return Object.fromEntries(this.list_parameters().map(name => [name, {
                ...this.get_parameter(name),
                unit: this.get_parameter_unit(name),
                meaning: this.get_parameter_meaning(name),
            }]));
        },
        configurable: true,
    });
}
