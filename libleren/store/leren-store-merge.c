/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-merge-private.h"
#include "store/leren-store-scan-private.h"
#include "store/leren-transaction-private.h"
#include "theory/leren-framework-private.h"

#include <glib/gi18n-lib.h>

static gboolean
may_merge (LerenStore *self, LerenStore *other, GError **error)
{
  LerenStore *const stores[] = { self, other };

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      if (!_leren_store_refuse_reader (stores[i], _ ("merge stores"), error))
        return FALSE;
      if (stores[i]->on_server)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                       _ ("cannot merge %s: it is on a server, where all work in the same store; "
                          "merge the copies that are files, export that and import it there"),
                       stores[i]->location);
          return FALSE;
        }
      if (stores[i]->damaged)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
                       _ ("cannot merge %s: it is damaged; restore it from a backup"),
                       stores[i]->location);
          return FALSE;
        }
    }
  if (self != other && self->place != other->place)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("cannot merge %s into itself; name the other copy"), self->location);
  return FALSE;
}

static gboolean
is_at_rest (LerenStore *self, GError **error)
{
  return (self->transaction == NULL && !self->importing) ||
         _leren_store_set_under_way (self, error);
}

/* Copies have the name of what they began as. */
static gboolean
have_one_origin (LerenStore *self, LerenStore *other, GError **error)
{
  g_autofree char *ours = _leren_store_read_info (self, "origin");
  g_autofree char *theirs = _leren_store_read_info (other, "origin");

  if (ours != NULL && g_strcmp0 (ours, theirs) == 0)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CONFLICT,
               _ ("%s and %s did not begin as one store, so nobody knows what was changed since; "
                  "export %s and import that instead"),
               self->location, other->location, other->location);
  return FALSE;
}

