/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* Whom to believe where codings of a record and its own member name different concepts. The member is
 * one voice; so is each concept that a coder names, however many spans carry it. Most voices decide;
 * where as many name another, the record's own stands, and where it has none nothing is read. */

typedef enum {
  LEREN_VOICES_AGREE,
  LEREN_VOICES_DIFFER,   /* the codings name something else than the record, or than each other */
  LEREN_VOICES_OVERRULE, /* and they outnumber what the record says */
} LerenVoices;

/* Completes @places, which hold the records' own concepts (the place and one more, 0: none), by the
 * codings. Returns a #LerenVoices per row, freed by the caller; NULL where no record is coded. */
guint8 *_leren_weigh_codings (LerenSnapshot *snapshot, const LerenRows *rows,
                              LerenFramework *framework, guint8 *places);

/* Needed by who calls that. */
#define LEREN_NEEDS_OF_CODINGS                                                                     \
  { "coding", "framework" }, { "coding", "concept" }, { "coding", "target" },                      \
  {                                                                                                \
    "coding", "coder"                                                                              \
  }

G_END_DECLS
