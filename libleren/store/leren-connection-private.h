/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-cell-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The small interface behind which a store keeps its rows: connections that run SQL, and statements
 * whose values are cells. What differs between the engines is asked of the driver. */

typedef enum {
  LEREN_STEP_ROW,
  LEREN_STEP_DONE,
  LEREN_STEP_FAILED,
} LerenStep;

/* How a statement will be used; what an engine need not know it passes over. */
typedef enum {
  LEREN_PREPARE_ONCE,
  LEREN_PREPARE_LASTING, /* again and again */
  LEREN_PREPARE_LARGE,   /* more rows than memory should hold; within a transaction */
  LEREN_PREPARE_STREAM, /* the same, and nothing else is asked of the connection until it is freed */
  LEREN_PREPARE_LOAD, /* INSERT INTO table (columns) VALUES (?1, ?2, ...), row after row: what it adds
                           may not be there before it is flushed */
} LerenPrepare;

/* How hard a connection works: an import takes more memory, its sorting less for each thread. */
typedef enum {
  LEREN_EFFORT_USUAL,
  LEREN_EFFORT_IMPORT,
  LEREN_EFFORT_SORT,
} LerenEffort;

/* What became of a commit whose answer never came */
typedef enum {
  LEREN_OUTCOME_UNKNOWN,
  LEREN_OUTCOME_KEPT,
  LEREN_OUTCOME_UNDONE,
} LerenOutcome;

/* Cells that a statement reads as if they were a table */
typedef struct {
  guint n_rows;
  void (*get_cell) (gconstpointer data, guint row, guint column, LerenCell *cell);
  gconstpointer data;
} LerenCells;

typedef struct _LerenDriver LerenDriver;

/* One connection, for one thread at a time. */
typedef struct _LerenConnection {
  const LerenDriver *driver;
} LerenConnection;

/* One statement of a connection; places are counted from 1 where values are bound, and columns from 0. */
typedef struct {
  const LerenDriver *driver;
} LerenStatement;

struct _LerenDriver {
  /* SQL in which the engines differ */
  const char *begin_writing; /* a transaction that waits until it may write */
  const char *begin_reading; /* one that sees one moment */
  const char *changes;  /* SELECT of a number that is another once another connection committed */
  const char *next_row; /* SELECT of the number for a new row; NULL: one more than the highest is */
  const char *note_row; /* SELECT that is told the highest row number of an import, ?1; or NULL */
  const char *identities; /* the table of all ids: id, type, row and owner; or NULL */
  const char
    *find_id; /* SELECT of type, row and perhaps owner of the id ?1; NULL: each table is asked */
  const char *
    find_ids; /* SELECT of id, type and owner of those in the JSON list ?1 that are there; or NULL */
  const char *add_id;    /* INSERT of the id ?1 of type ?2, row ?3 and owner ?4; or NULL */
  const char *leave_ids; /* from here to the end of the transaction add_id does it; or NULL */
  const char *hold_id;   /* after that: nobody deletes it until the transaction ends; or NULL */
  const char *hold_id_to_change; /* nobody else changes what it is of; or NULL */
  const char *hold_id_alone;     /* nobody refers to it either; or NULL */
  /* Where rows have a column for their owner: what goes before and after the mark of an id to have the
   * owner of that record, SELECT that finds the owners of rows from ?1 on that had none, and the same
   * for those whose references a transaction left open; or NULL. */
  const char *owner_of, *settle_owners, *settle_pending_owners;
  /* What came into the journal: SELECT of a mark that all that comes from now on has, or a higher one;
   * and of number, change, type, id, mark and the next mark to ask with, of entries from mark ?1 and
   * after number ?2 on, of which some can have been given before */
  const char *journal_mark, *journal_since;
  const char *find_words;   /* a function of a text that the engine searches; NULL: an index does */
  const char *begin_alone;  /* begin_writing, where nobody else writes meanwhile */
  const char *list_indexes; /* SELECT of their names as "name" */
  /* take what was deleted out of the files, one after the other outside of a transaction; NULL ends them */
  const char *const *compact;
  const char *check_structure; /* SELECT of "ok", or of what is wrong; or NULL */
  /* What goes after FROM to read the cells that are bound at ?1, as columns c0, c1 and so on, and their
   * rows by _rowid_ from 0 on; @n_cells columns at most. NULL where each row is bound by itself. */
  const char *cells;
  guint n_cells;

