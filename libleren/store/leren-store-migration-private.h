/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* One step brings a store from one schema version to the next. */
typedef gboolean (*LerenMigration) (LerenStore *self, GError **error);

/* @steps: the first leads from version @from on, and there are as many as it takes to reach @to.
 * All are taken in one transaction, after a copy of the store was made beside it. */
gboolean _leren_store_migrate (LerenStore *self, const LerenMigration *steps, int from, int to,
                               GError **error);

/* From each version that ever landed to the one after it: the step from version n is at n - 1. */
extern const LerenMigration _leren_store_migrations[];

G_END_DECLS
