/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-compact-private.h"
#include "core/leren-json-reader-private.h"
#include "exchange/leren-import-batch-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MOST_ITEMS 512
#define MOST_BYTES (1024 * 1024)

struct _LerenImportReader {
  GPtrArray *sources;      /* of LerenJsonSource */
  guint at;                /* which of them */
  GPtrArray *declarations; /* as the store has them */
  const LerenDeclaration *latest;
  GHashTable *unknown_types;
  LerenJsonReader *reader;
  LerenJsonReader *list_reader;
  LerenSeenIds *seen;
  gboolean lenient;
  guint64 position; /* of the sources before this one */
};

LerenImportReader *
_leren_import_reader_new (GPtrArray *sources, GPtrArray *declarations, gboolean lenient)
{
  LerenImportReader *self = g_new0 (LerenImportReader, 1);

  self->sources = g_ptr_array_ref (sources);
  self->declarations = g_ptr_array_ref (declarations);
  self->unknown_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reader = _leren_json_reader_new ();
  self->list_reader = _leren_json_reader_new ();
  self->seen = _leren_seen_ids_new ();
  self->lenient = lenient;
  return self;
}

void
_leren_import_reader_free (LerenImportReader *self)
{
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->declarations);
  g_hash_table_unref (self->unknown_types);
  _leren_json_reader_free (self->reader);
  _leren_json_reader_free (self->list_reader);
  _leren_seen_ids_free (self->seen);
  g_free (self);
}

char *
_leren_import_place (const char *source, guint64 line, gint64 index, gboolean framework)
{
  if (index < 0)
    return g_strdup_printf (_ ("%s: line %" PRIu64 ": "), source, line);
  return g_strdup_printf (_ ("%s: %s[%" PRId64 "] (line %" PRIu64 "): "), source,
                          framework ? "frameworks" : "records", index, line);
}

static gboolean
is (const LerenJsonToken *token, const char *text)
{
  return token->kind == LEREN_JSON_STRING && token->length == strlen (text) &&
         memcmp (token->text, text, token->length) == 0;
}

static const LerenJsonToken *
member (const LerenJsonToken *tokens, const char *name)
{
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (is (&tokens[i], name))
      return &tokens[i + 1];
  return NULL;
}

static const LerenDeclaration *
find_declaration (LerenImportReader *self, const LerenJsonToken *type)
{
  const LerenDeclaration *found = NULL;
  g_autofree char *name = NULL;

  if (self->latest != NULL && is (type, self->latest->name))
    return self->latest;
  for (guint i = 0; found == NULL && i < self->declarations->len; i++)
    {
      const LerenDeclaration *each = g_ptr_array_index (self->declarations, i);
      if (is (type, each->name))
        found = each;
    }
  if (found == NULL)
    {
      /* a type that was registered, and of which the store has no record yet */
      name = g_strndup (type->text, type->length);
      found = leren_declaration_lookup (name);
    }
  if (found != NULL)
    self->latest = found;
  return found;
}

/* Decoded texts lie in the reader's memory until the next record: they move to the batch's. */
static void
keep_texts (LerenImportItem *item, LerenArena *arena, const char *text, gsize length)
{
  for (guint i = 0; i < item->row.declaration->n_fields; i++)
    {
      LerenCell *cell = &item->row.cells[i];

      if (cell->kind == LEREN_CELL_TEXT && (cell->text < text || cell->text >= text + length))
        cell->text = _leren_arena_copy (arena, cell->text, cell->length);
    }
}

