/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-agreement-private.h"

#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Units that are shown of those on which coders differ; --json has them all */
#define MOST_UNITS 10
/* Coders of whom each two are shown; as many as in --json */
#define MOST_CODERS 200
/* Krippendorff 2004, section 11.5: conclusions, and tentative conclusions */
#define GOOD 0.8
#define FAIR (2.0 / 3)

#define COLUMNS_OF_NAMES 36

typedef char Figure[G_ASCII_DTOSTR_BUF_SIZE];

/* three decimals, or a dash where it is not defined */
static const char *
write_figure (double value, Figure figure)
{
  if (isnan (value))
    return "–";
  return g_ascii_formatd (figure, sizeof (Figure), "%.3f", value);
}

static void
print_figure (const char *name, double value)
{
  Figure figure;
  int blanks = COLUMNS_OF_NAMES - (int) tool_width (name);

  tool_printf ("  %s%*s%s\n", name, MAX (blanks, 1), "", write_figure (value, figure));
}

static const char *
name_metric (LerenMetric metric)
{
  switch (metric)
    {
    case LEREN_METRIC_ORDINAL:
      return _ ("Krippendorff’s alpha, ordinal");
    case LEREN_METRIC_INTERVAL:
      return _ ("Krippendorff’s alpha, interval");
    case LEREN_METRIC_RATIO:
      return _ ("Krippendorff’s alpha, ratio");
    default:
      return _ ("Krippendorff’s alpha, nominal");
    }
}

/* How alpha is to be read */
static const char *
explain (LerenAgreement *agreement)
{
  const double alpha = leren_agreement_get_alpha (agreement);
  const double low = leren_agreement_get_alpha_low (agreement);

  if (leren_agreement_get_n_pairable (agreement) == 0)
    return _ ("No unit was judged by two coders, so nothing can be said about agreement.");
  if (isnan (alpha))
    return _ (
      "Everybody always gave the same value. Without any difference between units, agreement "
      "cannot be told from chance.");
  if (alpha < FAIR)
    return _ ("That is too little to build conclusions on: Krippendorff (2004) asks for .800, and "
              "for .667 at least. See below where coders differ.");
  if (alpha < GOOD)
    return _ ("That allows tentative conclusions only: Krippendorff (2004) asks for .800, and for "
              ".667 at least.");
  if (low < FAIR)
    return _ (
      "That is what Krippendorff (2004) asks for, .800 or more, but it stands on little: it "
      "could as well be below .667. Let the coders judge more units.");
  return _ (
    "That is good enough to build conclusions on: Krippendorff (2004) asks for .800 or more.");
}

static void
print_alpha (LerenAgreement *agreement, double level)
{
  Figure low, high, share;

  print_figure (name_metric (leren_agreement_get_metric (agreement)),
                leren_agreement_get_alpha (agreement));
  if (!isnan (leren_agreement_get_alpha_low (agreement)))
    tool_printf (_ ("    between %s and %s with a confidence of %s %% (%u resamples)\n"),
                 write_figure (leren_agreement_get_alpha_low (agreement), low),
                 write_figure (leren_agreement_get_alpha_high (agreement), high),
                 g_ascii_formatd (share, sizeof share, "%g", 100 * level),
                 leren_agreement_get_n_resamples (agreement));
  tool_print_item ("    ", explain (agreement), 4);
}

static void
print_others (LerenAgreement *agreement)
{
  print_figure (_ ("Share of pairs that agree"), leren_agreement_get_percent_agreement (agreement));
  if (leren_agreement_get_n_coders (agreement) == 2)
    {
      print_figure (_ ("Cohen’s kappa"),
                    leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_NONE));
      print_figure (_ ("Cohen’s kappa, linear weights"),
                    leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_LINEAR));
      print_figure (_ ("Cohen’s kappa, quadratic weights"),
                    leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_QUADRATIC));
      print_figure (_ ("Scott’s pi"), leren_agreement_get_scott_pi (agreement));
    }
  print_figure (_ ("Fleiss’ kappa"), leren_agreement_get_fleiss_kappa (agreement));
  print_figure (_ ("Gwet’s AC1"), leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_NONE));
  print_figure (_ ("Gwet’s AC2, linear weights"),
                leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_LINEAR));
  print_figure (_ ("Gwet’s AC2, quadratic weights"),
                leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_QUADRATIC));
  print_figure (_ ("Gwet’s AC2, ordinal weights"),
                leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_ORDINAL));
}

/* The columns of @table that @columns names, ending with -1, under @headings */
static void
print_columns (LerenTable *table, const int *columns, const char *const *headings)
{
  ToolTable *shown = tool_table_new (headings);

  for (guint row = 0; row < leren_table_get_n_rows (table); row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (const int *column = columns; *column >= 0; column++)
        {
          Figure figure;

          if (leren_table_get_column_kind (table, *column) == LEREN_COLUMN_KIND_TEXT)
            g_ptr_array_add (cells, leren_table_dup_text (table, *column, row));
          else if (leren_table_get_column_kind (table, *column) == LEREN_COLUMN_KIND_INTEGER)
            g_ptr_array_add (
              cells, g_strdup_printf ("%.0f", leren_table_get_number (table, *column, row)));
          else
            g_ptr_array_add (cells, g_strdup (write_figure (
                                      leren_table_get_number (table, *column, row), figure)));
        }
      tool_table_add (shown, (const char *const *) cells->pdata);
    }
  tool_table_print (shown, 0);
}

