// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The latest reflections on a case, and a form to add one.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';
import Leren from 'gi://Leren?version=1.0';

import {attempt, box, errorLabel, name, text} from './widgets.js';
import {_, sayMoment} from './words.js';

/** @import {Board} from './board.js' */
/** @import {Card} from './card.js' */

/** @typedef {{id: Leren.ReflectionLevel, label: string}} Level */

const SHOWN = 10;

// Every level with what people call it, as the library's own theory has it
/** @returns {Level[]} */
function listLevels() {
    const levels = /** @type {Leren.Framework} */ (Leren.Theory.get_default().get_framework('logical-levels'));
    return levels.map(({id, label}) => ({id: /** @type {Leren.ReflectionLevel} */ (id), label}));
}

const ReflectionForm = GObject.registerClass(class ReflectionForm extends Gtk.Box {
    /**
     * @param {Board} board
     * @param {Level[]} levels
     */
    constructor(board, levels) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 6});
        this._board = board;
        /** @type {Card | null} */
        this.card = null;
        this._levels = [null, ...levels.map(({id}) => id)];
        this._text = new Gtk.TextView({
            wrap_mode: Gtk.WrapMode.WORD_CHAR, accepts_tab: false,
            top_margin: 6, bottom_margin: 6, left_margin: 6, right_margin: 6,
        });
        this._level = new Gtk.DropDown({
            model: Gtk.StringList.new([_('No level'), ...levels.map(({label}) => label)]), hexpand: true,
        });
        this._error = errorLabel();
        name(this._text, _('A new reflection'));
        name(this._level, _('The level it is about'));

        const add = new Gtk.Button({label: _('Add reflection'), sensitive: false, css_classes: ['suggested-action']});
        add.connect('clicked', () => this._add());
        this._text.buffer.connect('changed', buffer => add.sensitive = buffer.text.trim() !== '');
        this.append(new Gtk.Frame({
            child: new Gtk.ScrolledWindow({child: this._text, min_content_height: 72, css_classes: ['draft']}),
        }));
        this.append(box('HORIZONTAL', 6, [this._level, add]));
        this.append(this._error);
    }

    async _add() {
        const {buffer} = this._text;
        const card = /** @type {Card} */ (this.card);
        const level = this._levels[this._level.selected];
        if (await attempt(this, this._error, () => this._board.reflect(card, {text: buffer.text.trim(), level}))) {
            buffer.text = '';
            this._level.selected = 0;
        }
    }
});

export const ReflectionsView = GObject.registerClass({
    GTypeName: 'CaseBoardReflectionsView',
}, class ReflectionsView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 12});
        const levels = listLevels();
        this._board = board;
        /** @type {Map<string, string>} */
        this._labels = new Map(levels.map(({id, label}) => [id, label]));
        this._form = new ReflectionForm(board, levels);
        this._list = new Gtk.ListBox({selection_mode: Gtk.SelectionMode.NONE, css_classes: ['reflections']});
        this._list.set_placeholder(text(_('Nobody has looked back on this case yet.'), 'dim-label'));
        name(this._list, _('Reflections'));
        this.append(this._form);
        this.append(this._list);
    }

    /** @param {Card} card */
    async show_card(card) {
        this._form.card = card;
        const reflections = await this._board.reflections(card, SHOWN);
        // Somebody may have gone on to another case meanwhile
        if (this._form.card === card)
            this._list.bind_model(reflections, reflection => this._makeRow(/** @type {Leren.Reflection} */ (reflection)));
    }

    /** @param {Leren.Reflection} reflection */
    _makeRow({text: said, level, at}) {
        const about = [level && this._labels.get(level), at && sayMoment(at)].filter(part => part).join(' · ');
        const children = [text(said), ...about ? [text(about, 'small', 'dim-label')] : []];
        return new Gtk.ListBoxRow({child: box('VERTICAL', 2, children), activatable: false});
    }
});
