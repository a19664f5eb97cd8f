/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-query-private.h"

G_BEGIN_DECLS

/* What is asked, for the files that put it together and that put it to the engine. */

struct _LerenQuery {
  GObject parent_instance;

  LerenStore *store;
  char *record_type;
  GString *where;
  GString *order;
  GPtrArray *values; /* of LerenQueryValue, bound in order */
  char *search;
  guint id_at; /* where the id of the only record that is asked for is bound, or 0 */
  guint offset, limit;
};

/* A value as it is bound: numbers as numbers, so that they compare as such. */
typedef struct {
  LerenCell cell;
  char *text;
} LerenQueryValue;

/* Values of filters are bound from here on; before them comes a row, where one is asked for. */
#define LEREN_QUERY_FIRST_VALUE 2

G_END_DECLS
