// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a test does with a window: waiting for it, finding what is in it, and taking its picture.

import GLib from 'gi://GLib';
import Gtk from 'gi://Gtk?version=4.0';

const PATIENCE = 60_000;
const STEP = 10;

export function pause(milliseconds) {
    return new Promise(resolve => GLib.timeout_add(GLib.PRIORITY_DEFAULT, milliseconds, () => {
        resolve();
        return GLib.SOURCE_REMOVE;
    }));
}

// Waits, while the window goes on, until something is so; gives what it is.
export async function until(what, said) {
    const end = Date.now() + PATIENCE;
    for (;;) {
        const found = what();
        if (found)
            return found;
        if (Date.now() > end)
            throw new Error(`waited in vain: ${said}`);
        await pause(STEP);
    }
}

// Every widget that can be seen, from the outside inwards.
export function *widgets(root) {
    if (!root.visible)
        return;
    yield root;
    for (let child = root.get_first_child(); child; child = child.get_next_sibling())
        yield *widgets(child);
}

export function all(root, type) {
    return [...widgets(root)].filter(widget => widget instanceof type);
}

export function button(root, label) {
    return all(root, Gtk.Button).find(each => each.label === label);
}

// What can be read, line by line.
export function reading(root) {
    return all(root, Gtk.Label).map(label => label.label).filter(line => line !== '');
}

export function says(root, line) {
    return reading(root).includes(line);
}

// The window as it is on the screen, as a PNG. There is nothing to take while it is about to be drawn.
export async function picture(window, path) {
    const paintable = new Gtk.WidgetPaintable({widget: window});
    const drawn = await until(() => {
        const snapshot = new Gtk.Snapshot();
        paintable.snapshot(snapshot, window.get_width(), window.get_height());
        return snapshot.to_node();
    }, 'the window is drawn');
    const texture = window.get_renderer().render_texture(drawn, null);
    if (!texture.save_to_png(path))
        throw new Error(`${path} cannot be written`);
    return [texture.width, texture.height];
}
