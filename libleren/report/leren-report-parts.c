/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-private.h"

#include "core/leren-unknown-record.h"
#include "model/leren-action.h"
#include "store/leren-query.h"

#include <string.h>

/* References are followed so far and no further: they could go round. */
#define MOST_STEPS 8

void
_leren_report_quote_as (LerenReportPage *page, const char *tag, const char *css_class,
                        const char *text)
{
  g_autofree char *shown = _leren_report_people_filter (page->people, text);
  _leren_report_show_as (page, tag, css_class, shown);
}

void
_leren_report_show_as (LerenReportPage *page, const char *tag, const char *css_class,
                       const char *text)
{
  _leren_html_open (page->html, tag, css_class);
  _leren_html_quote (page->html, text);
  _leren_html_close (page->html);
}

char *
_leren_report_dup_reference (LerenRecord *record, const char *member)
{
  char *id = NULL;

  if (!LEREN_IS_UNKNOWN_RECORD (record) && leren_record_is_set (record, member))
    g_object_get (record, member, &id, NULL);
  return id;
}

char *
_leren_report_dup_title (LerenReportPage *page, LerenRecord *record)
{
  const char *title = LEREN_IS_UNKNOWN_RECORD (record) ? NULL : leren_record_get_title (record);
  g_autofree char *framework = NULL;
  g_autofree char *concept = NULL;
  g_autofree char *coded = NULL;

  if (title != NULL)
    return _leren_report_people_filter_title (page->people, record, title);
  framework = _leren_report_dup_reference (record, "framework");
  concept = _leren_report_dup_reference (record, "concept");
  if (framework == NULL && concept == NULL)
    return NULL;
  coded =
    g_strconcat (framework != NULL ? framework : "", concept != NULL ? ": " : "", concept, NULL);
  return _leren_report_people_filter (page->people, coded);
}

static char *
find_owner (LerenReportPage *page, const char *id, guint steps)
{
  static const char *const members[] = { "case", "session", "team", "subject", "target" };
  g_autoptr (LerenRecord) record = leren_store_get (page->store, id, page->cancellable, NULL);
  char *owner;

  if (record == NULL || LEREN_IS_UNKNOWN_RECORD (record) || steps == 0)
    return NULL;
  if (g_str_equal (leren_record_get_record_type (record), "practice"))
    return g_strdup (id);
  owner = _leren_report_dup_reference (record, "practice");
  for (guint i = 0; owner == NULL && i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *next = _leren_report_dup_reference (record, members[i]);

      if (next != NULL)
        owner = find_owner (page, next, steps - 1);
    }
  return owner;
}

const char *
_leren_report_find_owner (LerenReportPage *page, const char *id)
{
  char *owner = g_hash_table_lookup (page->owners, id);

  if (owner == NULL)
    {
      owner = find_owner (page, id, MOST_STEPS);
      if (owner == NULL)
        owner = g_strdup ("");
      g_hash_table_insert (page->owners, g_strdup (id), owner);
    }
  return owner;
}

GHashTable *
_leren_report_list_ids (LerenReportPage *page, const char *record_type, GError **error)
{
  g_autoptr (LerenTable) table =
    leren_snapshot_get_table (page->snapshot, record_type, page->cancellable, error);
  GHashTable *ids;
  const char *values;
  const gint64 *offsets;
  int column;

  if (table == NULL)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  column = leren_table_find_column (table, "id");
  if (leren_table_get_n_rows (table) == 0)
    return ids;
  values = g_bytes_get_data (leren_table_get_column_values (table, column), NULL);
  offsets = g_bytes_get_data (leren_table_get_column_offsets (table, column), NULL);
  for (guint i = 0; i < leren_table_get_n_rows (table); i++)
    g_hash_table_add (ids, g_strndup (values + offsets[i], offsets[i + 1] - offsets[i]));
  return ids;
}

static void
part_free (gpointer data)
{
  LerenReportPart *part = data;

  g_clear_object (&part->practice);
  g_ptr_array_unref (part->findings);
  g_ptr_array_unref (part->actions);
  g_free (part);
}

