/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* The working day of a learning coach: working-day [FILE] */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static gboolean G_GNUC_NULL_TERMINATED
save (LerenStore *store, GError **error, ...)
{
  gboolean saved = TRUE;
  LerenRecord *record;
  va_list records;

  va_start (records, error);
  while (saved && (record = va_arg (records, LerenRecord *)) != NULL)
    saved = leren_store_save (store, record, NULL, error);
  va_end (records);
  return saved;
}

/* what is a record's goes by name and value, which are easier to read side by side */
/* clang-format off */

/* Somebody says something in the session, some minutes after two o'clock */
static gboolean
say (LerenStore *store, int minute, const char *who, LerenContributionKind kind, const char *text, GError **error)
{
  g_autofree char *id = g_strdup_printf ("turn-%d", minute);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 3, 5, 14, minute, 0);
  g_autoptr (LerenContribution) turn = g_object_new (LEREN_TYPE_CONTRIBUTION,
    "id", id, "session", "session", "case", "rent", "speaker", who, "kind", kind, "text", text, "at", at, NULL);

  return save (store, error, turn, NULL);
}

/* And somebody looks back on what they do */
static gboolean
look_back (LerenStore *store, int minute, const char *who, const char *text, GError **error)
{
  g_autofree char *id = g_strdup_printf ("look-%d", minute);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 3, 5, 14, minute, 0);
  g_autoptr (LerenReflection) look = g_object_new (LEREN_TYPE_REFLECTION,
    "id", id, "session", "session", "case", "rent", "author", who, "text", text, "at", at,
    "level", LEREN_REFLECTION_LEVEL_BEHAVIOUR, "loop", LEREN_LEARNING_LOOP_SINGLE, NULL);

  return save (store, error, look, NULL);
}

static gboolean
write_down (LerenStore *store, GError **error)
{
  /* The people of a team, and their coach */
  g_autoptr (LerenParticipant) els = g_object_new (LEREN_TYPE_PARTICIPANT,
    "id", "els", "name", "Els", "roles", LIST ("coach"), NULL);
  g_autoptr (LerenParticipant) omar = g_object_new (LEREN_TYPE_PARTICIPANT,
    "id", "omar", "name", "Omar", "roles", LIST ("professional"), NULL);
  g_autoptr (LerenParticipant) sara = g_object_new (LEREN_TYPE_PARTICIPANT,
    "id", "sara", "name", "Sara", "roles", LIST ("professional"), NULL);
  g_autoptr (LerenParticipant) fatma = g_object_new (LEREN_TYPE_PARTICIPANT,
    "id", "fatma", "name", "Fatma", "roles", LIST ("client"), NULL);
  g_autoptr (LerenTeam) linde = g_object_new (LEREN_TYPE_TEAM,
    "id", "linde", "name", "De Linde", "members", LIST ("omar", "sara"), NULL);

  /* Last year they worked through a case, and what they tried was worth keeping */
  g_autoptr (GDateTime) last_year = g_date_time_new_utc (2023, 5, 9, 9, 0, 0);
  g_autoptr (LerenCase) letters = g_object_new (LEREN_TYPE_CASE,
    "id", "letters", "title", "Letters that stay shut", "team", "linde", "domains", LIST ("money", "housing"),
    "narrative", "A man owes rent, and opens no letters", "status", LEREN_CASE_STATUS_CLOSED,
    "created", last_year, NULL);
  g_autoptr (GDate) tried = g_date_new_dmy (10, G_DATE_MAY, 2023);
  g_autoptr (GDate) reviewed = g_date_new_dmy (24, G_DATE_MAY, 2023);
  g_autoptr (LerenAction) sort = g_object_new (LEREN_TYPE_ACTION,
    "id", "sort", "what", "Sort them together, at his own table", "case", "letters", "owner", "sara",
    "state", LEREN_ACTION_STATE_CONCLUDED, "undertaken", tried, "reviewed", reviewed,
    "effect", "He sorts them himself now", "effect-rating", (gint64) 8, "conclusion", LEREN_CONCLUSION_ADOPT, NULL);

  /* Now somebody brings in a case, with a question about his own part in it */
  g_autoptr (LerenCase) rent = g_object_new (LEREN_TYPE_CASE,
    "id", "rent", "title", "Rent arrears", "team", "linde", "domains", LIST ("money", "family"),
    "narrative", "A mother owes three months of rent, and leaves her letters to me", "contributor", "omar",
    "question", "What do I do that makes her wait for me?", NULL);
  g_autoptr (GDateTime) began = g_date_time_new_utc (2024, 3, 5, 14, 0, 0);
  g_autoptr (LerenSession) session = g_object_new (LEREN_TYPE_SESSION,
    "id", "session", "team", "linde", "started", began, "facilitator", "els", "cases", LIST ("rent"),
    "present", LIST ("els", "omar", "sara", "fatma"), NULL);

  /* All of it is kept, or nothing */
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, error);
  return transaction != NULL &&
    save (store, error, els, omar, sara, fatma, linde, letters, sort, rent, session, NULL) &&

    /* They talk about it: open questions should come first, advice later */
    say (store, 0, "omar", LEREN_CONTRIBUTION_KIND_STORY, "She rings me with every letter, and I come", error) &&
    say (store, 1, "sara", LEREN_CONTRIBUTION_KIND_ADVICE, "Let her keep them all for Monday", error) &&
    say (store, 2, "sara", LEREN_CONTRIBUTION_KIND_ADVICE, "Or ring her landlord, then it is done with", error) &&
    say (store, 3, "els", LEREN_CONTRIBUTION_KIND_OPEN_QUESTION, "What would she do without you?", error) &&
    say (store, 4, "fatma", LEREN_CONTRIBUTION_KIND_FEELING, "I would be scared, and proud if I managed", error) &&

    /* They look back: how deep do they go? */
    look_back (store, 30, "omar", "I ring her landlord before she has asked", error) &&
    look_back (store, 31, "sara", "I fill in their forms, as that goes faster", error) &&
    look_back (store, 32, "omar", "I am at her door within the hour", error) &&
    look_back (store, 33, "sara", "We step in before the question is clear", error) &&
    leren_transaction_commit (transaction, error);
}

