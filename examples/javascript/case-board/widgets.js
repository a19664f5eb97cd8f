// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Small things that the parts of the window are made of.

import Gtk from 'gi://Gtk?version=4.0';
import Pango from 'gi://Pango';

// Text out of a store: it wraps, a very long word too, and is never read as markup.
/**
 * @param {string | null | undefined} label
 * @param {...string} classes
 */
export function text(label, ...classes) {
    return new Gtk.Label({
        label: label ?? '', xalign: 0, wrap: true, wrap_mode: Pango.WrapMode.WORD_CHAR,
        natural_wrap_mode: Gtk.NaturalWrapMode.WORD, css_classes: classes,
    });
}

// One line of it, or so many, that end in an ellipsis.
/**
 * @param {number} lines
 * @param {...string} classes
 */
export function excerpt(lines, ...classes) {
    const label = text('', ...classes);
    label.set({ellipsize: Pango.EllipsizeMode.END, lines, wrap: lines > 1});
    return label;
}

/** @param {string} label */
export function heading(label) {
    return new Gtk.Label({label, xalign: 0, wrap: true, css_classes: ['section'], accessible_role: Gtk.AccessibleRole.HEADING});
}

/**
 * @param {'HORIZONTAL' | 'VERTICAL'} orientation
 * @param {number} spacing
 * @param {Gtk.Widget[]} children
 * @param {Partial<Gtk.Box.ConstructorProps>} properties
 */
export function box(orientation, spacing, children, properties = {}) {
    const parent = new Gtk.Box({orientation: Gtk.Orientation[orientation], spacing, ...properties});
    for (const child of children)
        parent.append(child);
    return parent;
}

// What a person who does not see the widget hears of it.
/**
 * @template {Gtk.Widget} W
 * @param {W} widget
 * @param {string} label
 */
export function name(widget, label) {
    widget.update_property([Gtk.AccessibleProperty.LABEL], [/** @type {any} */ (label)]);
    return widget;
}

/**
 * @param {Gtk.Box} parent
 * @param {Gtk.Widget[]} children
 */
export function fillBox(parent, children) {
    for (let child = parent.get_first_child(); child; child = parent.get_first_child())
        parent.remove(child);
    for (const child of children)
        parent.append(child);
}

// Where an error is shown beside what caused it.
export function errorLabel() {
    const label = text('', 'error', 'problem');
    label.set({visible: false, selectable: true});
    return label;
}

// Does what may fail, and says beside it how it went. Meanwhile it cannot be asked for twice.
/**
 * @param {Gtk.Widget} widget
 * @param {Gtk.Label} error
 * @param {() => Promise<void>} action
 */
export async function attempt(widget, error, action) {
    error.visible = false;
    widget.sensitive = false;
    try {
        await action();
        return true;
    } catch (problem) {
        error.label = /** @type {Error} */ (problem).message;
        error.visible = true;
        return false;
    } finally {
        widget.sensitive = true;
    }
}
