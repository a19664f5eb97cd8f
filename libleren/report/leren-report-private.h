/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-findings.h"
#include "analysis/leren-profile.h"
#include "report/leren-html-private.h"
#include "report/leren-report-people-private.h"
#include "snapshot/leren-snapshot.h"

G_BEGIN_DECLS

/* What all parts of the page have at hand */
typedef struct {
  LerenStore *store;
  LerenScope *scope;
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  LerenProfile *levels; /* by practice */
  LerenReportWords *words;
  LerenReportPeople *people;
  LerenHtml *html;
  const char *language;
  GHashTable *owners; /* of a record's id: the id of its practice, or "" */
  GCancellable *cancellable;
} LerenReportPage;

/* What belongs to one practice, or to none */
typedef struct {
  LerenRecord *practice; /* NULL: to none */
  GPtrArray *findings;
  GPtrArray *actions; /* that are open */
} LerenReportPart;

/* Text out of records, under pseudonyms where they are asked for */
void _leren_report_quote_as (LerenReportPage *page, const char *tag, const char *css_class,
                             const char *text);
/* Text that may be shown as it is */
void _leren_report_show_as (LerenReportPage *page, const char *tag, const char *css_class,
                            const char *text);
/* What a record is called, as it may be shown, or NULL; frees with g_free() */
char *_leren_report_dup_title (LerenReportPage *page, LerenRecord *record);
/* The id in member @member of @record, or NULL */
char *_leren_report_dup_reference (LerenRecord *record, const char *member);
/* The practice that owns the record with @id; "" where none does */
const char *_leren_report_find_owner (LerenReportPage *page, const char *id);
/* The ids of the records of a type that lie in the scope; NULL with @error */
GHashTable *_leren_report_list_ids (LerenReportPage *page, const char *record_type, GError **error);

/* The parts of the page in order; NULL with @error */
GPtrArray *_leren_report_make_parts (LerenReportPage *page, GError **error);

void _leren_report_write_findings (LerenReportPage *page, const LerenReportPart *part);
void _leren_report_write_actions (LerenReportPage *page, const LerenReportPart *part);
void _leren_report_write_levels (LerenReportPage *page, const LerenReportPart *part);
void _leren_report_write_questions (LerenReportPage *page, const LerenReportPart *part);

G_END_DECLS
