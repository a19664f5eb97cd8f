/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-names-private.h"

G_BEGIN_DECLS

/* What coders said of units, as it is kept: a column of codes for each coder. It is shared between
 * a table that people fill and what was computed of it; who wants to write makes a copy first. */

typedef struct {
  char *text;
  double number;    /* NAN where the text is none */
  gboolean several; /* it stands for more than one choice, and has no place in an order */
  guint32 n_uses;
} LerenValue;

typedef struct {
  gatomicrefcount references;
  LerenNames units, coders;
  GPtrArray *columns; /* of GArray of guint32: the value of each unit and one more, 0: none */
  GArray *values;     /* LerenValue */
  GHashTable *value_index;
  GArray *scale;     /* guint32: the values that coders could choose from, in their order */
  gboolean ordered;  /* and that order means something */
  char *source;      /* where it was read, or NULL */
  GArray *lines;     /* guint32: the line of each unit there, or empty */
  guint first_field; /* in which field of a line the first coder stands, counted from 1 */
} LerenJudged;

LerenJudged *_leren_judged_new (void);
LerenJudged *_leren_judged_ref (LerenJudged *self);
void _leren_judged_unref (LerenJudged *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenJudged, _leren_judged_unref)
/* gives one that nobody else has; takes @self */
LerenJudged *_leren_judged_make_own (LerenJudged *self);

/* These find what there is of that name, and add it where there is nothing. */
guint32 _leren_judged_add_unit (LerenJudged *self, const char *name);
guint32 _leren_judged_add_coder (LerenJudged *self, const char *name);
guint32 _leren_judged_add_value (LerenJudged *self, const char *text, gboolean several);
guint32 _leren_judged_add_number (LerenJudged *self, double number);
/* @code: the value and one more, or 0 to take it away */
void _leren_judged_set (LerenJudged *self, guint32 unit, guint32 coder, guint32 code);
guint32 _leren_judged_get (const LerenJudged *self, guint32 unit, guint32 coder);
/* Every column has every unit: call it before columns are read. */
void _leren_judged_fill (LerenJudged *self);

static inline guint32
_leren_judged_n_units (const LerenJudged *self)
{
  return self->units.names->len;
}

static inline guint32
_leren_judged_n_coders (const LerenJudged *self)
{
  return self->columns->len;
}

static inline const char *
_leren_judged_unit (const LerenJudged *self, guint32 unit)
{
  return _leren_names_get (&self->units, unit);
}

static inline const char *
_leren_judged_coder (const LerenJudged *self, guint32 coder)
{
  return _leren_names_get (&self->coders, coder);
}

static inline const guint32 *
_leren_judged_column (const LerenJudged *self, guint32 coder)
{
  return (const guint32 *) ((const GArray *) g_ptr_array_index (self->columns, coder))->data;
}

static inline LerenValue *
_leren_judged_value (const LerenJudged *self, guint32 value)
{
  return &g_array_index (self->values, LerenValue, value);
}

G_END_DECLS
