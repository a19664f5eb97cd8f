// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What the overrides add to the library in JavaScript, for bindings/javascript/declarations.py to put into the
// declarations. A class here adds to the one of that name, or puts its members in the place of those that the GIR tells of.

/** Anything that JSON can say; a whole number above 2^53 is a BigInt. */
type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;
interface JsonObject { [name: string]: JsonValue }
/** A list that is given; a text is none. */
type Items<Item> = readonly Item[] | ReadonlySet<Item>;
/** Several results, by their names; they can be taken one after the other as well. */
type Several<T> = T & Iterable<T[keyof T]>;
/** The class of a type of records. */
type RecordClass<R extends Record = Record> = (new (...args: any[]) => R) & {$gtype: GObject.GType};
/** The names of an enumeration, in their order. */
interface Enumeration<Name extends string> extends Iterable<Name> {
    readonly $gtype: GObject.GType<Name>;
    /** For sorting: by the order in which they are declared, what is absent first. */
    compare(a: Name | null, b: Name | null): number;
}
class Record {
    /**
     * Makes a record of what toJSON() gives, or of members as JavaScript has them. The type may be left out where the class
     * says it, and one without an id gets a new one.
     */
    static from_object<R extends Record>(this: {prototype: R}, object: object): R;
    /** The record as JSON has it: its type and its members by name, times and days as text. */
    toJSON(): JsonObject;
    copy(): this;
    is_set(name: string): boolean;
    unset(name: string): void;
    get_property(name: string): any;
    get_property(name: string, value: GObject.Value): void;
    set_property(name: string, value: any): void;
}
/** A list that can be iterated over and taken from by place, and that a list view can show. */
interface Model<Item extends GObject.Object> extends Gio.ListModel, Iterable<Item>, LikeArrays<Item> {
    readonly length: number;
    get_item(position: number): Item | null;
    /** What stands in that place, from the end where it is negative; undefined where there is none. */
    at(index: number): Item | undefined;
    toArray(): Item[];
}
type LikeArrays<Item> = Pick<readonly Item[], 'entries' | 'every' | 'filter' | 'find' | 'findIndex' | 'flatMap' |
    'forEach' | 'includes' | 'indexOf' | 'join' | 'map' | 'reduce' | 'slice' | 'some'>;
interface Findings extends Model<Finding> {}
interface Framework extends Model<Concept> {}
interface History extends Model<HistoryEvent> {}
interface Similar extends Model<SimilarCase> {}
interface Theory extends Model<Framework> {}
class SimilarCase {
    get_actions(): Model<Action>;
    get actions(): Model<Action>;
}
class Error {
    /** What it is called: `NotFoundError`. */
    readonly name: string;
    toJSON(): {name: string; code: string | number; message: string};
    static quark(): GLib.Quark;
}

/** How two values compare, as where() takes it; `in` asks whether a list contains the value. */
type Sign = '=' | '==' | '===' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | 'in' | Exclude<Comparison, 'absent' | 'present'>;
type Compared = string | number | bigint | boolean | Date | GLib.DateTime | GLib.Date | Record | Concept;

/**
 * A question to a store, as store.query() makes it: records of one type. It is run each time that it is read, so that it
 * finds what is there then.
 */
