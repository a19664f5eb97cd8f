/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Holds JSON against the form it should have. What fails says where (`concepts[2].label`), what is
 * wrong there, and what to do. */
typedef struct {
  GString *path; /* where the check is; after a failure it stays there */
  GError **error;
} LerenForm;

typedef enum {
  LEREN_FORM_TEXT,
  LEREN_FORM_NUMBER,
  LEREN_FORM_LIST,
  LEREN_FORM_OBJECT,
} LerenFormShape;

#define LEREN_FORM_MAX_ID 128

/* Sets the error, with the place before it. Always FALSE. */
gboolean _leren_form_fail (LerenForm *self, LerenError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* Goes into a member; gives what _leren_form_leave() needs to come back. */
gsize _leren_form_enter (LerenForm *self, const char *member);
void _leren_form_leave (LerenForm *self, gsize back);

/* These look at one member of @object. @remedy says what should stand there: "a number". */

/* Stays in the member: leave with @back. @node: NULL where the member is absent and may be. */
gboolean _leren_form_enter_member (LerenForm *self, JsonObject *object, const char *name,
                                   LerenFormShape shape, gboolean required, const char *remedy,
                                   JsonNode **node, gsize *back);
/* @text: NULL where the member is absent and may be; nullable */
gboolean _leren_form_check_text (LerenForm *self, JsonObject *object, const char *name,
                                 gboolean required, const char *remedy, const char **text);
gboolean _leren_form_check_id (LerenForm *self, JsonObject *object, const char **id);
/* a text, or a list of texts, in each of some languages */
gboolean _leren_form_check_wording (LerenForm *self, JsonObject *object, const char *name,
                                    LerenFormShape shape, gboolean required);

/* a list of objects; @check is called for each of them, in its place */
typedef gboolean (*LerenFormCheck) (LerenForm *self, JsonObject *object, guint index,
                                    gpointer data);
gboolean _leren_form_check_objects (LerenForm *self, JsonObject *object, const char *name,
                                    gboolean required, const char *remedy, LerenFormCheck check,
                                    gpointer data);

/* lower case letters and digits, with single dashes between */
gboolean _leren_form_is_id (const char *text, gsize length);
/* The text in quotes, short enough to be shown */
char *_leren_form_quote (const char *text);

G_END_DECLS
