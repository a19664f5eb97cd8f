/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known by its form: addresses, numbers of people, dates. */

typedef enum {
  LEREN_PATTERN_EMAIL,
  LEREN_PATTERN_WEB,
  LEREN_PATTERN_IBAN,
  LEREN_PATTERN_ADDRESS,
  LEREN_PATTERN_POSTCODE,
  LEREN_PATTERN_TELEPHONE,
  LEREN_PATTERN_BSN,
  LEREN_PATTERN_DATE,
  LEREN_N_PATTERNS
} LerenPattern;

typedef struct {
  gsize start, end; /* bytes */
  LerenPattern pattern;
  char *shifted; /* a date, so many days further; otherwise NULL */
} LerenPatternHit;

/* of LerenPatternHit, in order, none over another */
GArray *_leren_patterns_find (const char *text, int days);
/* Whether so many figures are a citizen service number (burgerservicenummer) */
gboolean _leren_patterns_is_bsn (const char *figures, gsize length);
/* @date: ten characters of a date, or a text that begins with one; NULL where it is none */
char *_leren_patterns_shift_date (const char *date, gsize length, int days);

G_END_DECLS
