/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (LerenFramework) framework = leren_framework_from_json (text, size, &error);

  if (framework != NULL)
    {
      g_autofree char *json = leren_framework_to_json (framework);
      g_autoptr (LerenFramework) again = leren_framework_from_json (json, -1, &error);
      g_autofree char *same = NULL;

      g_assert_no_error (error);
      same = leren_framework_to_json (again);
      g_assert_cmpstr (json, ==, same);
      g_assert_null (strchr (json, '\n'));
    }
  else
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
    }
  fuzz_import (data, size, LEREN_FORMAT_JSON, TRUE);
  return 0;
}
