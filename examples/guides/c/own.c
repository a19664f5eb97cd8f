/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* An own record type and an own rule, for docs/guides/c.md */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

/* region type */
/* What somebody saw at a door */
#define TEAM_TYPE_VISIT (team_visit_get_type ())
G_DECLARE_FINAL_TYPE (TeamVisit, team_visit, TEAM, VISIT, LerenRecord)

struct _TeamVisit {
  LerenRecord parent_instance;

  char *home;
  gboolean let_in;
};

G_DEFINE_FINAL_TYPE (TeamVisit, team_visit, LEREN_TYPE_RECORD)

enum { PROP_HOME = 1, PROP_LET_IN };

static void
team_visit_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TeamVisit *self = TEAM_VISIT (object);

  if (id == PROP_HOME)
    {
      g_free (self->home);
      self->home = g_value_dup_string (value);
    }
  else
    self->let_in = g_value_get_boolean (value);
}

static void
team_visit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TeamVisit *self = TEAM_VISIT (object);

  if (id == PROP_HOME)
    g_value_set_string (value, self->home);
  else
    g_value_set_boolean (value, self->let_in);
}

static void
team_visit_finalize (GObject *object)
{
  g_free (TEAM_VISIT (object)->home);
  G_OBJECT_CLASS (team_visit_parent_class)->finalize (object);
}

static void
team_visit_class_init (TeamVisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = team_visit_set_property;
  object_class->get_property = team_visit_get_property;
  object_class->finalize = team_visit_finalize;
  g_object_class_install_property (
    object_class, PROP_HOME,
    g_param_spec_string ("home", NULL, "The case whose door it was.", NULL, flags));
  g_object_class_install_property (
    object_class, PROP_LET_IN,
    g_param_spec_boolean ("let-in", NULL, "Whether the door was opened.", FALSE, flags));
}

static void
team_visit_init (TeamVisit *self)
{
}
/* endregion */

/* region store */
static gboolean
keep_visits (LerenStore *store, GError **error)
{
  g_autoptr (LerenCase) rent =
    g_object_new (LEREN_TYPE_CASE, "id", "rent", "title", "Rent arrears", NULL);
  g_autoptr (TeamVisit) first =
    g_object_new (TEAM_TYPE_VISIT, "id", "first", "home", "rent", "let-in", FALSE, NULL);
  g_autoptr (TeamVisit) second =
    g_object_new (TEAM_TYPE_VISIT, "id", "second", "home", "rent", "let-in", FALSE, NULL);
  g_autofree char *json = NULL;

  json = leren_record_to_json (LEREN_RECORD (first), error);
  if (json == NULL || !leren_store_save (store, LEREN_RECORD (rent), NULL, error) ||
      !leren_store_save (store, LEREN_RECORD (first), NULL, error) ||
      !leren_store_save (store, LEREN_RECORD (second), NULL, error))
    return FALSE;
  printf ("%s\n%" G_GINT64_FORMAT " visits\n", json,
          leren_store_count (store, "org.example.visit", NULL));
  return TRUE;
}
/* endregion */

/* region rule */
/* Says where nobody was let in */
#define TEAM_TYPE_CLOSED_DOOR (team_closed_door_get_type ())
G_DECLARE_FINAL_TYPE (TeamClosedDoor, team_closed_door, TEAM, CLOSED_DOOR, LerenRule)

struct _TeamClosedDoor {
  LerenRule parent_instance;
};

G_DEFINE_FINAL_TYPE (TeamClosedDoor, team_closed_door, LEREN_TYPE_RULE)

static gboolean
team_closed_door_run (LerenRule *rule, LerenSnapshot *snapshot, LerenFindings *findings,
                      GError **error)
{
  static const char *const questions[] = { "Who else could ring there?", NULL };
  g_autoptr (LerenTable) visits =
    leren_snapshot_get_table (snapshot, "org.example.visit", NULL, error);
  const guint least = leren_findings_get_parameter (findings, "visits");
  g_autoptr (GStrvBuilder) seen = g_strv_builder_new ();
  g_auto (GStrv) evidence = NULL;

  if (visits == NULL)
    return FALSE;
  for (guint row = 0; row < leren_table_get_n_rows (visits); row++)
    {
      g_autofree char *id =
        leren_table_dup_text (visits, leren_table_find_column (visits, "id"), row);
      if (leren_table_get_number (visits, leren_table_find_column (visits, "let_in"), row) == 0)
        g_strv_builder_add (seen, id);
    }
  evidence = g_strv_builder_end (seen);
  if (g_strv_length (evidence) < least)
    return TRUE;
  return leren_findings_add (findings, LEREN_SEVERITY_ADVICE, "rent",
                             (const char *const *) evidence, g_strv_length (evidence), "visits",
                             "The door stayed shut.", "De deur bleef dicht.", questions, NULL,
                             error);
}

static void
team_closed_door_class_init (TeamClosedDoorClass *class)
{
  LEREN_RULE_CLASS (class)->run = team_closed_door_run;
}

static void
team_closed_door_init (TeamClosedDoor *self)
{
  leren_rule_add_parameter (LEREN_RULE (self), "visits", 2, 1, 100, "visits",
                            "how many visits in vain there must be", NULL);
}
/* endregion */

/* region diagnose */
static gboolean
diagnose (LerenStore *store, GError **error)
{
  g_autoptr (LerenRule) rule = g_object_new (TEAM_TYPE_CLOSED_DOOR, "id", "org.example.closed-door",
                                             "source", "Our own practice", NULL);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, error);
  g_autoptr (LerenFindings) findings = NULL;

  if (snapshot == NULL || !leren_diagnosis_add_rule (diagnosis, rule, error))
    return FALSE;
  findings = leren_diagnosis_run (diagnosis, snapshot, NULL, error);
  for (guint i = 0; findings != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);
      printf ("%s: %s\n", leren_finding_get_rule (finding),
              leren_finding_get_explanation (finding, "en"));
    }
  return findings != NULL;
}
/* endregion */

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;

  setlocale (LC_ALL, "");
  /* region register */
  if (leren_declaration_register (TEAM_TYPE_VISIT, "org.example.visit", &error) == NULL)
    return 1;
  /* endregion */
  store = leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
  if (store != NULL && keep_visits (store, &error) && diagnose (store, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
