/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-text-private.h"

#include "tools/leren-tool-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define COLUMNS_OF_A_FILE 100
#define MOST_COLUMNS 100
#define FEWEST_COLUMNS 40
#define BAR_COLUMNS 30

static GString *output;

void
tool_print (const char *text)
{
  if (output == NULL)
    output = g_string_new (NULL);
  g_string_append (output, text);
}

void
tool_printf (const char *format, ...)
{
  va_list arguments;

  if (output == NULL)
    output = g_string_new (NULL);
  va_start (arguments, format);
  g_string_append_vprintf (output, format, arguments);
  va_end (arguments);
}

gboolean
tool_flush (void)
{
  gboolean written = TRUE;

  if (output == NULL)
    return TRUE;
  if (fwrite (output->str, 1, output->len, stdout) != output->len || fflush (stdout) != 0)
    {
      tool_refuse_text (_ ("standard output: cannot be written: %s"), g_strerror (errno));
      written = FALSE;
    }
  g_string_free (output, TRUE);
  output = NULL;
  return written;
}

/* Characters that change the direction of those after them */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static char *
clean (const char *text, gboolean one_line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *result = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || (one_line && (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)))
        g_string_append_c (result, ' ');
      else if (c == '\n' || (!g_unichar_iscntrl (c) && !turns_direction (c)))
        g_string_append_unichar (result, c);
      else if (c != '\r')
        g_string_append_unichar (result, 0xfffd);
    }
  return g_string_free (result, FALSE);
}

char *
tool_plain (const char *text)
{
  return clean (text, FALSE);
}

char *
tool_one_line (const char *text)
{
  return clean (text, TRUE);
}

static guint
width_of (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

guint
tool_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += width_of (g_utf8_get_char (p));
  return width;
}

char *
tool_shorten (const char *text, guint columns)
{
  guint width = 0;

  if (tool_width (text) <= columns)
    return g_strdup (text);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      width += width_of (g_utf8_get_char (p));
      if (width > columns - 1)
        {
          g_autofree char *kept = g_strndup (text, p - text);
          return g_strconcat (g_strchomp (kept), "…", NULL);
        }
    }
  return g_strdup (text);
}

gboolean
tool_is_terminal (void)
{
  return isatty (STDOUT_FILENO);
}

static guint
terminal_columns (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return MAX (size.ws_col, FEWEST_COLUMNS);
  return COLUMNS_OF_A_FILE;
}

guint
tool_columns (void)
{
  return tool_is_terminal () ? MIN (terminal_columns (), MOST_COLUMNS) : COLUMNS_OF_A_FILE;
}

static void
print_blanks (guint n)
{
  tool_printf ("%*s", (int) n, "");
}

void
tool_print_item (const char *first, const char *text, guint margin)
{
  g_autofree char *plain = tool_one_line (text);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  guint columns = tool_columns (), at = margin;

  tool_print (first);
  if (tool_width (first) < margin)
    print_blanks (margin - tool_width (first));
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint width = tool_width (words[i]);

      if (width == 0)
        continue;
      if (at > margin && at + 1 + width > columns)
        {
          tool_print ("\n");
          print_blanks (margin);
          at = margin;
        }
      else if (at > margin)
        {
          tool_print (" ");
          at++;
        }
      tool_print (words[i]);
      at += width;
    }
  tool_print ("\n");
}

void
tool_print_wrapped (const char *text, guint margin)
{
  g_autofree char *plain = tool_plain (text);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    tool_print_item ("", lines[i], margin);
}

void
tool_print_bar (double share)
{
  const guint length = (guint) lround (share * BAR_COLUMNS);

  for (guint i = 0; i < BAR_COLUMNS; i++)
    tool_print (i < length ? "█" : " ");
}

struct _ToolTable {
  guint n_columns;
  GPtrArray *cells; /* all of them, row by row */
};

ToolTable *
tool_table_new (const char *const *headings)
{
  ToolTable *self = g_new0 (ToolTable, 1);

  self->n_columns = g_strv_length ((char **) headings);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  tool_table_add (self, headings);
  return self;
}

void
tool_table_add (ToolTable *self, const char *const *cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->cells, tool_one_line (cells[i] != NULL ? cells[i] : ""));
}

static void
print_row (ToolTable *self, guint row, const guint *widths)
{
  guint blanks = 0; /* owed to the columns so far, and left out at the end of the line */

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, row * self->n_columns + i);
      g_autofree char *shown = tool_shorten (cell, widths[i]);

      if (*shown != '\0')
        {
          print_blanks (blanks);
          tool_print (shown);
          blanks = 0;
        }
      blanks += widths[i] - tool_width (shown) + 2;
    }
  tool_print ("\n");
}

void
tool_table_print (ToolTable *self, guint flexible)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  guint total = 2 * (self->n_columns - 1);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = tool_width (g_ptr_array_index (self->cells, i));
      widths[i % self->n_columns] = MAX (widths[i % self->n_columns], width);
    }
  for (guint i = 0; i < self->n_columns; i++)
    total += widths[i];
  if (tool_is_terminal () && total > terminal_columns ())
    {
      guint over = total - terminal_columns ();
      widths[flexible] = widths[flexible] > over + 20 ? widths[flexible] - over : 20;
    }
  for (guint row = 0; row < self->cells->len / self->n_columns; row++)
    print_row (self, row, widths);
  g_ptr_array_unref (self->cells);
  g_free (self);
}
