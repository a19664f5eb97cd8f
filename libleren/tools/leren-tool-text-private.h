/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Standard output, written at the end: what fails half-way has printed nothing. */
void tool_print (const char *text);
void tool_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* FALSE with a line on standard error where it could not be written */
gboolean tool_flush (void);

/* @text as it may be shown on a terminal: no control characters, nothing that turns the direction
 * of what follows. New lines stay in tool_plain(). */
char *tool_plain (const char *text);
char *tool_one_line (const char *text);

/* How many columns @text takes, and the part of it that fits into @columns */
guint tool_width (const char *text);
char *tool_shorten (const char *text, guint columns);
/* How wide lines may be: of the terminal, or 100 */
guint tool_columns (void);
/* Whether standard output is a terminal */
gboolean tool_is_terminal (void);
/* Prints @text with lines that are not too wide, each after @margin blanks */
void tool_print_wrapped (const char *text, guint margin);
/* The same, where @first stands before the first line */
void tool_print_item (const char *first, const char *text, guint margin);

/* A bar of @share of its full length, and blanks for the rest */
void tool_print_bar (double share);

/* A table: rows of as many cells as there are headings */
typedef struct _ToolTable ToolTable;

ToolTable *tool_table_new (const char *const *headings);
void tool_table_add (ToolTable *self, const char *const *cells);
/* Prints it; where it is too wide for the terminal, the column @flexible gives way. Frees it. */
void tool_table_print (ToolTable *self, guint flexible);

G_END_DECLS
