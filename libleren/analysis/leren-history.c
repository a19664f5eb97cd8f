/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-history-private.h"

#include "leren-enum-types.h"
#include "snapshot/leren-table-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * LerenHistory:
 *
 * The learning history (*leergeschiedenis*) of a practice: the chain of what happened in it, with the
 * phases and the turning points, so that people can see together how they learnt what they know
 * (Roth & Kleiner, 1998; for the neighbourhood teams of Venlo Jansen & Van Biene, 2015).
 *
 * It is a #GListModel of #LerenHistoryEvent: first what has a date, in the order in time, then what has
 * none, in the order in which it was written down, which says nothing of the order in time. Nothing
 * gets a date that nobody wrote down: an event has the one of its own record, else of the session in
 * which it took place, else the day its record was made, and says which of them
 * (leren_history_event_get_dating()). What is still to come is left out.
 *
 * Texts are no part of a snapshot: titles are read from the store while the history is told, and are
 * as they are then. A record that was deleted since has none.
 *
 * Since: 0.1
 */
struct _LerenHistory {
  GObject parent_instance;

  char *practice;
  char *title;
  GPtrArray *events; /* LerenHistoryEvent */
  guint n_dated;
};

static GType
get_item_type (GListModel *model)
{
  return LEREN_TYPE_HISTORY_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return LEREN_HISTORY (model)->events->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LerenHistory *self = LEREN_HISTORY (model);

  return position < self->events->len ? g_object_ref (g_ptr_array_index (self->events, position))
                                      : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LerenHistory, leren_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
leren_history_finalize (GObject *object)
{
  LerenHistory *self = LEREN_HISTORY (object);

  g_free (self->practice);
  g_free (self->title);
  g_ptr_array_unref (self->events);

  G_OBJECT_CLASS (leren_history_parent_class)->finalize (object);
}

static void
leren_history_class_init (LerenHistoryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_history_finalize;
}

static void
leren_history_init (LerenHistory *self)
{
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* Those without a date come last, as they were stored, whatever their type; of one moment, the
 * beginning of a practice comes first and its end last. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const LerenHistoryContent *one = *(LerenHistoryContent *const *) a;
  const LerenHistoryContent *other = *(LerenHistoryContent *const *) b;
  const gboolean one_dated = one->date.moment != LEREN_ABSENT_TIME;
  const gboolean other_dated = other->date.moment != LEREN_ABSENT_TIME;
  int order = other_dated - one_dated;

  if (order == 0)
    order = compare_numbers (one->date.moment, other->date.moment);
  if (order == 0 && one_dated)
    order = compare_numbers (one->kind, other->kind);
  if (order == 0)
    order = compare_numbers (one->rows->rowids[one->row], other->rows->rowids[other->row]);
  return order;
}

/* NULL where it was deleted since, or has none */
static char *
read_title (LerenSnapshot *snapshot, const LerenRows *rows, guint32 row, GCancellable *cancellable,
            GError **error)
{
  g_autofree char *id = _leren_rows_dup_id (rows, row);
  g_autoptr (LerenRecord) record = NULL;
  GError *failed = NULL;

  record = leren_store_get (snapshot->store, id, cancellable, &failed);
  if (record != NULL)
    return g_strdup (leren_record_get_title (record));
  if (g_error_matches (failed, LEREN_ERROR, LEREN_ERROR_NOT_FOUND))
    g_error_free (failed);
  else
    g_propagate_error (error, failed);
  return NULL;
}

static gboolean
read_titles (LerenHistory *self, const LerenHistoryTelling *telling, GCancellable *cancellable,
             GError **error)
{
  GError *failed = NULL;

  for (guint i = 0; i < telling->contents->len && failed == NULL; i++)
    {
      LerenHistoryContent *content = g_ptr_array_index (telling->contents, i);

      if (content->title_rows != NULL)
        content->title = read_title (telling->snapshot, content->title_rows, content->title_row,
                                     cancellable, &failed);
    }
  if (failed == NULL)
    self->title =
      read_title (telling->snapshot, _leren_snapshot_get_rows (telling->snapshot, "practice"),
                  telling->practice, cancellable, &failed);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
tell (LerenHistory *self, LerenHistoryTelling *telling, GCancellable *cancellable, GError **error)
{
  if (!_leren_history_tell_events (telling, error))
    return FALSE;
  _leren_history_tell_shifts (telling);
  _leren_history_tell_conclusions (telling);
  g_ptr_array_sort (telling->contents, compare);
  if (!read_titles (self, telling, cancellable, error))
    return FALSE;
  for (guint i = 0; i < telling->contents->len; i++)
    {
      LerenHistoryContent *content = g_ptr_array_index (telling->contents, i);

      self->n_dated += content->date.moment != LEREN_ABSENT_TIME;
      g_ptr_array_add (self->events, _leren_history_event_new (content));
    }
  /* the events have them now */
  g_ptr_array_set_free_func (telling->contents, NULL);
  return TRUE;
}

/**
 * leren_history_tell:
 * @snapshot: the records to look at
 * @practice: the id of a practice
 * @min_reflections: how many reflections a window has at least, from 1; 3 is usual
 * @min_steps: by how many steps of its ladder the median has to move, from 1; 1 is usual
 * @max_chance: how probable it may be that chance did it, above 0 and up to 1; 0.01 is usual, and 1 asks nothing
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Tells the learning history of a practice: when it began and ended; its phases, each from the first
 * dated record in which a coder saw it, and the present one; its sessions; its tensions, when they came
 * up and were settled; the knowledge that was made; and the turning points.
 *
 * The reflections of a practice have **shifted** on a ladder, such as the logical levels or the learning
 * loops, when their median moved and stayed. The dated ones, weighed with their codings, are cut in
 * the order in time into windows of whole days with at least @min_reflections each. The window counts
 * that lies at least @min_steps from where the practice came from (first its first window, then
 * its last shift), if the next window lies as far away on the same side. So it takes three
 * windows to see one, and one odd reflection or one odd day is none.
 *
 * The medians of a few reflections also move by chance. So the reflections since the last turning
 * point and those of the two windows are compared by the test of Mann & Whitney (1947), two-sided, by the normal
 * approximation with the correction for ties; it counts where the probability is at most @max_chance.
 * That sorts out; it proves nothing, because reflections of one session are not independent.
 *
 * A chain of two or more action cycles is **concluded** when its last action was adopted or abandoned.
 *
 * Returns: (transfer full): the history, or %NULL with an error: #LEREN_ERROR_NOT_FOUND (no such
 *   practice), #LEREN_ERROR_INVALID (a parameter out of its range), #LEREN_ERROR_CLOSED
 *
 * Since: 0.1
 */
LerenHistory *
leren_history_tell (LerenSnapshot *snapshot, const char *practice, guint min_reflections,
                    guint min_steps, double max_chance, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenHistory) self = NULL;
  LerenHistoryTelling telling = { snapshot, -1, min_reflections, min_steps, max_chance };
  gboolean told;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);
  g_return_val_if_fail (practice != NULL, NULL);

  if (!(max_chance > 0 && max_chance <= 1))
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_INVALID,
        _ (
          "the probability of a turning point by chance cannot be %g; it must lie above 0 and up to 1"),
        max_chance);
      return NULL;
    }
  if (min_reflections < 1 || min_steps < 1 || min_steps > G_MAXUINT8)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_INVALID,
        _ ("a turning point takes at least 1 reflection and 1 to 255 steps, not %u and %u"),
        min_reflections, min_steps);
      return NULL;
    }
  telling.practice = _leren_rows_find (_leren_snapshot_get_rows (snapshot, "practice"), practice);
  if (telling.practice < 0)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
        _ ("there is no practice “%s”; the command “leren list FILE practice” lists them"),
        practice);
      return NULL;
    }
  self = g_object_new (LEREN_TYPE_HISTORY, NULL);
  self->practice = g_strdup (practice);
  telling.cycles = leren_cycles (snapshot);
  telling.contents = g_ptr_array_new_with_free_func ((GDestroyNotify) _leren_history_content_free);
  told = tell (self, &telling, cancellable, error);
  g_ptr_array_unref (telling.contents);
  g_object_unref (telling.cycles);
  return told ? g_steal_pointer (&self) : NULL;
}

