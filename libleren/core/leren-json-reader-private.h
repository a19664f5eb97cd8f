/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The one strict reader of JSON from outside: RFC 8259 and nothing more, no member twice in an
 * object, valid UTF-8, with a limit on depth. It makes a flat list of tokens that point into the
 * text, so that reading a million records allocates next to nothing. */

typedef enum {
  LEREN_JSON_NULL,
  LEREN_JSON_FALSE,
  LEREN_JSON_TRUE,
  LEREN_JSON_NUMBER,
  LEREN_JSON_STRING,
  LEREN_JSON_ARRAY,
  LEREN_JSON_OBJECT,
} LerenJsonKind;

#define LEREN_JSON_MAX_DEPTH 256

/* In an object, members follow as pairs: a string token (the name) and the value's token.
 * `end` is the index of the first token after this value and all it holds. */
typedef struct {
  LerenJsonKind kind : 8;
  guint has_nul : 1; /* a string that holds U+0000 */
  guint32 end;
  const char *text; /* string: decoded, not terminated; anything else: as given */
  gsize length;     /* bytes */
  gsize offset;     /* where the value begins in the text given to parse() */
} LerenJsonToken;

typedef struct _LerenJsonReader LerenJsonReader;

LerenJsonReader *_leren_json_reader_new (void);
void _leren_json_reader_free (LerenJsonReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenJsonReader, _leren_json_reader_free)

/* Tokens stay valid until the next parse and as long as @text is. On failure LEREN_ERROR_SYNTAX or
 * LEREN_ERROR_LIMIT; the message says what and at which line and column counted from @first_line
 * (1 for a document; the line's number for JSON Lines). Columns count characters of @text. */
const LerenJsonToken *_leren_json_reader_parse (LerenJsonReader *self, const char *text,
                                                gsize length, guint64 first_line, guint32 *n_tokens,
                                                GError **error);

/* How many bytes the value takes where it stands, at @text + token->offset, with its quotes and
 * escapes: what is needed to write it back as it was. @text is what was given to parse(). */
gsize _leren_json_token_raw_length (const LerenJsonToken *token, const char *text);

/* For parts that are small and rare (framework files, attributes): the same strictness, json-glib's
 * type. Integers outside int64, numbers outside double and strings with U+0000, which a JsonNode
 * cannot hold, are LEREN_ERROR_INVALID. */
JsonNode *_leren_json_reader_parse_node (const char *text, gsize length, GError **error);

/* Checks a number's text: TRUE and @out when it is an integer by value (4, 4.0, 4e0) in int64. */
gboolean _leren_json_number_to_int64 (const char *text, gsize length, gint64 *out);
/* FALSE when it does not fit a double (1e400). */
gboolean _leren_json_number_to_double (const char *text, gsize length, double *out);

G_END_DECLS
