/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "leren.h"

#include "snapshot/leren-column-private.h"

#include <string.h>

/* what a text column holds: "-" stands for what is absent */
static void
assert_texts (LerenColumn *column, const char *const *expected)
{
  const gsize n = g_strv_length ((char **) expected);
  const gint64 *offsets;
  const char *values;
  const guint8 *bits;
  gsize length;

  _leren_column_spell_out (column);
  offsets = g_bytes_get_data (column->offsets, &length);
  values = g_bytes_get_data (column->values, NULL);
  bits = column->validity != NULL ? g_bytes_get_data (column->validity, NULL) : NULL;
  g_assert_cmpuint (length, ==, (n + 1) * sizeof (gint64));
  g_assert_cmpint (offsets[0], ==, 0);
  for (gsize i = 0; i < n; i++)
    {
      const gboolean present = bits == NULL || (bits[i / 8] >> (i % 8) & 1) != 0;
      g_autofree char *text = g_strndup (values + offsets[i], offsets[i + 1] - offsets[i]);

      g_assert_cmpstr (present ? text : "-", ==, expected[i]);
    }
  g_assert_cmpint (offsets[n], ==, g_bytes_get_size (column->values));
}

static void
fill (LerenColumn *column, const char *const *texts, gboolean repeats)
{
  _leren_column_init (column, "case", LEREN_COLUMN_KIND_TEXT, NULL);
  if (repeats)
    _leren_column_expect_repeats (column);
  for (; *texts != NULL; texts++)
    if (g_str_equal (*texts, "-"))
      _leren_column_add_absent (column);
    else
      _leren_column_add_text (column, *texts, strlen (*texts));
}

/* Texts are the same however they are kept, and wherever they are divided. */
static void
test_join (void)
{
  static const char *const all[][6] = {
    { "rent", "debts", "rent", "-", "", NULL },
    { "-", "rent", "alone", "debts", "", NULL },
    { "-", "-", "-", NULL },
    { "rent", NULL },
    { NULL },
  };

  for (guint first = 0; first < G_N_ELEMENTS (all); first++)
    for (guint second = 0; second < G_N_ELEMENTS (all); second++)
      for (guint repeats = 0; repeats < 4; repeats++)
        {
          g_autoptr (GPtrArray) expected = g_ptr_array_new ();
          LerenColumn column, other;

          for (guint i = 0; all[first][i] != NULL; i++)
            g_ptr_array_add (expected, (gpointer) all[first][i]);
          for (guint i = 0; all[second][i] != NULL; i++)
            g_ptr_array_add (expected, (gpointer) all[second][i]);
          g_ptr_array_add (expected, NULL);

          fill (&column, all[first], repeats & 1);
          fill (&other, all[second], repeats & 2);
          _leren_column_join (&column, &other);
          _leren_column_seal (&column);
          g_assert_cmpuint (column.n_values, ==, expected->len - 1);
          g_assert_true ((column.places != NULL) == (repeats == 3));
          assert_texts (&column, (const char *const *) expected->pdata);
          _leren_column_clear (&column);
          _leren_column_clear (&other);
        }
}

static void
test_repeats (void)
{
  static const char *const texts[] = { "rent", "debts", "-", "rent", "rent", "debts", NULL };
  static const gint32 places[] = { 0, 1, -1, 0, 0, 1 };
  LerenColumn column;

  fill (&column, texts, TRUE);
  _leren_column_seal (&column);
  g_assert_cmpmem (g_bytes_get_data (column.places, NULL), g_bytes_get_size (column.places), places,
                   sizeof places);
  g_assert_cmpuint (column.texts->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (column.texts, 0), ==, "rent");
  g_assert_cmpstr (g_ptr_array_index (column.texts, 1), ==, "debts");
  g_assert_null (g_ptr_array_index (column.texts, 2));
  /* nobody asked for these yet */
  g_assert_null (column.values);
  assert_texts (&column, texts);
  _leren_column_clear (&column);
}

