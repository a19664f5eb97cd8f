/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-importer.h"

#include "exchange/leren-import-batch-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define N_BATCHES 4

/**
 * LerenImporter:
 *
 * Reads records into a store, from files and streams, in one transaction: all of them, or none.
 * No objects are made and nothing is held for long, so that the length of a file does not matter;
 * one thread reads and checks while another writes.
 *
 * Since: 0.1
 */
struct _LerenImporter {
  GObject parent_instance;

  LerenStore *store;
  gboolean lenient;
  gsize max_length;
  GPtrArray *sources; /* of LerenJsonSource */
  goffset total;      /* bytes, or -1 where a source does not say */
  gint64 n_records;
  guint n_frameworks;
  gboolean has_run;
  GPtrArray *left_out;
  GHashTable *unknown_types;
  GMainContext *context; /* where progress is told; NULL: here */
};

enum { SIGNAL_PROGRESS, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LerenImporter, leren_importer, G_TYPE_OBJECT)

/* From which record number on records stand so far from their line, or their place in an array:
 * enough to say where each of millions came from. */
typedef struct {
  gint64 number;
  guint source;
  gint64 line;
  gint64 index; /* -1 in JSON Lines */
} Run;

#define MOST_RUNS 100000

typedef struct {
  LerenImporter *importer;
  LerenBulk *bulk;
  LerenImportReader *reader;
  GAsyncQueue *empty, *full;
  GCancellable *stop;
  GArray *runs;
  gint64 first_without_place;  /* after so many runs, places are no longer kept */
  GPtrArray *frameworks;       /* of LerenFramework; they may name each other */
  GPtrArray *framework_places; /* of char * */
} Import;

static void
leren_importer_finalize (GObject *object)
{
  LerenImporter *self = LEREN_IMPORTER (object);

  g_clear_object (&self->store);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->left_out);
  g_hash_table_unref (self->unknown_types);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (leren_importer_parent_class)->finalize (object);
}

static void
leren_importer_class_init (LerenImporterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_importer_finalize;

  /**
   * LerenImporter::progress:
   * @self: the importer
   * @records: how many records were read so far
   * @bytes: how many bytes were read so far
   * @total: how many bytes there are, or -1 where that is not known
   *
   * Some more records were read. It is emitted on the thread that asked for the import: while
   * leren_importer_run() runs, or, with leren_importer_run_async(), out of its main loop, and before the callback.
   *
   * Since: 0.1
   */
  signals[SIGNAL_PROGRESS] =
    g_signal_new ("progress", LEREN_TYPE_IMPORTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT64);
}

static void
leren_importer_init (LerenImporter *self)
{
  self->max_length = LEREN_JSON_MAX_LENGTH;
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) _leren_json_source_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->unknown_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * leren_importer_new:
 * @store: the store to read into
 *
 * Makes an importer. Add sources to it, then run it once.
 *
 * Returns: (transfer full): a new importer
 *
 * Since: 0.1
 */
