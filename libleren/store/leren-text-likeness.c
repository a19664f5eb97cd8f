/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-text-likeness-private.h"

#include "store/leren-sqlite-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROWS_BETWEEN_LOOKS 1024
/* what SQLite's bm25() gives a word that more than half of the records have */
#define LEAST_IDF 1e-6

/* a word of the text */
typedef struct {
  char *term;      /* as the index has it */
  char *word;      /* as the text has it, in lower case */
  guint frequency; /* in the text */
  gint64 n_with;   /* how many records have it */
  double idf;
} Word;

typedef struct {
  const char *text;
  GPtrArray *words; /* Word, in the order in which they come */
  GHashTable *by_term;
} Cutting;

/* A server finds words, but has no frequency of a word in all records, and no BM25: what is there is read, in one
 * moment. A file may have its index built first. */
static gboolean
begin (LerenStore *self, GError **error)
{
  return self->on_server ? _leren_store_begin_reading (self, error)
                         : _leren_store_lock (self, error) != NULL;
}

static void
end (LerenStore *self)
{
  if (self->on_server)
    _leren_store_end_reading (self);
  else
    _leren_store_unlock (self);
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->term);
  g_free (word->word);
  g_free (word);
}

/* @db: the connection that has the index */
static LerenStatement *
prepare (LerenStore *self, LerenConnection *db, const char *sql, GError **error)
{
  LerenStatement *statement = _leren_connection_prepare (db, sql, LEREN_PREPARE_ONCE);

  if (statement == NULL)
    _leren_store_set_error (self, db, _ ("compare texts"), error);
  return statement;
}

static fts5_api *
find_fts5 (LerenStore *self, LerenConnection *db, GError **error)
{
  LerenStatement *statement = prepare (self, db, "SELECT fts5 (?1)", error);
  fts5_api *api = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_pointer (_leren_sqlite_get_statement (statement), 1, &api, "fts5_api_ptr", NULL);
  _leren_statement_step (statement);
  _leren_statement_free (statement);
  if (api == NULL)
    _leren_store_set_error (self, db, _ ("compare texts"), error);
  return api;
}

static int
take_word (void *data, int flags, const char *token, int length, int start, int end)
{
  Cutting *cutting = data;
  g_autofree char *term = g_strndup (token, length);
  Word *word = g_hash_table_lookup (cutting->by_term, term);

  if (word == NULL && length > 0)
    {
      word = g_new0 (Word, 1);
      word->word = g_utf8_strdown (cutting->text + start, end - start);
      word->term = g_steal_pointer (&term);
      g_ptr_array_add (cutting->words, word);
      g_hash_table_insert (cutting->by_term, word->term, word);
    }
  if (word != NULL)
    word->frequency++;
  return SQLITE_OK;
}

/* The words of a text, each once, by the tokenizer of the index itself */
static GPtrArray *
cut_text (LerenStore *self, LerenConnection *db, const char *text, GError **error)
{
  static const char *const arguments[] = LEREN_TEXT_TOKENIZER_ARGUMENTS;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (word_free);
  g_autoptr (GHashTable) by_term = g_hash_table_new (g_str_hash, g_str_equal);
  Cutting cutting = { text, words, by_term };
  fts5_api *api = find_fts5 (self, db, error);
  fts5_tokenizer tokenizer = { 0 };
  Fts5Tokenizer *instance = NULL;
  void *user_data = NULL;
  int result;

  if (api == NULL)
    return NULL;
  result = api->xFindTokenizer (api, LEREN_TEXT_TOKENIZER, &user_data, &tokenizer);
  if (result == SQLITE_OK)
    result =
      tokenizer.xCreate (user_data, (const char **) arguments, G_N_ELEMENTS (arguments), &instance);
  if (result == SQLITE_OK)
    {
      result = tokenizer.xTokenize (instance, &cutting, FTS5_TOKENIZE_DOCUMENT, text, strlen (text),
                                    take_word);
      tokenizer.xDelete (instance);
    }
  if (result != SQLITE_OK)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_FAILED, _ ("texts cannot be compared: %s"),
                   sqlite3_errstr (result));
      return NULL;
    }
  return g_steal_pointer (&words);
}

/* All texts of a record that are in the index, one after the other; NULL without an error where
 * there is no such record */