class Query<Found extends Record = Record> extends GObject.Object {
    get length(): number;
    /**
     * Another query, with conditions that records must meet: where({state: 'owned', case: kase}), or with a comparison in the
     * middle, where('due', '<', '2015-03-01'). A list has to contain the value; null asks for records in which the member is
     * absent.
     */
    where(members: {[member: string]: Compared | null}): Query<Found>;
    where(member: string, comparison: 'absent' | 'present'): Query<Found>;
    where(member: string, comparison: Sign, value: Compared | null): Query<Found>;
    /** Another query, for records that hold all these words. Without an order, the most relevant come first. */
    search(words: string): Query<Found>;
    /** Another query, in the order of a member; a second call orders those that are equal by the first. */
    order_by(member: string, options?: {descending?: boolean}): Query<Found>;
    copy(): Query<Found>;
    filter(member: string, comparison: Comparison, value?: string | null): void;
    filter(callback: (record: Found, index: number) => unknown): Found[];
    page(offset?: number, limit?: number): void;
    run(cancellable?: Gio.Cancellable | null): Model<Found>;
    run_async(cancellable?: Gio.Cancellable | null): Promise<Model<Found>>;
    run_async(cancellable: Gio.Cancellable | null, callback: (source: this, result: Gio.AsyncResult) => void): void;
    run_finish(result: Gio.AsyncResult): Model<Found>;
    /** What stands in that place, from the end where it is negative; undefined where there is none. */
    at(index: number): Found | undefined;
    /** The first record that is found, or null. */
    first(): Found | null;
    slice(start?: number, end?: number): Found[];
    includes(record: Record | string): boolean;
    toArray(): Found[];
    [Symbol.iterator](): Iterator<Found>;
    /** Some at a time, without blocking. */
    [Symbol.asyncIterator](): AsyncIterator<Found>;
}
interface Query<Found extends Record = Record> extends
    Pick<readonly Found[], 'every' | 'find' | 'findIndex' | 'flatMap' | 'forEach' | 'map' | 'reduce' | 'some'> {}
class Pages<Found extends Record = Record> extends GObject.Object {
    constructor(query: Query<Found>, n_records?: number);
    static ['new']<Found extends Record>(query: Query<Found>, n_records?: number): Pages<Found>;
    next(cancellable?: Gio.Cancellable | null): Model<Found>;
    next_async(cancellable?: Gio.Cancellable | null): Promise<Model<Found>>;
    next_async(cancellable: Gio.Cancellable | null, callback: (source: this, result: Gio.AsyncResult) => void): void;
    next_finish(result: Gio.AsyncResult): Model<Found>;
}

/** Which rules run, and how. */
interface DiagnosisOptions {
    /** Those that run, by their ids, or own rules; without it all of the library. */
    rules?: Items<string | Rule | RuleClass>;
    /** Own rules besides them. */
    also?: Items<Rule | RuleClass>;
    /** Where their lines are: {'stuck-level': {reflections: 4}}. */
    parameters?: {[rule: string]: {[parameter: string]: number}};
    cancellable?: Gio.Cancellable | null;
}
type ScopeOptions = Scope.ConstructorProps & {cancellable?: Gio.Cancellable | null};
type RuleClass = new (...args: any[]) => Rule;

class Store {
    query<R extends Record>(record_type: RecordClass<R>): Query<R>;
    query<Name extends keyof RecordTypes>(record_type: Name): Query<RecordTypes[Name]>;
    query(record_type: string): Query;
    save(...records: Record[]): void;
    save(record: Record, cancellable: Gio.Cancellable | null): void;
    save_async(...records: Record[]): Promise<void>;
    save_async(record: Record, cancellable: Gio.Cancellable | null): Promise<void>;
    save_async(
        record: Record, cancellable: Gio.Cancellable | null, callback: (source: this, result: Gio.AsyncResult) => void): void;
    /** Whether it has a record with that id. */
    has(id: Record | string): boolean;
    /** Does something of which all is kept, or, where it throws, nothing. */
    transaction<T>(run: (transaction: Transaction) => T extends Promise<unknown> ? never : T): T;
    /** The same without blocking. */
    transaction_async<T>(run: (transaction: Transaction) => Promise<T> | T): Promise<T>;
    /** All records as they are now, or those of a case, a practice, a team, a participant or a period. */
    snapshot(scope?: Scope | ScopeOptions | null): Snapshot;
    /** The same without blocking. */
    snapshot_async(scope?: Scope | ScopeOptions | null): Promise<Snapshot>;
    /** What rules have to say about the records of a case, a practice, a team, a participant or a period, or all. */
    diagnose(options?: Scope.ConstructorProps & DiagnosisOptions): Findings;
    /** The same without blocking. */
    diagnose_async(options?: Scope.ConstructorProps & DiagnosisOptions): Promise<Findings>;
    /** The cases that are most like one, with what was tried there. */
    similar(
        kase: Case | string, n?: number, settings?: SimilarSettings | SimilarSettings.ConstructorProps | null,
        cancellable?: Gio.Cancellable | null): Similar;
    /** Who spoke, and how, in a session or in all. */
    dialogue(session?: Session | string | null, cancellable?: Gio.Cancellable | null): Dialogue;
}

