/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-export-format-private.h"
#include "privacy/leren-pseudonymiser.h"

#include <string.h>

/* A copy for an export to a foreign format, in memory. Its key lies beside the store, so that the same
 * person is called the same in every export; a store that is kept nowhere has a key that is kept nowhere. */
static LerenStore *
disguise (LerenStore *store, GCancellable *cancellable, GError **error)
{
  const char *location = leren_store_get_location (store);
  gboolean in_file = strcmp (location, ":memory:") != 0 && strstr (location, "://") == NULL;
  g_autofree char *key = in_file ? g_strconcat (location, ".key", NULL) : NULL;
  g_autoptr (LerenPseudonymiser) pseudonymiser = leren_pseudonymiser_new (key);
  g_autoptr (LerenStore) copy =
    leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, cancellable, error);

  if (copy == NULL || !leren_pseudonymiser_copy (pseudonymiser, store, copy, cancellable, error))
    return NULL;
  return g_steal_pointer (&copy);
}

/* Runs when the library is loaded: exports find it without knowing this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_export_set_disguise (disguise);
}