  /* What goes before the name of a table to have all its rows, whoever reads; nothing but the name
   * gives those that the reader may see. */
  const char *base;
  const char *row_columns; /* all that a row "v" of a table has, its number too */
  const char *as_json;     /* what goes after a text to ask it for its members by "->>" */

  /* of a connection */
  gboolean (*execute) (LerenConnection *self, const char *sql);
  LerenStatement *(*prepare) (LerenConnection *self, const char *sql, LerenPrepare use);
  gboolean (*is_in_transaction) (LerenConnection *self);
  /* the number that the last INSERT gave its row; NULL where RETURNING is to ask for it, which costs
   * SQLite a table of its own each time */
  gint64 (*get_last_row) (LerenConnection *self);
  /* what failed last: because of a value that must be unique, or there */
  gboolean (*is_against_constraint) (LerenConnection *self);
  /* what failed last, as an error that says what to do; @self is NULL where there was no memory */
  void (*set_error) (LerenConnection *self, const char *location, const char *doing,
                     GError **error);
  void (*close) (LerenConnection *self);
  /* Connects anew where the connection was lost; what was prepared is prepared again by itself. NULL
   * where that cannot happen. FALSE where it cannot be. */
  gboolean (*revive) (LerenConnection *self);
  gboolean (*is_lost) (LerenConnection *self); /* the same */
  /* Makes these temporary views, all or none, and again wherever it connects anew. */
  gboolean (*restrict_to) (LerenConnection *self, const char *views);
  /* After it was lost in a commit that wrote this entry of the journal; it is connected anew, unless it
   * is unknown. The same. */
  LerenOutcome (*find_outcome) (LerenConnection *self, gint64 entry);
  /* what failed last: because others were at it at the same time, so that it may go well when it is
   * done again from where it began; NULL where that cannot be */
  gboolean (*is_by_chance) (LerenConnection *self);
  /* Another connection that is told of commits: gives a file descriptor that can be read when it was,
   * or -1. Then: FALSE where it was lost; @others: whether it was others than @own. Or NULL. */
  int (*listen) (LerenConnection *self);
  gboolean (*hear) (LerenConnection *self, LerenConnection *own, gboolean *others);
  /* The same for the login of a participant, whom the server has views for; or NULL */
  gboolean (*see_by_login) (LerenConnection *self);
  void (*set_patience) (LerenConnection *self, guint milliseconds);
  void (*set_effort) (LerenConnection *self, LerenEffort effort);
  /* Lets connections see the same moment, in a transaction each; with fewer of @n_readers where
   * that cannot be, and then the others are closed. NULL, or the one that failed. */
  LerenConnection *(*begin_together) (LerenConnection *self, LerenConnection **readers,
                                      guint *n_readers);
  /* SQL that makes this the version of the tables, to be freed */
  char *(*write_version) (int version);
  /* SQL that goes with each new table of records, to be freed; or NULL */
  char *(*write_watch) (const char *table);

  /* of a statement; texts that are bound must live until it is reset */
  void (*bind) (LerenStatement *self, int at, const LerenCell *cell);
  void (*bind_cells) (LerenStatement *self, int at, const LerenCells *cells); /* or NULL */
  LerenStep (*step) (LerenStatement *self);
  /* FALSE where the column holds what no cell can; texts live until the next step, and are terminated */
  gboolean (*get_cell) (LerenStatement *self, int at, LerenCell *cell);
  int (*get_n_columns) (LerenStatement *self);
  const char *(*get_sql) (LerenStatement *self);
  gboolean (*flush) (LerenStatement *self); /* of LEREN_PREPARE_LOAD; NULL: nothing is kept back */
  void (*reset) (LerenStatement *self);
  void (*clear) (LerenStatement *self);
  void (*free) (LerenStatement *self);
};

