/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-check-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* Chains that close a circle. Each link is followed once. */

typedef struct {
  gint64 from, to;
  gint64 walk; /* that passed here first, or 0 */
} Link;

static char *
write_links (const LerenStoreTable *table, const LerenField *field, const char *columns,
             const char *condition)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);

  return g_strdup_printf ("SELECT %s FROM %s AS c JOIN %s AS p ON p.\"id\" = c.%s%s", columns, name,
                          name, column, condition);
}

/* A circle has a link to a record that came later, or to the same one. Most chains have none: what is
 * gone on from was there before. */
static gboolean
leads_forward (LerenCheck *self, const LerenStoreTable *table, const LerenField *field,
               gboolean *leads)
{
  g_autofree char *links = write_links (table, field, "1", " WHERE p._rowid_ >= c._rowid_ LIMIT 1");
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (%s) AS forward", links);
  GError *problem = NULL;
  gint64 n = 0;
  const gboolean read = _leren_store_read_integer (self->store, _ ("check"), sql, &n, &problem);

  *leads = n > 0;
  if (!read)
    _leren_check_take_error (self, problem);
  return read;
}

/* all of them, in the order of the records */
static gboolean
read_links (LerenCheck *self, const LerenStoreTable *table, const LerenField *field, GArray *links)
{
  LerenStore *store = self->store;
  g_autofree char *sql = write_links (table, field, "c._rowid_, p._rowid_", " ORDER BY c._rowid_");
  GError *problem = NULL;
  LerenStatement *statement =
    _leren_store_prepare_for (store, _ ("check"), sql, LEREN_PREPARE_LARGE, &problem);
  LerenStep result = LEREN_STEP_DONE;

  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const Link link = { _leren_statement_get_integer (statement, 0),
                          _leren_statement_get_integer (statement, 1) };

      g_array_append_val (links, link);
    }
  if (statement != NULL && result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("check"), &problem);
  _leren_statement_free (statement);
  return problem == NULL || _leren_check_take_error (self, problem);
}

static int
compare_links (const void *a, const void *b)
{
  const gint64 one = ((const Link *) a)->from, other = ((const Link *) b)->from;

  return (one > other) - (one < other);
}

static Link *
find_link (const GArray *links, gint64 from)
{
  const Link key = { from };

  return bsearch (&key, links->data, links->len, sizeof key, compare_links);
}

static gboolean
tell_of_circle (LerenCheck *self, const LerenStoreTable *table, const LerenField *field, gint64 at)
{
  GError *problem = NULL;

  _leren_store_set_circle (self->store, table, field, at, &problem);
  return _leren_check_take_error (self, problem);
}

void
_leren_check_chain (LerenCheck *self, const LerenStoreTable *table, const LerenField *field)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  gboolean leads;

  if (!leads_forward (self, table, field, &leads) || !leads ||
      !read_links (self, table, field, links))
    return;
  for (guint i = 0; i < links->len; i++)
    {
      const gint64 walk = i + 1;
      Link *link = &g_array_index (links, Link, i);

      while (link != NULL && link->walk == 0)
        {
          link->walk = walk;
          link = find_link (links, link->to);
        }
      /* it came to where it passed itself */
      if (link != NULL && link->walk == walk && !tell_of_circle (self, table, field, link->from))
        return;
    }
}