typedef struct {
  char *practice;
  guint min_reflections, min_steps;
  double max_chance;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->practice);
  g_free (asked);
}

static void
tell_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  LerenHistory *self =
    leren_history_tell (source, asked->practice, asked->min_reflections, asked->min_steps,
                        asked->max_chance, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_history_tell_async:
 * @snapshot: the records to look at
 * @practice: the id of a practice
 * @min_reflections: how many reflections a window has at least, from 1; 3 is usual
 * @min_steps: by how many steps of its ladder the median has to move, from 1; 1 is usual
 * @max_chance: how probable it may be that chance did it, above 0 and up to 1; 0.01 is usual, and 1 asks nothing
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Tells a history as leren_history_tell() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_history_tell_async (LerenSnapshot *snapshot, const char *practice, guint min_reflections,
                          guint min_steps, double max_chance, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;

  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));
  g_return_if_fail (practice != NULL);

  asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_strdup (practice), min_reflections, min_steps, max_chance };
  task = g_task_new (snapshot, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_history_tell_async);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, tell_in_thread);
}

/**
 * leren_history_tell_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_history_tell_async().
 *
 * Returns: (transfer full): the history, or %NULL with an error as leren_history_tell() gives
 *
 * Since: 0.1
 */
LerenHistory *
leren_history_tell_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leren_history_tell_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_history_get_practice:
 * @self: a history
 *
 * Of which practice it is.
 *
 * Returns: (transfer none): the id of the practice
 *
 * Since: 0.1
 */
const char *
leren_history_get_practice (LerenHistory *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY (self), NULL);
  return self->practice;
}