static inline gboolean
_leren_connection_execute (LerenConnection *self, const char *sql)
{
  return self->driver->execute (self, sql);
}

/* NULL where it cannot be; an engine may also say so at the first step */
static inline LerenStatement *
_leren_connection_prepare (LerenConnection *self, const char *sql, LerenPrepare use)
{
  return self->driver->prepare (self, sql, use);
}

static inline gboolean
_leren_connection_is_in_transaction (LerenConnection *self)
{
  return self->driver->is_in_transaction (self);
}

static inline gboolean
_leren_connection_is_against_constraint (LerenConnection *self)
{
  return self->driver->is_against_constraint (self);
}

static inline void
_leren_connection_close (LerenConnection *self)
{
  if (self != NULL)
    self->driver->close (self);
}

static inline void
_leren_statement_bind (LerenStatement *self, int at, const LerenCell *cell)
{
  self->driver->bind (self, at, cell);
}

static inline void
_leren_statement_bind_integer (LerenStatement *self, int at, gint64 value)
{
  LerenCell cell = { .kind = LEREN_CELL_INTEGER, .integer = value };
  self->driver->bind (self, at, &cell);
}

/* @text may be NULL: then it is absent */
static inline void
_leren_statement_bind_text (LerenStatement *self, int at, const char *text, gssize length)
{
  LerenCell cell = { .kind = LEREN_CELL_ABSENT };

  if (text != NULL)
    cell = _leren_cell_text (text, length);
  self->driver->bind (self, at, &cell);
}

static inline LerenStep
_leren_statement_step (LerenStatement *self)
{
  return self->driver->step (self);
}

static inline gboolean
_leren_statement_get_cell (LerenStatement *self, int at, LerenCell *cell)
{
  return self->driver->get_cell (self, at, cell);
}

static inline gint64
_leren_statement_get_integer (LerenStatement *self, int at)
{
  LerenCell cell;

  self->driver->get_cell (self, at, &cell);
  return cell.kind == LEREN_CELL_INTEGER ? cell.integer : 0;
}

static inline double
_leren_statement_get_real (LerenStatement *self, int at)
{
  LerenCell cell;

  self->driver->get_cell (self, at, &cell);
  return _leren_cell_real (&cell);
}

/* NULL where there is no text */
static inline const char *
_leren_statement_get_text (LerenStatement *self, int at)
{
  LerenCell cell;

  self->driver->get_cell (self, at, &cell);
  return cell.kind == LEREN_CELL_TEXT ? cell.text : NULL;
}

static inline gsize
_leren_statement_get_length (LerenStatement *self, int at)
{
  LerenCell cell;

  self->driver->get_cell (self, at, &cell);
  return cell.kind == LEREN_CELL_TEXT ? cell.length : 0;
}

static inline int
_leren_statement_get_n_columns (LerenStatement *self)
{
  return self->driver->get_n_columns (self);
}

static inline void
_leren_statement_reset (LerenStatement *self)
{
  self->driver->reset (self);
}

static inline void
_leren_statement_clear (LerenStatement *self)
{
  self->driver->clear (self);
}

/* What a LEREN_PREPARE_LOAD kept back is there now; FALSE where it was not taken. NULL keeps nothing. */
static inline gboolean
_leren_statement_flush (LerenStatement *self)
{
  return self == NULL || self->driver->flush == NULL || self->driver->flush (self);
}

static inline void
_leren_statement_free (LerenStatement *self)
{
  if (self != NULL)
    self->driver->free (self);
}

G_END_DECLS