static gboolean
note_reference (LerenImportReader *self, LerenImportBatch *batch, LerenImportItem *item,
                const LerenField *field, const char *id, gsize length, GError **error)
{
  LerenPendingReference pending = {
    .declaration = item->row.declaration,
    .field = field,
    .id = id,
    .length = length,
  };
  const char *found;
  LerenSeen seen;

  /* what was seen may be left out yet: a lenient import looks at all references at its end */
  if (self->lenient)
    {
      g_array_append_val (batch->pending, pending);
      item->n_pending++;
      return TRUE;
    }
  seen = _leren_seen_ids_look_up (self->seen, field->target, id, length, &found);
  if (seen == LEREN_SEEN_WRONG_TYPE)
    {
      g_autofree char *named = _leren_field_shown (id, length, 4 * 128);

      _leren_field_set_error (field, error, LEREN_ERROR_REFERENCE,
                              _ ("names “%s”, which is a %s; it must be a %s"), named, found,
                              field->target);
      _leren_row_prefix_error (&item->row, error);
      return FALSE;
    }
  /* each link of a chain that leads forward is needed to look for circles */
  if (seen == LEREN_SEEN_UNKNOWN ||
      (seen == LEREN_SEEN_PENDING && (field->flags & LEREN_FIELD_CHAIN) != 0))
    {
      g_array_append_val (batch->pending, pending);
      item->n_pending++;
    }
  return TRUE;
}

static gboolean
note_references (LerenImportReader *self, LerenImportBatch *batch, LerenImportItem *item,
                 GError **error)
{
  const LerenDeclaration *declaration = item->row.declaration;

  item->first_pending = batch->pending->len;
  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      const LerenCell *cell = &item->row.cells[i];

      if (cell->kind == LEREN_CELL_ABSENT)
        continue;
      if (field->kind == LEREN_FIELD_KIND_REFERENCE &&
          !note_reference (self, batch, item, field, cell->text, cell->length, error))
        return FALSE;
      if (field->kind == LEREN_FIELD_KIND_REFERENCES)
        {
          guint32 n_tokens;
          const LerenJsonToken *tokens = _leren_json_reader_parse (
            self->list_reader, cell->text, cell->length, 1, &n_tokens, error);

          for (guint32 j = 1; tokens != NULL && j < n_tokens; j = tokens[j].end)
            {
              const char *id = _leren_arena_copy (batch->arena, tokens[j].text, tokens[j].length);
              if (!note_reference (self, batch, item, field, id, tokens[j].length, error))
                return FALSE;
            }
          if (tokens == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_unknown (LerenImportReader *self, LerenImportBatch *batch, LerenImportItem *item,
              const LerenJsonToken *tokens, const LerenJsonToken *type, GError **error)
{
  const LerenJsonToken *id = member (tokens, "id");
  LerenCell *cell = (LerenCell *) _leren_arena_alloc (batch->arena, sizeof (LerenCell));
  const LerenField *field = &_leren_record_fields[LEREN_RECORD_ID];
  const LerenJsonToken *as_given;
  g_autofree char *name = g_strndup (type->text, type->length);
  gsize length;
  char *compact;

  if (type->has_nul)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “type” holds the character U+0000, which cannot be kept"));
      return FALSE;
    }
  cell->kind = LEREN_CELL_ABSENT;
  if (id == NULL
        ? !_leren_field_check (field, cell, error)
        : !_leren_field_read (field, tokens, id - tokens, batch->arena, cell, &as_given, error))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  cell->text = _leren_arena_copy (batch->arena, cell->text, cell->length);
  item->row.cells = cell;
  /* so it fits on a line when it is written back */
  length = item->length;
  item->length = _leren_json_compact_length (item->text, length);
  compact = _leren_arena_alloc (batch->arena, item->length);
  _leren_json_compact (item->text, length, compact);
  item->text = compact;
  if (!g_hash_table_contains (self->unknown_types, name))
    g_hash_table_add (self->unknown_types, g_strdup (name));
  item->unknown_type = _leren_arena_copy (batch->arena, name, strlen (name));
  _leren_seen_ids_add (self->seen, g_intern_static_string ("unknown_record"), cell->text,
                       cell->length);
  return TRUE;
}

static gboolean
read_item (LerenImportReader *self, LerenImportBatch *batch, const LerenJsonPart *part,
           LerenImportItem *item, GError **error)
{
  const LerenJsonToken *tokens, *type;
  guint32 n_tokens;

  item->text = _leren_arena_copy (batch->arena, part->text, part->length);
  item->length = part->length;
  tokens =
    _leren_json_reader_parse (self->reader, item->text, item->length, part->line, &n_tokens, error);
  if (tokens == NULL)
    return FALSE;
  if (tokens[0].kind != LEREN_JSON_OBJECT)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("this is no object; a record is a JSON object with a type and an id"));
      return FALSE;
    }
  type = member (tokens, "format");
  item->framework = part->framework || (type != NULL && is (type, "leren-framework"));
  if (item->framework)
    return TRUE;

  type = member (tokens, "type");
  if (type == NULL || type->kind != LEREN_JSON_STRING)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                   _ ("member “type” is missing or no text; a record says which type it is"));
      return FALSE;
    }
  item->row.declaration = find_declaration (self, type);
  if (item->row.declaration == NULL)
    return read_unknown (self, batch, item, tokens, type, error);

  item->row.cells = (LerenCell *) _leren_arena_alloc (
    batch->arena, item->row.declaration->n_fields * sizeof (LerenCell));
  if (!_leren_row_read (&item->row, tokens, batch->arena, error))
    return FALSE;
  keep_texts (item, batch->arena, item->text, item->length);
  if (!note_references (self, batch, item, error))
    return FALSE;
  /* after its references: a record that names itself is a circle of one, to be looked at */
  _leren_seen_ids_add (self->seen, item->row.declaration->name,
                       item->row.cells[LEREN_RECORD_ID].text,
                       item->row.cells[LEREN_RECORD_ID].length);
  return TRUE;
}

