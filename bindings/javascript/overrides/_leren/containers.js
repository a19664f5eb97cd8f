// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Lists and objects that belong to a record: what is changed in them is changed in the record, at any depth.
//
// C has no list that one can reach into: a member is read whole and written whole. So what a program gets is a list
// or an object that writes the member again after each change, and takes the change back where the record refuses it.
// While the member stays what it is, it is the same one each time; once another is assigned, it is a plain one of its
// own. What is put in is copied.
/* exported behindOf, hold, isHeld, letGo, plain */

const JsonText = imports.overrides._leren.json;

// The value that a proxy stands for, and what it is a part of.
const behind = new WeakMap();

// What a program holds of the members of a record.
const held = new WeakMap();

// Methods of lists that change them: each is one change, whatever steps it takes.
const CHANGING = new Set(['copyWithin', 'fill', 'pop', 'push', 'reverse', 'shift', 'sort', 'splice', 'unshift']);

function isContainer(value) {
    return value !== null && typeof value === 'object' && !(value instanceof JsonText.GivenNumber);
}

// What a record has, where a program gives it back; numbers are as they were given there.
function behindOf(value) {
    return behind.get(value)?.node ?? value;
}

// The value without a record: lists and objects of JavaScript's own.
function plain(value) {
    const node = behindOf(value);
    if (node instanceof JsonText.GivenNumber)
        return node.value;
    if (Array.isArray(node))
        return node.map(plain);
    if (!isContainer(node))
        return node;
    return Object.entries(node).reduce((copy, [name, each]) => define(copy, name, plain(each)), {});
}

// Not by assignment, which takes `__proto__` for something else.
function define(object, name, value) {
    return Object.defineProperty(object, name, {value, writable: true, enumerable: true, configurable: true});
}

function restore(node, before) {
    for (const name of Reflect.ownKeys(node).filter(key => key !== 'length'))
        delete node[name];
    if (Array.isArray(node))
        node.length = before.length;
    for (const [name, value] of Object.entries(before))
        define(node, name, value);
}

// A whole: the value of a member, with all that is inside.
class Whole {
    #record;
    #member;
    #given;
    #proxies = new WeakMap();

    constructor(record, member, given) {
        this.#record = record;
        this.#member = member;
        this.#given = given;
        this.tree = member.treeOf(given);
    }

    // As a program sees a part of it.
    view(value) {
        if (value instanceof JsonText.GivenNumber)
            return value.value;
        if (!isContainer(value))
            return value;
        let proxy = this.#proxies.get(value);
        if (proxy === undefined) {
            proxy = new Proxy(value, new Handler(this));
            this.#proxies.set(value, proxy);
            behind.set(proxy, {node: value, whole: this});
        }
        return proxy;
    }

    isCurrent(given) {
        return this.#given === given;
    }

    // The member has another value: what a program holds of this one is a copy from here on.
    letGo() {
        this.#record = null;
    }

    // What a program puts in.
    take(value) {
        return this.#member.takePart(value, this.#record);
    }

    change(node, mutate) {
        const before = Array.isArray(node) ? [...node] : {...node};
        try {
            const result = mutate();
            if (this.#record !== null)
                this.#write();
            return result;
        } catch (error) {
            restore(node, before);
            throw error;
        }
    }

    #write() {
        if (this.#member.textOf(this.#record) !== this.#given) {
            throw new Error(`${this.#member.where(this.#record)} was changed by other means since it was read; ` +
                'read it again');
        }
        this.#member.writeTree(this.#record, this.tree);
        this.#given = this.#member.textOf(this.#record);
    }
}

class Handler {
    #whole;

    constructor(whole) {
        this.#whole = whole;
    }

    #changing(node, name, proxy) {
        const whole = this.#whole;
        const view = value => whole.view(value);
        const steps = {
            sort(compare = byText) {
                const pairs = node.map(value => ({value, seen: view(value)}));
                pairs.sort((a, b) => compare(a.seen, b.seen));
                restore(node, pairs.map(({value}) => value));
                return node;
            },
            fill(value, ...places) {
                return node.fill(whole.take(value), ...places);
            },
            push(...items) {
                return node.push(...items.map(item => whole.take(item)));
            },
            unshift(...items) {
                return node.unshift(...items.map(item => whole.take(item)));
            },
            splice(...args) {
                const [places, items] = [args.slice(0, 2), args.slice(2)];
                return node.splice(...places, ...items.map(item => whole.take(item)));
            },
        };
        return (...args) => {
            const result = whole.change(node, () => (steps[name] ?? node[name].bind(node))(...args));
            // what was taken out is no part of the record any more
            return result === node ? proxy : plain(result);
        };
    }

    get(node, name, proxy) {
        if (Array.isArray(node) && CHANGING.has(name))
            return this.#changing(node, name, proxy);
        const value = Reflect.get(node, name);
        return Object.hasOwn(node, name) ? this.#whole.view(value) : value;
    }

    set(node, name, value) {
        if (typeof name === 'symbol')
            throw new TypeError('a list or an object of a record has no symbols');
        if (Array.isArray(node))
            checkPlace(node, name, value);
        this.#whole.change(node, () => {
            if (Array.isArray(node) && name === 'length')
                node.length = value;
            else
                define(node, name, this.#whole.take(value));
        });
        return true;
    }

    defineProperty(node, name, {value, writable, enumerable, configurable, ...accessors}) {
        if (Object.keys(accessors).length > 0 || !(writable && enumerable && configurable))
            throw new TypeError(`“${String(name)}” can only be assigned, in a list or an object of a record`);
        return this.set(node, name, value);
    }

    deleteProperty(node, name) {
        if (Array.isArray(node) && Object.hasOwn(node, name))
            throw new TypeError('a list of a record has no holes; use splice()');
        return this.#whole.change(node, () => Reflect.deleteProperty(node, name));
    }

    getOwnPropertyDescriptor(node, name) {
        const described = Reflect.getOwnPropertyDescriptor(node, name);
        return described && {...described, value: this.#whole.view(described.value)};
    }

    preventExtensions() {
        throw new TypeError('a list or an object of a record cannot be frozen; take a copy of it');
    }

    setPrototypeOf() {
        return false;
    }
}

// As lists of JavaScript are sorted where nothing else is said.
function byText(a, b) {
    const [first, second] = [`${a}`, `${b}`];
    return first < second ? -1 : Number(first > second);
}

function checkPlace(list, name, value) {
    if (name === 'length' ? Number.isInteger(value) && value >= 0 && value <= list.length
        : /^(?:0|[1-9]\d*)$/.test(name) && Number(name) <= list.length)
        return;
    throw new RangeError(name === 'length'
        ? `the list has ${list.length} items; it can be made shorter, but not ${String(value)}`
        : `“${name}” is no place in a list of ${list.length}; use push() to add to it`);
}

// The list or object that a program has of a member already, or a new one.
function hold(record, member) {
    const given = member.textOf(record);
    if (!held.has(record))
        held.set(record, new Map());
    const members = held.get(record);
    const now = members.get(member.name);
    if (now?.isCurrent(given))
        return now.view(now.tree);
    now?.letGo();
    const whole = new Whole(record, member, given);
    members.set(member.name, whole);
    return whole.view(whole.tree);
}

// Whether a value is what the record has for the member: there is nothing to assign then.
function isHeld(value, record, member) {
    const whole = held.get(record)?.get(member.name);
    return whole !== undefined && whole.isCurrent(member.textOf(record)) && behindOf(value) === whole.tree;
}

function letGo(record, member) {
    const members = held.get(record);
    members?.get(member.name)?.letGo();
    members?.delete(member.name);
}
