/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-merge-private.h"
#include "store/leren-store-rewrite-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Who was erased from one copy stays erased: what the other one still holds of them does not come back. */

/* NULL where the receipt is of something else: of records that were kept for long enough */
static char *
participant_of (const char *receipt)
{
  g_autoptr (JsonNode) node = json_from_string (receipt, NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL &&
             g_strcmp0 (json_object_get_string_member_with_default (object, "receipt", NULL),
                        "erasure") == 0
           ? g_strdup (json_object_get_string_member_with_default (object, "participant", NULL))
           : NULL;
}

static GHashTable *
list_erased (LerenStore *store, GError **error)
{
  g_autoptr (GPtrArray) receipts = _leren_store_list_receipts (store, error);
  GHashTable *erased;

  if (receipts == NULL)
    return NULL;
  erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < receipts->len; i++)
    {
      char *participant = participant_of (g_ptr_array_index (receipts, i));

      if (participant != NULL)
        g_hash_table_add (erased, participant);
    }
  return erased;
}

/* Whether the other side knew of the participant before: of whoever came to this side since, it holds
 * nothing. */
static gboolean
is_known_there (LerenMerging *self, LerenMergeSide side, const char *id, gboolean *known,
                GError **error)
{
  LerenStore *store = side == LEREN_MERGE_SIDE_OURS ? self->ours : self->theirs;
  g_autoptr (GPtrArray) entries = _leren_journal_follow (store, id, error);

  if (entries == NULL)
    return FALSE;
  *known = entries->len == 0 ||
           leren_journal_entry_get_old (g_ptr_array_index (entries, 0)) != NULL ||
           !_leren_merge_past_is_own (self->past, side, g_ptr_array_index (entries, 0));
  return TRUE;
}

/* Those erased on @side: the other one must have erased them too. */
static gboolean
check_side (LerenMerging *self, LerenMergeSide side, GHashTable *erased, GHashTable *there,
            GError **error)
{
  LerenStore *store = side == LEREN_MERGE_SIDE_OURS ? self->ours : self->theirs;
  LerenStore *other = side == LEREN_MERGE_SIDE_OURS ? self->theirs : self->ours;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, erased);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean known = FALSE;

      if (!g_hash_table_contains (there, id) && !is_known_there (self, side, id, &known, error))
        return FALSE;
      if (!known)
        continue;
      if (!_leren_merge_break (
            self,
            g_error_new (LEREN_ERROR, LEREN_ERROR_STATE,
                         _ ("%s still holds what was erased from %s: participant “%s”, as they "
                            "are called there now; erase them from %s too, then merge"),
                         other->location, store->location, (char *) id, other->location),
            error))
        return FALSE;
    }
  return TRUE;
}

/* The receipts of retention that are there; what they deleted they do not say. */
static GHashTable *
list_retentions (LerenStore *store, GError **error)
{
  g_autoptr (GPtrArray) receipts = _leren_store_list_receipts (store, error);
  GHashTable *retentions;

  if (receipts == NULL)
    return NULL;
  retentions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < receipts->len; i++)
    {
      g_autofree char *participant = participant_of (g_ptr_array_index (receipts, i));

      if (participant == NULL)
        g_hash_table_add (retentions, g_strdup (g_ptr_array_index (receipts, i)));
    }
  return retentions;
}

static gboolean
has_all (GHashTable *some, GHashTable *all)
{
  GHashTableIter iter;
  gpointer receipt;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &receipt, NULL))
    if (!g_hash_table_contains (all, receipt))
      return FALSE;
  return TRUE;
}