LerenImporter *
leren_importer_new (LerenStore *store)
{
  LerenImporter *self;

  g_return_val_if_fail (LEREN_IS_STORE (store), NULL);

  self = g_object_new (LEREN_TYPE_IMPORTER, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * leren_importer_set_lenient:
 * @self: an importer
 * @lenient: whether to leave out what is wrong
 *
 * Says what to do about records that are wrong: fail and change nothing, which is how it begins, or leave
 * them out, and those that refer to them, and list them.
 *
 * Since: 0.1
 */
void
leren_importer_set_lenient (LerenImporter *self, gboolean lenient)
{
  g_return_if_fail (LEREN_IS_IMPORTER (self));
  self->lenient = lenient;
}

/**
 * leren_importer_set_max_length:
 * @self: an importer
 * @bytes: the longest line, or the longest record of a document, in bytes
 *
 * Says how long one record may be; sources that are added after this go by it. It begins at 16 MiB. A longer one is refused without
 * being read to its end.
 *
 * Since: 0.1
 */
void
leren_importer_set_max_length (LerenImporter *self, guint bytes)
{
  g_return_if_fail (LEREN_IS_IMPORTER (self));
  self->max_length = bytes;
}

static LerenJsonSourceFormat
source_format (LerenFormat format)
{
  switch (format)
    {
    case LEREN_FORMAT_JSON:
      return LEREN_JSON_SOURCE_DOCUMENT;
    case LEREN_FORMAT_JSON_LINES:
      return LEREN_JSON_SOURCE_LINES;
    case LEREN_FORMAT_DETECT:
    default:
      return LEREN_JSON_SOURCE_DETECT;
    }
}

/**
 * leren_importer_add_stream:
 * @self: an importer
 * @stream: where to read
 * @name: what to call it in messages
 * @format: its format
 *
 * Adds a source. Nothing is read yet.
 *
 * Since: 0.1
 */
void
leren_importer_add_stream (LerenImporter *self, GInputStream *stream, const char *name,
                           LerenFormat format)
{
  g_return_if_fail (LEREN_IS_IMPORTER (self));
  g_return_if_fail (G_IS_INPUT_STREAM (stream));
  g_return_if_fail (name != NULL);

  self->total = -1;
  g_ptr_array_add (self->sources,
                   _leren_json_source_new (stream, name, source_format (format), self->max_length));
}

/**
 * leren_importer_add_file:
 * @self: an importer
 * @file: a file
 * @format: its format
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Adds a file as a source: opens it, and reads nothing yet.
 *
 * Returns: %TRUE if it is open; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND, or %G_IO_ERROR_CANCELLED
 *
 * Since: 0.1
 */
gboolean
leren_importer_add_file (LerenImporter *self, GFile *file, LerenFormat format,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;
  goffset total;

  g_return_val_if_fail (LEREN_IS_IMPORTER (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_is_native (file) ? g_file_get_path (file) : g_file_get_uri (file);
  stream = g_file_read (file, cancellable, &local);
  if (stream == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (stream == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND, _ ("cannot read %s: %s"), name,
                   local->message);
      return FALSE;
    }
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  total = self->total;
  leren_importer_add_stream (self, G_INPUT_STREAM (stream), name, format);
  if (info != NULL && total >= 0)
    self->total = total + g_file_info_get_size (info);
  return TRUE;
}

static gpointer
read_batches (gpointer data)
{
  Import *import = data;
  gboolean last = FALSE;

  while (!last)
    {
      LerenImportBatch *batch = g_async_queue_pop (import->empty);

      _leren_import_batch_reset (batch);
      _leren_import_reader_fill (import->reader, batch, import->stop);
      last = batch->last;
      g_async_queue_push (import->full, batch);
    }
  return NULL;
}

static void
note_place (Import *import, gint64 number, const LerenImportItem *item)
{
  Run run = { number, item->source, item->line, item->index };
  const Run *latest =
    import->runs->len > 0 ? &g_array_index (import->runs, Run, import->runs->len - 1) : NULL;

  if (latest != NULL && latest->source == item->source)
    {
      gint64 apart = number - latest->number;

      /* in a document the place in the array says enough, and its line is known while it is read */
      if (item->index >= 0 ? item->index - latest->index == apart
                           : (gint64) item->line - latest->line == apart)
        return;
    }
  if (import->runs->len < MOST_RUNS)
    g_array_append_val (import->runs, run);
  else if (import->first_without_place < 0)
    import->first_without_place = number;
}

static char *
place_of (Import *import, gint64 number)
{
  const Run *found;
  guint low = 0, high = import->runs->len;

  if (number < 0 || (import->first_without_place >= 0 && number >= import->first_without_place))
    return g_strdup ("");
  /* the last one that begins at or before it */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (import->runs, Run, middle).number <= number)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return g_strdup ("");
  found = &g_array_index (import->runs, Run, low - 1);
  if (found->index >= 0)
    return g_strdup_printf (
      _ ("%s: records[%" PRId64 "]: "),
      _leren_json_source_get_name (g_ptr_array_index (import->importer->sources, found->source)),
      found->index + (number - found->number));
  return _leren_import_place (
    _leren_json_source_get_name (g_ptr_array_index (import->importer->sources, found->source)),
    found->line + (number - found->number), -1, FALSE);
}

static char *
place_of_item (Import *import, const LerenImportItem *item)
{
  return _leren_import_place (
    _leren_json_source_get_name (g_ptr_array_index (import->importer->sources, item->source)),
    item->line, item->index, item->framework);
}

/* One framework's crosswalk can name another that comes later, so they wait for each other. */
static gboolean
keep_framework (Import *import, const LerenImportItem *item, GError **error)
{
  LerenFramework *framework = leren_framework_from_json (item->text, item->length, error);

  if (framework == NULL)
    return FALSE;
  g_ptr_array_add (import->frameworks, framework);
  g_ptr_array_add (import->framework_places, place_of_item (import, item));
  return TRUE;
}

static gboolean
write_item (Import *import, LerenImportBatch *batch, const LerenImportItem *item, GError **error)
{
  gint64 number = _leren_bulk_get_next (import->bulk);

  note_place (import, number, item);
  if (item->row.declaration == NULL)
    {
      const LerenCell *id = item->row.cells;

      if (!_leren_bulk_add_unknown (import->bulk, item->unknown_type, id, item->text, item->length,
                                    error))
        return FALSE;
      if (!g_hash_table_contains (import->importer->unknown_types, item->unknown_type))
        g_hash_table_add (import->importer->unknown_types, g_strdup (item->unknown_type));
    }
  else if (!_leren_bulk_add_row (import->bulk, &item->row, error))
    return FALSE;
  import->importer->n_records++;

  for (guint i = 0; i < item->n_pending; i++)
    {
      LerenPendingReference *pending =
        &g_array_index (batch->pending, LerenPendingReference, item->first_pending + i);

      pending->number = number;
      if (!_leren_bulk_add_pending (import->bulk, pending, error))
        return FALSE;
    }
  return TRUE;
}

static void
leave_out (Import *import, GError *why)
{
  g_ptr_array_add (import->importer->left_out, g_strdup (why->message));
  g_error_free (why);
}

/* Is it what came in that is wrong, or what it was to be kept in? */
static gboolean
is_of_input (const GError *error)
{
  static const LerenError codes[] = {
    LEREN_ERROR_SYNTAX,    LEREN_ERROR_INVALID, LEREN_ERROR_MISSING, LEREN_ERROR_REFERENCE,
    LEREN_ERROR_DUPLICATE, LEREN_ERROR_EXISTS,  LEREN_ERROR_LIMIT,   LEREN_ERROR_UNSUPPORTED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LEREN_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* The message begins with the id of the framework that it is about, in quotation marks. Of two that
 * have one id, the later one is the one too many. */
static guint
framework_at_fault (Import *import, const GError *why)
{
  const char *quote = strstr (why->message, "“");

  for (guint i = import->frameworks->len; quote != NULL && i > 0; i--)
    {
      LerenFramework *framework = g_ptr_array_index (import->frameworks, i - 1);
      g_autofree char *quoted = g_strdup_printf ("“%s”", leren_framework_get_id (framework));

      if (g_str_has_prefix (quote, quoted))
        return i - 1;
    }
  return 0;
}

static gboolean
write_frameworks (Import *import, GError **error)
{
  GPtrArray *frameworks = import->frameworks;

  while (frameworks->len > 0)
    {
      GError *why = NULL;
      guint at;

      if (_leren_bulk_add_frameworks (import->bulk, (LerenFramework *const *) frameworks->pdata,
                                      frameworks->len, &why))
        break;
      at = framework_at_fault (import, why);
      g_prefix_error (&why, "%s", (char *) g_ptr_array_index (import->framework_places, at));
      if (!import->importer->lenient || !is_of_input (why))
        {
          g_propagate_error (error, why);
          return FALSE;
        }
      leave_out (import, why);
      g_ptr_array_remove_index (frameworks, at);
      g_ptr_array_remove_index (import->framework_places, at);
    }
  import->importer->n_frameworks = frameworks->len;
  return TRUE;
}

static gboolean
expect (Import *import, const LerenImportBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_sized_new (batch->items->len);

  for (guint i = 0; i < batch->items->len; i++)
    {
      const LerenImportItem *item = &g_array_index (batch->items, LerenImportItem, i);

      if (!item->framework)
        g_ptr_array_add (rows, (gpointer) &item->row);
    }
  return _leren_bulk_expect (import->bulk, (const LerenRow *const *) rows->pdata, rows->len, error);
}

static gboolean
write_batch (Import *import, LerenImportBatch *batch, GError **error)
{
  if (!expect (import, batch, error))
    return FALSE;
  for (guint i = 0; i < batch->items->len; i++)
    {
      const LerenImportItem *item = &g_array_index (batch->items, LerenImportItem, i);
      GError *local = NULL;

      if (item->framework ? keep_framework (import, item, &local)
                          : write_item (import, batch, item, &local))
        continue;
      {
        g_autofree char *place = place_of_item (import, item);
        g_prefix_error (&local, "%s", place);
      }
      if (!import->importer->lenient || !is_of_input (local))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      leave_out (import, local);
    }
  for (guint i = 0; i < batch->problems->len; i++)
    g_ptr_array_add (import->importer->left_out, g_strdup (g_ptr_array_index (batch->problems, i)));
  return TRUE;
}

static void
left_out (gint64 number, const GError *why, gpointer data)
{
  Import *import = data;
  g_autofree char *place = place_of (import, number);

  import->importer->n_records--;
  g_ptr_array_add (import->importer->left_out, g_strconcat (place, why->message, NULL));
}

typedef struct {
  LerenImporter *importer;
  gint64 records, bytes, total;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->importer);
  g_free (progress);
}

static gboolean
emit_progress (gpointer data)
{
  Progress *progress = data;

  g_signal_emit (progress->importer, signals[SIGNAL_PROGRESS], 0, progress->records,
                 progress->bytes, progress->total);
  return G_SOURCE_REMOVE;
}

static void
tell_progress (LerenImporter *self, gint64 bytes)
{
  Progress progress = { self, self->n_records, bytes, self->total };
  g_autoptr (GSource) source = NULL;

  if (self->context == NULL)
    {
      emit_progress (&progress);
      return;
    }
  g_object_ref (self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_progress, g_memdup2 (&progress, sizeof progress),
                         progress_free);
  g_source_attach (source, self->context);
}

static gboolean
write_all (Import *import, GCancellable *cancellable, GError **error)
{
  gboolean written = TRUE, last = FALSE;

  while (!last)
    {
      LerenImportBatch *batch = g_async_queue_pop (import->full);

      last = batch->last;
      if (written)
        written = write_batch (import, batch, error);
      if (written && batch->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&batch->error));
          written = FALSE;
        }
      if (written)
        written = !g_cancellable_set_error_if_cancelled (cancellable, error);
      /* the other thread stops at its next record, and says that it was the last */
      if (!written)
        g_cancellable_cancel (import->stop);
      else
        tell_progress (import->importer, batch->position);
      g_async_queue_push (import->empty, batch);
    }
  return written;
}

static void
stop (GCancellable *cancellable, GCancellable *reading)
{
  g_cancellable_cancel (reading);
}

static gboolean
import_all (Import *import, GCancellable *cancellable, GError **error)
{
  LerenImportBatch *batches[N_BATCHES];
  GThread *thread;
  gboolean written;
  gulong handler = 0;
  gint64 number;

  import->empty = g_async_queue_new ();
  import->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      batches[i] = _leren_import_batch_new ();
      g_async_queue_push (import->empty, batches[i]);
    }
  /* what is being waited for may never come */
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop), import->stop, NULL);
  thread = g_thread_new ("leren-import", read_batches, import);
  written = write_all (import, cancellable, error);
  g_thread_join (thread);
  g_cancellable_disconnect (cancellable, handler);
  for (guint i = 0; i < N_BATCHES; i++)
    _leren_import_batch_free (batches[i]);
  g_async_queue_unref (import->empty);
  g_async_queue_unref (import->full);

  if (!written || !write_frameworks (import, error))
    return FALSE;
  if (_leren_bulk_finish (import->bulk, left_out, import, cancellable, &number, error))
    return TRUE;
  {
    g_autofree char *place = place_of (import, number);
    g_prefix_error (error, "%s", place);
  }
  return FALSE;
}

