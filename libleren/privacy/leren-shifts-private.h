/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"
#include "privacy/leren-pseudonym-key-private.h"

G_BEGIN_DECLS

/* By how many days the dates of a record are shifted. What belongs together, by what refers to what,
 * shifts together, so that its order and its intervals stay: a case with all that was said and done
 * about it. Cases that were discussed in one session are shifted alike, for that session has one
 * date. What belongs to no case shifts as its practice. */
typedef struct _LerenShifts LerenShifts;

LerenShifts *_leren_shifts_new (void);
void _leren_shifts_free (LerenShifts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenShifts, _leren_shifts_free)

void _leren_shifts_add_row (LerenShifts *self, const LerenRow *row);
/* a record of an unknown type; its members that are texts may be ids */
void _leren_shifts_add_unknown (LerenShifts *self, const LerenJsonToken *tokens);
/* once all are there */
void _leren_shifts_settle (LerenShifts *self, const LerenPseudonymKey *key);

gboolean _leren_shifts_has (LerenShifts *self, const char *id, gsize length);
/* a whole number of weeks, so that the days of the week stay */
int _leren_shifts_get_days (LerenShifts *self, const char *id, gsize length);

G_END_DECLS