/* A record of the common past that is not on @side, and of whose going its journal tells nothing */
static gboolean
check_kept (LerenMerging *self, LerenMergeSide side, const char *id, GError **error)
{
  LerenStore *const stores[] = { self->ours, self->theirs };
  LerenStore *store = stores[side], *other = stores[1 - side];
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const char *type;

  if (!_leren_store_find_type (store, id, -1, &type, NULL, error))
    return FALSE;
  if (type != NULL)
    return TRUE;
  gone = _leren_journal_follow (store, id, error);
  entries = gone != NULL ? _leren_journal_follow (other, id, error) : NULL;
  if (entries == NULL)
    return FALSE;
  if (gone->len > 0 ||
      (entries->len > 0 &&
       _leren_merge_past_is_own (self->past, 1 - side, g_ptr_array_index (entries, 0))))
    return TRUE;
  g_set_error (
    error, LEREN_ERROR, LEREN_ERROR_STATE,
    _ ("%s still holds “%s”, which was deleted from %s because it had been kept for long "
       "enough; delete it from %s too (leren retain), then merge"),
    other->location, id, store->location, other->location);
  return FALSE;
}

typedef struct {
  LerenMerging *merging;
  LerenMergeSide side;
} Kept;

static gboolean
look_whether_kept (const LerenRow *row, const char *json, gsize length, gpointer data,
                   GError **error)
{
  const Kept *self = data;
  g_autofree char *id = row != NULL ? _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]) : NULL;

  return id == NULL || check_kept (self->merging, self->side, id, error);
}

gboolean
_leren_merge_check_kept (LerenMerging *self, GError **error)
{
  g_autoptr (GHashTable) ours = list_retentions (self->ours, error);
  g_autoptr (GHashTable) theirs = ours != NULL ? list_retentions (self->theirs, error) : NULL;
  Kept kept[] = { { self, LEREN_MERGE_SIDE_OURS }, { self, LEREN_MERGE_SIDE_THEIRS } };

  return theirs != NULL &&
         (has_all (ours, theirs) || _leren_store_scan (self->theirs, look_whether_kept, &kept[0],
                                                       self->cancellable, error)) &&
         (has_all (theirs, ours) ||
          _leren_store_scan (self->ours, look_whether_kept, &kept[1], self->cancellable, error));
}

gboolean
_leren_merge_check_erased (LerenMerging *self, GError **error)
{
  g_autoptr (GHashTable) ours = list_erased (self->ours, error);
  g_autoptr (GHashTable) theirs = ours != NULL ? list_erased (self->theirs, error) : NULL;

  return theirs != NULL && check_side (self, LEREN_MERGE_SIDE_OURS, ours, theirs, error) &&
         check_side (self, LEREN_MERGE_SIDE_THEIRS, theirs, ours, error) &&
         _leren_merge_is_whole (self, error);
}

static gboolean
take_receipt (LerenStore *self, const char *name, const char *value, GError **error)
{
  LerenStatement *statement =
    _leren_store_borrow (self, _ ("keep a receipt"),
                         "INSERT INTO store_info (name, value) VALUES (?1, ?2)"
                         " ON CONFLICT DO NOTHING",
                         error);
  gboolean taken;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, name, -1);
  _leren_statement_bind_text (statement, 2, value, -1);
  taken = _leren_statement_step (statement) == LEREN_STEP_DONE;
  if (!taken)
    _leren_store_set_error (self, self->db, _ ("keep a receipt"), error);
  _leren_store_give_back (self, statement);
  return taken;
}

/* Both copies know of all who were erased. */
gboolean
_leren_merge_take_receipts (LerenMerging *self, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (
    self->theirs, _ ("read the receipts"),
    "SELECT name, value FROM store_info WHERE name LIKE 'erasure %' OR name LIKE 'retention %'"
    " ORDER BY name",
    error);
  gboolean taken = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  while (taken && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    taken = take_receipt (self->ours, _leren_statement_get_text (statement, 0),
                          _leren_statement_get_text (statement, 1), error);
  if (taken && result != LEREN_STEP_DONE)
    _leren_store_set_error (self->theirs, self->theirs->db, _ ("read the receipts"), error);
  _leren_statement_free (statement);
  return taken && result == LEREN_STEP_DONE;
}
