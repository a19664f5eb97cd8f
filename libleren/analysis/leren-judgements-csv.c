/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-judgements-private.h"

#include "store/leren-async-private.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables of comma-separated values. libcsv takes the lines apart; what stands in them is judged here. */

#define CHUNK_BYTES 65536

typedef struct {
  const char *name;
  LerenJudged *judged;
  gboolean has_units; /* the first column names the units */
  guint32 line;       /* that is being read, from 1 */
  guint32 row_line;   /* on which the row began, 0: no row begun */
  guint32 n_rows;     /* that ended */
  guint32 n_fields;   /* of the row that names the coders */
  GPtrArray *fields;  /* char * of the row, NULL: empty */
  GError *error;
} Reading;

static void fail (Reading *reading, LerenError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
fail (Reading *reading, LerenError code, const char *format, ...)
{
  va_list arguments;

  if (reading->error != NULL)
    return;
  va_start (arguments, format);
  reading->error = g_error_new_valist (LEREN_ERROR, code, format, arguments);
  va_end (arguments);
}

static void
take_field (void *data, size_t length, void *user_data)
{
  Reading *reading = user_data;

  if (reading->row_line == 0)
    reading->row_line = reading->line;
  g_ptr_array_add (reading->fields, length > 0 ? g_strndup (data, length) : NULL);
}

static void
name_coders (Reading *reading)
{
  const char *first = g_ptr_array_index (reading->fields, 0);

  reading->n_fields = reading->fields->len;
  reading->has_units = first != NULL && g_ascii_strcasecmp (first, "unit") == 0;
  reading->judged->first_field = reading->has_units ? 2 : 1;
  if (reading->has_units && reading->n_fields == 1)
    fail (reading, LEREN_ERROR_SYNTAX,
          _ ("%s: line %u: no coder is named; the first row names one in each column"),
          reading->name, reading->row_line);
  for (guint i = reading->has_units; i < reading->n_fields; i++)
    {
      const char *coder = g_ptr_array_index (reading->fields, i);
      guint32 found;

      if (coder == NULL)
        fail (reading, LEREN_ERROR_SYNTAX,
              _ ("%s: line %u, column %u: no name; the first row names the coders"), reading->name,
              reading->row_line, i + 1);
      else if (_leren_names_find (&reading->judged->coders, coder, &found))
        fail (reading, LEREN_ERROR_DUPLICATE,
              _ ("%s: line %u, column %u: coder “%s” has a column already; give each a name of its "
                 "own"),
              reading->name, reading->row_line, i + 1, coder);
      else
        _leren_judged_add_coder (reading->judged, coder);
    }
}

static void
take_unit (Reading *reading)
{
  LerenJudged *judged = reading->judged;
  g_autofree char *number = g_strdup_printf ("%u", reading->n_rows);
  const char *name = reading->has_units ? g_ptr_array_index (reading->fields, 0) : number;
  guint32 unit;

  if (reading->fields->len != reading->n_fields)
    fail (
      reading, LEREN_ERROR_SYNTAX,
      _ ("%s: line %u: %u fields, where the first row has %u; leave a field empty where a value "
         "is missing"),
      reading->name, reading->row_line, reading->fields->len, reading->n_fields);
  else if (name == NULL)
    fail (reading, LEREN_ERROR_MISSING, _ ("%s: line %u, column 1: the unit has no name"),
          reading->name, reading->row_line);
  else if (_leren_names_find (&judged->units, name, &unit))
    fail (reading, LEREN_ERROR_DUPLICATE,
          _ ("%s: line %u: unit “%s” has line %u already; give each a name of its own"),
          reading->name, reading->row_line, name, g_array_index (judged->lines, guint32, unit));
  if (reading->error != NULL)
    return;
  unit = _leren_judged_add_unit (judged, name);
  g_array_append_val (judged->lines, reading->row_line);
  for (guint i = reading->has_units; i < reading->n_fields; i++)
    {
      const char *value = g_ptr_array_index (reading->fields, i);

      if (value != NULL)
        _leren_judged_set (judged, unit, i - reading->has_units,
                           _leren_judged_add_value (judged, value, FALSE) + 1);
    }
}

static void
end_row (int character, void *user_data)
{
  Reading *reading = user_data;

  if (reading->error == NULL && reading->fields->len > 0)
    {
      if (reading->n_rows == 0)
        name_coders (reading);
      else
        take_unit (reading);
      reading->n_rows++;
    }
  g_ptr_array_set_size (reading->fields, 0);
  reading->row_line = 0;
}

/* What stands between the names of the coders: a comma, or what spreadsheets write where the comma
 * is in numbers */
static char
find_separator (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  gboolean semicolon = FALSE, tab = FALSE;

  for (gsize i = 0; i < length && (quoted || (text[i] != '\n' && text[i] != '\r')); i++)
    {
      quoted ^= text[i] == '"';
      if (quoted)
        continue;
      if (text[i] == ',')
        return ',';
      semicolon |= text[i] == ';';
      tab |= text[i] == '\t';
    }
  return semicolon ? ';' : tab ? '\t' : ',';
}

static void
check_text (Reading *reading, const char *text, gsize length)
{
  const char *end;
  guint32 line = 1;

  if (g_utf8_validate_len (text, length, &end))
    return;
  for (const char *at = text; at < end; at++)
    line += *at == '\n';
  fail (reading, LEREN_ERROR_SYNTAX, _ ("%s: line %u: this is not UTF-8; save the table as UTF-8"),
        reading->name, line);
}

/* Line by line, so that what is wrong has a line */
static void
parse (Reading *reading, const char *text, gsize length)
{
  struct csv_parser parser;
  const char *end = text + length;

  if (csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    g_error ("libcsv: out of memory");
  csv_set_delim (&parser, find_separator (text, length));
  for (reading->line = 1; text < end && reading->error == NULL; reading->line++)
    {
      const char *newline = memchr (text, '\n', end - text);
      gsize n = (newline != NULL ? newline + 1 : end) - text;
      gsize taken = csv_parse (&parser, text, n, take_field, end_row, reading);

      if (taken != n)
        fail (reading, LEREN_ERROR_SYNTAX,
              _ ("%s: line %u: a quotation mark at character %u; put the whole field in quotation "
                 "marks, and write those in it twice"),
              reading->name, reading->line, (guint) g_utf8_strlen (text, taken) + 1);
      text += n;
    }
  if (reading->error == NULL && csv_fini (&parser, take_field, end_row, reading) != 0)
    fail (reading, LEREN_ERROR_SYNTAX,
          _ ("%s: line %u: the file ends within quotation marks that were opened in this row"),
          reading->name, reading->row_line != 0 ? reading->row_line : reading->line - 1);
  csv_free (&parser);
  if (reading->n_rows == 0)
    fail (reading, LEREN_ERROR_SYNTAX,
          _ ("%s: is empty; the first row of a table names the coders"), reading->name);
}

static LerenJudged *
read_table (const GByteArray *bytes, const char *name, GError **error)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };
  g_autoptr (LerenJudged) judged = _leren_judged_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .name = name, .judged = judged, .fields = fields };
  gsize skipped =
    bytes->len >= sizeof mark && memcmp (bytes->data, mark, sizeof mark) == 0 ? sizeof mark : 0;
  const char *text = (const char *) bytes->data + skipped;

  check_text (&reading, text, bytes->len - skipped);
  if (reading.error == NULL)
    parse (&reading, text, bytes->len - skipped);
  if (reading.error != NULL)
    {
      g_propagate_error (error, reading.error);
      return NULL;
    }
  judged->source = g_strdup (name);
  _leren_judged_fill (judged);
  return g_steal_pointer (&judged);
}

