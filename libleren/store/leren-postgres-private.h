/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-connection-private.h"

G_BEGIN_DECLS

/* The driver for stores on a PostgreSQL server. Everything of a store is in the database's schema
 * "leren"; tables and columns are named as in a file. */

/* @conninfo: with a password perhaps; @location: the same to show. NULL with an error. */
LerenConnection *_leren_postgres_open (const char *conninfo, const char *location,
                                       gboolean read_only, GError **error);

/* What is around the tables of records goes with a number of its own: a file has no such thing. */
#define LEREN_LAYOUT 4

/* What must be there before the first table is made: functions, the numbers of rows, the ids of all
 * tables together; and what can only come after the last one. FALSE where the server did not do it. */
gboolean _leren_postgres_lay_foundation (LerenConnection *self);
gboolean _leren_postgres_finish_foundation (LerenConnection *self);
/* from an earlier layout to the present one */
gboolean _leren_postgres_renew_foundation (LerenConnection *self, gint64 layout);

G_END_DECLS
