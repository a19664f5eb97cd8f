/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "agreement-fixture.h"
#include "story.h"

typedef struct {
  const char *coder;
  guint start, length;
  const char *value;
} Span;

/* Krippendorff 2004, Quality & Quantity 38: a continuum of 300 that begins at 150, two observers */
static const Span published[] = {
  { "i", 75, 70, "c" },  { "i", 220, 30, "c" }, { "j", 70, 80, "c" },
  { "j", 205, 20, "c" }, { "j", 250, 20, "c" }, { "i", 30, 60, "k" },
  { "i", 150, 50, "k" }, { "j", 30, 60, "k" },  { "j", 150, 50, "k" },
};

static LerenUnitizing *
make (const Span *spans, guint n, guint length)
{
  g_autoptr (GError) error = NULL;
  LerenUnitizing *unitizing = leren_unitizing_new ();

  leren_unitizing_add_text (unitizing, "text", length);
  for (guint i = 0; i < n; i++)
    {
      leren_unitizing_add_span (unitizing, "text", spans[i].coder, spans[i].start,
                                spans[i].start + spans[i].length, spans[i].value, &error);
      g_assert_no_error (error);
    }
  return unitizing;
}

static void
test_krippendorff_2004 (void)
{
  g_autoptr (LerenUnitizing) unitizing = make (published, G_N_ELEMENTS (published), 300);
  g_autoptr (LerenTable) categories = leren_unitizing_get_categories (unitizing);
  g_autoptr (LerenTable) pairs = leren_unitizing_get_pairs (unitizing);

  g_assert_cmpuint (leren_unitizing_get_n_spans (unitizing), ==, 9);
  g_assert_cmpuint (leren_unitizing_get_n_coders (unitizing), ==, 2);
  g_assert_cmpfloat (leren_unitizing_get_length (unitizing), ==, 300);
  assert_prints (leren_table_get_number (categories, 2, 0), "%.4f", "0.0144");
  assert_prints (leren_table_get_number (categories, 3, 0), "%.4f", "0.0532");
  assert_prints (leren_table_get_number (categories, 2, 1), "%.4f", "0.0000");
  assert_prints (leren_table_get_number (categories, 3, 1), "%.4f", "0.0490");
  /* of these, by hand: 1 - .0144 / .0532 and 1 - .0144 / (.0532 + .0490), to the digits they allow */
  assert_prints (leren_unitizing_get_alpha_of (unitizing, "c"), "%.2f", "0.73");
  assert_prints (leren_unitizing_get_alpha_of (unitizing, "k"), "%.4f", "1.0000");
  assert_prints (leren_unitizing_get_alpha (unitizing), "%.2f", "0.86");
  g_assert_cmpuint (leren_table_get_n_rows (pairs), ==, 1);
  g_assert_cmpfloat (leren_table_get_number (pairs, 2, 0), ==,
                     leren_unitizing_get_alpha (unitizing));
}

/* The definition, section by section, as it is printed: slow and plain */
typedef struct {
  double begin, length;
  int unit;
} Section;

static GArray *
divide (const guint8 *marks, guint length)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (Section));

  for (guint i = 0; i < length;)
    {
      Section section = { i, 0, marks[i] != 0 };

      for (; i < length && marks[i] == marks[(guint) section.begin]; i++)
        section.length++;
      g_array_append_val (sections, section);
    }
  return sections;
}

static double
delta (const Section *u, const Section *v)
{
  const double offset = u->begin - v->begin;

  if (u->unit && v->unit && -u->length < offset && offset < v->length)
    return offset * offset + pow (offset + u->length - v->length, 2);
  if (u->unit && !v->unit && v->length - u->length >= offset && offset >= 0)
    return u->length * u->length;
  if (!u->unit && v->unit && v->length - u->length <= offset && offset <= 0)
    return v->length * v->length;
  return 0;
}

