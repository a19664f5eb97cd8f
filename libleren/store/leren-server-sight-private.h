/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"

G_BEGIN_DECLS

/* SQL that makes what logins of participants see of the tables of these types, and lets in who is in
 * "leren.admitted"; what was made before goes. Run by the owner of the tables, in a transaction. */
char *_leren_server_write_sight (GPtrArray *declarations);

G_END_DECLS
