/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"
#include "store/leren-connection-private.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/* What other rooms may ask of a store.
 *
 * Layout of a store (schema version 2): one STRICT table per record type, named after it, with one
 * column per field in the order of the declaration and under its member's name, then
 * "unknown_members" and "numbers_as_given" (JSON objects as text, or NULL), and "_revision": the
 * number of the journal's entry that wrote the row last, NULL where that was before there was a
 * journal; no member can be called so. Absent is NULL. Text,
 * words, concepts, references, times and dates are TEXT as given in JSON; booleans INTEGER 0 or 1;
 * integers INTEGER; numbers REAL; lists and JSON members compact JSON TEXT. Ids are unique in
 * each table by an index. Records of types without a declaration are in "unknown_record" (id, type, json,
 * _revision). A user's frameworks are in "framework" (id, json). What a store knows of itself is in
 * "store_info" (name, value): "origin" is a UUID that copies of it share.
 *
 * "journal" says who changed what when: "number" goes up and is never used again; "at" is a time,
 * "who" a participant or NULL, "change" a word of #LerenChange; "type" and "id" name the record, or
 * type "framework" a framework. "before" is the record's "_revision" before the change, and "old" what it
 * said then, as JSON: both NULL where it was not there. What it said afterwards is the "old" of the
 * next entry that has this one as its "before", or what its table holds: nothing is kept twice. An import is one
 * entry without an id, of the rows from "first_row" to "last_row". */
#define LEREN_SCHEMA_VERSION 2
#define LEREN_APPLICATION_ID 0x4C6572E1

/* The connection, for as long as it takes: NULL with LEREN_ERROR_CLOSED, otherwise to be given
 * back with _leren_store_unlock(). The lock is recursive on one thread. */
LerenConnection *_leren_store_lock (LerenStore *self, GError **error);
void _leren_store_set_closed (LerenStore *self, GError **error);
void _leren_store_unlock (LerenStore *self);

/* A connection of one's own that can only read, to use on another thread; closed by the caller with
 * _leren_connection_close(). NULL without an error where there can be none (:memory:). */
LerenConnection *_leren_store_open_reader (LerenStore *self, GError **error);
/* The same, on which the names of tables stand for all rows in them, whoever reads: for who takes out
 * what is hidden before anybody sees it. */
LerenConnection *_leren_store_open_base_reader (LerenStore *self, GError **error);

/* The declarations of all types that have a table in this store, in a stable order; with the
 * connection locked. */
GPtrArray *_leren_store_list_declarations (LerenStore *self, GError **error);

/* The name of a table as SQL has it for all rows in it, whoever reads. What is read for the reader
 * goes by the name alone. */
char *_leren_store_base_name (LerenStore *self, const char *record_type);

/* What a record says itself of who may read it, for a store that is open as a participant */
typedef enum {
  LEREN_SIGHT_HIDDEN, /* nobody, or somebody else */
  LEREN_SIGHT_TEAM,
  LEREN_SIGHT_SESSION,
  LEREN_SIGHT_NETWORK,
  LEREN_SIGHT_OPEN, /* the reader */
} LerenSight;

/* An expression on a row of a table that gives this. NULL where there is nothing to be sorted out: for
 * who has no restriction, and where the tables themselves hold nothing but what the reader may see. */
char *_leren_store_sight_column (LerenStore *self);

/* How long to wait for another program that writes, instead of ten seconds */
void _leren_store_set_patience (LerenStore *self, guint milliseconds);

/* Turns what failed last into an error of LEREN_ERROR that says what to do. @doing: "save a record" */
void _leren_store_set_error (LerenStore *self, LerenConnection *db, const char *doing,
                             GError **error);

/* a name in SQL, quoted */
void _leren_append_identifier (GString *sql, const char *name);

G_END_DECLS
