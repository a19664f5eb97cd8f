/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-finding.h"

G_BEGIN_DECLS

typedef enum { LEREN_ENGLISH, LEREN_DUTCH, LEREN_N_LANGUAGES } LerenLanguage;

/* "en" and "nl", for the arrays that LerenLanguage indexes */
extern const char *const _leren_languages[LEREN_N_LANGUAGES];

/* which of them a language, or the locale for NULL, asks for; English where it is neither */
LerenLanguage _leren_language_of (const char *language);

/* All that a finding says, taken over. */
typedef struct {
  char *rule;
  LerenSeverity severity;
  char *subject_type;
  char *subject;
  char **evidence;
  double figure;
  char *unit;
  guint n_disputed;
  char *explanations[LEREN_N_LANGUAGES];
  char **questions[LEREN_N_LANGUAGES];
  char *source;
} LerenFindingContent;

LerenFinding *_leren_finding_new (const LerenFindingContent *content);

G_END_DECLS
