// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The window: it opens a store and shows its board, or says why it cannot.

import Gdk from 'gi://Gdk?version=4.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';
import Leren from 'gi://Leren?version=1.0';

import {Board} from './board.js';
import {BoardView} from './board-view.js';
import {box, excerpt, name, text} from './widgets.js';
import {_} from './words.js';

const WIDTH = 1360;
const HEIGHT = 860;
// Below this the board and the case take turns
const NARROW = 900;

const SHORTCUTS = {
    'win.reload': 'F5|<Control>r',
    'win.find': '<Control>f',
    'win.back': 'Escape|<Alt>Left',
    'window.close': '<Control>w',
};

function loadStyle() {
    const style = new Gtk.CssProvider();
    const folder = /** @type {Gio.File} */ (Gio.File.new_for_uri(import.meta.url).get_parent());
    style.load_from_file(folder.get_child('style.css'));
    Gtk.StyleContext.add_provider_for_display(
        /** @type {Gdk.Display} */ (Gdk.Display.get_default()), style, Gtk.STYLE_PROVIDER_PRIORITY_APPLICATION);
}

// What fills the window where there is no board to show
/**
 * @param {string} icon
 * @param {string} title
 * @param {string} explanation
 * @param {Gtk.Widget[]} children
 */
function makePage(icon, title, explanation, children = []) {
    const said = [text(title, 'title-2'), text(explanation)];
    for (const label of said)
        label.set({xalign: 0.5, justify: Gtk.Justification.CENTER, max_width_chars: 60});
    const image = new Gtk.Image({icon_name: icon, pixel_size: 64, css_classes: ['dim-label']});
    return box('VERTICAL', 12, [image, ...said, ...children], {
        css_classes: ['page'], valign: Gtk.Align.CENTER, halign: Gtk.Align.CENTER, hexpand: true,
    });
}