static LerenJudged *
read_from (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_read;

  do
    {
      const guint length = bytes->len;

      if (length > G_MAXUINT - 2 * CHUNK_BYTES)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                       _ ("%s: is longer than a table may be, 4 GiB"), name);
          return NULL;
        }
      g_byte_array_set_size (bytes, length + CHUNK_BYTES);
      if (!g_input_stream_read_all (stream, bytes->data + length, CHUNK_BYTES, &n_read, cancellable,
                                    error))
        {
          g_prefix_error (error, "%s: ", name);
          return NULL;
        }
      g_byte_array_set_size (bytes, length + n_read);
    }
  while (n_read == CHUNK_BYTES);
  return read_table (bytes, name, error);
}

static LerenJudged *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) problem = NULL;

  stream = g_file_read (file, cancellable, &problem);
  if (stream == NULL)
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, LEREN_ERROR,
                     g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       ? LEREN_ERROR_NOT_FOUND
                       : LEREN_ERROR_FAILED,
                     _ ("%s: cannot be read: %s"), name, problem->message);
      return NULL;
    }
  return read_from (G_INPUT_STREAM (stream), name, cancellable, error);
}

static gboolean
replace (LerenJudgements *self, LerenJudged *judged)
{
  if (judged != NULL)
    _leren_judgements_replace (self, judged);
  return judged != NULL;
}

