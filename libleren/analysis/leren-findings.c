/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-rule-private.h"

#include "analysis/leren-reading-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* a type of records that a rule read with their codings weighed in */
typedef struct {
  guint type;
  guint8 *voices; /* LerenVoices by row */
} Heard;

/**
 * LerenFindings:
 *
 * What rules found. While a rule runs, it adds to one of these; a diagnosis joins them into a
 * #GListModel of #LerenFinding, warnings first.
 *
 * Since: 0.1
 */
struct _LerenFindings {
  GObject parent_instance;

  LerenSnapshot *snapshot;
  LerenRule *rule;    /* NULL in a joined list */
  GHashTable *values; /* "rule.parameter" to double */
  GArray *found;      /* LerenFound; of an own rule: without a wording, counts[0] in @own */
  GArray *evidence;   /* LerenPlace */
  guint32 n_taken;    /* the evidence that earlier findings took */
  GPtrArray *own;     /* LerenFinding */
  GArray *heard;      /* Heard */

  LerenFindings **parts; /* of a joined list */
  guint n_parts;
  GArray *order; /* LerenPlace: which part, which finding of it */
};

static LerenFinding *make_finding (LerenFindings *self, guint32 index);

static GType
get_item_type (GListModel *model)
{
  return LEREN_TYPE_FINDING;
}

static guint
get_n_items (GListModel *model)
{
  LerenFindings *self = LEREN_FINDINGS (model);

  return self->order != NULL ? self->order->len : self->found->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LerenFindings *self = LEREN_FINDINGS (model);
  const LerenPlace *place;

  if (position >= get_n_items (model))
    return NULL;
  if (self->order == NULL)
    return make_finding (self, position);
  place = &g_array_index (self->order, LerenPlace, position);
  return make_finding (self->parts[place->type], place->row);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LerenFindings, leren_findings, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
leren_findings_finalize (GObject *object)
{
  LerenFindings *self = LEREN_FINDINGS (object);

  for (guint i = 0; i < self->n_parts; i++)
    g_object_unref (self->parts[i]);
  g_free (self->parts);
  g_clear_pointer (&self->order, g_array_unref);
  g_array_unref (self->found);
  g_array_unref (self->evidence);
  g_ptr_array_unref (self->own);
  g_array_unref (self->heard);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_object (&self->rule);
  g_clear_object (&self->snapshot);

  G_OBJECT_CLASS (leren_findings_parent_class)->finalize (object);
}

static void
leren_findings_class_init (LerenFindingsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_findings_finalize;
}

static void
heard_clear (gpointer data)
{
  g_free (((Heard *) data)->voices);
}

static void
leren_findings_init (LerenFindings *self)
{
  self->heard = g_array_new (FALSE, FALSE, sizeof (Heard));
  g_array_set_clear_func (self->heard, heard_clear);
  self->found = g_array_new (FALSE, FALSE, sizeof (LerenFound));
  self->evidence = g_array_new (FALSE, FALSE, sizeof (LerenPlace));
  self->own = g_ptr_array_new_with_free_func (g_object_unref);
}

LerenFindings *
_leren_findings_new (LerenSnapshot *snapshot, LerenRule *rule, GHashTable *values)
{
  LerenFindings *self = g_object_new (LEREN_TYPE_FINDINGS, NULL);

  self->snapshot = g_object_ref (snapshot);
  self->rule = g_object_ref (rule);
  self->values = values != NULL ? g_hash_table_ref (values) : NULL;
  return self;
}

guint8 *
_leren_findings_read_concepts (LerenFindings *self, const LerenRows *rows, const char *member,
                               LerenFramework *framework)
{
  guint8 *places = _leren_read_members (rows, member, framework);
  Heard heard = { rows->type, _leren_weigh_codings (self->snapshot, rows, framework, places) };

  if (heard.voices != NULL)
    g_array_append_val (self->heard, heard);
  return places;
}

static LerenVoices
hear (LerenFindings *self, LerenPlace place)
{
  LerenVoices most = LEREN_VOICES_AGREE;

  for (guint i = 0; i < self->heard->len; i++)
    {
      const Heard *heard = &g_array_index (self->heard, Heard, i);

      if (heard->type == place.type)
        most = MAX (most, heard->voices[place.row]);
    }
  return most;
}

void
_leren_findings_add_evidence (LerenFindings *self, guint type, guint32 row)
{
  LerenPlace place = { type, row };

  g_array_append_val (self->evidence, place);
}

void
_leren_findings_forget_evidence (LerenFindings *self)
{
  g_array_set_size (self->evidence, self->n_taken);
}

void
_leren_findings_add_found (LerenFindings *self, const LerenFound *found)
{
  LerenFound kept = *found;

  kept.evidence_at = self->n_taken;
  kept.n_evidence = self->evidence->len - self->n_taken;
  /* no finding without evidence */
  g_return_if_fail (kept.n_evidence > 0);
  for (guint32 i = self->n_taken; self->heard->len > 0 && i < self->evidence->len; i++)
    kept.n_disputed +=
      hear (self, g_array_index (self->evidence, LerenPlace, i)) != LEREN_VOICES_AGREE;
  self->n_taken = self->evidence->len;
  g_array_append_val (self->found, kept);
}

LerenFindings *
_leren_findings_join (LerenSnapshot *snapshot, LerenFindings *const *collectors, guint n_collectors)
{
  LerenFindings *self = g_object_new (LEREN_TYPE_FINDINGS, NULL);

  self->snapshot = g_object_ref (snapshot);
  self->parts = g_new0 (LerenFindings *, MAX (n_collectors, 1));
  self->n_parts = n_collectors;
  self->order = g_array_new (FALSE, FALSE, sizeof (LerenPlace));
  for (guint i = 0; i < n_collectors; i++)
    self->parts[i] = g_object_ref (collectors[i]);
  for (gint severity = LEREN_SEVERITY_WARNING; severity >= LEREN_SEVERITY_NOTICE; severity--)
    for (guint i = 0; i < n_collectors; i++)
      for (guint j = 0; j < collectors[i]->found->len; j++)
        {
          LerenPlace place = { i, j };

          if (g_array_index (collectors[i]->found, LerenFound, j).severity ==
              (LerenSeverity) severity)
            g_array_append_val (self->order, place);
        }
  return self;
}

/* a label as it stands within a sentence */
static char *
lower_first (const char *label)
{
  const char *rest = g_utf8_next_char (label);
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (label)), first);
  return g_strconcat (first, rest, NULL);
}

