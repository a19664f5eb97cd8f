/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of the report in one language */
typedef struct _LerenReportWords LerenReportWords;

/* @language: a locale or a language tag; NULL for the current locale */
LerenReportWords *_leren_report_words_new (const char *language);
void _leren_report_words_free (LerenReportWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenReportWords, _leren_report_words_free)

/* The language they are in: "en" or "nl" */
const char *_leren_report_words_get_language (LerenReportWords *self);
/* NULL where there is no such word */
const char *_leren_report_words_look_up (LerenReportWords *self, const char *key);
/* The same for a key that is there */
const char *_leren_report_words_get (LerenReportWords *self, const char *key);
/* Fills in what %s stands for, in order; NULL ends them. */
char *_leren_report_words_fill (LerenReportWords *self, const char *key,
                                ...) G_GNUC_NULL_TERMINATED;
/* Fills in a number: @one where it is 1, otherwise @many */
char *_leren_report_words_count (LerenReportWords *self, const char *one, const char *many,
                                 guint n);
char *_leren_report_words_date (LerenReportWords *self, const GDate *date);
/* "3 weeks", "today" */
char *_leren_report_words_duration (LerenReportWords *self, guint days);

G_END_DECLS