static char *
read_text (LerenStore *self, const LerenStoreTable *table, gint64 rowid, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1");
  LerenStatement *statement;
  GString *text = NULL;
  LerenStep result;

  for (guint i = 0; i < table->declaration->n_fields; i++)
    if ((table->declaration->fields[i]->flags & LEREN_FIELD_FULLTEXT) != 0)
      {
        g_string_append (sql, ", ");
        _leren_append_identifier (sql, table->declaration->fields[i]->name);
      }
  g_string_append (sql, " FROM ");
  _leren_append_identifier (sql, table->declaration->name);
  g_string_append (sql, " WHERE _rowid_ = ?1");
  statement = _leren_store_prepare (self, _ ("compare texts"), sql->str, error);
  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    {
      text = g_string_new (NULL);
      for (int i = 1; i < _leren_statement_get_n_columns (statement); i++)
        if (_leren_statement_get_text (statement, i) != NULL)
          g_string_append_printf (text, "%s\n", _leren_statement_get_text (statement, i));
    }
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("compare texts"), error);
  _leren_statement_free (statement);
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* a word as the index has it holds letters and digits alone, so nothing in quotes is an operator */
static char *
quote_term (const char *term)
{
  return g_strconcat ("\"", term, "\"", NULL);
}

static gboolean
count_records (LerenStore *self, LerenConnection *db, const char *index, GPtrArray *words,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM %s WHERE %s MATCH ?1", index, index);
  LerenStatement *statement = prepare (self, db, sql, error);
  gboolean counted = statement != NULL;

  for (guint i = 0; counted && i < words->len; i++)
    {
      Word *word = g_ptr_array_index (words, i);
      g_autofree char *expression = quote_term (word->term);

      counted = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (!counted)
        break;
      _leren_statement_bind_text (statement, 1, expression, -1);
      counted = _leren_statement_step (statement) == LEREN_STEP_ROW;
      if (counted)
        word->n_with = _leren_statement_get_integer (statement, 0);
      else
        _leren_store_set_error (self, db, _ ("compare texts"), error);
      _leren_statement_reset (statement);
    }
  _leren_statement_free (statement);
  return counted;
}

static int
compare_telling (gconstpointer a, gconstpointer b)
{
  const Word *one = *(Word *const *) a, *other = *(Word *const *) b;
  const double telling = one->frequency * one->idf, others = other->frequency * other->idf;

  if (telling != others)
    return telling > others ? -1 : 1;
  return strcmp (one->term, other->term);
}

static void
drop_words (GPtrArray *words, gboolean (*drops) (const Word *word, gint64 limit), gint64 limit)
{
  for (guint i = words->len; i-- > 0;)
    if (drops (g_ptr_array_index (words, i), limit))
      g_ptr_array_remove_index (words, i);
}

/* a single letter is what an elision leaves of a word */
static gboolean
is_letter (const Word *word, gint64 limit)
{
  return g_utf8_strlen (word->term, -1) < limit;
}

static gboolean
is_too_rare (const Word *word, gint64 limit)
{
  return word->n_with < limit;
}

static gboolean
is_too_common (const Word *word, gint64 n_records)
{
  return 2 * word->n_with >= n_records;
}

static void
choose_words (GPtrArray *words, gint64 n_records, gint64 fewest)
{
  gboolean some_tell = FALSE;

  drop_words (words, is_too_rare, fewest);
  for (guint i = 0; i < words->len; i++)
    some_tell = some_tell || !is_too_common (g_ptr_array_index (words, i), n_records);
  if (some_tell)
    drop_words (words, is_too_common, n_records);
  for (guint i = 0; i < words->len; i++)
    {
      Word *word = g_ptr_array_index (words, i);

      word->idf = is_too_common (word, n_records)
                    ? LEAST_IDF
                    : log ((n_records - word->n_with + 0.5) / (word->n_with + 0.5));
    }
  g_ptr_array_sort (words, compare_telling);
  if (words->len > LEREN_MOST_TELLING_WORDS)
    g_ptr_array_set_size (words, LEREN_MOST_TELLING_WORDS);
}

static double
sum_idf (GPtrArray *words)
{
  double sum = 0;

  for (guint i = 0; i < words->len; i++)
    sum += ((const Word *) g_ptr_array_index (words, i))->idf;
  return sum;
}

/* Divides by @whole, or by what the record @own has, which is then taken out. */
static void
normalise (GArray *alike, gint64 own, double whole)
{
  guint n_kept = 0;

  for (guint i = 0; i < alike->len && own >= 0; i++)
    if (g_array_index (alike, LerenLikeText, i).rowid == own)
      whole = g_array_index (alike, LerenLikeText, i).likeness;
  for (guint i = 0; i < alike->len; i++)
    {
      LerenLikeText like = g_array_index (alike, LerenLikeText, i);

      if (like.rowid == own)
        continue;
      like.likeness = MIN (like.likeness / whole, 1);
      g_array_index (alike, LerenLikeText, n_kept++) = like;
    }
  g_array_set_size (alike, n_kept);
}