static double
define_alpha (GArray **sections, guint m, double l)
{
  double observed = 0, sum = 0, within = 0, n = 0;

  for (guint i = 0; i < m; i++)
    for (guint g = 0; g < sections[i]->len; g++)
      n += g_array_index (sections[i], Section, g).unit;
  for (guint i = 0; i < m; i++)
    for (guint g = 0; g < sections[i]->len; g++)
      {
        const Section *u = &g_array_index (sections[i], Section, g);
        double places = 0;

        for (guint j = 0; j < m; j++)
          for (guint h = 0; h < sections[j]->len; h++)
            {
              const Section *v = &g_array_index (sections[j], Section, h);

              if (j != i)
                observed += delta (u, v);
              if (!v->unit && v->length >= u->length)
                places += v->length - u->length + 1;
            }
        if (!u->unit)
          continue;
        sum += (n - 1) / 3 * (2 * pow (u->length, 3) - 3 * pow (u->length, 2) + u->length) +
               u->length * u->length * places;
        within += u->length * (u->length - 1);
      }
  return 1 - observed / (m * (m - 1) * l * l) / (2 / l * sum / (m * l * (m * l - 1) - within));
}

/* what random coders marked, against the definition */
static void
test_random_continua (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2004);
  const char *const names[] = { "An", "Bo", "Cas", "Dirk" };

  for (guint turn = 0; turn < 500; turn++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenUnitizing) unitizing = leren_unitizing_new ();
      const guint m = g_rand_int_range (rand, 2, 5), first = g_rand_int_range (rand, 1, 40);
      const guint second = g_rand_int_range (rand, 1, 40);
      GArray *sections[4];
      guint n_spans = 0;

      leren_unitizing_add_text (unitizing, "one", first);
      leren_unitizing_add_text (unitizing, "two", second);
      for (guint i = 0; i < m; i++)
        {
          g_autofree guint8 *marks = g_new0 (guint8, first + second);

          leren_unitizing_add_coder (unitizing, names[i]);
          for (int n = g_rand_int_range (rand, 0, 5); n > 0; n--)
            {
              const gboolean in_second = g_rand_boolean (rand);
              const guint length = in_second ? second : first, origin = in_second ? first : 0;
              const guint start = g_rand_int_range (rand, 0, length);
              const guint end = g_rand_int_range (rand, start + 1, length + 1);
              gboolean touches = FALSE;

              /* spans that only touch are two units, which marks cannot tell */
              for (guint at = start; at < end; at++)
                touches = touches || marks[origin + at] != 0;
              touches = touches || (origin + start > 0 && marks[origin + start - 1] != 0) ||
                        (origin + end < first + second && marks[origin + end] != 0);
              if (touches)
                continue;
              memset (marks + origin + start, 1, end - start);
              leren_unitizing_add_span (unitizing, in_second ? "two" : "one", names[i], start, end,
                                        "x", &error);
              g_assert_no_error (error);
              n_spans++;
            }
          sections[i] = divide (marks, first + second);
        }
      if (n_spans == 0)
        assert_undefined (leren_unitizing_get_alpha (unitizing));
      else
        g_assert_cmpfloat_with_epsilon (leren_unitizing_get_alpha (unitizing),
                                        define_alpha (sections, m, first + second), 1e-9);
      for (guint i = 0; i < m; i++)
        g_array_unref (sections[i]);
    }
}

static void
test_degenerate (void)
{
  const Span alone[] = { { "An", 2, 3, "x" } };
  g_autoptr (LerenUnitizing) empty = leren_unitizing_new ();
  g_autoptr (LerenUnitizing) one = make (alone, 1, 10);
  g_autoptr (JsonNode) node = NULL;

  assert_undefined (leren_unitizing_get_alpha (empty));
  assert_undefined (leren_unitizing_get_alpha (one));
  node = leren_unitizing_to_json (one);
  g_assert_true (json_object_get_null_member (json_node_get_object (node), "alpha"));
  /* another who found nothing is a coder too, and they do not agree */
  leren_unitizing_add_coder (one, "Bo");
  g_assert_cmpfloat (leren_unitizing_get_alpha (one), <, 0.5);
  assert_undefined (leren_unitizing_get_alpha_of (one, "nonsense"));
}

