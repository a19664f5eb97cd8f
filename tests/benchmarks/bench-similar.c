/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* bench-similar STORE CASE N TURNS: finds the N cases most like CASE, in turns. Prints JSON with the
 * seconds that each turn takes, from opening the file and from an open snapshot, and what was found,
 * for bench-similar.py to set against Python. The text index is built before, and timed by itself. */

#include "leren.h"

static double
now (void)
{
  return g_get_monotonic_time () / (double) G_USEC_PER_SEC;
}

static void
fail (const char *what)
{
  g_printerr ("%s\n", what);
  exit (1);
}

static LerenSimilar *
find (const char *path, LerenStoreFlags flags, const char *id, guint n, double *begun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = leren_store_open (path, flags, NULL, &error);
  g_autoptr (LerenSnapshot) snapshot =
    store != NULL ? leren_snapshot_take (store, NULL, NULL, &error) : NULL;
  LerenSimilar *similar;

  *begun = now ();
  similar = snapshot != NULL ? leren_similar_find (snapshot, id, n, NULL, NULL, &error) : NULL;
  if (similar == NULL)
    fail (error->message);
  return similar;
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (LerenSimilar) similar = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  double begun, opened;

  if (argc < 5)
    fail ("bench-similar STORE CASE N TURNS");

  json_builder_begin_object (builder);
  opened = now ();
  similar = find (argv[1], LEREN_STORE_FLAGS_EXISTING, argv[2], atoi (argv[3]), &begun);
  json_builder_set_member_name (builder, "first");
  json_builder_add_double_value (builder, now () - opened);
  json_builder_set_member_name (builder, "turns");
  json_builder_begin_array (builder);
  for (int i = 0; i < atoi (argv[4]); i++)
    {
      g_clear_object (&similar);
      opened = now ();
      similar = find (argv[1], LEREN_STORE_FLAGS_READ_ONLY, argv[2], atoi (argv[3]), &begun);
      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, now () - opened);
      json_builder_add_double_value (builder, now () - begun);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "found");
  json_builder_add_value (builder, leren_similar_to_json (similar));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  g_print ("%s\n", json);
  return 0;
}