static gboolean
rank (LerenStore *self, LerenConnection *db, const char *index, GPtrArray *words, GArray *alike,
      GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT rowid, bm25 (%s) FROM %s WHERE %s MATCH ?1 ORDER BY rowid", index, index, index);
  g_autoptr (GString) expression = g_string_new (NULL);
  LerenStatement *statement = prepare (self, db, sql, error);
  gboolean cancelled = FALSE;
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *quoted = quote_term (((const Word *) g_ptr_array_index (words, i))->term);

      g_string_append_printf (expression, "%s%s", i > 0 ? " OR " : "", quoted);
    }
  _leren_statement_bind_text (statement, 1, expression->str, -1);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      /* bm25() is lower where more is alike */
      LerenLikeText like = { _leren_statement_get_integer (statement, 0),
                             -_leren_statement_get_real (statement, 1) };

      g_array_append_val (alike, like);
      if (alike->len % ROWS_BETWEEN_LOOKS == 0)
        cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      if (cancelled)
        break;
    }
  if (!cancelled && result != LEREN_STEP_DONE)
    _leren_store_set_error (self, db, _ ("compare texts"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE;
}

static void
keep_words (LerenLikeTexts *texts, GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      Word *word = g_ptr_array_index (words, i);

      g_hash_table_insert (texts->terms, g_strdup (word->term), GUINT_TO_POINTER (i + 1));
      g_ptr_array_add (texts->words, g_steal_pointer (&word->word));
    }
}

/* The connection that has the index of a table; NULL with an error */
static LerenConnection *
index_of (LerenStore *self, LerenStoreTable *table, LerenLikeTexts *texts,
          GCancellable *cancellable, GError **error)
{
  if (!self->on_server)
    return _leren_text_index_ready (self, table, error) ? self->db : NULL;
  texts->index = _leren_text_index_copy (self, table, cancellable, error);
  return texts->index;
}

static gboolean
find_like (LerenStore *self, LerenStoreTable *table, const char *text, gint64 own,
           LerenLikeTexts *texts, GCancellable *cancellable, GError **error)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *count_sql = g_strdup_printf ("SELECT count(*) FROM %s", name);
  g_autoptr (GPtrArray) words = NULL;
  LerenConnection *db = index_of (self, table, texts, cancellable, error);
  gint64 n_records;

  if (db == NULL)
    return FALSE;
  words = cut_text (self, db, text, error);
  if (words == NULL)
    return FALSE;
  drop_words (words, is_letter, 2);
  if (!_leren_store_read_integer (self, _ ("compare texts"), count_sql, &n_records, error) ||
      !count_records (self, db, index, words, cancellable, error))
    return FALSE;
  choose_words (words, n_records, own >= 0 ? 2 : 1);
  if (words->len > 0 && !rank (self, db, index, words, texts->alike, cancellable, error))
    return FALSE;
  normalise (texts->alike, own, sum_idf (words));
  keep_words (texts, words);
  return TRUE;
}

gboolean
_leren_store_find_like_texts (LerenStore *self, const char *record_type, const char *text,
                              gint64 rowid, LerenLikeTexts *texts, GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *own_text = NULL;
  LerenStoreTable *table;
  GError *local_error = NULL;

  texts->alike = g_array_new (FALSE, FALSE, sizeof (LerenLikeText));
  texts->words = g_ptr_array_new_with_free_func (g_free);
  texts->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !begin (self, error))
    return FALSE;
  table = _leren_store_find_table (self, record_type);
  if (table != NULL && table->has_text)
    {
      if (text == NULL)
        text = own_text = read_text (self, table, rowid, &local_error);
      if (text != NULL)
        find_like (self, table, text, rowid, texts, cancellable, &local_error);
    }
  end (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

char **
_leren_store_list_like_words (LerenStore *self, const char *record_type, gint64 rowid,
                              const LerenLikeTexts *texts, GError **error)
{
  g_autofree gboolean *has = g_new0 (gboolean, texts->words->len + 1);
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *text = NULL;
  GPtrArray *shared;
  LerenStoreTable *table;
  GError *local_error = NULL;

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  table = _leren_store_find_table (self, record_type);
  if (table != NULL && texts->words->len > 0)
    text = read_text (self, table, rowid, &local_error);
  if (text != NULL)
    words = cut_text (self, texts->index != NULL ? texts->index : self->db, text, &local_error);
  _leren_store_unlock (self);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  for (guint i = 0; words != NULL && i < words->len; i++)
    has[GPOINTER_TO_UINT (g_hash_table_lookup (
      texts->terms, ((const Word *) g_ptr_array_index (words, i))->term))] = TRUE;
  shared = g_ptr_array_new ();
  for (guint i = 0; i < texts->words->len; i++)
    if (has[i + 1])
      g_ptr_array_add (shared, g_strdup (g_ptr_array_index (texts->words, i)));
  g_ptr_array_add (shared, NULL);
  return (char **) g_ptr_array_free (shared, FALSE);
}

void
_leren_like_texts_clear (LerenLikeTexts *self)
{
  g_clear_pointer (&self->alike, g_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->terms, g_hash_table_unref);
  g_clear_pointer (&self->index, _leren_connection_close);
}
