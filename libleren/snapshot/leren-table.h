/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LerenColumnKind:
 * @LEREN_COLUMN_KIND_BOOLEAN: one byte a row, 0 or 1. Since: 0.1
 * @LEREN_COLUMN_KIND_CATEGORY: the place of the value in the column's words, counted from 0: one
 *   byte a row where there are at most 256 words, otherwise a 32-bit integer. Since: 0.1
 * @LEREN_COLUMN_KIND_INTEGER: a 64-bit integer a row. Since: 0.1
 * @LEREN_COLUMN_KIND_NUMBER: a double a row. Since: 0.1
 * @LEREN_COLUMN_KIND_TIME: a 64-bit integer a row, microseconds since 1970-01-01T00:00:00Z. Since: 0.1
 * @LEREN_COLUMN_KIND_DATE: a 32-bit integer a row, days since 1970-01-01. Since: 0.1
 * @LEREN_COLUMN_KIND_TEXT: UTF-8 without separators; the offsets say where each row's begins. Since: 0.1
 * @LEREN_COLUMN_KIND_LIST: text, each row's a JSON array. Since: 0.1
 *
 * How the values of a column lie in memory, in the byte order of the machine. This is the layout of
 * Apache Arrow, but that booleans take a byte.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_COLUMN_KIND_BOOLEAN,
  LEREN_COLUMN_KIND_CATEGORY,
  LEREN_COLUMN_KIND_INTEGER,
  LEREN_COLUMN_KIND_NUMBER,
  LEREN_COLUMN_KIND_TIME,
  LEREN_COLUMN_KIND_DATE,
  LEREN_COLUMN_KIND_TEXT,
  LEREN_COLUMN_KIND_LIST,
} LerenColumnKind;

#define LEREN_TYPE_TABLE (leren_table_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenTable, leren_table, LEREN, TABLE, GObject)

LEREN_AVAILABLE_IN_0_1
guint leren_table_get_n_rows (LerenTable *self);
LEREN_AVAILABLE_IN_0_1
guint leren_table_get_n_columns (LerenTable *self);
LEREN_AVAILABLE_IN_0_1
int leren_table_find_column (LerenTable *self, const char *name);
LEREN_AVAILABLE_IN_0_1
const char *leren_table_get_column_name (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
LerenColumnKind leren_table_get_column_kind (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
GBytes *leren_table_get_column_values (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
GBytes *leren_table_get_column_offsets (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
GBytes *leren_table_get_column_validity (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_table_get_column_words (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
gboolean leren_table_get_column_ordered (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_table_get_column_texts (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
GBytes *leren_table_get_column_places (LerenTable *self, guint column);
LEREN_AVAILABLE_IN_0_1
gboolean leren_table_is_present (LerenTable *self, guint column, guint row);
LEREN_AVAILABLE_IN_0_1
GBytes *leren_table_dup_column_numbers (LerenTable *self, guint column, GError **error);
LEREN_AVAILABLE_IN_0_1
double leren_table_get_number (LerenTable *self, guint column, guint row);
LEREN_AVAILABLE_IN_0_1
char *leren_table_dup_text (LerenTable *self, guint column, guint row);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_table_get_changed (LerenTable *self);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_table_get_gone (LerenTable *self);

G_END_DECLS