/* Types that programs added there. A table that has what theirs has already stays. */
static gboolean
take_types (LerenMerging *self, GError **error)
{
  for (guint i = 0; i < self->theirs->tables->len; i++)
    {
      const LerenStoreTable *theirs = g_ptr_array_index (self->theirs->tables, i);
      const LerenStoreTable *ours = _leren_store_find_table (self->ours, theirs->declaration->name);
      gboolean has_all = ours != NULL;

      for (guint j = 0; has_all && j < theirs->declaration->n_fields; j++)
        {
          const LerenField *field = theirs->declaration->fields[j];
          const LerenField *here =
            _leren_declaration_find (ours->declaration, field->name, field->name_length);

          has_all = here != NULL && _leren_store_same_kind (here, field);
        }
      if (!has_all && _leren_store_ensure_table (self->ours, theirs->declaration, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What is coded by it would mean something else. A store keeps a framework as it was added, and so does
 * everybody who has read it. */
static gboolean
refuse_framework (LerenMerging *self, LerenFramework *framework, gboolean *refused, GError **error)
{
  const char *id = leren_framework_get_id (framework);
  LerenFramework *there = leren_theory_get_framework (self->ours->theory, id);

  *refused = there != NULL && !leren_framework_is_built_in (there) &&
             !_leren_framework_equal (there, framework);
  return !*refused ||
         _leren_merge_break (
           self,
           g_error_new (LEREN_ERROR, LEREN_ERROR_CONFLICT,
                        _ ("framework “%s” says something else in %s than in %s; export %s, give "
                           "its framework another id there, and what refers to it, and import "
                           "what is new in it"),
                        id, self->theirs->location, self->ours->location, self->theirs->location),
           error);
}

static gboolean
take_frameworks (LerenMerging *self, GError **error)
{
  g_autoptr (GPtrArray) texts = _leren_store_list_frameworks (self->theirs, error);
  g_autoptr (GPtrArray) frameworks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      g_autoptr (LerenFramework) framework =
        leren_framework_from_json (g_ptr_array_index (texts, i), -1, error);
      gboolean refused;

      if (framework == NULL || !refuse_framework (self, framework, &refused, error))
        return FALSE;
      if (!refused)
        g_ptr_array_add (frameworks, g_steal_pointer (&framework));
    }
  return texts != NULL &&
         (frameworks->len == 0 ||
          _leren_store_put_frameworks (self->ours, (LerenFramework *const *) frameworks->pdata,
                                       frameworks->len, error));
}

static gboolean
go_on (LerenMerging *self, goffset n_done, GError **error)
{
  self->n_done += n_done;
  if (self->progress_callback != NULL)
    self->progress_callback (self->n_done, self->n_total, self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The rows that an import there brought, in order, of all tables */
static char *
rows_sql (LerenStore *self)
{
  GString *sql = g_string_new ("SELECT _rowid_ AS n, \"id\" FROM unknown_record"
                               " WHERE _rowid_ BETWEEN ?1 AND ?2");

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);

      g_string_append_printf (sql,
                              " UNION ALL SELECT _rowid_ AS n, \"id\" FROM %s"
                              " WHERE _rowid_ BETWEEN ?1 AND ?2",
                              name);
    }
  g_string_append (sql, " ORDER BY n");
  return g_string_free (sql, FALSE);
}

static gboolean
merge_rows (LerenMerging *self, gint64 first, gint64 last, GError **error)
{
  g_autofree char *sql = rows_sql (self->theirs);
  LerenStatement *statement =
    _leren_store_prepare_for (self->theirs, _ ("read records"), sql, LEREN_PREPARE_LARGE, error);
  gboolean merged = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, first);
  _leren_statement_bind_integer (statement, 2, last);
  while (merged && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    merged = _leren_merge_record (self, _leren_statement_get_text (statement, 1), error) &&
             go_on (self, 1, error);
  if (merged && result != LEREN_STEP_DONE)
    _leren_store_set_error (self->theirs, self->theirs->db, _ ("read records"), error);
  _leren_statement_free (statement);
  return merged && result == LEREN_STEP_DONE;
}

static gboolean
note_rows (LerenStore *self, gint64 number, gint64 first, GError **error)
{
  LerenStatement *statement = _leren_store_borrow (
    self, _ ("write the journal"),
    "UPDATE journal SET first_row = ?2, last_row = ?3 WHERE \"number\" = ?1", error);
  gint64 next;
  gboolean noted;

  if (statement == NULL)
    return FALSE;
  noted = _leren_store_next_rowid (self, &next, error);
  if (noted)
    {
      _leren_statement_bind_integer (statement, 1, number);
      _leren_statement_bind_integer (statement, 2, first);
      _leren_statement_bind_integer (statement, 3, next - 1);
      noted = _leren_statement_step (statement) == LEREN_STEP_DONE;
      if (!noted)
        _leren_store_set_error (self, self->db, _ ("write the journal"), error);
    }
  _leren_store_give_back (self, statement);
  return noted;
}

/* An import there is one entry here too, of what it brought that is new. */
static gboolean
merge_import (LerenMerging *self, LerenJournalEntry *entry, gint64 first, gint64 last,
              GError **error)
{
  const gint64 number = leren_journal_entry_get_number (entry);
  const LerenJournalNote note = { .change = LEREN_CHANGE_IMPORTED,
                                  .at = _leren_journal_entry_get_at_text (entry),
                                  .who = leren_journal_entry_get_who (entry) };
  gint64 here, next;

  if (!_leren_store_next_rowid (self->ours, &next, error) ||
      !_leren_journal_write (self->ours, &note, &here, error))
    return FALSE;
  g_hash_table_insert (self->imports, g_memdup2 (&number, sizeof number),
                       g_memdup2 (&here, sizeof here));
  return merge_rows (self, first, last, error) && note_rows (self->ours, here, next, error);
}

static gboolean
merge_entry (LerenMerging *self, LerenStatement *statement, GError **error)
{
  g_autoptr (LerenJournalEntry) entry =
    _leren_journal_entry_new_from_statement (self->theirs, statement, error);

  if (entry == NULL)
    return FALSE;
  if (!_leren_merge_past_is_own (self->past, LEREN_MERGE_SIDE_THEIRS, entry))
    return go_on (self, 1, error);
  if (leren_journal_entry_get_change (entry) == LEREN_CHANGE_IMPORTED)
    return merge_import (self, entry, _leren_statement_get_integer (statement, 8),
                         _leren_statement_get_integer (statement, 9), error);
  /* a deletion of many records says no more than how many there were */
  return (leren_journal_entry_get_change (entry) == LEREN_CHANGE_FRAMEWORK ||
          leren_journal_entry_get_record (entry) == NULL ||
          _leren_merge_record (self, leren_journal_entry_get_record (entry), error)) &&
         go_on (self, 1, error);
}

static gboolean
merge_entries (LerenMerging *self, GError **error)
{
  LerenStatement *statement = _leren_store_prepare_for (
    self->theirs, _ ("read the journal"),
    "SELECT " LEREN_JOURNAL_COLUMNS " FROM journal WHERE \"number\" > ?1 ORDER BY \"number\"",
    LEREN_PREPARE_LARGE, error);
  gboolean merged = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, self->past->sides[LEREN_MERGE_SIDE_THEIRS].common);
  while (merged && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    merged = merge_entry (self, statement, error);
  if (merged && result != LEREN_STEP_DONE)
    _leren_store_set_error (self->theirs, self->theirs->db, _ ("read the journal"), error);
  _leren_statement_free (statement);
  return merged && result == LEREN_STEP_DONE;
}

static gboolean
count_entries (LerenMerging *self, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT coalesce(sum(coalesce(last_row - first_row + 1, 1)), 0) FROM journal"
                     " WHERE \"number\" > %" G_GINT64_FORMAT,
                     self->past->sides[LEREN_MERGE_SIDE_THEIRS].common);

  return _leren_store_read_integer (self->theirs, _ ("read the journal"), sql, &self->n_total,
                                    error);
}

static gboolean
merge_all (LerenMerging *self, GError **error)
{
  self->past = _leren_merge_past_read (self->ours, self->theirs, self->cancellable, error);
  return self->past != NULL && count_entries (self, error) &&
         _leren_merge_check_erased (self, error) && _leren_merge_check_kept (self, error) &&
         take_types (self, error) && take_frameworks (self, error) && merge_entries (self, error) &&
         _leren_merge_is_whole (self, error) && _leren_merge_close_references (self, error) &&
         _leren_merge_check (self, error) && _leren_merge_take_receipts (self, error);
}

static void
merging_clear (LerenMerging *self)
{
  g_clear_pointer (&self->past, _leren_merge_past_free);
  g_clear_pointer (&self->done, g_hash_table_unref);
  g_clear_pointer (&self->imports, g_hash_table_unref);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  g_clear_pointer (&self->now, g_free);
  g_clear_error (&self->broken);
}

static gboolean
run (LerenMerging *self, gboolean dry_run, GError **error)
{
  gboolean merged;

  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->imports = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->written = g_ptr_array_new_with_free_func (g_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  self->now = _leren_journal_now ();
  if (!is_at_rest (self->ours, error) || !is_at_rest (self->theirs, error) ||
      !have_one_origin (self->ours, self->theirs, error) ||
      !_leren_store_begin_step (self->ours, error))
    return FALSE;
  merged = merge_all (self, error);
  /* what was only tried is undone, as what failed is */
  if (_leren_store_end_step (self->ours, merged && !dry_run, error))
    return TRUE;
  return merged && dry_run;
}

/* Two threads that merge two stores both ways take them in one order. */
static gboolean
lock_both (LerenStore *self, LerenStore *other, GError **error)
{
  LerenStore *first = self < other ? self : other;

  if (_leren_store_lock (first, error) == NULL)
    return FALSE;
  if (_leren_store_lock (first == self ? other : self, error) != NULL)
    return TRUE;
  _leren_store_unlock (first);
  return FALSE;
}

/**
 * leren_store_merge:
 * @self: the store to merge into
 * @other: another copy of it, of which nothing is changed
 * @rule: what holds where both changed the same
 * @decided: (nullable): what came of trying this before, with what was chosen since, or %NULL
 * @dry_run: whether only to try
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @progress_callback: (scope call) (nullable) (closure progress_data): told how many entries and records
 *   were looked at, and how many there are, or %NULL
 * @progress_data: data for @progress_callback
 * @error: return location for a #GError
 *
 * Brings two copies of a store together that went separate ways: what was done in @other since they parted is
 * done in @self too. Both are files that began as one; who has two stores of different origin exports the one
 * and imports that into the other.
 *
 * A member that one of them changed is as it says. Lists have what either added, and not what either took out.
 * Of a member that both changed, @rule says which holds. A record that one deleted and the other changed
 * or names stays. All that the copies did not agree on is listed. The result is the same in either order, where @rule is
 * #LEREN_MERGE_RULE_LATER, and merging again changes nothing.
 *
 * What both did is in the journal afterwards, with who did it and when. All of it is done or nothing: what would
 * break the rules of the library is an error that names the records, all of them up to a hundred.
 *
 * To ask somebody, try it with @dry_run, let leren_merge_conflict_choose() be called, and give the result as @decided.
 *
 * Returns: (transfer full): what came of it, or %NULL with an error: #LEREN_ERROR_CONFLICT (they are not copies of one
 *   store, or one id is of two types), #LEREN_ERROR_STATE, #LEREN_ERROR_FORBIDDEN (one of them is open as a
 *   participant), #LEREN_ERROR_UNSUPPORTED (one of them is on a server), or another of the store or of a record
 *
 * Since: 0.1
 */
LerenMerge *
leren_store_merge (LerenStore *self, LerenStore *other, LerenMergeRule rule, LerenMerge *decided,
                   gboolean dry_run, GCancellable *cancellable,
                   GFileProgressCallback progress_callback, gpointer progress_data, GError **error)
{
  g_autoptr (LerenMerge) result = NULL;
  LerenMerging merging = { .ours = self, .theirs = other, .rule = rule, .decided = decided };
  gboolean reads, merged = FALSE;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (LEREN_IS_STORE (other), NULL);
  g_return_val_if_fail (decided == NULL || LEREN_IS_MERGE (decided), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !may_merge (self, other, error) || !_leren_audit_all (other, "merge", error) ||
      !lock_both (self, other, error))
    return NULL;
  result = merging.result = _leren_merge_new ();
  merging.cancellable = cancellable;
  merging.progress_callback = progress_callback;
  merging.progress_data = progress_data;
  reads = _leren_store_begin_reading (other, error);
  /* now that holds it */
  _leren_store_unlock (other);
  if (reads)
    {
      merged = run (&merging, dry_run, error);
      merging_clear (&merging);
      _leren_store_end_reading (other);
    }
  _leren_store_unlock_and_emit (self);
  return merged ? g_steal_pointer (&result) : NULL;
}
