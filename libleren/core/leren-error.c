/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-error.h"

/**
 * leren_error_quark:
 *
 * The quark of #LEREN_ERROR.
 *
 * Returns: the quark
 *
 * Since: 0.1
 */
/* the formatter takes the dashes of the name for minus signs */
/* clang-format off */
G_DEFINE_QUARK (leren-error-quark, leren_error)
/* clang-format on */
