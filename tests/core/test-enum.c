/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* A value of an enum has the word of its declaration. */
#include <leren.h>

static void
test_word (void)
{
  g_assert_cmpstr (
    leren_enum_to_word (LEREN_TYPE_CONTRIBUTION_KIND, LEREN_CONTRIBUTION_KIND_OPEN_QUESTION), ==,
    "open-question");
  g_assert_cmpstr (leren_enum_to_word (LEREN_TYPE_SEVERITY, LEREN_SEVERITY_WARNING), ==, "warning");
  g_assert_cmpstr (leren_enum_to_word (LEREN_TYPE_CONCLUSION, LEREN_CONCLUSION_NONE), ==, "none");
}

static void
test_no_such_value (void)
{
  g_assert_null (leren_enum_to_word (LEREN_TYPE_SEVERITY, 99));
  g_assert_null (leren_enum_to_word (LEREN_TYPE_SEVERITY, -1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enum/word", test_word);
  g_test_add_func ("/enum/no-such-value", test_no_such_value);
  return g_test_run ();
}
