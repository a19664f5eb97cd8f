/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* The first program of docs/guides/c.md */
/* region includes */
#include <leren.h>
#include <locale.h>
#include <stdio.h>
/* endregion */

/* region write */
static gboolean
write_down (GError **error)
{
  g_autoptr (LerenStore) store =
    leren_store_open ("team.leren", LEREN_STORE_FLAGS_NONE, NULL, error);
  g_autoptr (LerenCase) rent = leren_case_new ();
  g_autoptr (LerenReflection) look = leren_reflection_new ();

  if (store == NULL)
    return FALSE;
  leren_case_set_title (rent, "Rent arrears");
  leren_reflection_set_text (look, "We keep phoning");
  leren_reflection_set_level (look, LEREN_REFLECTION_LEVEL_BEHAVIOUR);
  leren_reflection_set_case (look, leren_record_get_id (LEREN_RECORD (rent)));
  return leren_store_save (store, LEREN_RECORD (rent), NULL, error) &&
         leren_store_save (store, LEREN_RECORD (look), NULL, error);
}
/* endregion */

/* region read */
static gboolean
read_again (GError **error)
{
  g_autoptr (LerenStore) store =
    leren_store_open ("team.leren", LEREN_STORE_FLAGS_EXISTING, NULL, error);
  g_autoptr (LerenQuery) query = store ? leren_store_query (store, "reflection", error) : NULL;
  g_autoptr (GListModel) looks = query ? leren_query_run (query, NULL, error) : NULL;

  if (looks == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (looks); i++)
    {
      g_autoptr (LerenReflection) look = g_list_model_get_item (looks, i);
      g_autoptr (LerenRecord) about =
        leren_store_get (store, leren_reflection_get_case (look), NULL, error);
      if (about == NULL)
        return FALSE;
      printf ("%s: %s (%s)\n", leren_record_get_title (about), leren_reflection_get_text (look),
              leren_enum_to_word (LEREN_TYPE_REFLECTION_LEVEL, leren_reflection_get_level (look)));
    }
  return TRUE;
}
/* endregion */

/* region errors */
static void
go_wrong (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) none =
    leren_store_open ("nowhere/team.leren", LEREN_STORE_FLAGS_EXISTING, NULL, &error);

  if (g_error_matches (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND))
    printf ("Not found: %s\n", error->message);
  g_clear_error (&error);

  g_autoptr (LerenStore) store = leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, NULL);
  g_autoptr (LerenCase) untitled = g_object_new (LEREN_TYPE_CASE, "id", "rent", NULL);
  if (!leren_store_save (store, LEREN_RECORD (untitled), NULL, &error))
    printf ("Not saved: %s\n", error->message);
}
/* endregion */

/* region main */
int
main (void)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (!write_down (&error) || !read_again (&error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  go_wrong ();
  return 0;
}
/* endregion */
