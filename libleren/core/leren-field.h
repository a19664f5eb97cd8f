/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-error.h"

G_BEGIN_DECLS

/**
 * LerenFieldKind:
 * @LEREN_FIELD_KIND_TEXT: text. Since: 0.1
 * @LEREN_FIELD_KIND_INTEGER: a whole number. Since: 0.1
 * @LEREN_FIELD_KIND_NUMBER: a number. Since: 0.1
 * @LEREN_FIELD_KIND_BOOLEAN: true or false. Since: 0.1
 * @LEREN_FIELD_KIND_TIME: a moment, RFC 3339 with an offset. Since: 0.1
 * @LEREN_FIELD_KIND_DATE: a day, `YYYY-MM-DD`. Since: 0.1
 * @LEREN_FIELD_KIND_ENUM: one word of a closed list. Since: 0.1
 * @LEREN_FIELD_KIND_CONCEPT: the id of a concept of one framework. Since: 0.1
 * @LEREN_FIELD_KIND_FRAMEWORK: the id of a framework. Since: 0.1
 * @LEREN_FIELD_KIND_REFERENCE: the id of another record. Since: 0.1
 * @LEREN_FIELD_KIND_TEXTS: a list of texts. Since: 0.1
 * @LEREN_FIELD_KIND_WORDS: a list of words of a closed list. Since: 0.1
 * @LEREN_FIELD_KIND_CONCEPTS: a list of ids of concepts of one framework. Since: 0.1
 * @LEREN_FIELD_KIND_REFERENCES: a list of ids of other records. Since: 0.1
 * @LEREN_FIELD_KIND_JSON: an object or an array, as JSON text. Since: 0.1
 *
 * What a field of a record holds.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_FIELD_KIND_TEXT,
  LEREN_FIELD_KIND_INTEGER,
  LEREN_FIELD_KIND_NUMBER,
  LEREN_FIELD_KIND_BOOLEAN,
  LEREN_FIELD_KIND_TIME,
  LEREN_FIELD_KIND_DATE,
  LEREN_FIELD_KIND_ENUM,
  LEREN_FIELD_KIND_CONCEPT,
  LEREN_FIELD_KIND_FRAMEWORK,
  LEREN_FIELD_KIND_REFERENCE,
  LEREN_FIELD_KIND_TEXTS,
  LEREN_FIELD_KIND_WORDS,
  LEREN_FIELD_KIND_CONCEPTS,
  LEREN_FIELD_KIND_REFERENCES,
  LEREN_FIELD_KIND_JSON,
} LerenFieldKind;

/**
 * LerenField:
 *
 * One member of a record type: what it holds, and within which bounds. The same field describes
 * the member in JSON, the GObject property, the column of the store and the column of a table.
 * Fields live as long as the program.
 *
 * Since: 0.1
 */
typedef struct _LerenField LerenField;

#define LEREN_TYPE_FIELD (leren_field_get_type ())

LEREN_AVAILABLE_IN_0_1
GType leren_field_get_type (void);
LEREN_AVAILABLE_IN_0_1
const char *leren_field_get_name (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_field_get_property (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_field_get_description (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
LerenFieldKind leren_field_get_kind (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_field_is_required (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_field_get_words (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_field_get_framework (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_field_get_target (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
GType leren_field_get_enum_type (const LerenField *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_field_get_range (const LerenField *self, double *minimum, double *maximum);
LEREN_AVAILABLE_IN_0_1
gboolean leren_field_check_json (const LerenField *self, const char *json, GError **error);

G_END_DECLS