/* Where each row has its own there is no use in keeping each once, however many rows came before. */
static void
test_no_repeats (void)
{
  const guint n = 80000;
  const gint64 *offsets;
  const char *values;
  LerenColumn column;

  _leren_column_init (&column, "subject", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_column_expect_repeats (&column);
  for (guint i = 0; i < n; i++)
    {
      char text[16];

      if (i % 10 == 9)
        _leren_column_add_absent (&column);
      else
        _leren_column_add_text (&column, text, g_snprintf (text, sizeof text, "case-%07u", i));
    }
  for (guint i = 0; i < n; i++)
    _leren_column_add_text (&column, "case-0000000", 12);
  _leren_column_seal (&column);
  g_assert_null (column.places);
  offsets = g_bytes_get_data (column.offsets, NULL);
  values = g_bytes_get_data (column.values, NULL);
  for (guint i = 0; i < n; i += 101)
    {
      g_autofree char *text = g_strndup (values + offsets[i], offsets[i + 1] - offsets[i]);
      g_autofree char *expected = i % 10 == 9 ? g_strdup ("") : g_strdup_printf ("case-%07u", i);

      g_assert_cmpstr (text, ==, expected);
    }
  g_assert_cmpint (offsets[2 * n], ==, (n / 10 * 9 + n) * 12);
  _leren_column_clear (&column);
}

/* many texts that come back often enough */
static void
test_many_repeats (void)
{
  const guint n = 100000, different = 20000;
  const gint32 *places;
  LerenColumn column;

  _leren_column_init (&column, "author", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_column_expect_repeats (&column);
  for (guint i = 0; i < n; i++)
    {
      char text[16];
      int length = g_snprintf (text, sizeof text, "person-%u", i % different);

      _leren_column_add_text (&column, text, length);
    }
  _leren_column_seal (&column);
  g_assert_nonnull (column.places);
  places = g_bytes_get_data (column.places, NULL);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (places[i], ==, i % different);
  g_assert_cmpuint (column.texts->len, ==, different + 1);
  _leren_column_clear (&column);
}

/* Another program may have written U+0000; the texts of a dictionary end with it. */
static void
test_nul (void)
{
  LerenColumn column;

  _leren_column_init (&column, "case", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_column_expect_repeats (&column);
  _leren_column_add_text (&column, "a", 1);
  _leren_column_add_absent (&column);
  _leren_column_add_text (&column, "a\0b", 3);
  _leren_column_add_text (&column, "a", 1);
  _leren_column_seal (&column);
  g_assert_null (column.places);
  g_assert_cmpmem (g_bytes_get_data (column.values, NULL), 5,
                   "aa\0b"
                   "a",
                   5);
  g_assert_cmpint (((const gint64 *) g_bytes_get_data (column.offsets, NULL))[3], ==, 4);
  _leren_column_clear (&column);
}

/* Bits, and values, of two parts of any length */
static void
test_validity (void)
{
  for (guint first = 0; first < 20; first++)
    for (guint second = 0; second < 20; second++)
      for (guint gaps = 0; gaps < 4; gaps++)
        {
          LerenColumn column, other;

          _leren_column_init (&column, "due", LEREN_COLUMN_KIND_DATE, NULL);
          _leren_column_init (&other, "due", LEREN_COLUMN_KIND_DATE, NULL);
          for (guint i = 0; i < first + second; i++)
            {
              LerenColumn *part = i < first ? &column : &other;

              if (i % 3 == 1 && (gaps & (i < first ? 1 : 2)) != 0)
                _leren_column_add_absent (part);
              else
                _leren_column_add_integer (part, i * 1000);
            }
          _leren_column_join (&column, &other);
          _leren_column_seal (&column);
          g_assert_cmpuint (g_bytes_get_size (column.values), ==, (first + second) * 4);
          for (guint i = 0; i < first + second; i++)
            {
              const gboolean absent = i % 3 == 1 && (gaps & (i < first ? 1 : 2)) != 0;
              const gint32 *values = g_bytes_get_data (column.values, NULL);
              const guint8 *bits =
                column.validity != NULL ? g_bytes_get_data (column.validity, NULL) : NULL;

              g_assert_cmpint (bits == NULL || (bits[i / 8] >> (i % 8) & 1) != 0, ==, !absent);
              g_assert_cmpint (values[i], ==, absent ? 0 : i * 1000);
            }
          _leren_column_clear (&column);
          _leren_column_clear (&other);
        }
}

/* the words that a dictionary has, and the places that it finds them at */
static void
test_dictionary (void)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  LerenDictionary dictionary;

  _leren_dictionary_init (&dictionary, words);
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < 5000; i++)
      {
        g_autofree char *text = g_strnfill (i % 100, 'a' + i / 100 % 26);
        g_autofree char *word = g_strdup_printf ("%s%u", text, i);

        g_assert_cmpuint (_leren_dictionary_find (&dictionary, word, strlen (word)), ==, i);
        /* the same again, as in the row below */
        g_assert_cmpuint (_leren_dictionary_find (&dictionary, word, strlen (word)), ==, i);
      }
  g_assert_cmpuint (words->len, ==, 5000);
  g_assert_cmpuint (_leren_dictionary_find (&dictionary, "", 0), ==, 5000);
  g_assert_cmpuint (_leren_dictionary_find (&dictionary, "", 0), ==, 5000);
  g_assert_cmpuint (_leren_dictionary_find (&dictionary, "x\0y", 3), ==, LEREN_NO_WORD);
  g_assert_cmpuint (_leren_dictionary_find (&dictionary, "x\0y", 3), ==, LEREN_NO_WORD);
  g_assert_cmpuint (_leren_dictionary_find (&dictionary, "x", 1), ==, 5001);
  _leren_dictionary_clear (&dictionary);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column/join", test_join);
  g_test_add_func ("/column/repeats", test_repeats);
  g_test_add_func ("/column/no-repeats", test_no_repeats);
  g_test_add_func ("/column/many-repeats", test_many_repeats);
  g_test_add_func ("/column/nul", test_nul);
  g_test_add_func ("/column/validity", test_validity);
  g_test_add_func ("/column/dictionary", test_dictionary);
  return g_test_run ();
}
