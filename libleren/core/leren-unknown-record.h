/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-record-members.h"

G_BEGIN_DECLS

#define LEREN_TYPE_UNKNOWN_RECORD (leren_unknown_record_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenUnknownRecord, leren_unknown_record, LEREN, UNKNOWN_RECORD, LerenRecord)

LEREN_AVAILABLE_IN_0_1
const char *leren_unknown_record_get_json (LerenUnknownRecord *self);

G_END_DECLS