static LerenReportPart *
add_part (GPtrArray *parts, LerenRecord *practice)
{
  LerenReportPart *part = g_new0 (LerenReportPart, 1);

  part->practice = practice != NULL ? g_object_ref (practice) : NULL;
  part->findings = g_ptr_array_new_with_free_func (g_object_unref);
  part->actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (parts, part);
  return part;
}

/* The part of practice @owner; that of no practice stands last. */
static LerenReportPart *
find_part (GPtrArray *parts, const char *owner)
{
  for (guint i = 0; i < parts->len; i++)
    {
      LerenReportPart *part = g_ptr_array_index (parts, i);

      if (part->practice == NULL || g_str_equal (leren_record_get_id (part->practice), owner))
        return part;
    }
  return g_ptr_array_index (parts, parts->len - 1);
}

static GListModel *
query_all (LerenReportPage *page, const char *type, gboolean open_only, GError **error)
{
  g_autoptr (LerenQuery) query = leren_store_query (page->store, type, error);

  if (query == NULL)
    return NULL;
  if (open_only &&
      (!leren_query_filter (query, "state", LEREN_COMPARISON_NOT_EQUAL, "concluded", error) ||
       !leren_query_filter (query, "state", LEREN_COMPARISON_NOT_EQUAL, "dropped", error)))
    return NULL;
  return leren_query_run (query, page->cancellable, error);
}

static gboolean
add_actions (LerenReportPage *page, GPtrArray *parts, GError **error)
{
  g_autoptr (GHashTable) ids = _leren_report_list_ids (page, "action", error);
  g_autoptr (GListModel) actions = ids != NULL ? query_all (page, "action", TRUE, error) : NULL;

  if (actions == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (LerenRecord) action = g_list_model_get_item (actions, i);
      const char *id = leren_record_get_id (action);

      if (g_hash_table_contains (ids, id))
        g_ptr_array_add (find_part (parts, _leren_report_find_owner (page, id))->actions,
                         g_steal_pointer (&action));
    }
  return TRUE;
}

static void
add_findings (LerenReportPage *page, GPtrArray *parts)
{
  GListModel *findings = G_LIST_MODEL (page->findings);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (findings, i);
      const char *owner = _leren_report_find_owner (page, leren_finding_get_subject (finding));

      g_ptr_array_add (find_part (parts, owner)->findings, g_steal_pointer (&finding));
    }
}

/* Whether the scope names this practice, or something of it */
static gboolean
is_asked_for (LerenReportPage *page, const char *practice)
{
  const char *const ids[] = { leren_scope_get_practice (page->scope),
                              leren_scope_get_case (page->scope),
                              leren_scope_get_team (page->scope) };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != NULL && g_str_equal (_leren_report_find_owner (page, ids[i]), practice))
      return TRUE;
  return FALSE;
}

static void
drop_empty_parts (LerenReportPage *page, GPtrArray *parts, GHashTable *in_scope)
{
  for (guint i = parts->len; i > 0; i--)
    {
      const LerenReportPart *part = g_ptr_array_index (parts, i - 1);
      const char *id = part->practice != NULL ? leren_record_get_id (part->practice) : NULL;

      if (part->findings->len == 0 && part->actions->len == 0 &&
          (id == NULL || (!g_hash_table_contains (in_scope, id) && !is_asked_for (page, id))))
        g_ptr_array_remove_index (parts, i - 1);
    }
}

GPtrArray *
_leren_report_make_parts (LerenReportPage *page, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GHashTable) in_scope = _leren_report_list_ids (page, "practice", error);
  g_autoptr (GListModel) practices =
    in_scope != NULL ? query_all (page, "practice", FALSE, error) : NULL;

  if (practices == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (practices); i++)
    {
      g_autoptr (LerenRecord) practice = g_list_model_get_item (practices, i);
      add_part (parts, practice);
    }
  add_part (parts, NULL);
  if (!add_actions (page, parts, error))
    return NULL;
  add_findings (page, parts);
  drop_empty_parts (page, parts, in_scope);
  return g_steal_pointer (&parts);
}
