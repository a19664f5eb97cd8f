/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-open-private.h"

#include "store/leren-postgres-private.h"
#include "store/leren-server-location-private.h"
#include "store/leren-sqlite-private.h"
#include "store/leren-store-migration-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
is_memory (const char *location)
{
  return g_str_equal (location, ":memory:");
}

/* What is there, before SQLite touches it: it would take any empty file for its own. */
static gboolean
look (const char *location, LerenStoreFlags flags, gboolean *exists, GError **error)
{
  struct stat status;

  *exists = FALSE;
  if (is_memory (location))
    return TRUE;
  if (stat (location, &status) != 0)
    {
      if (errno != ENOENT)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND, _ ("cannot open %s: %s"),
                       location, g_strerror (errno));
          return FALSE;
        }
      if ((flags & (LEREN_STORE_FLAGS_EXISTING | LEREN_STORE_FLAGS_READ_ONLY |
                    LEREN_STORE_FLAGS_DAMAGED)) == 0)
        return TRUE;
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("cannot open %s: there is no such file; name a store, or make one first"),
                   location);
      return FALSE;
    }

  *exists = TRUE;
  if ((flags & LEREN_STORE_FLAGS_NEW) != 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("cannot make %s: it exists already; choose another name"), location);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_A_STORE,
                   _ ("cannot open %s: it is no file; name a file that leren made"), location);
      return FALSE;
    }
  if (status.st_size == 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_A_STORE,
                   _ ("cannot open %s: it is empty; remove it, or name a file that leren made"),
                   location);
      return FALSE;
    }
  return TRUE;
}

/* Case records are nobody else's business: a new file can be read by its owner alone. */
static gboolean
make_file (const char *location, GError **error)
{
  int descriptor = g_open (location, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600);

  if (descriptor >= 0)
    {
      close (descriptor);
      return TRUE;
    }
  g_set_error (error, LEREN_ERROR,
               errno == EROFS || errno == EACCES ? LEREN_ERROR_READ_ONLY
               : errno == ENOSPC                 ? LEREN_ERROR_FULL
               : errno == EEXIST                 ? LEREN_ERROR_EXISTS
                                                 : LEREN_ERROR_NOT_FOUND,
               _ ("cannot make %s: %s"), location, g_strerror (errno));
  return FALSE;
}

/* Committed writes can be lost in WAL mode by SQLite 3.7.0 to 3.51.2, save where the fix was
 * carried back (https://sqlite.org/wal.html, "the WAL-reset bug"). */
static gboolean
wal_is_safe (void)
{
  int version = sqlite3_libversion_number ();

  return version >= 3051003 || (version >= 3050007 && version < 3051000) ||
         (version >= 3044006 && version < 3045000);
}

static LerenConnection *
connect_to_file (LerenStore *self, gboolean read_only, GError **error)
{
  /* a path is a path, also where it begins with "file:" or ":" */
  g_autofree char *path = is_memory (self->location) || g_path_is_absolute (self->location)
                            ? g_strdup (self->location)
                            : g_strconcat ("./", self->location, NULL);

  /* what is damaged is never written */
  if (read_only && !self->damaged)
    _leren_sqlite_take_back (path);
  return _leren_sqlite_open (path, self->location, read_only, error);
}

LerenConnection *
_leren_store_connect (LerenStore *self, gboolean read_only, GError **error)
{
#ifdef LEREN_WITH_POSTGRESQL
  if (self->on_server)
    return _leren_postgres_open (self->given, self->location, read_only, error);
#endif
  return connect_to_file (self, read_only, error);
}
/* Is it ours, and not of a later version than this library? */
static gboolean
identify (LerenStore *self, GError **error)
{
  LerenStatement *statement;
  gint64 application, version;

  /* the first read tells whether it is a database at all, and whether it is whole */
  statement =
    _leren_store_prepare (self, _ ("open a store"), "SELECT count(*) FROM sqlite_master", error);
  if (statement == NULL)
    return FALSE;
  if (_leren_statement_step (statement) != LEREN_STEP_ROW)
    {
      _leren_store_set_error (self, self->db, _ ("open a store"), error);
      _leren_statement_free (statement);
      return FALSE;
    }
  _leren_statement_free (statement);

  if (!_leren_store_read_integer (self, _ ("open a store"), "PRAGMA application_id", &application,
                                  error) ||
      !_leren_store_read_integer (self, _ ("open a store"), "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != LEREN_APPLICATION_ID)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_NOT_A_STORE,
        _ ("cannot open %s: it is a database, but no store; name a file that leren made"),
        self->location);
      return FALSE;
    }
  return _leren_store_bring_to_version (self, version, error);
}

gboolean
_leren_store_bring_to_version (LerenStore *self, gint64 version, GError **error)
{
  if (version > LEREN_SCHEMA_VERSION)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NEWER,
                   _ ("cannot open %s: it has the form of version %" PRId64
                      ", and this leren knows up to %d; use a newer leren"),
                   self->location, version, LEREN_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < 1)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
                   _ ("cannot open %s: it says to be of version %" PRId64
                      ", which never was; restore it from a backup"),
                   self->location, version);
      return FALSE;
    }
  if (self->damaged)
    return TRUE;
  return _leren_store_migrate (self, &_leren_store_migrations[version - 1], version,
                               LEREN_SCHEMA_VERSION, error);
}

