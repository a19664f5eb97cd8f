/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* @participant may be NULL: then nothing is restricted */
LerenStore *_leren_store_open (const char *location, LerenStoreFlags flags, const char *participant,
                               GCancellable *cancellable, GError **error);
/* Opens self->location, or makes it, and reads its schema. */
gboolean _leren_store_open_file (LerenStore *self, LerenStoreFlags flags, GError **error);
gboolean _leren_store_open_on_server (LerenStore *self, LerenStoreFlags flags, GError **error);
/* What the two have in common: a newer store is refused, an older one migrated, and all built-in
 * tables must be there. */
gboolean _leren_store_bring_to_version (LerenStore *self, gint64 version, GError **error);
gboolean _leren_store_check_tables (LerenStore *self, GError **error);
LerenConnection *_leren_store_connect (LerenStore *self, gboolean read_only, GError **error);

G_END_DECLS
