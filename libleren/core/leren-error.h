/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SECTION:leren-error
 * @title: Errors
 * @short_description: what can go wrong
 *
 * Functions that can fail have a #GError as their last argument. A code of #LerenError says what
 * a program can do about it; the message is one line for people, and says what is wrong, where,
 * and what to do.
 */

/**
 * LEREN_ERROR:
 *
 * The error domain of libleren. Codes are #LerenError. The message of an error says
 * what is wrong, where, and what to do about it.
 *
 * Since: 0.1
 */
#define LEREN_ERROR (leren_error_quark ())

/**
 * LerenError:
 * @LEREN_ERROR_SYNTAX: the text is not what its format asks for (JSON by RFC 8259, a framework file). Since: 0.1
 * @LEREN_ERROR_INVALID: a member has a value that its declaration does not allow. Since: 0.1
 * @LEREN_ERROR_MISSING: a required member is absent. Since: 0.1
 * @LEREN_ERROR_REFERENCE: a reference names nothing, names a record of another type, or closes a circle. Since: 0.1
 * @LEREN_ERROR_DUPLICATE: an id is used twice. Since: 0.1
 * @LEREN_ERROR_NOT_FOUND: there is no such record, framework, concept, rule or file. Since: 0.1
 * @LEREN_ERROR_EXISTS: something is there already that would be overwritten. Since: 0.1
 * @LEREN_ERROR_STATE: an action cycle, a transaction or a store is in a state that does not allow this. Since: 0.1
 * @LEREN_ERROR_LIMIT: an input is longer or deeper than the limit. Since: 0.1
 * @LEREN_ERROR_NOT_A_STORE: the file is not a store of libleren. Since: 0.1
 * @LEREN_ERROR_NEWER: the store was made by a newer libleren than this one. Since: 0.1
 * @LEREN_ERROR_READ_ONLY: the store or the place it is kept cannot be written. Since: 0.1
 * @LEREN_ERROR_FULL: there is no room left. Since: 0.1
 * @LEREN_ERROR_BUSY: another process holds the store. Since: 0.1
 * @LEREN_ERROR_CLOSED: the store was closed. Since: 0.1
 * @LEREN_ERROR_CORRUPT: the store file is damaged. Since: 0.1
 * @LEREN_ERROR_UNSUPPORTED: this is not possible for this type, format or framework. Since: 0.1
 * @LEREN_ERROR_FAILED: anything else; the message says what. Since: 0.1
 * @LEREN_ERROR_FORBIDDEN: the participant as whom the store was opened may not do this. Since: 0.1
 * @LEREN_ERROR_CONFLICT: the record was changed since it was read, or two copies of it differ. Since: 0.1
 * @LEREN_ERROR_UNREACHABLE: the server of the store cannot be reached, does not let the user in, or the
 *   connection to it was lost; what was acknowledged is kept. Since: 0.1
 *
 * What can go wrong.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_ERROR_SYNTAX,
  LEREN_ERROR_INVALID,
  LEREN_ERROR_MISSING,
  LEREN_ERROR_REFERENCE,
  LEREN_ERROR_DUPLICATE,
  LEREN_ERROR_NOT_FOUND,
  LEREN_ERROR_EXISTS,
  LEREN_ERROR_STATE,
  LEREN_ERROR_LIMIT,
  LEREN_ERROR_NOT_A_STORE,
  LEREN_ERROR_NEWER,
  LEREN_ERROR_READ_ONLY,
  LEREN_ERROR_FULL,
  LEREN_ERROR_BUSY,
  LEREN_ERROR_CLOSED,
  LEREN_ERROR_CORRUPT,
  LEREN_ERROR_UNSUPPORTED,
  LEREN_ERROR_FAILED,
  LEREN_ERROR_FORBIDDEN,
  LEREN_ERROR_CONFLICT,
  LEREN_ERROR_UNREACHABLE,
} LerenError;

LEREN_AVAILABLE_IN_0_1
GQuark leren_error_quark (void);

G_END_DECLS
