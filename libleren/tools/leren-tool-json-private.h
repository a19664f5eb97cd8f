/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Prints JSON on standard output, indented. Numbers stand as short as they can without loss. */
void tool_print_json (JsonNode *node);
/* Appends @text as a JSON string, in quotes. */
void tool_append_json_text (GString *out, const char *text);
/* Whether @text could be one JSON value, and not the end of one and the beginning of another. It
 * is for what is to be put into JSON that a strict reader reads. */
gboolean tool_is_one_json_value (const char *text);

/* The members of a JSON object that the library wrote, in order, each value as it stands there. */
typedef struct {
  char *name;
  char *value;
} ToolMember;

GPtrArray *tool_members_of (const char *json);
/* @members: as tool_members_of() gives them. NULL where it is absent. */
const char *tool_find_member (GPtrArray *members, const char *name);
/* A JSON value as people read it: text without quotes, a list with commas */
char *tool_value_text (const char *json);

G_END_DECLS
