/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-json-reader-private.h"
#include "core/leren-unknown-record.h"

G_BEGIN_DECLS

/* @tokens: an object whose `type` is @type_name */
LerenRecord *_leren_unknown_record_new (const char *type_name, const LerenJsonToken *tokens,
                                        GError **error);
/* the same from text that was written by this library */
LerenRecord *_leren_unknown_record_from_json (const char *type_name, const char *json, gsize length,
                                              GError **error);
const char *_leren_unknown_record_get_type_name (LerenUnknownRecord *self);

/* A record whose objects can be made on one thread only, as read on another; there it becomes what
 * it is. Takes @record. */
void _leren_unknown_record_postpone (LerenRecord *record);
LerenRecord *_leren_record_catch_up (LerenRecord *record, GError **error);

G_END_DECLS
