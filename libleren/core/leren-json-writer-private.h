/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends JSON to a GString, keeping numbers and nested values exactly as they were given.
 * Strings are escaped as RFC 8259 asks and no further (non-ASCII stays as it is). */
void _leren_json_append_string (GString *out, const char *text, gssize length);
/* The shortest text that reads back as the same double; integers without a fraction. The result is
 * what a stored number is written as when nothing else was given. What is not finite becomes null:
 * JSON has no text for it. */
void _leren_json_append_double (GString *out, double value);
void _leren_json_append_int64 (GString *out, gint64 value);
/* `"name":` preceded by a comma unless the object or array was just opened */
void _leren_json_append_name (GString *out, const char *name);

G_END_DECLS
