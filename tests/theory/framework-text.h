/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A framework file that is right, for tests to change. */
#include <glib.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)

/* Written with single quotes, to be read; json() turns them. */
static const char right[] =
  "{'format': 'leren-framework', 'version': 1, 'id': 'trust', 'kind': 'poles',\n"
  " 'label': {'en': 'Trust', 'nl': 'Vertrouwen'}, 'description': {'en': 'Who dares what.'},\n"
  " 'sources': [{'author': 'Ada', 'year': 1978, 'title': 'On trust', 'key': 'LT2'}],\n"
  " 'concepts': [\n"
  "  {'id': 'to-people', 'label': {'en': 'To people'}, 'description': {'fr': 'Les gens.'},\n"
  "   'questions': {'en': ['Who?', 'When?'], 'nl': []}, 'share': 0.70, 'attributes': {'x': 1},\n"
  "   'poles': [{'label': {'en': 'Closed'}}, {'label': {'en': 'Open'}}]},\n"
  "  {'id': 'to-rules', 'label': {'fr': 'Aux règles'},\n"
  "   'poles': [{'label': {'en': 'Tight'}}, {'label': {'en': 'Loose', 'nl': 'Los'}}]}],\n"
  " 'crosswalk': [{'from': 'to-people', 'to': 'logical-levels/belief', 'note': 'Both.'},\n"
  "               {'from': 'to-rules', 'to': 'trust/to-people'}],\n"
  " 'org.example.more': {'number': 1.50, 'list': [ ]}}\n";

static inline char *
json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static inline char *
replaced (const char *find, const char *replacement)
{
  const char *at = strstr (right, find);
  g_autofree char *text = NULL;

  g_assert_nonnull (at);
  text = g_strdup_printf ("%.*s%s%s", (int) (at - right), right, replacement, at + strlen (find));
  return json (text);
}
