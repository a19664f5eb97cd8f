/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times by RFC 3339 with an offset, and dates, read strictly: g_date_time_new_from_iso8601() takes
 * much that RFC 3339 does not, and allocates for each. */

/* microseconds since 1970-01-01T00:00:00Z; FALSE when @text is not a time */
gboolean _leren_time_parse (const char *text, gsize length, gint64 *microseconds);
/* days since 1970-01-01; FALSE when @text is not YYYY-MM-DD or no such day exists */
gboolean _leren_date_parse (const char *text, gsize length, gint32 *days);

/* keeps the offset; NULL when @text is not a time */
GDateTime *_leren_time_new (const char *text, gsize length);
/* RFC 3339, with as many decimals as the time needs */
char *_leren_time_format (GDateTime *time);
char *_leren_date_format_days (gint32 days);

G_END_DECLS