class Snapshot {
    /** The records of one type as columns. */
    table(record_type: string | RecordClass, cancellable?: Gio.Cancellable | null): Table;
    /** The same without blocking. */
    table_async(record_type: string | RecordClass, cancellable?: Gio.Cancellable | null): Promise<Table>;
    /** What rules have to say about these records, the most severe first. */
    diagnose(options?: DiagnosisOptions): Findings;
    /** The same without blocking. */
    diagnose_async(options?: DiagnosisOptions): Promise<Findings>;
    /** How the records of these are spread over a framework. */
    profile(framework: Framework | string, by?: Grouping | null): Profile;
    /** The cases that are most like one. */
    similar(
        kase: Case | string, n?: number, settings?: SimilarSettings | SimilarSettings.ConstructorProps | null,
        cancellable?: Gio.Cancellable | null): Similar;
    /** Who spoke, and how, in a session or in all of these. */
    dialogue(session?: Session | string | null, cancellable?: Gio.Cancellable | null): Dialogue;
}

/** A parameter of a rule: where its line is, and how far it may be moved. */
interface RuleParameter {
    value: number;
    minimum: number;
    maximum: number;
    unit: string;
    meaning: string;
}
class Rule {
    /** Of an own rule: what it is called. */
    static id?: string;
    /** Of an own rule: on what it stands. */
    static source?: string;
    /** Of an own rule: what it is called in each language. */
    static label?: string | {[language: string]: string};
    /** Of an own rule: by what its line can be moved. */
    static parameters?: {[name: string]: RuleParameter};
    static list(): Model<Rule>;
    /** By what its line can be moved. */
    get parameters(): {[name: string]: RuleParameter};
}

class Table {
    /** How many rows it has. */
    get length(): number;
    get column_names(): string[];
    get columns(): Column[];
    /** A column, by its name or its place. */
    column(which: string | number): Column;
    /** One row as an object, or undefined where there is none. */
    at(row: number): {[column: string]: any} | undefined;
    [Symbol.iterator](): Iterator<{[column: string]: any}>;
    toArray(): {[column: string]: any}[];
    toJSON(): {[column: string]: any}[];
}
/** A column of a table: its values as a typed array, and one by one as JavaScript has them. */
interface Column extends Iterable<any> {
    readonly name: string;
    readonly kind: ColumnKind;
    readonly length: number;
    /** The words that the values of a category are places in, in their order; null of others. */
    readonly words: string[] | null;
    /** Which rows have a value: a bit for each, beginning with the least significant; null where all have. */
    readonly validity: Uint8Array | null;
    /**
     * All values. Numbers, integers and times (in microseconds since 1970) are a Float64Array, with NaN where there is none; of
     * the others, `validity` says so. Booleans are 0 or 1 and categories places in `words`, in a Uint8Array (or a
     * Uint32Array, where there are many words); dates are days since 1970 in an Int32Array. Texts and lists are an array.
     */
    readonly values: Float64Array | Int32Array | Uint8Array | Uint32Array | any[];
    /** Integers, and times in microseconds, to the last digit, with 0 where there is none; null of others. */
    readonly bigints: BigInt64Array | null;
    is_present(row: number): boolean;
    /** One value: null where there is none, undefined where there is no such row. */
    at(row: number): any;
    toArray(): any[];
    toJSON(): any[];
}
