/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"

G_BEGIN_DECLS

/* of a function of "leren_sight": with the rights of who owns the store, and with names that nobody else decides */
#define LEREN_AS_OWNER                                                                             \
  " SECURITY DEFINER SET search_path = pg_catalog, leren, pg_temp SET jit = off"                   \
  " SET plan_cache_mode = force_generic_plan AS $leren$ "

/* SQL that makes what logins of participants see of the tables of these types, and lets in who is in
 * "leren.admitted"; while it is @auditing they say so before they look. What was made before goes. Run by the owner of the tables, in a transaction. */
char *_leren_server_write_sight (GPtrArray *declarations, gboolean auditing);

G_END_DECLS
