/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Small practices to look at, told record by record through the library. */

#include "../kind-of-store.h"
#include "leren.h"

#include <string.h>

/* Records as JSON without quotes doubled: ' stands for ". */
static inline void
story_tell_to (LerenStore *store, const char *const *records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = NULL;

  transaction = leren_store_begin (store, &error);
  g_assert_no_error (error);
  for (; *records != NULL; records++)
    {
      g_autofree char *json = g_strdelimit (g_strdup (*records), "'", '"');
      g_autoptr (LerenRecord) record = leren_record_from_json (json, -1, &error);

      g_assert_no_error (error);
      leren_store_save (store, record, NULL, &error);
      g_assert_no_error (error);
    }
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static inline LerenStore *
story_tell (const char *const *records)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = location_of_new_store ();
  LerenStore *store = leren_store_open (location, LEREN_STORE_FLAGS_NONE, NULL, &error);

  g_assert_no_error (error);
  story_tell_to (store, records);
  return store;
}

/* The same records as they are: nobody saves them now, so what has no time gets none. */
static inline LerenStore *
story_import (const char *const *records)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = g_strjoinv ("\n", (char **) records);
  g_autofree char *lines = g_strdelimit (g_strdup (told), "'", '"');
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (lines, strlen (lines), NULL);
  g_autofree char *location = location_of_new_store ();
  LerenStore *store = leren_store_open (location, LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autoptr (LerenImporter) importer = NULL;

  g_assert_no_error (error);
  importer = leren_importer_new (store);
  leren_importer_add_stream (importer, stream, "story", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  return store;
}

static inline LerenSnapshot *
story_take_part (const char *const *records, LerenScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  LerenSnapshot *snapshot = leren_snapshot_take (store, scope, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static inline LerenSnapshot *
story_take (const char *const *records)
{
  return story_take_part (records, NULL);
}

/* What one rule finds of the records in a scope; @parameter is NULL, or set to @value. */
static inline LerenFindings *
story_diagnose_part (const char *const *records, LerenScope *scope, const char *rule,
                     const char *parameter, double value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take_part (records, scope);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  const char *rules[] = { rule, NULL };
  LerenFindings *findings;

  leren_diagnosis_select (diagnosis, rules, &error);
  g_assert_no_error (error);
  if (parameter != NULL)
    leren_diagnosis_set_parameter (diagnosis, rule, parameter, value, &error);
  g_assert_no_error (error);
  findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);
  g_assert_no_error (error);
  return findings;
}

static inline LerenFindings *
story_diagnose (const char *const *records, const char *rule, const char *parameter, double value)
{
  return story_diagnose_part (records, NULL, rule, parameter, value);
}

static inline guint
story_count (const char *const *records, const char *rule, const char *parameter, double value)
{
  g_autoptr (LerenFindings) findings = story_diagnose (records, rule, parameter, value);

  return g_list_model_get_n_items (G_LIST_MODEL (findings));
}

/* The finding about @subject that has exactly this evidence, ids with a space between them; it says
 * something and asks something in both languages, and no placeholder was left in it. */
static inline LerenFinding *
story_find (LerenFindings *findings, const char *subject, const char *evidence)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);
      g_autofree char *found = g_strjoinv (" ", (char **) leren_finding_get_evidence (finding));

      if (!g_str_equal (leren_finding_get_subject (finding), subject) ||
          !g_str_equal (found, evidence))
        continue;
      g_assert_cmpstr (leren_finding_get_explanation (finding, "en"), !=,
                       leren_finding_get_explanation (finding, "nl"));
      g_assert_null (strchr (leren_finding_get_explanation (finding, "en"), '{'));
      g_assert_null (strchr (leren_finding_get_explanation (finding, "nl"), '{'));
      g_assert_nonnull (leren_finding_get_questions (finding, "en")[0]);
      g_assert_nonnull (leren_finding_get_questions (finding, "nl")[0]);
      g_assert_nonnull (strstr (leren_finding_get_source (finding), "20"));
      return g_steal_pointer (&finding);
    }
  g_test_message ("no finding about %s with evidence %s", subject, evidence);
  g_assert_not_reached ();
}

#define STORY_TEAM                                                                                 \
  "{'type':'practice','id':'practice','name':'Working in the neighbourhood'}",                     \
    "{'type':'participant','id':'worker','name':'a support worker','roles':['professional']}",     \
    "{'type':'participant','id':'coach','name':'a learning coach','roles':['coach']}",             \
    "{'type':'team','id':'team','name':'the team','practice':'practice','members':['worker']}",    \
    "{'type':'case','id':'barbecue','title':'A barbecue at which clients look on','team':'team'}"