/* spans of one coder that overlap are one; in which order they come makes no difference */
static void
test_overlaps (void)
{
  const Span whole[] = { { "An", 2, 6, "x" }, { "Bo", 3, 4, "x" } };
  const Span parts[] = { { "Bo", 3, 4, "x" }, { "An", 5, 3, "x" }, { "An", 2, 4, "x" } };
  g_autoptr (LerenUnitizing) one = make (whole, G_N_ELEMENTS (whole), 20);
  g_autoptr (LerenUnitizing) other = make (parts, G_N_ELEMENTS (parts), 20);

  g_assert_cmpfloat (leren_unitizing_get_alpha (one), ==, leren_unitizing_get_alpha (other));
}

static void
test_spans_that_do_not_fit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenUnitizing) unitizing = make (NULL, 0, 10);

  g_assert_false (leren_unitizing_add_span (unitizing, "nowhere", "An", 0, 1, "x", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leren_unitizing_add_span (unitizing, "text", "An", 3, 3, "x", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (leren_unitizing_add_span (unitizing, "text", "An", 3, 11, "x", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "3 to 11"));
  g_assert_cmpuint (leren_unitizing_get_n_spans (unitizing), ==, 0);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Two read the same reflection of 30 characters; the longest text of a record counts. */
static void
test_codings (void)
{
  static const char *const records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'r','text':'We cook and they only look on.','author':'worker'}",
    "{'type':'coding','id':'1','target':'r','framework':'logical-levels','concept':'behaviour',"
    "'coder':'worker','start':0,'end':7}",
    "{'type':'coding','id':'2','target':'r','framework':'logical-levels','concept':'behaviour',"
    "'coder':'coach','start':0,'end':7}",
    "{'type':'coding','id':'3','target':'r','framework':'logical-levels','concept':'belief',"
    "'coder':'coach'}",
    "{'type':'coding','id':'4','target':'barbecue','framework':'logical-levels',"
    "'concept':'belief','coder':'coach'}",
    NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenUnitizing) unitizing = leren_unitizing_new ();
  g_autoptr (LerenUnitizing) again = leren_unitizing_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (
    leren_unitizing_read_codings (unitizing, snapshot, "logical-levels", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (leren_unitizing_get_n_texts (unitizing), ==, 1);
  g_assert_cmpfloat (leren_unitizing_get_length (unitizing), ==, 30);
  g_assert_cmpuint (leren_unitizing_get_n_spans (unitizing), ==, 3);
  g_assert_cmpfloat (leren_unitizing_get_alpha_of (unitizing, "behaviour"), ==, 1);
  g_assert_cmpfloat (leren_unitizing_get_alpha_of (unitizing, "belief"), <, 0.5);

  leren_unitizing_read_codings_async (again, snapshot, "logical-levels", NULL, keep_result,
                                      &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (leren_unitizing_read_codings_finish (again, result, &error));
  g_assert_cmpfloat (leren_unitizing_get_alpha (again), ==, leren_unitizing_get_alpha (unitizing));

  g_assert_false (leren_unitizing_read_codings (unitizing, snapshot, "nonsense", NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_cmpuint (leren_unitizing_get_n_spans (unitizing), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unitizing/krippendorff-2004", test_krippendorff_2004);
  g_test_add_func ("/unitizing/random-continua", test_random_continua);
  g_test_add_func ("/unitizing/degenerate", test_degenerate);
  g_test_add_func ("/unitizing/overlaps", test_overlaps);
  g_test_add_func ("/unitizing/spans-that-do-not-fit", test_spans_that_do_not_fit);
  g_test_add_func ("/unitizing/codings", test_codings);
  return g_test_run ();
}
