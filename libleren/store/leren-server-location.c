/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-server-location-private.h"

#include <string.h>

gboolean
_leren_is_server_location (const char *location)
{
  return g_str_has_prefix (location, "postgresql://") || g_str_has_prefix (location, "postgres://");
}

static gboolean
is_secret (const char *parameter)
{
  g_autofree char *name = g_strndup (parameter, strcspn (parameter, "="));
  g_autofree char *plain = g_uri_unescape_string (name, NULL);

  /* what cannot be read may be one */
  return plain == NULL || g_ascii_strcasecmp (plain, "password") == 0 ||
         g_ascii_strcasecmp (plain, "sslpassword") == 0;
}

char *
_leren_server_location_to_show (const char *location)
{
  const char *user = strstr (location, "://") + 3;
  const char *query = strchr (user, '?');
  g_autofree char *place =
    g_strndup (location, query != NULL ? (gsize) (query - location) : strlen (location));
  char *owner = place + (user - location);
  /* a password in which / was not escaped ends at the last @, too */
  char *at = strrchr (owner, '@');
  char *colon = at != NULL ? memchr (owner, ':', at - owner) : NULL;
  GString *shown = g_string_new (NULL);
  g_auto (GStrv) parameters = NULL;
  const char *separator = "?";

  if (colon != NULL)
    g_string_append_len (shown, place, colon - place);
  g_string_append (shown, colon != NULL ? at : place);
  parameters = g_strsplit (query != NULL ? query + 1 : "", "&", -1);
  for (guint i = 0; parameters[i] != NULL; i++)
    if (*parameters[i] != '\0' && !is_secret (parameters[i]))
      {
        g_string_append_printf (shown, "%s%s", separator, parameters[i]);
        separator = "&";
      }
  return g_string_free (shown, FALSE);
}