export const BoardWindow = GObject.registerClass({
    GTypeName: 'CaseBoardWindow',
}, class BoardWindow extends Gtk.ApplicationWindow {
    /** @param {Partial<Gtk.ApplicationWindow.ConstructorProps>} properties */
    constructor(properties) {
        super({title: _('Case board'), default_width: WIDTH, default_height: HEIGHT, ...properties});
        loadStyle();
        /** @type {Board | null} */
        this.board = null;
        /** @type {BoardView | null} */
        this._view = null;
        /** @type {number | null} */
        this._fitting = null;
        this._shutting = false;
        this._location = '';
        this._back = new Gtk.Button({icon_name: 'go-previous-symbolic', action_name: 'win.back', visible: false});
        this._busy = new Gtk.Spinner({tooltip_text: _('Reading the store')});
        this._subtitle = excerpt(1, 'subtitle');
        this._message = text('');
        this._bar = new Gtk.InfoBar({message_type: Gtk.MessageType.ERROR, show_close_button: true, revealed: false});
        this._addActions();
        this.set_titlebar(this._makeHeader());
        this._stack = new Gtk.Stack({vexpand: true});
        this.child = box('VERTICAL', 0, [this._makeBar(), this._stack]);
        this.connect('realize', () => /** @type {Gdk.Surface} */ (this.get_surface()).connect('layout', () => this._fitSoon()));
        // What is being saved is saved first
        this.connect('close-request', () => {
            this._shut();
            return true;
        });
    }

    // Shows the board of a store; it is there when this ends, or what went wrong is said.
    /** @param {string} location */
    async open(location) {
        this._location = location;
        this._subtitle.label = GLib.path_get_basename(location);
        this._showPage(makePage('document-open-symbolic', _('Opening…'), location));
        try {
            this.board = new Board(await Leren.Store.open_async(location, Leren.StoreFlags.EXISTING));
        } catch (error) {
            this._showFailure(/** @type {Error} */ (error));
            return;
        }
        if (this._shutting) {
            await this._shut();
            return;
        }
        this.board.connect('notify::busy', () => this._showBusy());
        this.board.connect('updated', () => this._refresh());
        this.board.connect('failed', (/** @type {Board} */ _board, /** @type {Error} */ error) => this.report(error));
        await this.board.load();
    }

    // Says an error that belongs to nothing in particular that is shown.
    /** @param {Error} error */
    report(error) {
        this._message.label = error.message;
        this._bar.revealed = true;
    }

    _addActions() {
        const actions = {
            'reload': () => this.board?.load(),
            'find': () => this._view?.find(),
            'back': () => this._view?.back(),
        };
        for (const [called, run] of Object.entries(actions)) {
            const action = new Gio.SimpleAction({name: called});
            action.connect('activate', run);
            this.add_action(action);
        }
        const keys = new Gtk.ShortcutController();
        for (const [called, trigger] of Object.entries(SHORTCUTS)) {
            keys.add_shortcut(new Gtk.Shortcut({
                trigger: Gtk.ShortcutTrigger.parse_string(trigger), action: Gtk.NamedAction.new(called),
            }));
        }
        this.add_controller(keys);
    }

    _makeHeader() {
        const header = new Gtk.HeaderBar();
        const reload = new Gtk.Button({icon_name: 'view-refresh-symbolic', action_name: 'win.reload'});
        reload.tooltip_text = _('Read the store anew');
        name(reload, _('Read the store anew'));
        name(this._back, _('Back to the board'));
        header.pack_start(this._back);
        header.pack_start(reload);
        header.pack_end(this._busy);
        header.title_widget = box('VERTICAL', 0, [
            new Gtk.Label({label: this.title, css_classes: ['title']}), this._subtitle,
        ], {valign: Gtk.Align.CENTER});
        this._subtitle.xalign = 0.5;
        return header;
    }

    _makeBar() {
        this._message.hexpand = true;
        this._bar.add_child(this._message);
        this._bar.connect('response', () => this._bar.revealed = false);
        return this._bar;
    }

    _showBusy() {
        this._busy.spinning = this.board?.busy ?? false;
    }

    /** @param {Gtk.Widget} page */
    _showPage(page) {
        const shown = this._stack.visible_child;
        this._stack.add_child(page);
        this._stack.visible_child = page;
        if (shown)
            this._stack.remove(shown);
    }

    /** @param {Error} error */
    _showFailure(error) {
        const again = new Gtk.Button({label: _('Try again'), halign: Gtk.Align.CENTER});
        again.connect('clicked', () => this.open(this._location));
        this._showPage(makePage('dialog-error-symbolic', _('This store cannot be opened'), error.message, [again]));
    }

    _refresh() {
        if (!this.board)
            return;
        if (this.board.cards.get_n_items() === 0) {
            this._view = null;
            this._showPage(makePage('folder-open-symbolic', _('No cases yet'),
                _('What a team brings in appears here as soon as it is in the store.')));
            return;
        }
        if (!this._view) {
            const view = new BoardView(this.board);
            this._view = view;
            view.connect('failed', (/** @type {BoardView} */ _view, /** @type {Error} */ error) => this.report(error));
            view.connect('turned', () => this._back.visible = view.has_back);
            this._showPage(view);
            this._fit();
        }
        this._view.refresh();
    }

    // Not while the window is being laid out, for it lays out anew
    _fitSoon() {
        this._fitting ??= GLib.idle_add(GLib.PRIORITY_HIGH_IDLE, () => {
            this._fitting = null;
            this._fit();
            return GLib.SOURCE_REMOVE;
        });
    }

    _fit() {
        if (this._view)
            this._view.narrow = (this.get_width() || this.default_width) < NARROW;
    }

    async _shut() {
        this._shutting = true;
        if (this._fitting)
            GLib.source_remove(this._fitting);
        this._fitting = null;
        const {board} = this;
        this.board = this._view = null;
        try {
            await board?.close();
        } finally {
            this.destroy();
        }
    }
});
