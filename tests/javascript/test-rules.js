// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A rule in JavaScript runs beside the built-in ones.

import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, refused, rejected} from './team.js';

// Cases of which nobody wrote down what the client said
const Silence = GObject.registerClass(class Silence extends Leren.Rule {
    static id = 'org.example.silence';
    static source = 'Own observation, 2015';
    static label = {en: 'Silence', nl: 'Stilte'};
    static parameters = {
        'urgency': {value: 3, minimum: 1, maximum: 5, unit: 'urgency', meaning: 'from which urgency on it matters'},
    };

    vfunc_run(snapshot, findings) {
        const table = snapshot.table('case');
        for (const {id, urgency} of table) {
            if (urgency < findings.get_parameter('urgency'))
                continue;
            findings.add({
                severity: 'advice', subject: id, evidence: [id], figure: urgency, unit: 'urgency',
                explanation_en: 'The client is not heard.', explanation_nl: 'De cliënt wordt niet gehoord.',
                questions_en: ['What does she say herself?'], questions_nl: ['Wat zegt zij zelf?'],
            });
        }
    }
});

class Lost extends Error {
    page = 4;
}

function failing(thrown, how = 'sync') {
    return new (GObject.registerClass({GTypeName: `Failing${Math.random().toString().slice(2)}`},
        class Failing extends Leren.Rule {
            static id = 'org.example.failing';
            static source = 'Nobody';

            vfunc_run() {
                if (how === 'async')
                    return Promise.reject(thrown);
                if (how === 'false')
                    return false;
                throw thrown;
            }
        }))();
}

test('it says what it is', () => {
    const rule = new Silence();
    equal([rule.id, rule.source, rule.label, rule.get_label('nl')],
        ['org.example.silence', 'Own observation, 2015', 'Silence', 'Stilte']);
    equal(rule.parameters, {urgency: {
        value: 3, minimum: 1, maximum: 5, unit: 'urgency', meaning: 'from which urgency on it matters',
    }});
    equal([rule.is_built_in(), Leren.Rule.lookup('stuck-level').is_built_in()], [false, true]);
    equal(new Silence({id: 'org.example.other'}).id, 'org.example.other');
    ok(Leren.Rule.lookup('stuck-level').parameters['min-reflections'].minimum >= 0, 'those of the library, too');
});

test('it runs beside those of the library', async () => {
    const store = openFilled();
    const all = store.diagnose({also: [Silence]});
    const rules = new Set(all.map(finding => finding.rule));
    ok(rules.has('org.example.silence') && rules.has('stuck-level'), [...rules].join());
    const [finding, ...others] = store.diagnose({rules: [Silence]});
    equal(others.length, 0);
    equal([finding.subject, finding.figure, finding.severity, finding.evidence], ['c1', 4, 'advice', ['c1']]);
    equal([finding.explanation, finding.get_explanation('nl'), finding.questions],
        ['The client is not heard.', 'De cliënt wordt niet gehoord.', ['What does she say herself?']]);
    equal(store.diagnose({rules: [new Silence(), 'stuck-level']}).map(each => each.rule),
        ['stuck-level', 'org.example.silence']);
    equal((await store.diagnose_async({rules: [Silence]})).length, 1);
    equal(store.snapshot().diagnose({also: [Silence], rules: []}).length, 1);
    store.close();
});

test('its line can be moved', () => {
    const store = openFilled();
    const parameters = {'org.example.silence': {urgency: 1}};
    equal(store.diagnose({rules: [Silence], parameters}).map(each => each.subject), ['c1', 'c2']);
    refused(() => store.diagnose({rules: [Silence], parameters: {'org.example.silence': {urgency: 9}}}),
        'Leren.InvalidError', 'it must lie from 1 to 5');
    refused(() => store.diagnose({rules: [Silence], parameters: {'org.example.silence': {urgent: 1}}}),
        'Leren.NotFoundError', 'it has urgency');
    refused(() => store.diagnose({rules: [Silence], parameters: {'org.example.silence': {urgency: '1'}}}),
        'TypeError', '“value” is “1”');
    store.close();
});

test('an exception in it comes out as itself', async () => {
    const store = openFilled();
    for (const thrown of [new Lost('the letter was lost'), new TypeError('no'), 'a text', null, undefined,
        failure(() => store.get('nobody'))]) {
        const rule = failing(thrown);
        ok(failure(() => store.diagnose({also: [rule]})) === thrown, `${thrown}`);
        ok(failure(() => rule.run(store.snapshot(), null)) !== null, 'that it is refused without findings');
        let caught = 'nothing';
        try {
            await store.diagnose_async({also: [rule]});
        } catch (error) {
            caught = error;
        }
        ok(caught === thrown, `${thrown}, asynchronously`);
    }
    const lost = failure(() => store.diagnose({rules: [failing(new Lost('the letter was lost'))]}));
    ok(lost instanceof Lost && lost.page === 4 && lost.stack.includes('test-rules.js'), lost.stack);
    equal(store.diagnose({rules: [Silence]}).length, 1);
    store.close();
});

