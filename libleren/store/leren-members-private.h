/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a record says, member by member, as JSON texts: to compare what it said at one time and
 * another. Records are written in one way, so equal texts are equal values. */
typedef struct {
  char *name;
  char *value;
} LerenMember;

/* @json: a record, or NULL for none, which has no members; NULL with an error where it is none */
GPtrArray *_leren_members_read (const char *json, gssize length, GError **error);
/* NULL where it is absent */
const char *_leren_members_get (const GPtrArray *self, const char *name);
/* NULL takes it away */
void _leren_members_set (GPtrArray *self, const char *name, const char *value);
/* The names whose values differ, in the order of @one and then @other; they live as long as those do. */
GPtrArray *_leren_members_compare (const GPtrArray *one, const GPtrArray *other);

G_END_DECLS
