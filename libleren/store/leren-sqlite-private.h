/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-connection-private.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The driver for files and memory. */

/* Opens what is there; NULL with an error where it cannot be. @location: as the user gave it */
LerenConnection *_leren_sqlite_open (const char *path, const char *location, gboolean read_only,
                                     GError **error);

/* Before something is read that whoever wrote it last did not finish */
void _leren_sqlite_take_back (const char *path);

/* All that the one has, into the other; FALSE with what went wrong at @copy */
gboolean _leren_sqlite_copy (LerenConnection *self, LerenConnection *copy);

typedef struct {
  GFileProgressCallback progress; /* NULL: nobody wants to know */
  gpointer data;
  GCancellable *cancellable;
} LerenSqliteSteps;

/* The same a part at a time, so that others can write between them. Each time they do it begins
 * anew; after some it takes the rest at once, and they wait. */
gboolean _leren_sqlite_copy_in_steps (LerenConnection *self, LerenConnection *copy,
                                      const LerenSqliteSteps *steps);

/* leren-sqlite-cells.c */
#define LEREN_SQLITE_N_CELLS 128
void _leren_sqlite_add_cells (sqlite3 *db);
void _leren_sqlite_bind_cells (LerenStatement *self, int at, const LerenCells *cells);

/* SQLite's own, for what has no equal elsewhere: the text index, the file */
sqlite3 *_leren_sqlite_get_handle (LerenConnection *self);
sqlite3_stmt *_leren_sqlite_get_statement (LerenStatement *self);

G_END_DECLS
