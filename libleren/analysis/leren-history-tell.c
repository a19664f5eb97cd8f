/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-history-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-knowledge-private.h"
#include "analysis/leren-weighing-private.h"

#include <math.h>

/* What happened in a practice, record by record: its beginning and end, its phases, its sessions,
 * its tensions, and the knowledge that was made. */

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS,
  LEREN_NEEDS_OF_KNOWLEDGE,
  { "practice", "started" },
  { "practice", "ended" },
  { "session", "protocol" },
  { "contribution", "stage" },
  { "reflection", "at" },
  { "conversion", "at" },
  { "tension", "surfaced" },
  { "tension", "settled" },
  { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

static gint64
own_moment (const LerenRows *rows, guint32 row)
{
  /* the members that say when the thing itself was, as far as a history tells of them */
  static const struct {
    const char *type, *member;
  } times[] = { { "session", "started" }, { "reflection", "at" }, { "conversion", "at" } };
  static const struct {
    const char *type, *member;
  } dates[] = { { "tension", "surfaced" }, { "action", "undertaken" } };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_str_equal (rows->declaration->name, times[i].type))
      return _leren_rows_get_vector (rows, times[i].member)->integers[row];
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (g_str_equal (rows->declaration->name, dates[i].type))
      {
        const gint32 day = _leren_rows_get_dates (rows, dates[i].member)[row];
        return day != LEREN_ABSENT_DATE ? day * G_TIME_SPAN_DAY : LEREN_ABSENT_TIME;
      }
  return LEREN_ABSENT_TIME;
}

/* the session in which it took place, if that was not called off */
static gint64
session_moment (const LerenHistoryTelling *telling, const LerenRows *rows, guint32 row)
{
  const LerenPromises *promises = &telling->cycles->promises;
  const LerenField *field = leren_declaration_find_field (rows->declaration, "session");
  gint32 session;

  if (field == NULL || rows->vectors[field->index].kind != LEREN_VECTOR_REFERENCE)
    return LEREN_ABSENT_TIME;
  session = rows->vectors[field->index].rows[row];
  return session >= 0 && promises->cancelled[session] != 2 ? promises->started[session]
                                                           : LEREN_ABSENT_TIME;
}

LerenHistoryDate
_leren_history_date (const LerenHistoryTelling *telling, const LerenRows *rows, guint32 row)
{
  LerenHistoryDate date = { own_moment (rows, row), LEREN_HISTORY_DATING_OWN };

  if (date.moment == LEREN_ABSENT_TIME)
    date = (LerenHistoryDate){ session_moment (telling, rows, row), LEREN_HISTORY_DATING_SESSION };
  if (date.moment == LEREN_ABSENT_TIME)
    date = (LerenHistoryDate){ rows->moments[row], LEREN_HISTORY_DATING_CREATED };
  if (date.moment == LEREN_ABSENT_TIME)
    date.dating = LEREN_HISTORY_DATING_NONE;
  return date;
}

gboolean
_leren_history_tells (const LerenHistoryTelling *telling, LerenHistoryDate date)
{
  return date.moment == LEREN_ABSENT_TIME ||
         (date.moment >= _leren_snapshot_get_since (telling->snapshot) &&
          date.moment < _leren_snapshot_get_end (telling->snapshot));
}

LerenHistoryContent *
_leren_history_add (LerenHistoryTelling *telling, LerenHistoryKind kind, LerenHistoryDate date,
                    const LerenRows *rows, guint32 row)
{
  LerenHistoryContent *content;

  if (!_leren_history_tells (telling, date))
    return NULL;
  content = g_new0 (LerenHistoryContent, 1);
  content->kind = kind;
  content->date = date;
  content->rows = content->title_rows = rows;
  content->row = content->title_row = row;
  content->record = _leren_rows_dup_id (rows, row);
  content->record_type = g_intern_string (rows->declaration->name);
  content->figure = content->chance = NAN;
  content->evidence = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (telling->contents, content);
  return content;
}

