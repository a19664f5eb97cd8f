/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

/* One record, without a store: so much quicker than the others that what reads JSON is seen by millions. What
 * was taken must be taken again, and come out the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = leren_record_from_json (text, size, &error);
  g_autoptr (LerenRecord) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *same = NULL;

  if (record == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  json = leren_record_to_json (record, &error);
  if (json == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  again = leren_record_from_json (json, -1, &error);
  g_assert_no_error (error);
  same = leren_record_to_json (again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, same);
  return 0;
}