/**
 * leren_history_get_title:
 * @self: a history
 *
 * What the practice is called.
 *
 * Returns: (nullable) (transfer none): the name, or %NULL where the practice was deleted since
 *
 * Since: 0.1
 */
const char *
leren_history_get_title (LerenHistory *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY (self), NULL);
  return self->title;
}

/**
 * leren_history_get_n_dated:
 * @self: a history
 *
 * How many events have a date. They are the first ones of the list.
 *
 * Returns: the number of events
 *
 * Since: 0.1
 */
guint
leren_history_get_n_dated (LerenHistory *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY (self), 0);
  return self->n_dated;
}

static char **
list_nicks (GType type)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  char **nicks = g_new0 (char *, class->n_values + 1);

  for (guint i = 0; i < class->n_values; i++)
    nicks[i] = g_strdup (class->values[i].value_nick);
  return nicks;
}

/**
 * leren_history_get_table:
 * @self: a history
 *
 * A row for each event, in their order, with the columns `moment` (absent where nobody wrote it down), `dated_by`,
 * `kind`, `turning_point`, `record_type`, `record`, `title`, `concept`, `figure`, `unit`, `chance`, and
 * `explanation_en` and `explanation_nl`.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_history_get_table (LerenHistory *self)
{
  static const char *const texts[] = { "title", "concept", "unit", "explanation_en",
                                       "explanation_nl" };
  g_auto (GStrv) kinds = NULL;
  g_auto (GStrv) datings = NULL;
  LerenTable *table;
  guint moment, dating, kind, turning, type, record, figure, chance, first_text = 0;

  g_return_val_if_fail (LEREN_IS_HISTORY (self), NULL);

  kinds = list_nicks (LEREN_TYPE_HISTORY_KIND);
  datings = list_nicks (LEREN_TYPE_HISTORY_DATING);
  table = _leren_table_new ();
  moment = _leren_table_add_column (table, "moment", LEREN_COLUMN_KIND_TIME, NULL);
  dating = _leren_table_add_column (table, "dated_by", LEREN_COLUMN_KIND_CATEGORY,
                                    (const char *const *) datings);
  kind = _leren_table_add_column (table, "kind", LEREN_COLUMN_KIND_CATEGORY,
                                  (const char *const *) kinds);
  turning = _leren_table_add_column (table, "turning_point", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  type = _leren_table_add_column (table, "record_type", LEREN_COLUMN_KIND_TEXT, NULL);
  record = _leren_table_add_column (table, "record", LEREN_COLUMN_KIND_TEXT, NULL);
  figure = _leren_table_add_column (table, "figure", LEREN_COLUMN_KIND_NUMBER, NULL);
  chance = _leren_table_add_column (table, "chance", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint column = _leren_table_add_column (table, texts[i], LEREN_COLUMN_KIND_TEXT, NULL);
      if (i == 0)
        first_text = column;
    }
  for (guint i = 0; i < self->events->len; i++)
    {
      LerenHistoryEvent *event = g_ptr_array_index (self->events, i);
      const LerenHistoryContent *content = _leren_history_event_content (event);
      const char *const said[] = { content->title, content->concept, content->unit,
                                   content->explanations[LEREN_ENGLISH],
                                   content->explanations[LEREN_DUTCH] };

      if (content->date.moment != LEREN_ABSENT_TIME)
        _leren_table_add_integer (table, moment, content->date.moment);
      else
        _leren_table_add_absent (table, moment);
      _leren_table_add_integer (table, dating, content->date.dating);
      _leren_table_add_integer (table, kind, content->kind);
      _leren_table_add_integer (table, turning, leren_history_event_is_turning_point (event));
      _leren_table_add_text (table, type, content->record_type, -1);
      _leren_table_add_text (table, record, content->record, -1);
      _leren_table_add_figure (table, figure, content->figure);
      _leren_table_add_figure (table, chance, content->chance);
      for (guint j = 0; j < G_N_ELEMENTS (said); j++)
        _leren_table_add_text (table, first_text + j, said[j], -1);
    }
  _leren_table_seal (table, self->events->len);
  return table;
}

static void
write_events (LerenHistory *self, JsonBuilder *builder, const char *name, guint first, guint end)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = first; i < end; i++)
    json_builder_add_value (builder,
                            leren_history_event_to_json (g_ptr_array_index (self->events, i)));
  json_builder_end_array (builder);
}

/**
 * leren_history_to_json:
 * @self: a history
 *
 * All of it as JSON, in the form of `leren history --json`: `practice` with its `id` and `title`, `events`, and
 * `undated`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_history_to_json (LerenHistory *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_HISTORY (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "practice");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, self->practice);
  json_builder_set_member_name (builder, "title");
  if (self->title != NULL)
    json_builder_add_string_value (builder, self->title);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  write_events (self, builder, "events", 0, self->n_dated);
  write_events (self, builder, "undated", self->n_dated, self->events->len);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