void
_leren_history_add_evidence (LerenHistoryContent *content, const LerenRows *rows, guint32 row)
{
  g_ptr_array_add (content->evidence, _leren_rows_dup_id (rows, row));
}

static void
append_part (GString *said, const LerenHistoryPart *part, LerenLanguage language)
{
  if (part->concept != NULL)
    g_string_append (said, leren_concept_get_label (part->concept, _leren_languages[language]));
  else
    g_string_append_printf (said, "%u", part->number);
}

void
_leren_history_say (LerenHistoryContent *content, const char *const templates[LEREN_N_LANGUAGES],
                    const LerenHistoryPart *parts)
{
  for (guint language = 0; language < LEREN_N_LANGUAGES; language++)
    {
      GString *said = g_string_new (content->explanations[language]);

      if (said->len > 0)
        g_string_append_c (said, ' ');
      for (const char *at = templates[language]; *at != '\0'; at++)
        if (at[0] == '{' && g_ascii_isdigit (at[1]) && at[2] == '}')
          {
            append_part (said, &parts[at[1] - '1'], language);
            at += 2;
          }
        else
          g_string_append_c (said, *at);
      g_free (content->explanations[language]);
      content->explanations[language] = g_string_free (said, FALSE);
    }
}

static LerenHistoryDate
day_of_practice (const LerenRows *practices, const char *member, guint32 row)
{
  const gint32 day = _leren_rows_get_dates (practices, member)[row];

  if (day == LEREN_ABSENT_DATE)
    return (LerenHistoryDate){ LEREN_ABSENT_TIME, LEREN_HISTORY_DATING_NONE };
  return (LerenHistoryDate){ day * G_TIME_SPAN_DAY, LEREN_HISTORY_DATING_OWN };
}

static void
tell_bounds (LerenHistoryTelling *telling, const LerenRows *practices)
{
  static const char *const began[] = { "The practice began.", "De praktijk begon." };
  static const char *const ended[] = { "The practice ended.", "De praktijk werd afgesloten." };
  static const struct {
    const char *member;
    LerenHistoryKind kind;
    const char *const *said;
  } bounds[] = { { "started", LEREN_HISTORY_KIND_BEGAN, began },
                 { "ended", LEREN_HISTORY_KIND_ENDED, ended } };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      const LerenHistoryDate date =
        day_of_practice (practices, bounds[i].member, telling->practice);
      LerenHistoryContent *content =
        date.moment != LEREN_ABSENT_TIME
          ? _leren_history_add (telling, bounds[i].kind, date, practices, telling->practice)
          : NULL;

      if (content != NULL)
        _leren_history_say (content, bounds[i].said, NULL);
    }
}

static void
name_concept (LerenHistoryContent *content, LerenConcept *concept)
{
  content->concept =
    g_strconcat (leren_concept_get_framework (concept), "/", leren_concept_get_id (concept), NULL);
}

/* The first dated record that a coder saw a phase in; a phase of which there is none has no date.
 * What the practice itself says is where it stands now, which was not on any day. */
