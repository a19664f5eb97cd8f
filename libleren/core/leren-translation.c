/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <libintl.h>

/* Runs when the library is loaded: says where the translations of its messages are.
 * LEREN_LOCALEDIR names another place, for a library that is not installed. */
__attribute__ ((constructor)) static void
bind_text_domain (void)
{
  const char *directory = g_getenv ("LEREN_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : LEREN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