/* what stands after the number of them */
static const struct {
  const char *one;
  const char *many;
} disputed_texts[LEREN_N_LANGUAGES] = {
  [LEREN_ENGLISH] = { "of the records it rests on was read differently by different people; most "
                      "voices counted.",
                      "of the records it rests on were read differently by different people; most "
                      "voices counted." },
  [LEREN_DUTCH] = { "van de stukken waarop dit rust, is door verschillende mensen verschillend "
                    "gelezen; de meeste stemmen telden.",
                    "van de stukken waarop dit rust, zijn door verschillende mensen verschillend "
                    "gelezen; de meeste stemmen telden." },
};

static char *
say (const LerenFound *found, LerenLanguage language)
{
  const char *template = found->wording->texts[language].many;
  GString *said = g_string_new (NULL);

  if (found->counts[0] == found->counts[1] && found->wording->texts[language].all != NULL)
    template = found->wording->texts[language].all;
  else if (found->counts[0] == 1 && found->wording->texts[language].one != NULL)
    template = found->wording->texts[language].one;
  for (const char *at = template; *at != '\0'; at++)
    if (at[0] == '{' && at[1] >= '1' && at[1] < '1' + LEREN_MAX_COUNTS)
      {
        g_string_append_printf (said, "%u", found->counts[at[1] - '1']);
        at += 2;
      }
    else if (at[0] == '{' && at[1] >= 'a' && at[1] < 'a' + LEREN_MAX_CONCEPTS)
      {
        g_autofree char *label = lower_first (
          leren_concept_get_label (found->concepts[at[1] - 'a'], _leren_languages[language]));
        g_string_append (said, label);
        at += 2;
      }
    else if (g_str_has_prefix (at, "{w}"))
      {
        g_string_append (said, found->word);
        at += 2;
      }
    else
      g_string_append_c (said, *at);
  if (found->n_disputed > 0)
    {
      g_string_append_printf (said, " %u ", found->n_disputed);
      g_string_append (said, found->n_disputed == 1 ? disputed_texts[language].one
                                                    : disputed_texts[language].many);
    }
  return g_string_free (said, FALSE);
}

static char **
ask (const LerenFound *found, LerenLanguage language)
{
  GPtrArray *questions = g_ptr_array_new ();

  for (guint i = 0; i < LEREN_MAX_ASKED && found->asked[i] != NULL; i++)
    {
      const char *const *each =
        leren_concept_get_questions (found->asked[i], _leren_languages[language]);

      for (; each != NULL && *each != NULL; each++)
        g_ptr_array_add (questions, g_strdup (*each));
    }
  g_ptr_array_add (questions, NULL);
  return (char **) g_ptr_array_free (questions, FALSE);
}

static char *
id_of (LerenFindings *self, LerenPlace place)
{
  return _leren_rows_dup_id (_leren_snapshot_get_rows_at (self->snapshot, place.type), place.row);
}