static void
tell_phases (LerenHistoryTelling *telling, const LerenRows *practices)
{
  static const char *const seen[] = { "First signs of the phase “{1}”.",
                                      "Eerste tekenen van de fase ‘{1}’." };
  static const char *const present[] = { "The practice is in the phase “{1}”.",
                                         "De praktijk is in de fase ‘{1}’." };
  const LerenVector *phases = _leren_rows_get_vector (practices, "phase");
  LerenTheory *theory = leren_snapshot_get_theory (telling->snapshot);
  LerenFramework *framework = leren_theory_get_framework (theory, phases->field->framework);
  const LerenRows *codings = _leren_snapshot_get_rows (telling->snapshot, "coding");
  LerenCodeMap map;
  guint8 now;

  if (framework == NULL)
    return;
  _leren_map_codes (phases->field, framework, map);
  now = map[phases->codes[telling->practice]];
  for (guint i = 0; codings->n_rows > 0 && i < leren_framework_get_n_concepts (framework); i++)
    {
      const LerenVector *targets = _leren_rows_get_vector (codings, "target");
      const guint32 wanted = _leren_find_word (_leren_rows_get_vector (codings, "framework"),
                                               leren_framework_get_id (framework));
      LerenConcept *concept = _leren_concept_at (framework, i);
      const guint32 word = _leren_find_word (_leren_rows_get_vector (codings, "concept"),
                                             leren_concept_get_id (concept));
      LerenHistoryDate first = { G_MAXINT64, LEREN_HISTORY_DATING_NONE };
      const LerenRows *first_rows = NULL;
      LerenHistoryContent *content;
      guint32 first_row = 0;

      for (guint32 row = 0; wanted != 0 && word != 0 && row < codings->n_rows; row++)
        {
          const LerenRows *rows;
          LerenHistoryDate date;

          if (_leren_rows_get_vector (codings, "framework")->words[row] != wanted ||
              _leren_rows_get_vector (codings, "concept")->words[row] != word ||
              targets->rows[row] < 0 || !_leren_rows_in_scope_but_for_period (codings, row))
            continue;
          rows = _leren_snapshot_get_rows_at (telling->snapshot, targets->types[row]);
          if (!_leren_history_has (telling, rows, targets->rows[row]))
            continue;
          date = _leren_history_date (telling, rows, targets->rows[row]);
          if (date.moment == LEREN_ABSENT_TIME || date.moment >= first.moment)
            continue;
          first = date;
          first_rows = rows;
          first_row = targets->rows[row];
        }
      content = first_rows != NULL ? _leren_history_add (telling, LEREN_HISTORY_KIND_PHASE, first,
                                                         first_rows, first_row)
                                   : NULL;
      if (content == NULL)
        continue;
      _leren_history_say (content, seen, &(LerenHistoryPart){ .concept = concept });
      _leren_history_add_evidence (content, first_rows, first_row);
      name_concept (content, concept);
    }
  if (now != 0)
    {
      const LerenHistoryDate none = { LEREN_ABSENT_TIME, LEREN_HISTORY_DATING_NONE };
      LerenConcept *concept = _leren_concept_at (framework, now - 1);
      LerenHistoryContent *content =
        _leren_history_add (telling, LEREN_HISTORY_KIND_PHASE, none, practices, telling->practice);

      _leren_history_say (content, present, &(LerenHistoryPart){ .concept = concept });
      name_concept (content, concept);
    }
}

/* how many records of a type each session has */
static guint32 *
count_by_session (const LerenHistoryTelling *telling, const char *type)
{
  const LerenRows *rows = _leren_snapshot_get_rows (telling->snapshot, type);
  const gint32 *in = _leren_rows_get_references (rows, "session");
  guint32 *counts = g_new0 (guint32, MAX (telling->cycles->promises.sessions->n_rows, 1));

  for (guint32 row = 0; row < rows->n_rows; row++)
    if (in[row] >= 0 && _leren_rows_in_scope_but_for_period (rows, row))
      counts[in[row]]++;
  return counts;
}

