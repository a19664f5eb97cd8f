/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

#include <math.h>

/* Tables as they are written: rows with the coders first. */
static inline LerenJudgements *
table_try (const char *text, GError **error)
{
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);

  if (!leren_judgements_read_stream (judgements, stream, "table.csv", NULL, error))
    return NULL;
  return g_steal_pointer (&judgements);
}

static inline LerenJudgements *
table_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  LerenJudgements *judgements = table_try (text, &error);

  g_assert_no_error (error);
  return judgements;
}

static inline LerenAgreement *
table_measure (LerenJudgements *judgements, LerenMetric metric)
{
  g_autoptr (GError) error = NULL;
  LerenAgreement *agreement = leren_agreement_measure (judgements, metric, NULL, &error);

  g_assert_no_error (error);
  return agreement;
}

/* a published table, from tests/data */
static inline char *
table_published (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_build_filename (g_getenv ("LEREN_SOURCE_ROOT"), "tests", "data", "agreement", name, NULL);
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* @value as it is printed with so many decimals */
static inline void
assert_prints (double value, const char *format, const char *printed)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_assert_cmpstr (g_ascii_formatd (text, sizeof text, format, value), ==, printed);
}

#define assert_undefined(value) g_assert_true (isnan (value))
