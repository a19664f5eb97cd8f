// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A column of the board: GTK's list models pick and sort the cards, and its list view shows them.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';

import {Card} from './card.js';
import {CardView} from './card-view.js';
import {box, name, text} from './widgets.js';
import {fill, ngettext} from './words.js';

/** @import {Board} from './board.js' */
/** @import {Place} from './standing.js' */
/** @import Gio from 'gi://Gio' */

/** @typedef {InstanceType<typeof Column>} Column */

// So many cards at a time, and more when the end of them is reached: a list view makes up to 200 rows
// at once, which for five columns is more than a window can make without being felt to stand still.
const PAGE = 40;

export const Column = GObject.registerClass({
    GTypeName: 'CaseBoardColumn',
    Signals: {
        // A card was chosen; opened where more than a look at it is asked for
        'chosen': {param_types: [Card.$gtype, GObject.TYPE_BOOLEAN]},
    },
}, class Column extends Gtk.Box {
    /**
     * @param {Place} place
     * @param {Board} board
     * @param {Gio.ListModel} cards
     */
    constructor({id, title, hint}, board, cards) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 4, hexpand: true, css_classes: ['column']});
        this.name = id;

        const mine = new Gtk.FilterListModel({
            model: cards,
            filter: Gtk.CustomFilter.new(card => /** @type {Card} */ (card).column === id),
        });
        const sorter = new Gtk.StringSorter({expression: Gtk.PropertyExpression.new(Card.$gtype, null, 'sort-key')});
        this._sorted = new Gtk.SortListModel({model: mine, sorter});
        this._page = new Gtk.SliceListModel({model: this._sorted, size: PAGE});
        this._selection = new Gtk.SingleSelection({model: this._page, autoselect: false, can_unselect: true});
        this._selection.connect('notify::selected-item', () => this._choose(/** @type {Card | null} */ (this._selection.selected_item), false));

        this._list = new Gtk.ListView({
            model: this._selection, factory: this._makeFactory(board), vexpand: true, css_classes: ['cards'],
        });
        this._list.connect('activate', (_list, position) => this._choose(/** @type {Card | null} */ (this._page.get_item(position)), true));
        name(this._list, title());

        this._count = new Gtk.Label({css_classes: ['dim-label', 'numeric']});
        const header = new Gtk.Label({
            label: title(), xalign: 0, hexpand: true, css_classes: ['column-title'],
            accessible_role: Gtk.AccessibleRole.HEADING,
        });
        this.append(box('HORIZONTAL', 6, [header, this._count], {css_classes: ['column-head']}));
        this.append(text(hint(), 'dim-label', 'small', 'column-hint'));
        const scrolled = new Gtk.ScrolledWindow({
            child: this._list, hscrollbar_policy: Gtk.PolicyType.NEVER, vexpand: true,
        });
        scrolled.connect('edge-reached', (_scrolled, edge) => {
            if (edge === Gtk.PositionType.BOTTOM && this._page.size < this.n_cards)
                this._page.size += PAGE;
        });
        this.append(scrolled);
        this._sorted.connect('items-changed', () => this._recount());
        this._recount();
    }

    get n_cards() {
        return this._sorted.get_n_items();
    }

    // Marks the card that is chosen, where it is in this column.
    /** @param {Card | null} card */
    mark(card) {
        let at = Gtk.INVALID_LIST_POSITION;
        for (let i = 0; card?.column === this.name && i < this._page.get_n_items(); i++) {
            if (this._page.get_item(i) === card)
                at = i;
        }
        this._marking = true;
        this._selection.selected = at;
        this._marking = false;
    }

    /**
     * @param {Card | null} card
     * @param {boolean} open
     */
    _choose(card, open) {
        if (card && !this._marking)
            this.emit('chosen', card, open);
    }

    _recount() {
        const n = this.n_cards;
        this._count.label = `${n}`;
        name(this._count, fill(ngettext('%d case', '%d cases', n), n));
    }

    /** @param {Board} board */
    _makeFactory(board) {
        const factory = new Gtk.SignalListItemFactory();
        factory.connect('setup', (_factory, object) => {
            const item = /** @type {Gtk.ListItem} */ (object);
            const view = new CardView();
            view.connect('clicked', () => this._choose(/** @type {Card | null} */ (item.item), true));
            item.child = view;
        });
        factory.connect('bind', (_factory, object) => {
            const {child, item} = /** @type {Gtk.ListItem} */ (object);
            /** @type {InstanceType<typeof CardView>} */ (child).show_card(/** @type {Card} */ (item), board);
        });
        return factory;
    }
});