/**
 * leren_judgements_read_file:
 * @self: a table
 * @file: a file of comma-separated values
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads a table, which takes the place of what was there. The first row names the coders. Where the
 * first column is called `unit`, it names the units; otherwise they are called by the number of their
 * row. An empty field is a missing value.
 *
 * The file is UTF-8, with or without a byte order mark, in the form of RFC 4180: fields may stand in
 * quotation marks. Lines may end with or without a carriage return, and blank lines are skipped.
 * Where the first row has no comma, fields are separated by semicolons or tabs, as spreadsheets write
 * them where numbers have a decimal comma; numbers themselves are written with a point.
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error that names the line and the column, and
 *   the table is as it was: #LEREN_ERROR_NOT_FOUND (no such file), #LEREN_ERROR_SYNTAX (no such table;
 *   a row with more or fewer fields than the first), #LEREN_ERROR_DUPLICATE (a name used twice),
 *   #LEREN_ERROR_MISSING (a unit without a name), #LEREN_ERROR_FAILED or %G_IO_ERROR_CANCELLED
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_file (LerenJudgements *self, GFile *file, GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  return replace (self, read_file (file, cancellable, error));
}

/**
 * leren_judgements_read_stream:
 * @self: a table
 * @stream: where to read comma-separated values
 * @name: what to call it in messages
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads a table to the end of a stream, as leren_judgements_read_file() reads a file.
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error as leren_judgements_read_file() gives
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_stream (LerenJudgements *self, GInputStream *stream, const char *name,
                              GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return replace (self, read_from (stream, name, cancellable, error));
}

typedef struct {
  GFile *file;
  GInputStream *stream;
  char *name;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_clear_object (&job->stream);
  g_free (job->name);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  LerenJudged *judged = job->file != NULL ? read_file (job->file, cancellable, &error)
                                          : read_from (job->stream, job->name, cancellable, &error);

  if (judged != NULL)
    g_task_return_pointer (task, judged, (GDestroyNotify) _leren_judged_unref);
  else
    g_task_return_error (task, error);
}

static void
start (LerenJudgements *self, Job *job, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);

  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * leren_judgements_read_file_async:
 * @self: a table
 * @file: a file of comma-separated values
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Reads a table as leren_judgements_read_file() does, without blocking. The table changes when
 * leren_judgements_read_file_finish() is called.
 *
 * Since: 0.1
 */
void
leren_judgements_read_file_async (LerenJudgements *self, GFile *file, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  start (self, job, cancellable, callback, user_data, leren_judgements_read_file_async);
}

/**
 * leren_judgements_read_file_finish:
 * @self: a table
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_judgements_read_file_async().
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error as leren_judgements_read_file() gives
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_file_finish (LerenJudgements *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return replace (self, g_task_propagate_pointer (G_TASK (result), error));
}

/**
 * leren_judgements_read_stream_async:
 * @self: a table
 * @stream: where to read comma-separated values
 * @name: what to call it in messages
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Reads a table as leren_judgements_read_stream() does, without blocking. The table changes when
 * leren_judgements_read_stream_finish() is called.
 *
 * Since: 0.1
 */
void
leren_judgements_read_stream_async (LerenJudgements *self, GInputStream *stream, const char *name,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (G_IS_INPUT_STREAM (stream));
  g_return_if_fail (name != NULL);

  job = g_new0 (Job, 1);
  job->stream = g_object_ref (stream);
  job->name = g_strdup (name);
  start (self, job, cancellable, callback, user_data, leren_judgements_read_stream_async);
}

/**
 * leren_judgements_read_stream_finish:
 * @self: a table
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_judgements_read_stream_async().
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error as leren_judgements_read_file() gives
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_stream_finish (LerenJudgements *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return replace (self, g_task_propagate_pointer (G_TASK (result), error));
}
