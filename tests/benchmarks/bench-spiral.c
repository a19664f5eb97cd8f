/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* bench-spiral STORE TURNS: takes a snapshot, and then the spiral with all of its lists, in turns.
 * Prints JSON with the seconds of each and what the spiral says, for bench-spiral.py to set against
 * networkx. */

#include "leren.h"

static double
now (void)
{
  return g_get_monotonic_time () / (double) G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  JsonNode *told = NULL;
  int turns = argc > 2 ? atoi (argv[2]) : 3;

  if (argc < 2)
    {
      g_printerr ("bench-spiral STORE [TURNS]\n");
      return 1;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "turns");
  json_builder_begin_array (builder);
  store = leren_store_open (argv[1], LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  for (int i = 0; i < turns && error == NULL; i++)
    {
      g_autoptr (LerenSnapshot) snapshot = NULL;
      g_autoptr (LerenSpiral) spiral = NULL;
      double begun = now (), taken;

      snapshot = leren_snapshot_take (store, NULL, NULL, &error);
      if (snapshot == NULL)
        break;
      taken = now ();
      spiral = leren_spiral (snapshot, &error);
      if (spiral == NULL)
        break;
      g_clear_pointer (&told, json_node_unref);
      told = leren_spiral_to_json (spiral);
      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, taken - begun);
      json_builder_add_double_value (builder, now () - taken);
      json_builder_end_array (builder);
    }
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "spiral");
  json_builder_add_value (builder, told);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  g_print ("%s\n", json);
  return 0;
}