/* After it is known to be a store: the mode is kept in the file. */
static gboolean
set_journal (LerenStore *self, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (
    self, _ ("open a store"),
    wal_is_safe () ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE", error);
  const char *mode = NULL;
  gboolean safe;

  if (statement == NULL)
    return FALSE;
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    mode = _leren_statement_get_text (statement, 0);
  safe = mode != NULL && (wal_is_safe () || !g_str_equal (mode, "wal"));
  _leren_statement_free (statement);
  if (!safe)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_BUSY,
        _ ("cannot open %s: it must leave the WAL mode first, and another program has it "
           "open; close that and try again"),
        self->location);
      return FALSE;
    }
  /* FULL does not sync the folder after it removes the journal: where the power goes then, the
   * journal is there again, and takes back what was acknowledged */
  return _leren_store_execute (self, _ ("open a store"), "PRAGMA synchronous = EXTRA", error);
}

static gboolean
make_new (LerenStore *self, GError **error)
{
  if (!_leren_store_execute (self, _ ("make a store"), self->db->driver->begin_writing, error))
    return FALSE;
  if (_leren_store_execute (self, _ ("make a store"),
                            "PRAGMA application_id = " G_STRINGIFY (LEREN_APPLICATION_ID), error) &&
      _leren_store_make_schema (self, error) &&
      _leren_store_execute (self, _ ("make a store"), "COMMIT", error))
    return TRUE;
  if (_leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  return FALSE;
}

/* An engine may prepare a statement and say only then that there is no such column. The table itself is
 * asked: to plan what a reader sees of it would take a server longer than all the rest. */
static gboolean
check_table (LerenStore *self, const char *table, const char *columns, GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s LIMIT 0", columns, name);
  g_autoptr (GError) why = NULL;
  LerenStatement *statement = _leren_store_prepare (self, _ ("open a store"), sql, &why);
  LerenStep result = statement != NULL ? _leren_statement_step (statement) : LEREN_STEP_FAILED;

  if (statement != NULL && result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("open a store"), &why);
  _leren_statement_free (statement);
  if (result != LEREN_STEP_FAILED)
    return TRUE;
  if (g_error_matches (why, LEREN_ERROR, LEREN_ERROR_UNREACHABLE))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
               _ ("cannot open %s: its table “%s” is not as a store has it (%s); restore it "
                  "from a backup"),
               self->location, table, why->message);
  return FALSE;
}

/* All tables of the library must be there: without one, every later question would fail half-way. */
gboolean
_leren_store_check_tables (LerenStore *self, GError **error)
{
  static const struct {
    const char *name, *columns;
  } others[] = {
    { "unknown_record", "\"id\", \"type\", \"json\", \"" LEREN_COLUMN_REVISION "\"" },
    { "journal", "\"number\", \"at\", \"who\", \"change\", \"type\", \"id\", \"before\", \"old\","
                 " \"first_row\", \"last_row\"" },
    { "store_info", "\"name\", \"value\"" },
  };

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      if (!check_table (self, table->declaration->name, table->columns, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (!check_table (self, others[i].name, others[i].columns, error))
      return FALSE;
  return TRUE;
}

void
_leren_store_set_patience (LerenStore *self, guint milliseconds)
{
  self->db->driver->set_patience (self->db, milliseconds);
}

/* A store in memory is one of its own. SQLite knows the file by its full path, links followed; and
 * another store that was put there is another place. */
static GRefString *
place_of (LerenStore *self)
{
  static guint in_memory;
  g_autofree char *origin = NULL;
  g_autofree char *own = NULL;

  if (self->in_memory)
    own = g_strdup_printf (":memory: %u", (guint) g_atomic_int_add (&in_memory, 1));
  else
    {
      origin = _leren_store_read_info (self, "origin");
      own = g_strconcat (sqlite3_db_filename (_leren_sqlite_get_handle (self->db), "main"), "\n",
                         origin, NULL);
    }
  return g_ref_string_new_intern (own);
}

gboolean
_leren_store_open_file (LerenStore *self, LerenStoreFlags flags, GError **error)
{
  gboolean exists, made = FALSE, ready;

  if (_leren_is_server_location (self->given))
    {
#ifdef LEREN_WITH_POSTGRESQL
      return _leren_store_open_on_server (self, flags, error);
#else
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("cannot open %s: this leren was built without PostgreSQL and keeps stores in "
                      "files; name a path"),
                   self->location);
      return FALSE;
#endif
    }
  if (!look (self->location, flags, &exists, error))
    return FALSE;

  self->in_memory = is_memory (self->location);
  self->damaged = (flags & LEREN_STORE_FLAGS_DAMAGED) != 0 && !self->in_memory;
  self->read_only =
    self->damaged || ((flags & LEREN_STORE_FLAGS_READ_ONLY) != 0 && !self->in_memory);
  if (!exists && !self->in_memory)
    {
      if (!make_file (self->location, error))
        return FALSE;
      made = TRUE;
    }

  self->db = _leren_store_connect (self, self->read_only, error);
  ready = self->db != NULL;
  /* what the user may not write can be read all the same */
  if (ready && sqlite3_db_readonly (_leren_sqlite_get_handle (self->db), "main") == 1)
    self->read_only = TRUE;
  if (ready && exists)
    ready = identify (self, error);
  if (ready && !self->read_only)
    ready = set_journal (self, error);
  if (ready && !exists)
    ready = make_new (self, error);
  if (ready)
    ready = _leren_store_load_schema (self, error) &&
            (self->damaged || _leren_store_check_tables (self, error));
  if (ready)
    self->place = place_of (self);
  else if (made)
    g_unlink (self->location);
  return ready;
}