/* The next part of whichever source is being read. */
static gboolean
next_part (LerenImportReader *self, LerenJsonPart *part, GCancellable *cancellable, GError **error)
{
  while (self->at < self->sources->len)
    {
      LerenJsonSource *source = g_ptr_array_index (self->sources, self->at);
      GError *local = NULL;

      if (_leren_json_source_next (source, part, cancellable, &local))
        return TRUE;
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      self->position += _leren_json_source_get_position (source);
      self->at++;
    }
  return FALSE;
}

void
_leren_import_reader_fill (LerenImportReader *self, LerenImportBatch *batch,
                           GCancellable *cancellable)
{
  while (batch->items->len < MOST_ITEMS && _leren_arena_get_size (batch->arena) < MOST_BYTES)
    {
      LerenImportItem item = { 0 };
      LerenJsonPart part;
      GError *error = NULL;
      LerenJsonSource *source;
      guint n_pending = batch->pending->len;

      if (!next_part (self, &part, cancellable, &batch->error))
        {
          batch->last = TRUE;
          break;
        }
      source = g_ptr_array_index (self->sources, self->at);
      item.source = self->at;
      item.line = part.line;
      item.index = part.index;
      if (read_item (self, batch, &part, &item, &error))
        g_array_append_val (batch->items, item);
      else
        {
          g_autofree char *place = _leren_import_place (_leren_json_source_get_name (source),
                                                        part.line, part.index, part.framework);

          /* the reader of a line says itself on which line and in which column */
          if (part.index < 0 && (g_error_matches (error, LEREN_ERROR, LEREN_ERROR_SYNTAX) ||
                                 g_error_matches (error, LEREN_ERROR, LEREN_ERROR_LIMIT)))
            g_prefix_error (&error, "%s: ", _leren_json_source_get_name (source));
          else
            g_prefix_error (&error, "%s", place);
          g_array_set_size (batch->pending, n_pending);
          if (self->lenient)
            {
              g_ptr_array_add (batch->problems, g_strdup (error->message));
              g_error_free (error);
            }
          else
            {
              batch->error = error;
              batch->last = TRUE;
              break;
            }
        }
    }
  batch->position = self->position;
  if (self->at < self->sources->len)
    batch->position +=
      _leren_json_source_get_position (g_ptr_array_index (self->sources, self->at));
}
