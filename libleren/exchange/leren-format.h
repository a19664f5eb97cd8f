/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-format
 * @title: Formats
 * @short_description: how records are written in files
 *
 * The formats in which records are read and written.
 */

/**
 * LerenFormat:
 * @LEREN_FORMAT_DETECT: what the text looks like; only for reading. Since: 0.1
 * @LEREN_FORMAT_JSON: one JSON document. Since: 0.1
 * @LEREN_FORMAT_JSON_LINES: JSON Lines: one record a line. Since: 0.1
 *
 * The formats in which records come and go.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_FORMAT_DETECT,
  LEREN_FORMAT_JSON,
  LEREN_FORMAT_JSON_LINES,
} LerenFormat;

G_END_DECLS