/**
 * leren_importer_run:
 * @self: an importer with at least one source
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads all sources into the store, in one transaction. An importer runs once; a second time is
 * #LEREN_ERROR_STATE.
 *
 * Returns: %TRUE if everything is kept; otherwise %FALSE with an error that says which file, which line or place, which record
 *   and which member, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_importer_run (LerenImporter *self, GCancellable *cancellable, GError **error)
{
  Import import = { .importer = self, .first_without_place = -1 };
  g_autoptr (GPtrArray) declarations = NULL;
  gboolean imported;

  g_return_val_if_fail (LEREN_IS_IMPORTER (self), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->has_run)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("an importer runs once; make another"));
      return FALSE;
    }
  import.bulk = _leren_bulk_begin (self->store, self->lenient, error);
  if (import.bulk == NULL)
    return FALSE;
  self->has_run = TRUE;
  declarations = _leren_store_list_declarations (self->store, NULL);
  import.reader = _leren_import_reader_new (self->sources, declarations, self->lenient);
  import.runs = g_array_new (FALSE, FALSE, sizeof (Run));
  import.stop = g_cancellable_new ();
  import.frameworks = g_ptr_array_new_with_free_func (g_object_unref);
  import.framework_places = g_ptr_array_new_with_free_func (g_free);

  imported = import_all (&import, cancellable, error);

  _leren_import_reader_free (import.reader);
  _leren_bulk_free (import.bulk);
  g_array_unref (import.runs);
  g_object_unref (import.stop);
  g_ptr_array_unref (import.frameworks);
  g_ptr_array_unref (import.framework_places);
  if (!imported)
    {
      self->n_records = 0;
      self->n_frameworks = 0;
      g_ptr_array_set_size (self->left_out, 0);
      g_hash_table_remove_all (self->unknown_types);
    }
  return imported;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (leren_importer_run (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leren_importer_run_async:
 * @self: an importer with at least one source
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Reads all sources without blocking, as leren_importer_run() does.
 *
 * Since: 0.1
 */
