/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* One value of a record between rooms: what a JSON member, an object's property and a column of the
 * store all become on the way to each other. Enums, concepts, times and dates are text; lists and
 * JSON are compact JSON text; booleans are 0 and 1. */

typedef enum {
  LEREN_CELL_ABSENT,
  LEREN_CELL_TEXT,
  LEREN_CELL_INTEGER,
  LEREN_CELL_REAL,
} LerenCellKind;

typedef struct {
  LerenCellKind kind;
  gsize length;
  union {
    const char *text; /* not terminated, not owned */
    gint64 integer;
    double real;
  };
} LerenCell;

static inline LerenCell
_leren_cell_text (const char *text, gssize length)
{
  LerenCell cell = { .kind = LEREN_CELL_TEXT, .text = text };
  cell.length = length < 0 ? strlen (text) : (gsize) length;
  return cell;
}

/* 0 where it is no number */
static inline gint64
_leren_cell_integer (const LerenCell *cell)
{
  return cell->kind == LEREN_CELL_INTEGER ? cell->integer
         : cell->kind == LEREN_CELL_REAL  ? (gint64) cell->real
                                          : 0;
}

/* not a number where it is none */
static inline double
_leren_cell_real (const LerenCell *cell)
{
  return cell->kind == LEREN_CELL_REAL      ? cell->real
         : cell->kind == LEREN_CELL_INTEGER ? (double) cell->integer
                                            : NAN;
}

static inline char *
_leren_cell_dup_text (const LerenCell *cell)
{
  return cell->kind == LEREN_CELL_TEXT ? g_strndup (cell->text, cell->length) : NULL;
}

/* Memory for texts that live as long as a batch of records: given out in order, freed at once. */
typedef struct _LerenArena LerenArena;

LerenArena *_leren_arena_new (void);
void _leren_arena_free (LerenArena *self);
void _leren_arena_reset (LerenArena *self);
char *_leren_arena_alloc (LerenArena *self, gsize size);
gsize _leren_arena_get_size (LerenArena *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenArena, _leren_arena_free)

static inline char *
_leren_arena_copy (LerenArena *self, const char *text, gsize length)
{
  char *copy = _leren_arena_alloc (self, length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

/* A record as cells, in the order of its declaration's fields. */
typedef struct {
  const struct _LerenDeclaration *declaration;
  LerenCell *cells;
  LerenCell unknown_members;  /* JSON object text */
  LerenCell numbers_as_given; /* JSON object text: member to the number as it was written */
  gint64 revision; /* the entry of the store's journal that wrote it last; 0 where there is none */
} LerenRow;

G_END_DECLS
