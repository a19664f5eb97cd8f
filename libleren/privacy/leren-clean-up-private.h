/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store.h"

G_BEGIN_DECLS

/* What each receipt begins with: of what it is, when that was, and who did it, who may be NULL */
GString *_leren_receipt_begin (const char *kind, const char *by);
/* After records were taken out of a store: nothing of them is left in the file, and none of the copies
 * @files is there. Where it fails it can be done again. */
gboolean _leren_clean_up (LerenStore *store, GPtrArray *files, GError **error);

G_END_DECLS
