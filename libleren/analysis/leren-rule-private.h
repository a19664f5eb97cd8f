/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-finding-private.h"
#include "analysis/leren-rule.h"
#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* What a built-in rule says of itself, and its function. */

typedef struct {
  const char *name; /* NULL ends a list */
  double value, minimum, maximum;
  const char *unit;
  const char *meaning;
} LerenRuleParameter;

/* What a finding says. {1} to {4} stand for its counts, {a} and {b} for the labels of its concepts, {w}
 * for its word.
 * @all is said in place of @many where the first count equals the second, @one where it is one; NULL
 * where that makes no difference. */
typedef struct {
  const char *unit;
  struct {
    const char *many;
    const char *one;
    const char *all;
  } texts[LEREN_N_LANGUAGES];
} LerenWording;

typedef struct {
  const char *id;
  const char *labels[LEREN_N_LANGUAGES];
  const char *source;
  const LerenRuleParameter *parameters;
  const LerenNeed *needs;
  gboolean (*run) (LerenSnapshot *snapshot, LerenFindings *findings, GError **error);
} LerenRuleSpec;

/* A record, by its type's index and its row */
typedef struct {
  guint32 type;
  guint32 row;
} LerenPlace;

#define LEREN_MAX_COUNTS 4
#define LEREN_MAX_CONCEPTS 2
#define LEREN_MAX_ASKED 4

/* A finding as a built-in rule has it: no text is made before somebody looks at it. */
typedef struct {
  const LerenWording *wording;
  LerenSeverity severity;
  LerenPlace subject;
  double figure;
  guint32 counts[LEREN_MAX_COUNTS];
  LerenConcept *concepts[LEREN_MAX_CONCEPTS]; /* named in the text; live as long as the theory */
  LerenConcept *asked[LEREN_MAX_ASKED];       /* whose questions it gives */
  const char *word;   /* of people's own; lives as long as the snapshot. NULL: none */
  guint32 n_disputed; /* of the evidence, filled in: see _leren_findings_read_concepts() */
  guint32 evidence_at;
  guint32 n_evidence;
} LerenFound;

LerenRule *_leren_rule_new_built_in (const LerenRuleSpec *spec);
/* of LerenRuleParameter */
GArray *_leren_rule_get_parameters (LerenRule *self);
const LerenRuleParameter *_leren_rule_find_parameter (LerenRule *self, const char *name);

/* Collectors: one for each rule of a diagnosis, joined at the end. */
LerenFindings *_leren_findings_new (LerenSnapshot *snapshot, LerenRule *rule, GHashTable *values);
/* _leren_read_concepts() for a rule: what it rests on is weighed, and its findings say where voices
 * differed. */
guint8 *_leren_findings_read_concepts (LerenFindings *self, const LerenRows *rows,
                                       const char *member, LerenFramework *framework);
/* Evidence is given first, record by record; then the finding takes all that was given. */
void _leren_findings_add_evidence (LerenFindings *self, guint type, guint32 row);
void _leren_findings_forget_evidence (LerenFindings *self);
void _leren_findings_add_found (LerenFindings *self, const LerenFound *found);
/* one list of all, by severity, then as the collectors come */
LerenFindings *_leren_findings_join (LerenSnapshot *snapshot, LerenFindings *const *collectors,
                                     guint n_collectors);

G_END_DECLS
