/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-private.h"

#include <string.h>

/* What each record belongs to: the practice, the team and the case that it names, or that it is, or
 * that a record names which it names itself. */

#define UNKNOWN (-2)
#define UNDER_WAY (-3)

typedef struct {
  guint type;
  guint32 row;
} Place;

typedef struct {
  LerenSnapshot *snapshot;
  LerenBelongs what;
  GArray *stack; /* Place */
} Linking;

static const char *const own_members[] = { "practice", "team", "case" };

static const LerenVector *
find_vector (const LerenRows *rows, const char *member)
{
  const LerenField *field = _leren_declaration_find (rows->declaration, member, strlen (member));

  if (field == NULL || (rows->vectors[field->index].kind != LEREN_VECTOR_REFERENCE &&
                        rows->vectors[field->index].kind != LEREN_VECTOR_REFERENCE_ANY))
    return NULL;
  return &rows->vectors[field->index];
}

/* the ways out of one type, found once */
typedef struct {
  const LerenVector *own;
  const LerenVector *ways[6];
  guint n_ways;
  gboolean is_it; /* the type itself is what is sought */
} Ways;

static Ways
find_ways (const LerenRows *rows, LerenBelongs what)
{
  Ways ways = { 0 };

  ways.is_it = g_str_equal (rows->declaration->name, own_members[what]);
  ways.own = find_vector (rows, own_members[what]);
  if (ways.own != NULL && ways.own->kind != LEREN_VECTOR_REFERENCE)
    ways.own = NULL;
  for (const char *const *way = _leren_ways_to_belong[what]; *way != NULL; way++)
    {
      const LerenVector *vector = find_vector (rows, *way);
      if (vector != NULL)
        ways.ways[ways.n_ways++] = vector;
    }
  return ways;
}

/* What is known of one record now. Where it hangs on another that is not known, that one is
 * @next. */
static gint32
look (Linking *linking, const Ways *ways, guint32 row, Place *next)
{
  if (ways->is_it)
    return row;
  if (ways->own != NULL && ways->own->rows[row] >= 0)
    return ways->own->rows[row];
  for (guint i = 0; i < ways->n_ways; i++)
    {
      const LerenVector *vector = ways->ways[i];
      const LerenRows *rows;
      gint32 at = vector->rows[row], found;
      guint type;

      if (at < 0)
        continue;
      type = vector->types != NULL ? vector->types[row] : vector->target;
      rows = g_ptr_array_index (linking->snapshot->all_rows, type);
      found = rows->belongs[linking->what][at];
      if (found >= 0)
        return found;
      if (found == UNKNOWN)
        {
          *next = (Place){ type, at };
          return UNKNOWN;
        }
    }
  return -1;
}

static void
link_one (Linking *linking, const Ways *all_ways, guint type, guint32 row)
{
  Place place = { type, row };

  g_array_set_size (linking->stack, 0);
  g_array_append_val (linking->stack, place);
  while (linking->stack->len > 0)
    {
      Place next = { 0 };
      LerenRows *rows;
      gint32 found;

      place = g_array_index (linking->stack, Place, linking->stack->len - 1);
      rows = g_ptr_array_index (linking->snapshot->all_rows, place.type);
      /* a record that is reached from itself has nothing by that way */
      rows->belongs[linking->what][place.row] = UNDER_WAY;
      found = look (linking, &all_ways[place.type], place.row, &next);
      if (found == UNKNOWN)
        {
          g_array_append_val (linking->stack, next);
          continue;
        }
      rows->belongs[linking->what][place.row] = found;
      g_array_set_size (linking->stack, linking->stack->len - 1);
    }
}

static void
link_all (Linking *linking)
{
  const guint n_types = linking->snapshot->types->len;
  g_autofree Ways *all_ways = g_new0 (Ways, n_types);

  for (guint i = 0; i < n_types; i++)
    {
      LerenRows *rows = g_ptr_array_index (linking->snapshot->all_rows, i);

      all_ways[i] = find_ways (rows, linking->what);
      rows->belongs[linking->what] = g_new (gint32, MAX (rows->n_rows, 1));
      for (guint32 row = 0; row < rows->n_rows; row++)
        rows->belongs[linking->what][row] = UNKNOWN;
    }
  for (guint i = 0; i < n_types; i++)
    {
      LerenRows *rows = g_ptr_array_index (linking->snapshot->all_rows, i);
      gint32 *belongs = rows->belongs[linking->what];

      for (guint32 row = 0; row < rows->n_rows; row++)
        if (belongs[row] == UNKNOWN)
          {
            Place next;
            gint32 found = look (linking, &all_ways[i], row, &next);

            if (found != UNKNOWN)
              belongs[row] = found;
            else
              link_one (linking, all_ways, i, row);
          }
    }
}

void
_leren_snapshot_link (LerenSnapshot *self)
{
  for (guint what = 0; what < LEREN_BELONGS_N; what++)
    {
      Linking linking = { self, what, g_array_new (FALSE, FALSE, sizeof (Place)) };

      link_all (&linking);
      g_array_unref (linking.stack);
    }
}
