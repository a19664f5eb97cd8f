/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"
#include "privacy/leren-retention.h"

G_BEGIN_DECLS

/* leren-retention-schedule.c */

/* How long records of a type are kept: for good, as long as another, or for a time */
typedef struct {
  char *record_type;
  char *practice; /* NULL: any that has no rule of its own */
  gboolean keep;
  char *with;  /* the member that names the other; NULL: none */
  char *after; /* from when it is counted: a member, or "closed"; NULL where nothing is counted */
  guint years, months, days;
} LerenRetentionRule;

/* the list of who reads, which has no records */
#define LEREN_RETENTION_AUDIT "audit"

/* of LerenRetentionRule; NULL with an error */
GPtrArray *_leren_retention_read_schedule (const char *json, gsize length, GError **error);
/* whether there can be counted from this member */
gboolean _leren_retention_is_day (const LerenField *field);

/* leren-retention-plan.c: what is judged, record by record, and then all together */
LerenRetentionPlan *_leren_retention_plan_new (GPtrArray *rules, const GDate *on);
void _leren_retention_plan_add (LerenRetentionPlan *self, const LerenRow *row);
/* a record of an unknown type, as it is kept */
void _leren_retention_plan_add_unknown (LerenRetentionPlan *self, const char *json, gsize length);
void _leren_retention_plan_settle (LerenRetentionPlan *self);
gboolean _leren_retention_plan_is_expired (LerenRetentionPlan *self, const char *id, gsize length);
guint _leren_retention_plan_get_n_records (LerenRetentionPlan *self);
/* takes them: paths of the copies that go too */
void _leren_retention_plan_set_files (LerenRetentionPlan *self, GPtrArray *files);
void _leren_retention_plan_set_receipt (LerenRetentionPlan *self, const char *receipt);
/* Entries of the list of who reads from before this day go: to be freed; NULL where they all stay */
char *_leren_retention_plan_dup_reads_before (LerenRetentionPlan *self);
void _leren_retention_plan_set_n_reads (LerenRetentionPlan *self, gint64 n_reads);
gint64 _leren_retention_plan_get_n_reads (LerenRetentionPlan *self);
/* appends a list of how many went of which type and practice, without their ids */
void _leren_retention_plan_write_counts (LerenRetentionPlan *self, GString *out);
void _leren_retention_plan_write_files (LerenRetentionPlan *self, GString *out);

G_END_DECLS
