/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"

G_BEGIN_DECLS

/* Members that must fit each other; each declaration names its check. */
gboolean _leren_action_check_row (const LerenRow *row, GError **error);
gboolean _leren_rating_check_row (const LerenRow *row, GError **error);
gboolean _leren_coding_check_row (const LerenRow *row, GError **error);

G_END_DECLS
