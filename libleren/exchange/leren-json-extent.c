/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-extent-private.h"

/* Goes on in a string, and ends after its closing quote. */
static gboolean
find_string_end (LerenJsonExtent *self, const char *text, gsize length)
{
  gsize at = self->length;

  while (at < length && text[at] != '"')
    {
      if (text[at] != '\\')
        at++;
      else if (at + 1 < length)
        at += 2;
      else
        break; /* what is escaped is still to come */
    }
  self->length = at;
  if (at == length || text[at] != '"')
    return FALSE;
  self->length++;
  self->in_string = FALSE;
  return TRUE;
}

gboolean
_leren_json_extent_find (LerenJsonExtent *self, const char *text, gsize length)
{
  while (self->length < length)
    {
      gboolean outermost = self->depth == 0;

      if (self->in_string)
        {
          if (!find_string_end (self, text, length))
            return FALSE;
          if (outermost)
            return TRUE;
          continue;
        }

      switch (text[self->length])
        {
        case '"':
        case '{':
        case '[':
          /* these begin a value, so they end a number or word that is not in brackets */
          if (outermost && self->length > 0)
            return TRUE;
          if (text[self->length] == '"')
            self->in_string = TRUE;
          else
            self->depth++;
          break;
        case '}':
        case ']':
          if (outermost)
            return TRUE;
          if (--self->depth == 0)
            {
              self->length++;
              return TRUE;
            }
          break;
        case ',':
        case ':':
        case ' ':
        case '\t':
        case '\r':
        case '\n':
          if (outermost)
            return TRUE;
          break;
        }
      self->length++;
    }
  return FALSE;
}
