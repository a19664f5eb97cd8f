// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Moments, days and JSON between JavaScript and C. `where` begins the message about what cannot be taken.
/* exported fromDate, fromDateTime, fromNode, toDate, toDateTime, toNode */

const {GLib, Json} = imports.gi;
const JsonText = imports.overrides._leren.json;
const {shown} = imports.overrides._leren.words;

const MICROSECONDS = 1000000;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

// A Date has milliseconds and no offset; a GLib.DateTime goes through as it is, for those who need more.
function toDateTime(value, where = 'the time') {
    if (value instanceof GLib.DateTime)
        return value;
    if (!(value instanceof Date))
        throw new TypeError(`${where} is ${shown(value)}; it must be a Date`);
    const milliseconds = value.getTime();
    if (Number.isNaN(milliseconds))
        throw new RangeError(`${where} is an invalid Date`);
    const seconds = Math.floor(milliseconds / 1000);
    const time = GLib.DateTime.new_from_unix_utc(seconds);
    if (time === null)
        throw new RangeError(`${where} is ${value.toISOString()}; years go from 1 to 9999`);
    return time.add((milliseconds - seconds * 1000) * 1000);
}

function fromDateTime(time) {
    return new Date(time.to_unix() * 1000 + Math.floor(time.get_microsecond() * 1000 / MICROSECONDS));
}

// A day has no time zone, and a Date is a moment that falls on two days: so days are text, 'YYYY-MM-DD'.
function toDate(value, where = 'the day') {
    if (value instanceof Date)
        throw new TypeError(`${where} is a Date, which falls on different days in different places; give 'YYYY-MM-DD'`);
    if (value instanceof GLib.Date) {
        if (!value.valid())
            throw new RangeError(`${where} is not a day that exists`);
        return value;
    }
    if (typeof value !== 'string')
        throw new TypeError(`${where} is ${shown(value)}; it must be a day, such as '2015-03-01'`);
    const [, year, month, day] = DAY.exec(value)?.map(Number) ?? [];
    if (year === undefined || !GLib.Date.valid_dmy(day, month, year))
        throw new RangeError(`${where} is ${shown(value)}, which is not a day that exists, such as '2015-03-01'`);
    return GLib.Date.new_dmy(day, month, year);
}

function fromDate(date) {
    const digits = (number, length) => `${number}`.padStart(length, '0');
    return `${digits(date.get_year(), 4)}-${digits(date.get_month(), 2)}-${digits(date.get_day(), 2)}`;
}

// Anything that JSON can say, as the node that C takes. A whole number above 2^53 is given as a BigInt.
function toNode(value, where = 'the value') {
    return value instanceof Json.Node ? value : Json.from_string(JsonText.stringify(value, where));
}

// A whole number above 2^53 comes as a BigInt, for a Number would be another one.
function fromNode(node) {
    return JsonText.parse(Json.to_string(node, false));
}
