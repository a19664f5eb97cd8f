/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* These are looked for before anything else, wherever they stand. */
static gboolean wants_help, wants_version;
static char *wanted_language;

static const GOptionEntry common_options[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &tool_reader, N_ ("read and write as this participant"),
    N_ ("PARTICIPANT") },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("show this help"), NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, &wanted_language, N_ ("speak English or Dutch"), "en|nl" },
  { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_ ("show the version"), NULL },
  { NULL },
};

static void
look_for_common_options (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
    if (g_str_equal (arguments[i], "--help") || g_str_equal (arguments[i], "-h"))
      wants_help = TRUE;
    else if (g_str_equal (arguments[i], "--version"))
      wants_version = TRUE;
    else if (g_str_has_prefix (arguments[i], "--as="))
      tool_reader = g_strdup (arguments[i] + strlen ("--as="));
    else if (g_str_equal (arguments[i], "--as") && arguments[i + 1] != NULL)
      tool_reader = g_strdup (arguments[++i]);
    else if (g_str_has_prefix (arguments[i], "--lang="))
      wanted_language = arguments[i] + strlen ("--lang=");
    else if (g_str_equal (arguments[i], "--lang") && arguments[i + 1] != NULL)
      wanted_language = arguments[++i];
}

/* Where the command stands: the first argument that is no option; 0 where there is none */
static guint
find_command (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    if ((g_str_equal (arguments[i], "--lang") || g_str_equal (arguments[i], "--as")) &&
        arguments[i + 1] != NULL)
      i++;
    else if (arguments[i][0] != '-')
      return i;
  return 0;
}

static GOptionContext *
make_context (const ToolCommand *command)
{
  GOptionContext *context = g_option_context_new (command != NULL ? _ (command->usage) : NULL);
  GOptionGroup *group = g_option_group_new ("leren", NULL, NULL, NULL, NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  if (command != NULL && command->options != NULL)
    g_option_group_add_entries (group, command->options);
  if (command != NULL && command->scoped)
    g_option_group_add_entries (group, tool_scope_options);
  g_option_group_add_entries (group, common_options);
  g_option_context_set_main_group (context, group);
  return context;
}

static char *
make_sentence (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (text), ".", NULL);
}

static int
show_help (const ToolCommand *command)
{
  g_autoptr (GOptionContext) context = make_context (command);
  g_autofree char *name = g_strconcat ("leren ", command->name, NULL);
  g_autofree char *summary = make_sentence (_ (command->summary));
  g_autofree char *help = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  if (command->description != NULL)
    g_option_context_set_description (context, _ (command->description));
  help = g_option_context_get_help (context, TRUE, NULL);
  tool_print (help);
  return TOOL_DONE;
}

static int
show_all (void)
{
  tool_print (_ ("Usage:\n  leren COMMAND [OPTION…] …\n\n"
                 "What teams write down while they learn, and what can be learnt from it.\n\n"
                 "Commands:\n"));
  for (guint i = 0; tool_commands[i] != NULL; i++)
    tool_printf ("  %-14s%s\n", tool_commands[i]->name, _ (tool_commands[i]->summary));
  tool_print (_ ("\nOptions of every command:\n"
                 "  -h, --help        show help; “leren COMMAND --help” that of a command\n"
                 "  --as=PARTICIPANT  read and write a store as this participant\n"
                 "  --lang=en|nl      speak English or Dutch\n"
                 "  --version         show the version\n\n"
                 "Exit status: 0 done, 1 the data or the store says no, 2 wrong usage. An error is "
                 "one line,\nand then nothing was changed.\n"));
  return TOOL_DONE;
}

/* A missing argument is called by its name. */
static int
check_arguments (const ToolCommand *command, char **arguments)
{
  g_auto (GStrv) needed = g_strsplit (command->needed, " ", -1);
  guint n_needed = command->needed[0] != '\0' ? g_strv_length (needed) : 0;
  guint n_arguments = g_strv_length (arguments);

  if (n_arguments < n_needed)
    return tool_misuse (_ ("%s: missing"), needed[n_arguments]);
  if (n_arguments > n_needed && !command->more)
    return tool_misuse (_ ("%s: one argument too many"), arguments[n_needed]);
  for (guint i = 0; i < n_arguments; i++)
    if (arguments[i][0] == '\0')
      return tool_misuse (_ ("%s: empty"), i < n_needed ? needed[i] : _ ("argument"));
  return TOOL_DONE;
}

static int
run_command (const ToolCommand *command, char **arguments)
{
  g_autoptr (GOptionContext) context = make_context (command);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  int status;

  g_option_context_set_strict_posix (context, FALSE);
  if (!g_option_context_parse_strv (context, &rest, &error))
    return tool_misuse ("%s", error->message);
  if (rest[1] != NULL && g_str_equal (rest[1], "--"))
    status = check_arguments (command, rest + 2);
  else
    status = check_arguments (command, rest + 1);
  if (status != TOOL_DONE)
    return status;
  return command->run (rest[1] != NULL && g_str_equal (rest[1], "--") ? rest + 2 : rest + 1);
}

static int
find_and_run (char **arguments)
{
  guint at = find_command (arguments);

  for (guint i = 0; at > 0 && tool_commands[i] != NULL; i++)
    if (g_str_equal (tool_commands[i]->name, arguments[at]))
      tool_command = tool_commands[i];

  if (wants_version)
    {
      tool_printf ("leren %s\n", LEREN_VERSION_STRING);
      return TOOL_DONE;
    }
  if (tool_command != NULL && wants_help)
    return show_help (tool_command);
  if (at == 0 && wants_help)
    return show_all ();
  if (at == 0)
    return arguments[1] == NULL ? tool_misuse (_ ("COMMAND: missing"))
                                : tool_misuse (_ ("%s: unknown option"), arguments[1]);
  if (tool_command == NULL)
    return tool_misuse (_ ("%s: unknown command"), arguments[at]);

  /* the command itself is no argument of its own, and what stood before it was looked at */
  return run_command (tool_command, arguments + at);
}

int
main (int n_arguments, char **arguments)
{
  int status;

  look_for_common_options (arguments);
  if (!tool_choose_language (wanted_language))
    {
      tool_choose_language (NULL);
      return tool_misuse (_ ("--lang: “%s” is no language of leren; it is en or nl"),
                          wanted_language);
    }
  status = find_and_run (arguments);
  if (!tool_flush ())
    status = TOOL_REFUSED;
  /* always the same: whether there is anything else is not for them to know */
  if (status == TOOL_DONE && tool_left_out_for != NULL)
    tool_say (_ ("leren: %s: what “%s” may not read is left out"), tool_command->name,
              tool_left_out_for);
  return status;
}
