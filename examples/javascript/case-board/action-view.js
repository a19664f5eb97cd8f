// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// One action: what was promised, how far it has come, and what moves it on. The library knows which
// move is allowed and what it needs; here is only asked for it, and said what it answers.

import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';
import Leren from 'gi://Leren?version=1.0';

import {isOpen, isOverdue} from './standing.js';
import {attempt, box, errorLabel, fillBox, name, text} from './widgets.js';
import {CONCLUSIONS, STATES, _, fill, sayConclusion, sayDay, sayDue, today} from './words.js';

/** @import {Agreed} from './agreements.js' */
/** @import {Board} from './board.js' */
/** @import {Card} from './card.js' */

/** @typedef {(action: Leren.Action) => Leren.Action | null | void} Step */

const RATINGS = Array.from({length: 10}, (_value, i) => `${i + 1}`);

export const ActionView = GObject.registerClass({
    GTypeName: 'CaseBoardActionView',
}, class ActionView extends Gtk.Box {
    /** @param {Board} board */
    constructor(board) {
        super({orientation: Gtk.Orientation.VERTICAL, spacing: 6, css_classes: ['action']});
        this._board = board;
        this._id = '';
        /** @type {Card | null} */
        this._card = null;
        /** @type {Leren.ActionState | null} */
        this._state = null;
        this._what = text('', 'what');
        this._what.hexpand = true;
        this._drop = this._makeDrop();
        this._who = text('', 'small', 'dim-label');
        this._effects = box('VERTICAL', 2, []);
        this._steps = box('HORIZONTAL', 0, [], {css_classes: ['steps']});
        this._form = box('VERTICAL', 6, []);
        this._error = errorLabel();
        const head = box('HORIZONTAL', 6, [this._what, this._drop]);
        for (const child of [head, this._who, this._effects, this._steps, this._form, this._error])
            this.append(child);
    }

    /**
     * @param {Agreed} action
     * @param {Card} card
     */
    show_action(action, card) {
        const now = today();
        const owner = action.owner ? this._board.nameOf(action.owner) ?? action.owner : _('Nobody has taken it on');
        const days = isOpen(action) && action.due ? sayDue(action.due, now) : null;

        this._id = action.id;
        this._card = card;
        this._what.label = action.what;
        this._who.label = [owner, days].filter(part => part).join(' · ');
        this._who.css_classes = isOverdue(action, now) ? ['small', 'overdue'] : ['small', 'dim-label'];
        fillBox(this._effects, this._sayEffects(action.record).map(line => text(line, 'small')));
        // A form that somebody is filling in stays, as long as it is what is to be filled in
        if (action.state === this._state)
            return;
        this._state = action.state;
        this._error.visible = false;
        this._drop.visible = isOpen(action);
        fillBox(this._steps, this._makeSteps(action.state));
        fillBox(this._form, this._makeForm(action.state));
    }

    /**
     * @param {Leren.Action} action
     * @returns {string[]}
     */
    _sayEffects({intended_effect: intended, undertaken, effect, effect_rating: rating, conclusion, drop_reason: reason}) {
        return /** @type {string[]} */ ([
            intended && fill(_('Meant to bring about: %s'), intended),
            undertaken && fill(_('Tried on %s'), sayDay(undertaken)),
            effect && fill(_('What came of it: %s'), effect),
            rating && fill(_('Effect: %d out of 10'), rating),
            conclusion && fill(_('The group decided: %s'), sayConclusion(conclusion)),
            reason && fill(_('Dropped: %s'), reason),
        ].filter(line => line));
    }

    // The five states as a line of steps, the present one marked; dropped stands by itself
    /** @param {Leren.ActionState} state */
    _makeSteps(state) {
        const states = /** @type {Leren.ActionState[]} */ (Object.keys(STATES)).filter(each => (each === 'dropped') === (state === 'dropped'));
        const at = states.indexOf(state);
        name(this._steps, fill(_('Step %d of %d: %s'), at + 1, states.length, STATES[state]()));
        return states.map((each, i) => {
            const step = text(STATES[each](), 'small', 'step', i < at ? 'done' : i === at ? 'current' : 'ahead');
            step.set({xalign: 0.5, justify: Gtk.Justification.CENTER, valign: Gtk.Align.START, hexpand: true});
            return step;
        });
    }

    /** @param {Leren.ActionState} state */
    _makeForm(state) {
        /** @type {{[state: string]: () => Gtk.Widget[]}} */
        const forms = {
            proposed: () => this._askOwner(),
            owned: () => this._askDay(),
            undertaken: () => this._askEffect(),
            reviewed: () => this._askConclusion(),
        };
        return forms[state]?.() ?? [];
    }

    // step does the move, and gives the action of the next turn where it opens one
    /** @param {Step} step */
    async _move(step) {
        await attempt(this._form, this._error, () => this._board.move(this._id, step));
    }

    /**
     * @param {string} label
     * @param {Step} step
     * @param {...string} classes
     */
    _button(label, step, ...classes) {
        const button = new Gtk.Button({label, css_classes: classes});
        button.connect('clicked', () => this._move(step));
        return button;
    }

    // One of the team, where it is known who that is
    _askOwner() {
        const members = new Set(this._card?.team?.members ?? []);
        const people = new Gtk.DropDown({
            model: new Gtk.FilterListModel({
                model: this._board.people ?? undefined,
                filter: Gtk.CustomFilter.new(person => members.size === 0 || members.has(/** @type {Leren.Participant} */ (person).id)),
            }),
            expression: Gtk.PropertyExpression.new(Leren.Participant.$gtype, null, 'name'),
            enable_search: true, hexpand: true, selected: Gtk.INVALID_LIST_POSITION,
        });
        name(people, _('Who takes it on?'));
        const chosen = () => /** @type {Leren.Participant | null} */ (people.selected_item);
        const own = this._button(_('Take on'), action => action.own(chosen()?.id ?? ''), 'suggested-action');
        return [text(_('Who takes it on?'), 'small', 'label'), box('HORIZONTAL', 6, [people, own])];
    }

    _askDay() {
        const calendar = new Gtk.Calendar();
        const day = new Gtk.MenuButton({popover: new Gtk.Popover({child: calendar}), hexpand: true});
        const show = () => {
            const said = sayDay(/** @type {string} */ (calendar.get_date().format('%F')));
            day.label = said;
            name(day, fill(_('When was it tried? %s'), said));
        };
        calendar.connect('day-selected', show);
        show();
        const undertake = this._button(_('It was tried'),
            action => action.undertake(calendar.get_date().format('%F')), 'suggested-action');
        return [text(_('When was it tried?'), 'small', 'label'), box('HORIZONTAL', 6, [day, undertake])];
    }

    _askEffect() {
        const effect = new Gtk.Entry({hexpand: true});
        const rating = new Gtk.DropDown({model: Gtk.StringList.new([_('No rating'), ...RATINGS]), hexpand: true});
        name(effect, _('What came of it?'));
        name(rating, _('Effect, from 1 (nothing) to 10 (all that was intended)'));
        rating.tooltip_text = _('Effect, from 1 (nothing) to 10 (all that was intended)');
        const review = this._button(_('Look back'),
            action => action.review(effect.text, rating.selected), 'suggested-action');
        effect.connect('activate', () => review.activate());
        return [text(_('What came of it?'), 'small', 'label'), effect, box('HORIZONTAL', 6, [rating, review])];
    }

    _askConclusion() {
        const buttons = Object.entries(CONCLUSIONS).map(([conclusion, {label, meaning}]) => {
            const button = this._button(label(), action => action.conclude(/** @type {Leren.Conclusion} */ (conclusion)));
            button.tooltip_text = meaning();
            button.hexpand = true;
            return button;
        });
        return [text(_('What does the group do with it?'), 'small', 'label'), box('HORIZONTAL', 6, buttons)];
    }

    _makeDrop() {
        const reason = new Gtk.Entry({placeholder_text: _('Why is it dropped?'), width_chars: 24});
        const popover = new Gtk.Popover();
        const drop = new Gtk.Button({label: _('Drop'), css_classes: ['destructive-action']});
        name(reason, _('Why is it dropped?'));
        drop.connect('clicked', () => {
            popover.popdown();
            this._move(action => action.drop(reason.text));
        });
        reason.connect('activate', () => drop.activate());
        popover.child = box('HORIZONTAL', 6, [reason, drop]);
        const open = new Gtk.MenuButton({
            icon_name: 'user-trash-symbolic', popover, valign: Gtk.Align.START, tooltip_text: _('Drop this action'), css_classes: ['flat'],
        });
        return name(open, _('Drop this action'));
    }
});
