/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Making and freeing a record with eight properties set, against a GObject with the same
 * properties written by hand. Both take turns, and the median of the turns counts. */

#include <leren.h>

#define N_OBJECTS 200000
#define N_TURNS 9

/* the class a programmer would write */

#define PLAIN_TYPE_REFLECTION (plain_reflection_get_type ())
G_DECLARE_FINAL_TYPE (PlainReflection, plain_reflection, PLAIN, REFLECTION, GObject)

struct _PlainReflection {
  GObject parent_instance;

  char *text, *case_id, *session, *subject, *timing;
  LerenReflectionLevel level;
  LerenLearningLoop loop;
  gboolean collective;
};

G_DEFINE_FINAL_TYPE (PlainReflection, plain_reflection, G_TYPE_OBJECT)

enum {
  PROP_TEXT = 1,
  PROP_CASE,
  PROP_SESSION,
  PROP_SUBJECT,
  PROP_TIMING,
  PROP_LEVEL,
  PROP_LOOP,
  PROP_COLLECTIVE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
set_text (PlainReflection *self, char **slot, const GValue *value, guint id)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (*slot, text) == 0)
    return;
  g_free (*slot);
  *slot = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
plain_reflection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlainReflection *self = PLAIN_REFLECTION (object);

  switch (id)
    {
    case PROP_TEXT:
      set_text (self, &self->text, value, id);
      break;
    case PROP_CASE:
      set_text (self, &self->case_id, value, id);
      break;
    case PROP_SESSION:
      set_text (self, &self->session, value, id);
      break;
    case PROP_SUBJECT:
      set_text (self, &self->subject, value, id);
      break;
    case PROP_TIMING:
      set_text (self, &self->timing, value, id);
      break;
    case PROP_LEVEL:
      self->level = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LOOP:
      self->loop = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COLLECTIVE:
      self->collective = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plain_reflection_finalize (GObject *object)
{
  PlainReflection *self = PLAIN_REFLECTION (object);

  g_free (self->text);
  g_free (self->case_id);
  g_free (self->session);
  g_free (self->subject);
  g_free (self->timing);
  G_OBJECT_CLASS (plain_reflection_parent_class)->finalize (object);
}

static void
plain_reflection_class_init (PlainReflectionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->set_property = plain_reflection_set_property;
  object_class->finalize = plain_reflection_finalize;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_CASE] = g_param_spec_string ("case", NULL, NULL, NULL, flags);
  properties[PROP_SESSION] = g_param_spec_string ("session", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_TIMING] = g_param_spec_string ("timing", NULL, NULL, NULL, flags);
  properties[PROP_LEVEL] =
    g_param_spec_enum ("level", NULL, NULL, LEREN_TYPE_REFLECTION_LEVEL, 0, flags);
  properties[PROP_LOOP] =
    g_param_spec_enum ("loop", NULL, NULL, LEREN_TYPE_LEARNING_LOOP, 0, flags);
  properties[PROP_COLLECTIVE] = g_param_spec_boolean ("collective", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
plain_reflection_init (PlainReflection *self)
{
}

static double
make_and_free (GType type)
{
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N_OBJECTS; i++)
    {
      GObject *object =
        g_object_new (type, "text", "We keep phoning, and nothing changes.", "case", "case-1",
                      "session", "session-1", "subject", "action-1", "timing", "on-action", "level",
                      LEREN_REFLECTION_LEVEL_BEHAVIOUR, "loop", LEREN_LEARNING_LOOP_SINGLE,
                      "collective", TRUE, NULL);
      g_object_unref (object);
    }
  return (g_get_monotonic_time () - begun) / (double) G_USEC_PER_SEC;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

int
main (void)
{
  double plain[N_TURNS], ours[N_TURNS];

  make_and_free (PLAIN_TYPE_REFLECTION);
  make_and_free (LEREN_TYPE_REFLECTION);
  for (guint i = 0; i < N_TURNS; i++)
    {
      plain[i] = make_and_free (PLAIN_TYPE_REFLECTION);
      ours[i] = make_and_free (LEREN_TYPE_REFLECTION);
    }
  qsort (plain, N_TURNS, sizeof *plain, compare);
  qsort (ours, N_TURNS, sizeof *ours, compare);
  g_print ("objects: %d of each, eight properties set, median of %d turns\n"
           "  a GObject by hand  %.4f s\n  LerenReflection    %.4f s\n  ratio              %.2f "
           "(promised: at most 1.3)\n",
           N_OBJECTS, N_TURNS, plain[N_TURNS / 2], ours[N_TURNS / 2],
           ours[N_TURNS / 2] / plain[N_TURNS / 2]);
  return 0;
}
