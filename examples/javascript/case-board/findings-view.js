// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What stands out: what is found, what a coach could ask, and what it is seen in.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';
import Leren from 'gi://Leren?version=1.0';

import {box, excerpt, fillBox, text} from './widgets.js';
import {SEVERITIES, _, fill, ngettext, sayType} from './words.js';

/** @import {Board} from './board.js' */

const EVIDENCE_SHOWN = 3;

// Says in a label what people call a record. That is looked up when it is to be seen.
/**
 * @param {Gtk.Label} label
 * @param {string} id
 * @param {Board} board
 */
async function describe(label, id, board) {
    const record = await board.find(id).catch(() => null);
    const title = record?.get_title() ?? id;
    label.label = record ? `${sayType(record.record_type)}: ${title}` : _('no longer in the store');
    label.tooltip_text = title;
}

// The records that a finding stands on: the first ones at once, the others when they are asked for.
const Evidence = GObject.registerClass(class Evidence extends Gtk.Box {
    /**
     * @param {string[]} ids
     * @param {Board} board
     */
    constructor(ids, board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 2, css_classes: ['evidence']});
        this._board = board;
        this.append(text(_('Seen in'), 'small', 'label'));
        this._show(ids.slice(0, EVIDENCE_SHOWN));
        const others = ids.slice(EVIDENCE_SHOWN);
        if (others.length > 0)
            this._offer(others);
    }

    /** @param {string[]} ids */
    _offer(ids) {
        const button = new Gtk.Button({
            label: fill(ngettext('and %d more', 'and %d more', ids.length), ids.length),
            halign: Gtk.Align.START, css_classes: ['flat', 'small'],
        });
        button.connect('clicked', () => {
            this.remove(button);
            this._show(ids);
        });
        this.append(button);
    }

    /** @param {string[]} ids */
    _show(ids) {
        for (const id of ids) {
            const line = excerpt(2, 'small');
            this.append(line);
            describe(line, id, this._board);
        }
    }
});

const FindingView = GObject.registerClass(class FindingView extends Gtk.Box {
    /**
     * @param {Leren.Finding} finding
     * @param {Board} board
     * @param {string | null} about - the id of what the reader knows it to be about
     */
    constructor(finding, board, about) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 6, css_classes: ['finding', finding.severity]});
        const {label, icon} = SEVERITIES[finding.severity];
        const rule = Leren.Rule.lookup(finding.rule)?.label ?? finding.rule;

        const mark = text(label(), 'small', 'mark');
        mark.hexpand = true;
        this.append(box('HORIZONTAL', 6, [new Gtk.Image({icon_name: icon, css_classes: ['mark']}), mark]));
        this.append(text(rule, 'rule'));
        if (finding.subject !== about) {
            const subject = excerpt(2, 'small', 'subject');
            this.append(subject);
            describe(subject, finding.subject, board);
        }
        this.append(text(finding.explanation));
        if (finding.questions.length > 0) {
            this.append(box('VERTICAL', 4, [
                text(_('Questions to ask'), 'small', 'label'),
                ...finding.questions.map(question => text(question, 'question')),
            ], {css_classes: ['ask']}));
        }
        this.append(new Evidence(finding.evidence, board));
        this.append(text(fill(_('Source: %s'), finding.source), 'small', 'dim-label'));
    }
});

export const FindingsView = GObject.registerClass({
    GTypeName: 'CaseBoardFindingsView',
}, class FindingsView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 12});
        this._board = board;
        /** @type {string | null} */
        this._shown = null;
    }

    // Only where something else is found: what somebody is reading stays where it is.
    /**
     * @param {Leren.Finding[]} findings
     * @param {string | null} about
     */
    show_findings(findings, about = null) {
        const key = JSON.stringify(findings.map(({rule, subject, explanation, evidence}) =>
            [rule, subject, explanation, evidence]));
        if (key === this._shown)
            return;
        this._shown = key;
        fillBox(this, findings.length > 0
            ? findings.map(finding => new FindingView(finding, this._board, about))
            : [text(_('Nothing stands out, or there is too little to go by.'), 'dim-label')]);
    }
});