void
leren_importer_run_async (LerenImporter *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_IMPORTER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_importer_run_async);
  /* what was imported is told as imported, also where it was cancelled too late */
  g_task_set_check_cancellable (task, FALSE);
  if (self->context == NULL)
    self->context = g_main_context_ref (g_task_get_context (task));
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * leren_importer_run_finish:
 * @self: an importer
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_importer_run_async().
 *
 * Returns: %TRUE if everything is kept; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_importer_run_finish (LerenImporter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_IMPORTER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leren_importer_get_n_records:
 * @self: an importer
 *
 * How many records were imported.
 *
 * Returns: the number of records
 *
 * Since: 0.1
 */
gint64
leren_importer_get_n_records (LerenImporter *self)
{
  g_return_val_if_fail (LEREN_IS_IMPORTER (self), 0);
  return self->n_records;
}

/**
 * leren_importer_get_n_frameworks:
 * @self: an importer
 *
 * How many frameworks were imported.
 *
 * Returns: the number of frameworks
 *
 * Since: 0.1
 */
guint
leren_importer_get_n_frameworks (LerenImporter *self)
{
  g_return_val_if_fail (LEREN_IS_IMPORTER (self), 0);
  return self->n_frameworks;
}

/**
 * leren_importer_list_left_out:
 * @self: an importer
 *
 * What a lenient import left out: a line each that says where it stood and why.
 *
 * Returns: (array zero-terminated=1) (transfer full): the lines
 *
 * Since: 0.1
 */
char **
leren_importer_list_left_out (LerenImporter *self)
{
  char **lines;

  g_return_val_if_fail (LEREN_IS_IMPORTER (self), NULL);

  lines = g_new0 (char *, self->left_out->len + 1);
  for (guint i = 0; i < self->left_out->len; i++)
    lines[i] = g_strdup (g_ptr_array_index (self->left_out, i));
  return lines;
}

/**
 * leren_importer_list_unknown_types:
 * @self: an importer
 *
 * The record types that were not known. Their records are kept, and written back as they were.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names of the types, each once
 *
 * Since: 0.1
 */
char **
leren_importer_list_unknown_types (LerenImporter *self)
{
  GHashTableIter iter;
  gpointer name;
  char **names;
  guint n = 0;

  g_return_val_if_fail (LEREN_IS_IMPORTER (self), NULL);

  names = g_new0 (char *, g_hash_table_size (self->unknown_types) + 1);
  g_hash_table_iter_init (&iter, self->unknown_types);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    names[n++] = g_strdup (name);
  return names;
}
