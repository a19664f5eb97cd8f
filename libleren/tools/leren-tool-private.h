/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* What the subcommands of leren share. A command answers with an exit status: */
enum {
  TOOL_DONE = 0,
  TOOL_REFUSED = 1, /* the data or the store says no */
  TOOL_MISUSED = 2, /* wrong usage */
};

typedef struct {
  const char *name;
  const char *needed; /* the arguments that must be there, with spaces between: "FILE TYPE" */
  const char *usage;  /* all arguments, as --help shows them */
  gboolean more;      /* whether there may be more arguments than are needed */
  const char *summary;
  const char *description; /* nullable */
  const GOptionEntry *options;
  gboolean scoped; /* whether it takes the options of a scope */
  int (*run) (char **arguments);
} ToolCommand;

extern const ToolCommand *const tool_commands[]; /* ends with NULL */

/* The command that runs, and how it is called in messages: "leren list" */
extern const ToolCommand *tool_command;

/* The participant as whom stores are opened; NULL: without restriction */
extern char *tool_reader;
/* of whom what is shown is what they may read, and no more; NULL where it is all */
extern char *tool_left_out_for;

/* One line on standard error: leren: WHAT: WHERE: WHY. Takes @error. Gives TOOL_REFUSED. */
int tool_refuse (GError *error);
int tool_refuse_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The same, with a hint to --help. Gives TOOL_MISUSED. */
int tool_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* One line for people on standard error */
void tool_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Opens a store, as the participant that was given. NULL with a line on standard error. */
LerenStore *tool_open_with (const char *location, LerenStoreFlags flags);
/* Opens a store to look at it. NULL with a line on standard error. */
LerenStore *tool_open (const char *location);
/* The same, to change it */
LerenStore *tool_open_to_change (const char *location);
/* whether it is on a server, and no file */
gboolean tool_is_server (const char *location);
/* After something was taken out for good: where a server may have it still. Nothing for a file. */
void tool_tell_of_server (const char *location);

G_END_DECLS