static LerenFinding *
make_finding (LerenFindings *self, guint32 index)
{
  const LerenFound *found = &g_array_index (self->found, LerenFound, index);
  LerenFindingContent content = { 0 };

  if (found->wording == NULL)
    return g_object_ref (g_ptr_array_index (self->own, found->counts[0]));

  content.rule = g_strdup (leren_rule_get_id (self->rule));
  content.severity = found->severity;
  content.subject_type =
    g_strdup (_leren_snapshot_get_rows_at (self->snapshot, found->subject.type)->declaration->name);
  content.subject = id_of (self, found->subject);
  content.evidence = g_new0 (char *, found->n_evidence + 1);
  for (guint32 i = 0; i < found->n_evidence; i++)
    content.evidence[i] =
      id_of (self, g_array_index (self->evidence, LerenPlace, found->evidence_at + i));
  content.figure = found->figure;
  content.n_disputed = found->n_disputed;
  content.unit = g_strdup (found->wording->unit);
  content.source = g_strdup (leren_rule_get_source (self->rule));
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    {
      content.explanations[i] = say (found, i);
      content.questions[i] = ask (found, i);
    }
  return _leren_finding_new (&content);
}

/**
 * leren_findings_get_parameter:
 * @self: the findings that a rule was given to add to
 * @name: the name of a parameter of that rule
 *
 * The value a parameter has in this diagnosis: the one that was set, or the rule's own.
 *
 * Returns: the value, or NaN where the rule has no such parameter
 *
 * Since: 0.1
 */
double
leren_findings_get_parameter (LerenFindings *self, const char *name)
{
  const LerenRuleParameter *parameter;
  g_autofree char *key = NULL;
  const double *value = NULL;

  g_return_val_if_fail (LEREN_IS_FINDINGS (self), NAN);
  g_return_val_if_fail (name != NULL, NAN);

  if (self->rule == NULL)
    return NAN;
  key = g_strconcat (leren_rule_get_id (self->rule), ".", name, NULL);
  if (self->values != NULL)
    value = g_hash_table_lookup (self->values, key);
  if (value != NULL)
    return *value;
  parameter = _leren_rule_find_parameter (self->rule, name);
  return parameter != NULL ? parameter->value : NAN;
}

/* ids are unique over all types */
static const LerenRows *
find_record (LerenFindings *self, const char *id)
{
  for (guint i = 0; i < _leren_snapshot_get_n_types (self->snapshot); i++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (self->snapshot, i);

      if (_leren_rows_find (rows, id) >= 0)
        return rows;
    }
  return NULL;
}

static gboolean
check_own (LerenFindings *self, const char *const *ids, GError **error)
{
  for (; *ids != NULL; ids++)
    if (find_record (self, *ids) == NULL)
      {
        g_set_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
                     _ ("rule “%s” names record “%s”, which the snapshot does not have"),
                     leren_rule_get_id (self->rule), *ids);
        return FALSE;
      }
  return TRUE;
}

/**
 * leren_findings_add:
 * @self: the findings that a rule was given to add to
 * @severity: how much it matters
 * @subject: the id of the record it is about
 * @evidence: (array zero-terminated=1): the ids of the records by which it can be seen, at least one
 * @figure: the number that the rule judges by
 * @unit: what the figure counts
 * @explanation_en: what was found, in English
 * @explanation_nl: (nullable): the same in Dutch; %NULL where there is none
 * @questions_en: (nullable) (array zero-terminated=1): what to ask, in English
 * @questions_nl: (nullable) (array zero-terminated=1): the same in Dutch
 * @error: return location for a #GError
 *
 * Adds what an own rule found.
 *
 * Returns: %TRUE if it was added; otherwise %FALSE with an error: #LEREN_ERROR_MISSING (no evidence),
 *   #LEREN_ERROR_REFERENCE (a record that the snapshot does not have), #LEREN_ERROR_STATE (not while a rule runs)
 *
 * Since: 0.1
 */
