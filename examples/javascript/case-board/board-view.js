// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The board: what to show of it, its columns, and beside them the case that is chosen. In a narrow
// window the columns and the case take turns.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';

import {Column} from './column.js';
import {Detail} from './detail.js';
import {COLUMNS} from './standing.js';
import {box, name} from './widgets.js';
import {_} from './words.js';

/** @import {Board} from './board.js' */
/** @import {Card} from './card.js' */
/** @import Leren from 'gi://Leren?version=1.0' */

/** @typedef {InstanceType<typeof BoardView>} BoardView */

const DETAIL_WIDTH = 420;

export const BoardView = GObject.registerClass({
    GTypeName: 'CaseBoardView',
    Signals: {
        // In a narrow window: from the columns to the case, or back
        'turned': {},
        'failed': {param_types: [GObject.TYPE_JSOBJECT]},
    },
}, class BoardView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, css_classes: ['board']});
        this._board = board;
        /** @type {string | null} */
        this._chosen = null;
        this._narrow = false;
        this._reading = false;
        this._listing = false;
        /** @type {(string | null)[]} */
        this._teams = [null];
        /** @type {string | null} */
        this._teamId = null;
        /** @type {string[]} */
        this._words = [];
        this._acrossLabel = new Gtk.Label({label: _('Across the cases')});
        this._search = new Gtk.SearchEntry({placeholder_text: _('Find in cases and actions'), hexpand: true});
        this._team = new Gtk.DropDown({model: Gtk.StringList.new([_('All teams')]), enable_search: true});

        this._filter = Gtk.CustomFilter.new(card => this._shows(/** @type {Card} */ (card)));
        const cards = new Gtk.FilterListModel({model: board.cards, filter: this._filter});
        this._columns = COLUMNS.map(column => new Column(column, board, cards));
        for (const column of this._columns)
            column.connect('chosen', (_column, card, open) => this.choose(card, open));

        this._detail = new Detail(board);
        this._paned = new Gtk.Paned({
            start_child: new Gtk.ScrolledWindow({
                child: box('HORIZONTAL', 8, this._columns, {homogeneous: true, css_classes: ['columns']}),
                vscrollbar_policy: Gtk.PolicyType.NEVER,
            }),
            end_child: this._detail,
            resize_end_child: false, shrink_end_child: false, vexpand: true,
        });
        this._toolbar = this._makeToolbar();
        this.append(this._toolbar);
        this.append(this._paned);
        this._lay();
    }

    get narrow() {
        return this._narrow;
    }

    set narrow(narrow) {
        if (narrow === this._narrow)
            return;
        this._narrow = narrow;
        this._lay();
    }

    // Whether there is something to go back to
    get has_back() {
        return this._narrow && this._reading;
    }

    find() {
        this._search.grab_focus();
    }

    back() {
        if (this.has_back)
            this._turn(false);
        else
            this.choose(null);
    }

    /** @param {Card | null} card */
    choose(card, open = false) {
        this._chosen = card?.id ?? null;
        this.refresh();
        if (open)
            this._turn(true);
    }

    // Brings everything up to date with the board.
    refresh() {
        const card = this._board.card(this._chosen);
        this._listTeams();
        for (const column of this._columns)
            column.mark(card);
        this._detail.show_card(card).catch(error => this.emit('failed', error));
    }

    _makeToolbar() {
        const across = new Gtk.Button({
            child: box('HORIZONTAL', 6, [new Gtk.Image({icon_name: 'view-list-symbolic'}), this._acrossLabel]),
            tooltip_text: _('What stands out across the cases'),
        });
        name(across, _('Across the cases'));
        across.connect('clicked', () => this.choose(null, true));
        this._search.connect('search-changed', () => {
            this._words = this._search.text.toLocaleLowerCase().split(/\s+/).filter(word => word);
            this._pick();
        });
        this._team.expression = Gtk.PropertyExpression.new(Gtk.StringObject.$gtype, null, 'string');
        this._team.connect('notify::selected', () => {
            if (this._listing)
                return;
            this._teamId = this._teams[this._team.selected];
            this._pick();
        });
        name(this._search, _('Find in cases and actions'));
        name(this._team, _('Team'));
        return box('HORIZONTAL', 8, [this._team, this._search, across], {css_classes: ['toolbar']});
    }

    // The teams that have a case on the board
    _listTeams() {
        /** @type {Map<string, Leren.Team>} */
        const teams = new Map();
        for (const {team} of this._board.cards) {
            if (team)
                teams.set(team.id, team);
        }
        const sorted = [...teams.values()].sort((a, b) => a.name.localeCompare(b.name));
        const ids = [null, ...sorted.map(team => team.id)];
        if (JSON.stringify(ids) === JSON.stringify(this._teams))
            return;
        this._teams = ids;
        this._listing = true;
        this._team.model = Gtk.StringList.new([_('All teams'), ...sorted.map(team => team.name)]);
        this._listing = false;
        this._team.selected = Math.max(0, ids.indexOf(this._teamId));
    }

    /** @param {Card} card */
    _shows(card) {
        return (this._teamId === null || card.team?.id === this._teamId) && card.mentions(this._words);
    }

    // Which cards to show, anew
    _pick() {
        this._filter.changed(Gtk.FilterChange.DIFFERENT);
        this.refresh();
    }

    /** @param {boolean} reading */
    _turn(reading) {
        this._reading = reading;
        this._lay();
    }

    _lay() {
        this._acrossLabel.visible = !this._narrow;
        this._toolbar.visible = /** @type {Gtk.Widget} */ (this._paned.start_child).visible = !this.has_back;
        this._detail.visible = !this._narrow || this._reading;
        this._detail.width_request = this._narrow ? -1 : DETAIL_WIDTH;
        this.emit('turned');
    }
});
