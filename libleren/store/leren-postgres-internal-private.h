/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-postgres-private.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

/* What the files of the driver share. */

/* the types in which values come and go, as the server numbers them */
typedef enum {
  LEREN_OID_UNKNOWN = 0,
  LEREN_OID_BOOL = 16,
  LEREN_OID_NAME = 19,
  LEREN_OID_INT8 = 20,
  LEREN_OID_INT2 = 21,
  LEREN_OID_INT4 = 23,
  LEREN_OID_TEXT = 25,
  LEREN_OID_FLOAT8 = 701,
  LEREN_OID_VARCHAR = 1043,
} LerenOid;

typedef struct {
  LerenConnection parent;
  PGconn *pg;
  gboolean read_only;
  guint
    patience; /* milliseconds in which others may hold what is needed, or a server may be away */
  guint generation; /* goes up when it is connected anew: nothing is prepared any more */
  guint n_names;    /* that were given to prepared statements and cursors */
  char *views;      /* what a reader sees, as temporary views; NULL where all is seen */
  GString *stale;   /* SQL that gives up what is not needed any more */
  char state[6];    /* SQLSTATE of what failed last */
  char *said;       /* by the server, in one line */
  char *writer;     /* by what its entries in the journal are known */
  char *backend;    /* WHERE of what the server says of who works for it, while it does */
} LerenPostgres;

/* Who writes locks the table "form", together with others or alone. Who may only read what is in a view
 * can lock no more than SELECT does, which is in nobody's way here; an advisory lock anybody could take. */
#define LEREN_WRITE_ALONE "LOCK TABLE leren.form IN EXCLUSIVE MODE"

extern const LerenDriver _leren_postgres_driver;

/* leren-postgres.c */
/* Takes @result; TRUE where it is what was hoped for, otherwise it is noted why not. */
gboolean _leren_postgres_take_result (LerenPostgres *self, PGresult *result);
void _leren_postgres_note_failure (LerenPostgres *self, const PGresult *result);
gboolean _leren_postgres_run (LerenPostgres *self, const char *sql);
gboolean _leren_postgres_revive (LerenConnection *self);
/* The types of the columns that a SELECT gives, to be freed; NULL where the server does not take it */
Oid *_leren_postgres_describe (LerenPostgres *self, const char *sql, guint *n_columns);
/* as if the server had said that what was sent or received is not as it should be */
void _leren_postgres_set_failure (LerenPostgres *self, const char *state, const char *said);
/* "leren_7", to be freed */
char *_leren_postgres_make_name (LerenPostgres *self);

/* leren-postgres-error.c */
void _leren_postgres_set_error (LerenConnection *self, const char *location, const char *doing,
                                GError **error);
void _leren_postgres_set_unreachable (PGconn *pg, const char *location, GError **error);
/* what libpq and the server say, in one line */
char *_leren_postgres_one_line (const char *said);

/* leren-postgres-owner.c: SQL that makes the functions around the owners of records */
extern const char _leren_postgres_owners[];

/* leren-postgres-journal.c */
extern const char _leren_postgres_telling[]; /* SQL that lets the journal tell others of changes */
gboolean _leren_postgres_name_writer (LerenPostgres *self);
gboolean _leren_postgres_end_backend (LerenPostgres *self, const char *backend);
LerenOutcome _leren_postgres_find_outcome (LerenConnection *self, gint64 entry);
int _leren_postgres_listen (LerenConnection *self);
gboolean _leren_postgres_hear (LerenConnection *ear, LerenConnection *own, gboolean *others);

/* leren-postgres-sql.c */
/* SQL as SQLite would take it, as PostgreSQL does. @n_places: the highest number of a mark; @used: a bit
 * for each of the first 64 that occurs. Both can be NULL. */
char *_leren_postgres_translate (const char *sql, guint *n_places, guint64 *used);

/* leren-postgres-statement.c */
LerenStatement *_leren_postgres_prepare (LerenConnection *self, const char *sql, LerenPrepare use);
void _leren_postgres_statement_bind (LerenStatement *self, int at, const LerenCell *cell);
LerenStep _leren_postgres_statement_step (LerenStatement *self);
gboolean _leren_postgres_statement_get_cell (LerenStatement *self, int at, LerenCell *cell);
int _leren_postgres_statement_get_n_columns (LerenStatement *self);
const char *_leren_postgres_statement_get_sql (LerenStatement *self);
gboolean _leren_postgres_statement_flush (LerenStatement *statement);
void _leren_postgres_statement_reset (LerenStatement *self);
void _leren_postgres_statement_clear (LerenStatement *self);
void _leren_postgres_statement_free (LerenStatement *self);

/* leren-postgres-value.c */
/* FALSE where no cell can hold it; a NULL @value is absent */
gboolean _leren_postgres_read_cell (Oid type, const char *value, int length, LerenCell *cell);

/* leren-postgres-stream.c: all rows of a SELECT, one at a time, by COPY */
typedef struct _LerenPostgresStream LerenPostgresStream;

LerenPostgresStream *_leren_postgres_stream_new (LerenPostgres *connection, const char *sql);
LerenStep _leren_postgres_stream_step (LerenPostgresStream *self);
gboolean _leren_postgres_stream_get_cell (LerenPostgresStream *self, int at, LerenCell *cell);
int _leren_postgres_stream_get_n_columns (LerenPostgresStream *self);
void _leren_postgres_stream_free (LerenPostgresStream *self);

/* leren-postgres-load.c: rows for a table, many at a time, by COPY */
typedef struct _LerenPostgresLoad LerenPostgresLoad;

/* NULL where the server does not take it. @insert: "INSERT INTO table (columns) VALUES ..." */
LerenPostgresLoad *_leren_postgres_load_new (LerenPostgres *connection, const char *insert);
/* A row as it is bound: an absent value is NULL, numbers are in the order of the network */
gboolean _leren_postgres_load_add (LerenPostgresLoad *self, const Oid *types,
                                   const char *const *values, const int *lengths);
gboolean _leren_postgres_load_flush (LerenPostgresLoad *self);
void _leren_postgres_load_free (LerenPostgresLoad *self);

G_END_DECLS