gboolean
leren_findings_add (LerenFindings *self, LerenSeverity severity, const char *subject,
                    const char *const *evidence, double figure, const char *unit,
                    const char *explanation_en, const char *explanation_nl,
                    const char *const *questions_en, const char *const *questions_nl,
                    GError **error)
{
  const char *subjects[] = { subject, NULL };
  LerenFindingContent content = { 0 };
  LerenFound found = { 0 };

  g_return_val_if_fail (LEREN_IS_FINDINGS (self), FALSE);
  g_return_val_if_fail (subject != NULL, FALSE);
  g_return_val_if_fail (evidence != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);
  g_return_val_if_fail (explanation_en != NULL, FALSE);

  if (self->rule == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("findings can be added only while a rule runs, to those it was given"));
      return FALSE;
    }
  if (evidence[0] == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                   _ ("rule “%s” found something about “%s” without evidence; name the records by "
                      "which it can be seen"),
                   leren_rule_get_id (self->rule), subject);
      return FALSE;
    }
  if (!check_own (self, subjects, error) || !check_own (self, evidence, error))
    return FALSE;

  content.rule = g_strdup (leren_rule_get_id (self->rule));
  content.severity = severity;
  content.subject_type = g_strdup (find_record (self, subject)->declaration->name);
  content.subject = g_strdup (subject);
  content.evidence = g_strdupv ((char **) evidence);
  content.figure = figure;
  content.unit = g_strdup (unit);
  content.source = g_strdup (leren_rule_get_source (self->rule));
  content.explanations[LEREN_ENGLISH] = g_strdup (explanation_en);
  content.explanations[LEREN_DUTCH] =
    g_strdup (explanation_nl != NULL ? explanation_nl : explanation_en);
  content.questions[LEREN_ENGLISH] =
    questions_en != NULL ? g_strdupv ((char **) questions_en) : g_new0 (char *, 1);
  content.questions[LEREN_DUTCH] = questions_nl != NULL
                                     ? g_strdupv ((char **) questions_nl)
                                     : g_strdupv (content.questions[LEREN_ENGLISH]);
  found.severity = severity;
  found.counts[0] = self->own->len;
  g_ptr_array_add (self->own, _leren_finding_new (&content));
  g_array_append_val (self->found, found);
  return TRUE;
}

/**
 * leren_findings_get_n_records:
 * @self: findings
 *
 * How many records the rules looked at.
 *
 * Returns: the number of records
 *
 * Since: 0.1
 */
gint64
leren_findings_get_n_records (LerenFindings *self)
{
  g_return_val_if_fail (LEREN_IS_FINDINGS (self), 0);
  return leren_snapshot_get_n_records (self->snapshot);
}

/* all rules together: a record counts once, by what most rules made of it */
static void
count_voices (LerenFindings *self, guint counts[LEREN_VOICES_OVERRULE + 1])
{
  memset (counts, 0, (LEREN_VOICES_OVERRULE + 1) * sizeof *counts);
  for (guint type = 0; type < _leren_snapshot_get_n_types (self->snapshot); type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (self->snapshot, type);
      g_autofree guint8 *most = NULL;

      for (guint p = 0; p < self->n_parts; p++)
        for (guint i = 0; i < self->parts[p]->heard->len; i++)
          {
            const Heard *heard = &g_array_index (self->parts[p]->heard, Heard, i);

            if (heard->type != type)
              continue;
            if (most == NULL)
              most = g_new0 (guint8, rows->n_rows);
            for (guint32 row = 0; row < rows->n_rows; row++)
              most[row] = MAX (most[row], heard->voices[row]);
          }
      for (guint32 row = 0; most != NULL && row < rows->n_rows; row++)
        counts[most[row]] += _leren_rows_in_scope (rows, row);
    }
}

/**
 * leren_findings_get_weighing:
 * @self: findings
 * @n_overruled: (out) (optional): of how many of them the codings outnumbered what the record itself
 *   says, so that they were read by the codings
 *
 * Of how many records the codings disagree with the record’s own level or loop, or with each other.
 * What the record says is one voice, and so is each concept that a coder names, however many spans
 * carry it. Most voices decide. Where as many name another, the record’s own word stands; where it
 * has none, the record is left out.
 *
 * Returns: the number of records
 *
 * Since: 0.1
 */
guint
leren_findings_get_weighing (LerenFindings *self, guint *n_overruled)
{
  guint counts[LEREN_VOICES_OVERRULE + 1];

  g_return_val_if_fail (LEREN_IS_FINDINGS (self), 0);

  count_voices (self, counts);
  if (n_overruled != NULL)
    *n_overruled = counts[LEREN_VOICES_OVERRULE];
  return counts[LEREN_VOICES_DIFFER] + counts[LEREN_VOICES_OVERRULE];
}

/**
 * leren_findings_to_json:
 * @self: findings
 *
 * All findings as JSON, in the form of `leren diagnose --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_findings_to_json (LerenFindings *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_disputed, n_overruled;

  g_return_val_if_fail (LEREN_IS_FINDINGS (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (LerenFinding) finding = get_item (G_LIST_MODEL (self), i);
      json_builder_add_value (builder, leren_finding_to_json (finding));
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "records");
  json_builder_add_int_value (builder, leren_findings_get_n_records (self));
  n_disputed = leren_findings_get_weighing (self, &n_overruled);
  json_builder_set_member_name (builder, "weighing");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "disputed");
  json_builder_add_int_value (builder, n_disputed);
  json_builder_set_member_name (builder, "overruled");
  json_builder_add_int_value (builder, n_overruled);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
