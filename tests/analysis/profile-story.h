/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Small practices, and their profile on a framework. */

#include "story.h"

#include <math.h>

/* Imported, since a store that saves a record adds when it was made. A framework of the user's own
 * may stand among the records. */
static inline LerenSnapshot *
profile_take (const char *const *records, LerenScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store =
    leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autofree char *text = g_strdelimit (g_strjoinv ("\n", (char **) records), "'", '"');
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (LerenImporter) importer = NULL;
  LerenSnapshot *snapshot;

  g_assert_no_error (error);
  importer = leren_importer_new (store);
  if (*text != '\0')
    leren_importer_add_stream (importer, input, "the story", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  return snapshot;
}

static inline LerenProfile *
profile_of (const char *const *records, const char *framework, LerenGrouping by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = profile_take (records, NULL);
  LerenProfile *profile = leren_profile (snapshot, framework, by, &error);

  g_assert_no_error (error);
  return profile;
}

/* which group has that id; there must be one */
static inline guint
group_of (LerenProfile *profile, const char *id)
{
  const int group = leren_profile_find_group (profile, id);

  g_assert_cmpint (group, >=, 0);
  return group;
}

#define assert_concept(concept, id)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    LerenConcept *concept_ = (concept);                                                            \
    g_assert_cmpstr (concept_ != NULL ? leren_concept_get_id (concept_) : NULL, ==, id);           \
  }                                                                                                \
  G_STMT_END

/* @ids: with spaces between them */
static inline void
assert_ids (char **found, const char *ids)
{
  g_auto (GStrv) owned = found;
  g_autofree char *joined = NULL;

  g_assert_nonnull (owned);
  joined = g_strjoinv (" ", owned);
  g_assert_cmpstr (joined, ==, ids);
}

#define assert_near(found, expected) g_assert_cmpfloat_with_epsilon (found, expected, 1e-12)

/* A cell of a table, as the place in the words of a category, or as a number; NaN where absent */
static inline double
cell_of (LerenTable *table, const char *column, guint row)
{
  const int at = leren_table_find_column (table, column);
  GBytes *values, *validity;
  gconstpointer data;

  g_assert_cmpint (at, >=, 0);
  values = leren_table_get_column_values (table, at);
  validity = leren_table_get_column_validity (table, at);
  if (validity != NULL &&
      (((const guint8 *) g_bytes_get_data (validity, NULL))[row / 8] >> (row % 8) & 1) == 0)
    return NAN;
  data = g_bytes_get_data (values, NULL);
  switch (leren_table_get_column_kind (table, at))
    {
    case LEREN_COLUMN_KIND_BOOLEAN:
    case LEREN_COLUMN_KIND_CATEGORY:
      return ((const guint8 *) data)[row];
    case LEREN_COLUMN_KIND_INTEGER:
      return ((const gint64 *) data)[row];
    case LEREN_COLUMN_KIND_NUMBER:
      return ((const double *) data)[row];
    default:
      g_assert_not_reached ();
    }
}
