/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-pseudonymiser.h"
#include "report/leren-report-words-private.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/* What the report calls people: by name, by their role and a number, or as in a copy of the store */
typedef struct _LerenReportPeople LerenReportPeople;

/* @pseudonymiser: nullable: by their role and a number */
LerenReportPeople *_leren_report_people_new (LerenStore *store, LerenReportWords *words,
                                             gboolean pseudonymous,
                                             LerenPseudonymiser *pseudonymiser,
                                             GCancellable *cancellable, GError **error);
void _leren_report_people_free (LerenReportPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenReportPeople, _leren_report_people_free)

/* @id: of a participant. NULL where nobody has it. */
const char *_leren_report_people_get_label (LerenReportPeople *self, const char *id);
/* @text as it may be shown: under pseudonyms without the names and ids of people */
char *_leren_report_people_filter (LerenReportPeople *self, const char *text);
char *_leren_report_people_filter_id (LerenReportPeople *self, const char *id);
/* The same of what @record is called */
char *_leren_report_people_filter_title (LerenReportPeople *self, LerenRecord *record,
                                         const char *title);

G_END_DECLS
