/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-html-private.h"

struct _LerenHtml {
  GString *out;
  GPtrArray *open; /* tags, the innermost last */
};

LerenHtml *
_leren_html_new (void)
{
  LerenHtml *self = g_new0 (LerenHtml, 1);

  self->out = g_string_new (NULL);
  self->open = g_ptr_array_new ();
  return self;
}

void
_leren_html_free (LerenHtml *self)
{
  g_string_free (self->out, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

char *
_leren_html_end (LerenHtml *self)
{
  char *html;

  while (self->open->len > 0)
    _leren_html_close (self);
  html = g_string_free (self->out, FALSE);
  g_ptr_array_unref (self->open);
  g_free (self);
  return html;
}

/* HTML knows no control characters but white space. */
static gboolean
can_stand (gunichar c)
{
  return c == '\n' || c == '\t' ||
         (c >= 0x20 && !(c >= 0x7f && c < 0xa0) && (c & 0xfffe) != 0xfffe &&
          !(c >= 0xfdd0 && c <= 0xfdef));
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      default:
        g_string_append_unichar (out,
                                 can_stand (g_utf8_get_char (p)) ? g_utf8_get_char (p) : 0xfffd);
        break;
      }
}

void
_leren_html_open_with (LerenHtml *self, const char *tag, const char *css_class,
                       const char *attribute, const char *value)
{
  g_string_append_printf (self->out, "<%s", tag);
  if (css_class != NULL)
    g_string_append_printf (self->out, " class=\"%s\"", css_class);
  if (attribute != NULL)
    {
      g_string_append_printf (self->out, " %s=\"", attribute);
      append_escaped (self->out, value);
      g_string_append_c (self->out, '"');
    }
  g_string_append_c (self->out, '>');
  g_ptr_array_add (self->open, (gpointer) g_intern_string (tag));
}

void
_leren_html_open (LerenHtml *self, const char *tag, const char *css_class)
{
  _leren_html_open_with (self, tag, css_class, NULL, NULL);
}

static gboolean
stands_in_a_line (const char *tag)
{
  static const char *const tags[] = {
    "a", "b", "bdi", "code", "q", "span", "strong", "time", NULL
  };
  return g_strv_contains (tags, tag);
}

void
_leren_html_close (LerenHtml *self)
{
  const char *tag = g_ptr_array_index (self->open, self->open->len - 1);

  g_string_append_printf (self->out, "</%s>", tag);
  if (!stands_in_a_line (tag))
    g_string_append_c (self->out, '\n');
  g_ptr_array_set_size (self->open, self->open->len - 1);
}

void
_leren_html_text (LerenHtml *self, const char *text)
{
  append_escaped (self->out, text);
}

void
_leren_html_quote (LerenHtml *self, const char *text)
{
  _leren_html_open (self, "bdi", NULL);
  append_escaped (self->out, text);
  _leren_html_close (self);
}

void
_leren_html_element (LerenHtml *self, const char *tag, const char *css_class, const char *text)
{
  _leren_html_open (self, tag, css_class);
  _leren_html_text (self, text);
  _leren_html_close (self);
}

void
_leren_html_markup (LerenHtml *self, const char *markup)
{
  g_string_append (self->out, markup);
}
