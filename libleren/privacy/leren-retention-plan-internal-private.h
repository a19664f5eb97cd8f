/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-retention-private.h"

G_BEGIN_DECLS

typedef enum {
  LEREN_RETENTION_STAYS,
  LEREN_RETENTION_UNDATED, /* there is a rule, but nothing to count from */
  LEREN_RETENTION_EXPIRED,
  LEREN_RETENTION_HELD, /* it would go, but something that stays refers to it */
} LerenRetentionFate;

/* What a rule counts from in a record: a day since 1970, or the id of a record with which it goes */
typedef struct {
  gboolean dated;
  gboolean open; /* it has not begun: a case that is not closed */
  gint32 day;
  const char *leader;
} LerenRetentionStart;

/* through which the practice is reached that has a record, in the order in which they count */
#define LEREN_RETENTION_N_WAYS 6

/* One record. Texts live as long as the plan. */
typedef struct {
  const char *id;
  const char *record_type;
  const char *ways[LEREN_RETENTION_N_WAYS];
  const char **references;
  guint n_references;
  LerenRetentionStart *starts; /* as many as its type has rules */
  const LerenRetentionRule *rule;
  LerenRetentionFate fate;
  gint32 since;
  const char *held_by;
} LerenRetentionItem;

struct _LerenRetentionPlan {
  GObject parent_instance;

  GPtrArray *rules;
  GDate on;
  GHashTable *rules_by_type; /* to GPtrArray of LerenRetentionRule */
  LerenArena *arena;
  GStringChunk *texts;
  GPtrArray *items;      /* of LerenRetentionItem, in the arena */
  GHashTable *by_id;     /* of texts to items */
  GHashTable *followers; /* of leaders to GPtrArray of items */
  GPtrArray *references; /* of the record that is being added */
  LerenJsonReader *reader;
  gint64 n_reads; /* of the list of who reads, that go */
  GPtrArray *files;
  char *receipt;
};

/* the practice that has a record, or NULL */
const char *_leren_retention_plan_practice_of (LerenRetentionPlan *self,
                                               const LerenRetentionItem *item);

G_END_DECLS