static void
print_pairs (LerenAgreement *agreement)
{
  static const int columns[] = { 0, 1, 2, 3, 4, 5, -1 };
  const char *const headings[] = { _ ("CODER"), _ ("OTHER"), _ ("UNITS"), _ ("AGREE"),
                                   _ ("ALPHA"), _ ("KAPPA"), NULL };
  const guint n_coders = leren_agreement_get_n_coders (agreement);
  g_autoptr (LerenTable) pairs = NULL;

  if (n_coders > MOST_CODERS)
    {
      tool_print ("\n");
      tool_print_item ("",
                       _ ("There are too many coders to show each two of them. Do the columns of "
                          "the table stand for coders, and its rows for units?"),
                       0);
    }
  if (n_coders < 3 || n_coders > MOST_CODERS || leren_agreement_get_n_pairable (agreement) == 0)
    return;
  pairs = leren_agreement_get_pairs (agreement);
  tool_printf ("\n%s\n", _ ("Two by two:"));
  print_columns (pairs, columns, headings);
}

static void
print_categories (LerenAgreement *agreement)
{
  static const int columns[] = { 0, 1, 2, 3, -1 };
  const char *const headings[] = { _ ("VALUE"), _ ("N"), _ ("ALPHA"), _ ("AGREE"), NULL };
  g_autoptr (LerenTable) categories = leren_agreement_get_categories (agreement);

  if (leren_agreement_get_n_pairable (agreement) == 0)
    return;
  tool_printf ("\n%s\n", _ ("Value by value, each against all others:"));
  print_columns (categories, columns, headings);
}

/* who said what of a unit */
static char *
write_values (const char *list, char **coders)
{
  g_autoptr (JsonNode) node = json_from_string (list, NULL);
  JsonArray *values = json_node_get_array (node);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (json_array_get_null_element (values, i))
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ", " : "", coders[i],
                              json_array_get_string_element (values, i));
    }
  return g_string_free (text, FALSE);
}

static void
print_differences (LerenAgreement *agreement)
{
  g_autoptr (LerenTable) differences = leren_agreement_get_differences (agreement);
  g_auto (GStrv) coders = leren_agreement_list_coders (agreement);
  const guint n = leren_table_get_n_rows (differences);

  if (n == 0)
    return;
  tool_printf ("\n");
  if (n > MOST_UNITS)
    tool_printf (_ ("They differ on %u units, on these most:\n"), n);
  else
    tool_printf (
      g_dngettext (GETTEXT_PACKAGE, "They differ on %u unit:\n", "They differ on %u units:\n", n),
      n);
  for (guint i = 0; i < MIN (n, MOST_UNITS); i++)
    {
      g_autofree char *unit = leren_table_dup_text (differences, 0, i);
      g_autofree char *list = leren_table_dup_text (differences, 4, i);
      g_autofree char *values = write_values (list, coders);
      g_autofree char *plain = tool_one_line (unit);
      g_autofree char *first = g_strdup_printf ("  %s  ", plain);

      tool_print_item (first, values, MIN (tool_width (first), 30));
    }
}

static void
print_unitizing (LerenUnitizing *unitizing)
{
  static const int columns[] = { 0, 1, 4, -1 };
  const char *const headings[] = { _ ("VALUE"), _ ("SPANS"), _ ("ALPHA"), NULL };
  g_autoptr (LerenTable) categories = leren_unitizing_get_categories (unitizing);
  Figure length;

  tool_printf ("\n");
  tool_printf (
    _ ("Where spans lie (spans: %u; texts: %u; characters together: %s)\n"),
    leren_unitizing_get_n_spans (unitizing), leren_unitizing_get_n_texts (unitizing),
    g_ascii_formatd (length, sizeof length, "%.0f", leren_unitizing_get_length (unitizing)));
  print_figure (_ ("Krippendorff’s alpha for unitizing"), leren_unitizing_get_alpha (unitizing));
  print_columns (categories, columns, headings);
}

void
tool_print_agreement (LerenAgreement *agreement, double level, LerenUnitizing *unitizing)
{
  const guint n_units = leren_agreement_get_n_units (agreement);
  const guint n_coders = leren_agreement_get_n_coders (agreement);
  const guint n_set_aside = leren_agreement_get_n_set_aside (agreement);

  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u unit, ", "%u units, ", n_units), n_units);
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u coder; ", "%u coders; ", n_coders), n_coders);
  tool_printf (_ ("%u values in %u units can be paired\n"),
               leren_agreement_get_n_pairable (agreement),
               leren_agreement_get_n_pairable_units (agreement));
  if (n_set_aside > 0)
    tool_printf (_ ("Set aside, because one coder gave several values: %u\n"), n_set_aside);
  tool_print ("\n");
  print_alpha (agreement, level);
  print_others (agreement);
  print_pairs (agreement);
  print_categories (agreement);
  print_differences (agreement);
  if (unitizing != NULL)
    print_unitizing (unitizing);
}
