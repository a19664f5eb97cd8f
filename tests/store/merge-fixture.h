/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A coach took a copy of the team's store along to a session, and the team went on meanwhile: both write,
 * and come together again. */

#include "store-fixture.h"

typedef struct {
  char *paths[2];
  LerenStore *team, *coach;
} Copies;

/* As people take a file along: the store does not know of it. */
static inline void
copy_store (LerenStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (leren_store_get_location (store));
  g_autoptr (GFile) to = g_file_new_for_path (path);

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static inline void
copies_up (Copies *copies, gconstpointer data)
{
  copies->paths[0] = store_path ("team.leren");
  copies->paths[1] = store_path ("coach.leren");
  copies->team = store_open (copies->paths[0]);
  fill (copies->team);
  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huur','question':'Wie belt?','urgency':2}");
  copy_store (copies->team, copies->paths[1]);
  copies->coach = store_open (copies->paths[1]);
}

static inline void
copies_down (Copies *copies, gconstpointer data)
{
  g_object_unref (copies->team);
  g_object_unref (copies->coach);
  for (guint i = 0; i < G_N_ELEMENTS (copies->paths); i++)
    {
      store_remove (copies->paths[i]);
      g_free (copies->paths[i]);
    }
}

static inline LerenMerge *
merge_by (LerenStore *store, LerenStore *other, LerenMergeRule rule)
{
  g_autoptr (GError) error = NULL;
  LerenMerge *merge = leren_store_merge (store, other, rule, NULL, FALSE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return merge;
}

static inline LerenMerge *
merge (LerenStore *store, LerenStore *other)
{
  return merge_by (store, other, LEREN_MERGE_RULE_LATER);
}

static inline void
must_not_merge (LerenStore *store, LerenStore *other, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_store_merge (store, other, LEREN_MERGE_RULE_LATER, NULL, FALSE, NULL, NULL,
                                    NULL, &error));
  assert_said (error, code, said);
}

static inline void
must_delete (LerenStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;

  leren_store_delete (store, id, NULL, &error);
  g_assert_no_error (error);
}

static inline int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All that is in a store, whatever the order in which it came */
static inline char *
tell (LerenStore *store)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  static const char *const types[] = {
    "practice", "team",   "participant",         "case",
    "session",  "action", "org.example.unheard", "org.example.visit"
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenQuery) query = leren_store_query (store, types[i], NULL);
      g_autoptr (GListModel) list = query != NULL ? leren_query_run (query, NULL, &error) : NULL;

      for (guint j = 0; list != NULL && j < g_list_model_get_n_items (list); j++)
        {
          g_autoptr (LerenRecord) record = g_list_model_get_item (list, j);
          g_ptr_array_add (lines, leren_record_to_json (record, NULL));
        }
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static inline void
assert_says (LerenStore *store, const char *id, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, &error);
  g_autofree char *json = record != NULL ? leren_record_to_json (record, NULL) : NULL;
  g_autofree char *wanted = g_strdelimit (g_strdup (said), "'", '"');

  g_assert_no_error (error);
  if (strstr (json, wanted) == NULL)
    g_error ("“%s” does not say “%s”", json, wanted);
}

static inline void
assert_sound (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = leren_store_check (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; problems[i] != NULL; i++)
    g_error ("%s", problems[i]);
}

static inline LerenMergeConflict *
conflict_at (LerenMerge *merge, guint i)
{
  LerenMergeConflict *conflict = g_list_model_get_item (leren_merge_get_conflicts (merge), i);

  g_assert_nonnull (conflict);
  /* the list holds it */
  g_object_unref (conflict);
  return conflict;
}

static inline guint
n_conflicts (LerenMerge *merge)
{
  return g_list_model_get_n_items (leren_merge_get_conflicts (merge));
}

/* Both ways, and then once more: the same in both, nothing left to do, and nothing wrong */
static inline void
come_together (Copies *copies)
{
  g_autofree char *path = store_path ("again.leren");
  g_autoptr (LerenStore) again = NULL;
  g_autoptr (LerenMerge) there = NULL;
  g_autoptr (LerenMerge) back = NULL;
  g_autoptr (LerenMerge) idle = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *third = NULL;

  copy_store (copies->team, path);
  again = store_open (path);
  there = merge (copies->team, copies->coach);
  back = merge (copies->coach, again);
  one = tell (copies->team);
  other = tell (copies->coach);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (n_conflicts (there), ==, n_conflicts (back));
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&idle);
      idle = i == 0 ? merge (copies->team, copies->coach) : merge (copies->coach, copies->team);
      g_assert_cmpuint (n_conflicts (idle), ==, 0);
      g_assert_cmpint (leren_merge_get_n_added (idle), ==, 0);
      g_assert_cmpint (leren_merge_get_n_changed (idle), ==, 0);
      g_assert_cmpint (leren_merge_get_n_deleted (idle), ==, 0);
    }
  third = tell (copies->coach);
  g_assert_cmpstr (one, ==, third);
  assert_sound (copies->team);
  assert_sound (copies->coach);
  g_object_unref (g_steal_pointer (&again));
  store_remove (path);
}

static inline LerenStore *
copy_of (LerenStore *store, const char *path)
{
  copy_store (store, path);
  return store_open (path);
}

static inline void
import (LerenStore *store, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);

  leren_importer_add_stream (importer, stream, "records", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/merge/" path, Copies, NULL, copies_up, function, copies_down)
#define ADD_WITH(path, data, function)                                                             \
  g_test_add ("/merge/" path, Copies, GINT_TO_POINTER (data), copies_up, function, copies_down)
