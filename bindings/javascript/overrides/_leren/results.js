// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What comes back from C, as JavaScript has it.
/* exported giver, resultOf */

const {Json} = imports.gi;
const {enums, models, values} = imports.overrides._leren;

function nodeOf(object) {
    const node = Json.Node.new(Json.NodeType.OBJECT);
    node.set_object(object);
    return node;
}

const GIVERS = {
    'GLib.DateTime': values.fromDateTime,
    'GLib.Date': values.fromDate,
    'Json.Node': values.fromNode,
    'Json.Object': object => values.fromNode(nodeOf(object)),
    'Gio.ListModel': models.adapt,
};

// A function that makes a native value of what C gave, or null where it is one already.
function giver(type) {
    const own = type.name.replace('Leren.', '');
    const one = GIVERS[type.name] ?? (enums.isEnumeration(own) ? number => enums.fromNumber(own, number) : null);
    return one && (value => value === null ? null : one(value));
}

// Several values at once: by name, or one after the other.
const Several = class {
    *[Symbol.iterator]() {
        yield* Object.values(this);
    }
};

// A function that makes the result of a call. What only says that nothing went wrong is left out, for there are
// exceptions for that; a false that says that there is nothing becomes null.
function resultOf(name, call) {
    const outs = call.parameters.filter(({direction}) => direction !== 'in')
        .map(parameter => ({name: parameter.name, give: giver(parameter.type)}));
    const returned = call.returns && {name: name.replace(/^get_/, ''), give: giver(call.returns)};
    const convert = ({give}, value) => give ? give(value) : value;
    const isBoolean = call.returns?.name === 'gboolean' && !call.returns.array;
    const onlySaysDone = isBoolean && call.throws;
    const saysWhether = isBoolean && !call.throws && outs.length > 0;

    if (outs.length === 0) {
        if (!returned || onlySaysDone)
            return () => undefined;
        return returned.give ?? (value => value);
    }
    const parts = [...returned ? [returned] : [], ...outs];
    const kept = onlySaysDone || saysWhether ? outs : parts;
    return value => {
        const all = parts.length === 1 ? [value] : value;
        if (saysWhether && !all[0])
            return null;
        const given = all.slice(parts.length - kept.length).map((each, i) => convert(kept[i], each));
        return kept.length === 1 ? given[0]
            : Object.assign(new Several(), Object.fromEntries(given.map((each, i) => [kept[i].name, each])));
    };
}
