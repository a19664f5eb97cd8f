/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-language-private.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static const char *const languages[] = { "en", "nl", NULL };

const char *tool_language = "en";

static const char *
from_environment (void)
{
  for (const char *const *name = g_get_language_names (); *name != NULL; name++)
    for (guint i = 0; languages[i] != NULL; i++)
      if (g_str_has_prefix (*name, languages[i]) && !g_ascii_isalpha ((*name)[2]))
        return languages[i];
  return "en";
}

/* Catalogues are looked for by LANGUAGE, in every locale but plain "C": C.UTF-8, which is always
 * there, does as well as one of the language's own. */
static void
set_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL || strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_ALL, "C.UTF-8");
  if (strcmp (setlocale (LC_MESSAGES, NULL), "C") == 0 ||
      strcmp (setlocale (LC_MESSAGES, NULL), "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
}

gboolean
tool_choose_language (const char *wanted)
{
  const char *directory = g_getenv ("LEREN_LOCALEDIR");

  if (wanted != NULL && !g_strv_contains (languages, wanted))
    return FALSE;
  if (wanted == NULL)
    tool_language = from_environment ();
  else
    for (guint i = 0; languages[i] != NULL; i++)
      if (g_str_equal (languages[i], wanted))
        tool_language = languages[i];
  g_setenv ("LANGUAGE", tool_language, TRUE);
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : LEREN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  return TRUE;
}