/* How many of the steps of its protocol the turns of a session name; 0 where there is no protocol */
static guint
count_stages (const LerenHistoryTelling *telling, const LerenBuckets *turns, guint32 session,
              LerenFramework **protocol)
{
  const LerenRows *sessions = telling->cycles->promises.sessions;
  const LerenVector *protocols = _leren_rows_get_vector (sessions, "protocol");
  const LerenVector *stages =
    _leren_rows_get_vector (_leren_snapshot_get_rows (telling->snapshot, "contribution"), "stage");
  const guint32 word = protocols->words[session];
  g_autofree guint8 *seen = NULL;
  guint n = 0;

  *protocol = leren_theory_get_framework (
    leren_snapshot_get_theory (telling->snapshot),
    word != 0 ? g_ptr_array_index (protocols->dictionary, word - 1) : protocols->field->fallback);
  if (*protocol == NULL)
    return 0;
  seen = g_new0 (guint8, leren_framework_get_n_concepts (*protocol) + 1);
  for (guint32 i = turns->offsets[session]; i < turns->offsets[session + 1]; i++)
    {
      const guint32 stage = stages->words[turns->items[i]];
      LerenConcept *concept =
        stage != 0 ? leren_framework_get_concept (*protocol,
                                                  g_ptr_array_index (stages->dictionary, stage - 1))
                   : NULL;

      if (concept != NULL && !seen[leren_concept_get_index (concept)])
        {
          seen[leren_concept_get_index (concept)] = TRUE;
          n++;
        }
    }
  return n;
}

static void
tell_sessions (LerenHistoryTelling *telling)
{
  static const char *const off[] = { "It was called off.", "Die ging niet door." };
  static const char *const steps[] = {
    "Steps of the protocol seen: {1} of {2}.",
    "Stappen van het protocol die te zien waren: {1} van de {2}."
  };
  static const char *const agreed[] = { "Actions agreed on: {1}.", "Toegezegde acties: {1}." };
  static const char *const looked_back[] = { "Reflections: {1}.", "Reflecties: {1}." };
  const LerenRows *sessions = telling->cycles->promises.sessions;
  const LerenRows *turns = _leren_snapshot_get_rows (telling->snapshot, "contribution");
  g_autofree guint32 *n_actions = count_by_session (telling, "action");
  g_autofree guint32 *n_reflections = count_by_session (telling, "reflection");
  g_auto (LerenBuckets) by_session = { 0 };

  _leren_buckets_fill (&by_session, _leren_rows_get_references (turns, "session"), NULL,
                       turns->n_rows, sessions->n_rows);
  for (guint32 row = 0; row < sessions->n_rows; row++)
    {
      LerenFramework *protocol = NULL;
      LerenHistoryContent *content;
      guint n_stages;

      if (!_leren_history_has (telling, sessions, row))
        continue;
      content = _leren_history_add (telling, LEREN_HISTORY_KIND_SESSION,
                                    _leren_history_date (telling, sessions, row), sessions, row);
      if (content == NULL)
        continue;
      if (telling->cycles->promises.cancelled[row] == 2)
        {
          _leren_history_say (content, off, NULL);
          continue;
        }
      n_stages = turns->n_rows > 0 ? count_stages (telling, &by_session, row, &protocol) : 0;
      if (n_stages > 0)
        {
          const LerenHistoryPart parts[] = {
            { .number = n_stages }, { .number = leren_framework_get_n_concepts (protocol) }
          };
          _leren_history_say (content, steps, parts);
        }
      if (n_actions[row] > 0)
        _leren_history_say (content, agreed, &(LerenHistoryPart){ .number = n_actions[row] });
      if (n_reflections[row] > 0)
        _leren_history_say (content, looked_back,
                            &(LerenHistoryPart){ .number = n_reflections[row] });
      content->figure = n_actions[row];
      content->unit = "actions agreed on";
    }
}