static gboolean
keep_promise (LerenStore *store, GError **error)
{
  /* One of the group takes it on, and tries it */
  g_autoptr (GDate) due = g_date_new_dmy (12, G_DATE_MARCH, 2024);
  g_autoptr (GDate) tried = g_date_new_dmy (11, G_DATE_MARCH, 2024);
  g_autoptr (LerenAction) wait = g_object_new (LEREN_TYPE_ACTION,
    "id", "wait", "what", "Let her open the letter, and wait", "case", "rent", "session", "session",
    "intended-effect", "She says herself what is to be done", "level", LEREN_REFLECTION_LEVEL_BEHAVIOUR,
    "due", due, NULL);
  if (!leren_action_own (wait, "omar", error) || !leren_action_undertake (wait, tried, error))
    return FALSE;

  /* What nobody has looked back on cannot be concluded */
  g_autoptr (GError) early = NULL;
  if (!leren_action_conclude (wait, LEREN_CONCLUSION_ADOPT, NULL, &early))
    printf ("Not yet: %s\n", early->message);

  /* The next time they do look back, and change what they try: the cycle turns */
  g_autoptr (LerenAction) next = NULL;
  g_autoptr (GDate) reviewed = g_date_new_dmy (26, G_DATE_MARCH, 2024);
  if (!look_back (store, 40, "omar", "I kept my hands still, and she rang", error) ||
      !leren_action_review (wait, "She rang her landlord, with me beside her", 6, "look-40", reviewed, error) ||
      !leren_action_conclude (wait, LEREN_CONCLUSION_ADAPT, &next, error))
    return FALSE;
  if (next != NULL)
    {
      g_object_set (next, "id", "alone", "what", "Let her ring with nobody beside her", NULL);
      if (!leren_action_own (next, "sara", error) || !save (store, error, wait, next, NULL))
        return FALSE;
    }
  printf ("%s: %s\n", leren_action_get_what (wait),
          leren_enum_to_word (LEREN_TYPE_CONCLUSION, leren_action_get_conclusion (wait)));
  return TRUE;
}

