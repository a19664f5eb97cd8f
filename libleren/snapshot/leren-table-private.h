/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-column-private.h"
#include "snapshot/leren-rows-private.h"

G_BEGIN_DECLS

/* Making a table: first its columns, then value by value, each column as often as there are rows;
 * at last it is sealed, and from then on it does not change. */
LerenTable *_leren_table_new (void);
/* @words: of a category, copied; NULL for other kinds. Returns which column it is. */
guint _leren_table_add_column (LerenTable *self, const char *name, LerenColumnKind kind,
                               const char *const *words);
/* the order of a category's words says something */
void _leren_table_set_ordered (LerenTable *self, guint column, gboolean ordered);
void _leren_table_add_absent (LerenTable *self, guint column);
/* booleans, categories (the place in the words), integers, times and dates */
void _leren_table_add_integer (LerenTable *self, guint column, gint64 value);
void _leren_table_add_number (LerenTable *self, guint column, double value);
/* the same, where NAN is absent */
void _leren_table_add_figure (LerenTable *self, guint column, double value);
/* @length: -1 where the text ends with NUL; NULL is absent */
void _leren_table_add_text (LerenTable *self, guint column, const char *text, gssize length);
/* the id of a record, as text */
void _leren_table_add_id (LerenTable *self, guint column, const LerenRows *rows, guint32 row);
void _leren_table_add_changed (LerenTable *self, char *id);
void _leren_table_add_gone (LerenTable *self, char *id);
void _leren_table_seal (LerenTable *self, guint n_rows);

/* The other way: columns that were filled and sealed by themselves, which are taken out of @columns.
 * The table is sealed with that. */
void _leren_table_take_columns (LerenTable *self, LerenColumn *columns, guint n_columns);

G_END_DECLS
