/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include "core/leren-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a SQLSTATE, or the class that is its beginning, means to who uses a store; the first that fits
 * counts. */
static const struct {
  const char *state;
  int code;
  const char *advice;
} meanings[] = {
  { "08", LEREN_ERROR_UNREACHABLE,
    N_ (
      "the connection to the server was lost; what was acknowledged is kept: do the rest again") },
  { "57P", LEREN_ERROR_UNREACHABLE,
    N_ (
      "the server is going down or coming up; what was acknowledged is kept: do the rest again") },
  { "57014", LEREN_ERROR_BUSY, N_ ("the server stopped it, as it took too long; try again") },
  { "55P03", LEREN_ERROR_BUSY, N_ ("another program is writing to it; try again") },
  { "40", LEREN_ERROR_BUSY, N_ ("another program changed the same at the same time; try again") },
  { "25P04", LEREN_ERROR_BUSY, N_ ("the transaction was left idle for too long; begin it anew") },
  { "25006", LEREN_ERROR_READ_ONLY,
    N_ ("it can only be read here; write to the server that this one follows") },
  { "42501", LEREN_ERROR_READ_ONLY,
    N_ ("this user may not do that; ask who looks after the database") },
  { "53100", LEREN_ERROR_FULL,
    N_ ("there is no room left on the server's disk; make room and try again") },
  { "53", LEREN_ERROR_BUSY, N_ ("the server has no room for more at the moment; try again") },
  { "54", LEREN_ERROR_LIMIT, N_ ("a value is too long to be kept") },
  { "22021", LEREN_ERROR_INVALID, N_ ("a text has the character U+0000, which no server keeps") },
  { "22P05", LEREN_ERROR_INVALID, N_ ("a text has the character U+0000, which no server keeps") },
  { "XX001", LEREN_ERROR_CORRUPT, N_ ("its data are damaged; restore them from a backup") },
  { "XX002", LEREN_ERROR_CORRUPT, N_ ("an index of it is damaged; make that anew with REINDEX") },
  { "58", LEREN_ERROR_FAILED, N_ ("reading or writing it failed; check the server's disk") },
};

char *
_leren_postgres_one_line (const char *said)
{
  g_auto (GStrv) lines = g_strsplit_set (said, "\r\n\t", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? "; " : "", lines[i]);
  return g_string_free (line, FALSE);
}

void
_leren_postgres_set_error (LerenConnection *connection, const char *location, const char *doing,
                           GError **error)
{
  const LerenPostgres *self = (LerenPostgres *) connection;

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_has_prefix (self->state, meanings[i].state))
      {
        g_set_error (error, LEREN_ERROR, meanings[i].code, _ ("cannot %s in %s: %s"), doing,
                     location, _ (meanings[i].advice));
        return;
      }
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_FAILED, _ ("cannot %s in %s: %s"), doing, location,
               self->said != NULL ? self->said : self->state);
}

void
_leren_postgres_set_unreachable (PGconn *pg, const char *location, GError **error)
{
  g_autofree char *said = _leren_postgres_one_line (pg != NULL ? PQerrorMessage (pg) : "");

  if (pg != NULL && PQconnectionNeedsPassword (pg))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNREACHABLE,
                 _ ("cannot open %s: the server asks for a password; put one into ~/.pgpass or "
                    "PGPASSWORD"),
                 location);
  else if (pg != NULL && PQconnectionUsedPassword (pg))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNREACHABLE,
                 _ ("cannot open %s: the server does not take this user and password (%s); check "
                    "both"),
                 location, said);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNREACHABLE,
                 _ ("cannot open %s: %s; check the place, and whether the server runs"), location,
                 said);
}
