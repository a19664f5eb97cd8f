/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a store on a server is: postgresql://user@host:port/database */
gboolean _leren_is_server_location (const char *location);

/* The same without a password, as it may be shown to anybody */
char *_leren_server_location_to_show (const char *location);

G_END_DECLS