static gboolean
share (LerenStore *store, GError **error)
{
  /* What one of them feels is put into words, for all */
  g_autoptr (LerenKnowledge) felt = g_object_new (LEREN_TYPE_KNOWLEDGE,
    "id", "felt", "statement", "When she is about to do it herself", "form", LEREN_KNOWLEDGE_FORM_TACIT,
    "holder", LEREN_HOLDER_INDIVIDUAL, "author", "omar", NULL);
  g_autoptr (LerenKnowledge) words = g_object_new (LEREN_TYPE_KNOWLEDGE,
    "id", "words", "statement", "Ask what she would do without you", "form", LEREN_KNOWLEDGE_FORM_EXPLICIT,
    "holder", LEREN_HOLDER_TEAM, "team", "linde", NULL);
  g_autoptr (LerenConversion) told = g_object_new (LEREN_TYPE_CONVERSION,
    "id", "told", "sources", LIST ("felt"), "results", LIST ("words"), "participants", LIST ("omar", "sara"), NULL);

  /* A tension is fuel, once it is on the table */
  g_autoptr (GDate) surfaced = g_date_new_dmy (26, G_DATE_MARCH, 2024);
  g_autoptr (LerenTension) pace = g_object_new (LEREN_TYPE_TENSION,
    "id", "pace", "description", "The landlord wants his money, she needs her time", "case", "rent",
    "pole-from", "pay now", "pole-to", "learn first", "status", LEREN_TENSION_STATUS_SURFACED,
    "surfaced", surfaced, NULL);
  return save (store, error, felt, words, told, pace, NULL);
}

static gboolean
look_ahead (LerenStore *store, GError **error)
{
  /* What stands out in this case, what does that rest on, and what is there to ask? */
  g_autoptr (LerenScope) scope = g_object_new (LEREN_TYPE_SCOPE, "case", "rent", NULL);
  g_autoptr (LerenSnapshot) of_case = leren_snapshot_take (store, scope, NULL, error);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenFindings) findings =
    of_case != NULL ? leren_diagnosis_run (diagnosis, of_case, NULL, error) : NULL;
  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);
      printf ("%s %s: %s\n", leren_enum_to_word (LEREN_TYPE_SEVERITY, leren_finding_get_severity (finding)),
              leren_finding_get_rule (finding), leren_finding_get_explanation (finding, NULL));
      for (const char *const *id = leren_finding_get_evidence (finding); *id != NULL; id++)
        {
          g_autoptr (LerenRecord) record = leren_store_get (store, *id, NULL, error);
          if (record == NULL)
            return FALSE;
          printf ("  - %s\n", leren_record_get_title (record));
        }
      for (const char *const *question = leren_finding_get_questions (finding, NULL); *question != NULL; question++)
        printf ("  ? %s\n", *question);
    }

  /* On which level do they look back, and which one is next? */
  g_autoptr (LerenProfile) profile = leren_profile (of_case, "logical-levels", LEREN_GROUPING_NONE, error);
  if (profile == NULL)
    return FALSE;
  LerenConcept *highest = leren_profile_get_highest (profile, 0), *next = leren_profile_get_next (profile, 0);
  if (highest != NULL && next != NULL)
    printf ("%s; next: %s\n", leren_concept_get_label (highest, NULL), leren_concept_get_label (next, NULL));

  /* How much of what they know was put into words? */
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, error);
  g_autoptr (LerenSpiral) spiral = snapshot != NULL ? leren_spiral (snapshot, error) : NULL;
  if (spiral == NULL)
    return FALSE;
  printf ("Put into words: %u\n", leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_EXTERNALISATION));

  /* Which case looks like it, and what helped there? */
  g_autoptr (LerenSimilar) similar = leren_similar_find (snapshot, "rent", 1, NULL, NULL, error);
  if (similar == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (similar)); i++)
    {
      g_autoptr (LerenSimilarCase) like = g_list_model_get_item (G_LIST_MODEL (similar), i);
      GListModel *actions = leren_similar_case_get_actions (like);
      printf ("Like it: %s\n", leren_similar_case_get_title (like));
      for (guint j = 0; j < g_list_model_get_n_items (actions); j++)
        {
          g_autoptr (LerenAction) action = g_list_model_get_item (actions, j);
          printf ("  %s: %s\n", leren_action_get_what (action), leren_action_get_effect (action));
        }
    }

  /* What was promised, and still has to be done? */
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", error);
  g_autoptr (GListModel) promised = NULL;
  if (query == NULL || !leren_query_filter (query, "state", LEREN_COMPARISON_EQUAL, "owned", error) ||
      (promised = leren_query_run (query, NULL, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (promised); i++)
    {
      g_autoptr (LerenRecord) action = g_list_model_get_item (promised, i);
      printf ("To do: %s\n", leren_record_get_title (action));
    }
  return TRUE;
}
/* clang-format on */

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;

  setlocale (LC_ALL, "");
  store = leren_store_open (argc > 1 ? argv[1] : ":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
  if (store != NULL && write_down (store, &error) && keep_promise (store, &error) &&
      share (store, &error) && look_ahead (store, &error) && leren_store_close (store, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