static void
tell_tensions (LerenHistoryTelling *telling)
{
  static const char *const settled[] = { "It was settled.", "Die is opgelost." };
  /* by the words of the member `status` */
  static const struct {
    const char *status;
    const char *said[LEREN_N_LANGUAGES];
  } statuses[] = {
    { "felt",
      { "It was felt, and not yet spoken of.", "Die werd gevoeld, maar nog niet benoemd." } },
    { "surfaced", { "It came to the surface.", "Die kwam op tafel." } },
    { "explored", { "People looked into it.", "Die is met elkaar onderzocht." } },
    { "used", { "People put it to use.", "Die is benut om verder te komen." } },
    { "settled", { "It was settled.", "Die is opgelost." } },
  };
  const LerenRows *tensions = _leren_snapshot_get_rows (telling->snapshot, "tension");
  const gint32 *settled_on = _leren_rows_get_dates (tensions, "settled");
  const guint8 *status = _leren_rows_get_codes (tensions, "status");
  const guint8 felt = _leren_rows_code_of (tensions, "status", "felt");

  for (guint32 row = 0; row < tensions->n_rows; row++)
    {
      const LerenField *field = _leren_rows_get_vector (tensions, "status")->field;
      const char *word = status[row] != 0 ? field->words[status[row] - 1] : field->fallback;
      const LerenHistoryDate date = _leren_history_date (telling, tensions, row);
      LerenHistoryContent *content;

      if (!_leren_history_has (telling, tensions, row))
        continue;
      /* on a day it came up, whatever nobody changed in its status; how it ended is told on its day */
      if ((date.dating == LEREN_HISTORY_DATING_OWN && status[row] <= felt) ||
          settled_on[row] != LEREN_ABSENT_DATE)
        word = "surfaced";
      content = _leren_history_add (telling, LEREN_HISTORY_KIND_TENSION, date, tensions, row);
      for (guint i = 0; content != NULL && i < G_N_ELEMENTS (statuses); i++)
        if (g_str_equal (statuses[i].status, word))
          _leren_history_say (content, statuses[i].said, NULL);
      if (settled_on[row] == LEREN_ABSENT_DATE)
        continue;
      content = _leren_history_add (
        telling, LEREN_HISTORY_KIND_SETTLED,
        (LerenHistoryDate){ settled_on[row] * G_TIME_SPAN_DAY, LEREN_HISTORY_DATING_OWN }, tensions,
        row);
      if (content != NULL)
        _leren_history_say (content, settled, NULL);
    }
}

static gboolean
tell_knowledge (LerenHistoryTelling *telling, GError **error)
{
  static const char *const by_mode[] = { "It was made by “{1}”.", "Ontstaan door ‘{1}’." };
  LerenKnowledgeGraph graph = { 0 };
  const LerenVector *results;

  if (!_leren_knowledge_read (&graph, telling->snapshot, error))
    return FALSE;
  results = _leren_rows_get_vector (graph.conversions, "results");
  for (guint32 row = 0; row < graph.conversions->n_rows; row++)
    {
      LerenHistoryContent *content;
      LerenConcept *mode;

      if (!_leren_history_has (telling, graph.conversions, row))
        continue;
      content = _leren_history_add (telling, LEREN_HISTORY_KIND_KNOWLEDGE,
                                    _leren_history_date (telling, graph.conversions, row),
                                    graph.conversions, row);
      if (content == NULL)
        continue;
      mode =
        graph.modes[row] != 0 ? _leren_concept_at (graph.framework, graph.modes[row] - 1) : NULL;
      if (mode != NULL)
        {
          _leren_history_say (content, by_mode, &(LerenHistoryPart){ .concept = mode });
          name_concept (content, mode);
        }
      /* what was learnt says more than the step that led to it */
      content->title_rows = NULL;
      for (guint32 i = results->offsets[row]; i < results->offsets[row + 1]; i++)
        if (results->rows[i] >= 0)
          {
            if (content->title_rows == NULL)
              {
                content->title_rows = graph.knowledge;
                content->title_row = results->rows[i];
              }
            _leren_history_add_evidence (content, graph.knowledge, results->rows[i]);
          }
      content->figure = content->evidence->len;
      content->unit = "pieces of knowledge";
    }
  _leren_knowledge_clear (&graph);
  return TRUE;
}

gboolean
_leren_history_tell_events (LerenHistoryTelling *telling, GError **error)
{
  const LerenRows *practices = _leren_snapshot_get_rows (telling->snapshot, "practice");

  tell_bounds (telling, practices);
  tell_phases (telling, practices);
  tell_sessions (telling);
  tell_tensions (telling);
  return tell_knowledge (telling, error);
}