test('two that fail at once are not mixed up', async () => {
    const store = openFilled();
    const errors = Array.from({length: 5}, () => new Lost('the same words'));
    const outcomes = await Promise.allSettled(errors.map(error => store.diagnose_async({rules: [failing(error)]})));
    outcomes.forEach(({reason}, i) => ok(reason === errors[i], `${i}`));
    store.close();
});

test('it cannot be asynchronous', async () => {
    const store = openFilled();
    refused(() => store.diagnose({rules: [failing(new Error('later'), 'async')]}),
        'TypeError', 'vfunc_run() gave a promise; C does not wait for it');
    await rejected(store.diagnose_async({rules: [failing(new Error('later'), 'async')]}), 'TypeError', 'gave a promise');
    store.close();
});

test('one that says no more than that it failed', () => {
    const store = openFilled();
    refused(() => store.diagnose({rules: [failing(null, 'false')]}), 'Leren.FailedError',
        'rule “org.example.failing” failed and did not say why');
    store.close();
});

test('one that does nothing says so', () => {
    const store = openFilled();
    const Idle = GObject.registerClass(class Idle extends Leren.Rule {
        static id = 'org.example.idle';
        static source = 'Nobody';
    });
    ok(failure(() => store.diagnose({rules: [Idle]})) instanceof Leren.Error, 'an error');
    store.close();
});

test('what it adds is looked at', () => {
    const store = openFilled();
    const finding = {
        severity: 'advice', subject: 'c1', evidence: ['c1'], figure: 1, unit: 'cases', explanation_en: 'Look at it.',
    };
    const adding = changes => () => {
        const Adding = GObject.registerClass({GTypeName: `Adding${Math.random().toString().slice(2)}`},
            class Adding extends Leren.Rule {
                static id = 'org.example.adding';
                static source = 'Nobody';

                vfunc_run(_, findings) {
                    findings.add({...finding, ...changes});
                }
            });
        return store.diagnose({rules: [Adding]});
    };
    equal(adding({})().length, 1);
    equal(adding({subject: store.get('c1'), evidence: [store.get('r0'), 'r1']})().at(0).evidence, ['r0', 'r1']);
    refused(adding({severity: 'grave'}), 'RangeError', '“severity” is “grave”; it is one of notice, advice, warning');
    refused(adding({evidence: []}), 'Leren.MissingError', 'without evidence');
    refused(adding({evidence: 'c1'}), 'TypeError', '“evidence” is “c1”; it must be a list');
    refused(adding({evidence: ['nobody']}), 'Leren.ReferenceError', 'nobody');
    refused(adding({subject: null}), 'TypeError', '“subject” is null');
    refused(adding({explanation_en: undefined}), 'TypeError', '“explanation_en” is missing');
    refused(adding({explanation: 'Look'}), 'TypeError', 'did you mean “explanation_en”?');
    store.close();
});

test('only rules are taken', () => {
    const store = openFilled();
    refused(() => store.diagnose({rules: ['stuck']}), 'Leren.NotFoundError', 'there is no rule “stuck”');
    refused(() => store.diagnose({rules: [3]}), 'TypeError', 'it must be a Leren.Rule or its id');
    refused(() => store.diagnose({also: ['stuck-level']}), 'TypeError', '“also” has “stuck-level” in it; it must be an own rule');
    refused(() => store.diagnose({also: [Leren.Rule.lookup('stuck-level')]}), 'TypeError', 'it must be an own rule');
    refused(() => store.diagnose({also: [Silence, new Silence()]}), 'Leren.ExistsError', 'there is a rule “org.example.silence” already');
    refused(() => store.diagnose({rule: []}), 'TypeError', 'Leren.Store.diagnose() takes no “rule”; did you mean “rules”?');
    const Odd = GObject.registerClass(class Odd extends Leren.Rule {
        static parameters = {turns: {value: 1, minimum: 0, max: 3}};
    });
    refused(() => new Odd(), 'TypeError', 'Odd.parameters.turns has no “max”');
    const Poor = GObject.registerClass(class Poor extends Leren.Rule {
        static parameters = {turns: {value: 1, minimum: 0}};
    });
    refused(() => new Poor(), 'TypeError', '“maximum” is missing');
    store.close();
});

test('findings are written down as JSON', () => {
    const store = openFilled();
    const findings = store.diagnose({rules: [Silence]});
    const {findings: [finding]} = JSON.parse(JSON.stringify(findings));
    equal([finding.rule, finding.explanation.nl], ['org.example.silence', 'De cliënt wordt niet gehoord.']);
    equal(JSON.parse(JSON.stringify(findings.at(0))).questions, {en: ['What does she say herself?'], nl: ['Wat zegt zij zelf?']});
    store.close();
});

await runAll();
