/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-record-private.h"
#include "store/leren-store-private.h"

G_BEGIN_DECLS

/* What the files of this room share. */

/* Whether a table has a text index: asked of the file once, and again when another program wrote to it */
typedef enum {
  LEREN_TEXT_INDEX_UNKNOWN,
  LEREN_TEXT_INDEX_ABSENT,
  LEREN_TEXT_INDEX_PRESENT,
} LerenTextIndex;

/* One record type's table, with the statements that are used again and again. */
typedef struct {
  const LerenDeclaration *declaration;
  char *columns; /* "id", "created", ... "numbers_as_given", "_revision" */
  LerenStatement *insert;
  LerenStatement *update, *update_of_owner;
  LerenStatement *select, *select_of_owner;
  LerenStatement *delete;
  gboolean has_text;
  LerenTextIndex text_index;
  gboolean own_index_outdated; /* that in memory, or it was not built yet */
} LerenStoreTable;

struct _LerenStore {
  GObject parent_instance;

  char *location;        /* to show: without a password */
  char *given;           /* as it was given, with one perhaps */
  char *reader;          /* the participant as whom it is open; NULL: without restriction */
  GRefString *place;     /* the file itself, by whatever path it was opened */
  GMainContext *context; /* where the change signal is emitted, by this thread */
  GThread *thread;
  GRecMutex lock;
  guint depth;         /* how often the thread that holds the lock has taken it */
  LerenConnection *db; /* NULL once closed */
  gboolean read_only;
  gboolean found_damaged; /* on the way: it is not written any more */
  gboolean damaged;       /* opened to read what can be read of it */
  GPtrArray *losses;      /* of char *: what cannot */
  gboolean in_memory;
  gboolean on_server;
  gboolean by_login; /* of a participant: the server knows who reads */
  LerenTheory *theory;
  GPtrArray *old_theories; /* were given out, and what they hold with them */
  GPtrArray *tables;       /* of LerenStoreTable */
  GHashTable *tables_by_name;
  /* The types in tables, by name, under a lock that nobody holds for long: who makes a query does
   * not wait for who is reading the store */
  GHashTable *declarations;
  GMutex declarations_lock;
  GAsyncQueue *waiting_saves; /* of GTask, as they were asked for */
  GHashTable *statements;     /* of SQL to statements that are lent and given back */
  gint64
    last_taken; /* the highest row number, known from the first save of a transaction to its end; or 0 */
  GHashTable *kept_references; /* of a record that a reader saves, as it was */
  gint64 owned_row;            /* whose owner was looked up last; the owner, or NULL */
  char *row_owner;
  LerenStatement *find_any; /* the same, of all records, whoever reads */
  LerenStatement *find_id;  /* which table has this id: rebuilt when a table is added */
  LerenStatement *last_row; /* the highest rowid of all tables */
  LerenStatement *note;     /* an entry for the journal */
  struct _LerenTransaction *transaction; /* weak; NULL outside of one */
  GPtrArray *pending_changes;            /* of LerenPendingChange, until the transaction ends */
  GHashTable
    *found_references; /* the type by id of what the transaction found, and that stays there */
  gint64 n_pending_references;    /* those of the transaction, in temp.pending_reference */
  LerenFate *fate;                /* of the transaction under way; NULL outside of one */
  gint64 first_noted;             /* its first entry in the journal, or 0 */
  gint64 last_noted;              /* the last one of what is under way, or 0 */
  gint64 noted_before;            /* the same, when the step began */
  gboolean by_chance;             /* the step failed because of what others did: see the driver */
  gboolean reading;               /* a transaction in which nothing can be written */
  struct _LerenStoreWatch *watch; /* of other programs' changes; NULL: not watched */
  gboolean importing;             /* the bulk path has a transaction of its own */
  gboolean schema_touched;        /* since the last commit: a roll-back must read the schema anew */
  gboolean theory_touched;        /* and the frameworks */
  LerenStatement *data_version;   /* goes up when another connection commits */
  gint64 seen_version;
  gboolean auditing; /* who reads is written down */
  GPtrArray
    *reads; /* in the transaction under way: they were read whatever becomes of it; or NULL */
  LerenConnection *audit_db; /* on a server: for entries that outlive what is under way; or NULL */
  struct _LerenAuditOwed *owed; /* an entry for what an error on its way tells; or NULL */
  gint64 looked_at;  /* when a login said last that it reads, in microseconds of the clock; or 0 */
  char *fingerprint; /* of the record types and frameworks, as they were read last */
};

#define LEREN_COLUMN_UNKNOWN "unknown_members"
#define LEREN_COLUMN_AS_GIVEN "numbers_as_given"
#define LEREN_COLUMN_REVISION "_revision"
#define LEREN_N_HIDDEN_COLUMNS 3
/* where the engine's keys begin with the owner; not among table->columns */
#define LEREN_COLUMN_OWNER "_owner"

void _leren_store_table_free (LerenStoreTable *table);

/* leren-store-schema.c */
gboolean _leren_store_make_schema (LerenStore *self, GError **error);
gboolean _leren_store_load_schema (LerenStore *self, GError **error);
/* NULL without an error where the type has no table and @make is FALSE */
LerenStoreTable *_leren_store_ensure_table (LerenStore *self, const LerenDeclaration *declaration,
                                            GError **error);
LerenStoreTable *_leren_store_find_table (LerenStore *self, const char *record_type);
/* whether there is something in its records to search for words */
gboolean _leren_declaration_has_text (const LerenDeclaration *declaration);
/* The type as it is kept here, or else as this program knows it; NULL with an error where the store
 * is closed, without one where there is none. The store need not be locked. */
const LerenDeclaration *_leren_store_find_declaration (LerenStore *self, const char *record_type,
                                                       GError **error);
/* after a roll-back: tables and frameworks are as the file has them */
void _leren_store_reload_schema (LerenStore *self);
/* reads types and frameworks anew where another program added some */
gboolean _leren_store_refresh (LerenStore *self, GError **error);
void _leren_store_forget_statements (LerenStore *self);
/* whether values of one can be read as the other */
gboolean _leren_store_same_kind (const LerenField *field, const LerenField *kept);
char *_leren_store_create_table_sql (const LerenDeclaration *declaration);
char *_leren_store_create_index_sql (const LerenDeclaration *declaration);
char *_leren_quote_identifier (const char *name);
/* as a text in SQL, with its quotes */
char *_leren_quote_literal (const char *text);

/* leren-store-sight.c */

/* From here on the names of tables stand for what the reader may see of them. Again after types were
 * added; without a reader nothing is done. */
gboolean _leren_store_restrict (LerenStore *self, LerenConnection *db, GError **error);
/* whether the reader may see a row; with no error a row that is not there cannot be seen */
gboolean _leren_store_can_see (LerenStore *self, const char *record_type, gint64 rowid,
                               gboolean *can, GError **error);
/* whether the reader might see a record that said @json, as it belongs today */
gboolean _leren_store_could_see (LerenStore *self, const char *record_type, const char *json,
                                 gboolean *could, GError **error);
/* FALSE with an error where there is a reader: @doing is for those who have no restriction */
gboolean _leren_store_refuse_reader (LerenStore *self, const char *doing, GError **error);

/* What goes after FROM to have at least the record of a table whose id is bound to @place, where the reader
 * may see it; who asks says again which id it is */
char *_leren_store_id_source (LerenStore *self, const char *record_type, guint place);
/* What goes after FROM to have the row ?1 of a table, where the reader may see it */
char *_leren_store_row_source (LerenStore *self, const char *record_type);

/* leren-admission.c */
/* On a server, until the transaction ends: what is made belongs to who owns the rest. */
gboolean _leren_store_become_owner (LerenStore *self, const char *doing, GError **error);
/* after types were added: logins of participants find them too; on a file there is nothing to do */
gboolean _leren_store_renew_sight (LerenStore *self, GError **error);

/* leren-store-reader.c */
/* whether that can be a participant at all: what is no text goes into no statement */
gboolean _leren_store_check_name (LerenStore *self, GError **error);
/* whether the participant as whom it is open is there */
gboolean _leren_store_check_reader (LerenStore *self, GError **error);
/* What a reader wants to save, before it is written, and after: @type and @rowid are of the record
 * that is there, @type is NULL where there is none. */
gboolean _leren_reader_check_before (LerenStore *self, const char *type, const LerenRow *row,
                                     gint64 rowid, GError **error);
/* whether the record that is being saved named it before, and so knows of it */
gboolean _leren_reader_keeps_reference (LerenStore *self, const LerenField *field, const char *id,
                                        gsize length);
gboolean _leren_reader_check_after (LerenStore *self, const LerenRow *row, gint64 rowid,
                                    GError **error);
gboolean _leren_reader_check_delete (LerenStore *self, const char *record_type, const char *id,
                                     gint64 rowid, GError **error);

/* for a new store, and for one from before there was a journal */
gboolean _leren_store_make_journal (LerenStore *self, GError **error);
/* a value of "store_info"; NULL where there is none */
char *_leren_store_read_info (LerenStore *self, const char *name);

/* leren-store-journal.c */

/* What is written into the journal, in the transaction that does it. */
typedef struct {
  LerenChange change;
  const char *at;
  const char *type;
  const char *id;
  gsize id_length;
  gint64 before;   /* the revision that was there, or 0 */
  const char *old; /* what was there, or NULL */
  gsize old_length;
  const char *who; /* NULL: the participant as whom the store is open */
} LerenJournalNote;

/* @number: that of the entry */
gboolean _leren_journal_write (LerenStore *self, const LerenJournalNote *note, gint64 *number,
                               GError **error);
/* The same for each row of @cells, whose first column is the id, where the engine reads cells; @first: the number
 * of the first entry, after which the others go on */
gboolean _leren_journal_write_cells (LerenStore *self, const LerenJournalNote *note,
                                     const LerenCells *cells, gint64 *first, GError **error);
/* the word for a change in the journal, and back; FALSE where there is no such word */
const char *_leren_change_to_word (LerenChange change);
gboolean _leren_change_from_word (const char *word, LerenChange *change);
/* the time that changes are noted with, where they bring none along */
char *_leren_journal_now (void);

/* leren-admission.c */
/* FALSE with an error where a role of the server is let in as the participant */
gboolean _leren_store_refuse_admitted (LerenStore *self, const char *participant, GError **error);

/* leren-store-sql.c */
gboolean _leren_store_execute (LerenStore *self, const char *doing, const char *sql,
                               GError **error);
LerenStatement *_leren_store_prepare (LerenStore *self, const char *doing, const char *sql,
                                      GError **error);
LerenStatement *_leren_store_prepare_for (LerenStore *self, const char *doing, const char *sql,
                                          LerenPrepare use, GError **error);
/* A statement that was prepared before, or is now. It is given back, not finalized. */
LerenStatement *_leren_store_borrow (LerenStore *self, const char *doing, const char *sql,
                                     GError **error);
void _leren_store_give_back (LerenStore *self, LerenStatement *statement);
/* Runs one that gives no rows, and gives it back. NULL: there is an error already */
gboolean _leren_store_run_lent (LerenStore *self, LerenStatement *statement, const char *doing,
                                GError **error);
/* Whether @sql, which is asked of the row number ?1, finds something; FALSE where it cannot be asked */
gboolean _leren_store_has_row (LerenStore *self, const char *sql, gint64 rowid, gboolean *has,
                               GError **error);
gint64 _leren_store_query_integer (LerenStore *self, const char *sql);
gboolean _leren_store_read_integer (LerenStore *self, const char *doing, const char *sql,
                                    gint64 *value, GError **error);
/* FALSE with LEREN_ERROR_UNSUPPORTED for a store on a server, which has something else for it */
gboolean _leren_store_must_be_file (LerenStore *self, const char *doing, const char *instead,
                                    GError **error);
/* FALSE with LEREN_ERROR_STATE, where a transaction is in the way */
gboolean _leren_store_set_under_way (LerenStore *self, GError **error);
gboolean _leren_store_catch_up (LerenStore *self, GError **error);
gboolean _leren_store_begin_step (LerenStore *self, GError **error);
/* the same, outside of a transaction: nobody else writes until it is done */
gboolean _leren_store_begin_alone (LerenStore *self, GError **error);
gboolean _leren_store_end_step (LerenStore *self, gboolean done, GError **error);
/* Where the connection is lost meanwhile, it is found out whether it was kept; if so, that is success. */
gboolean _leren_store_commit (LerenStore *self, const char *doing, GError **error);
/* A step from its begin to its end. Where it fails by chance it is done again, a few times: then
 * @step finds all as it was before, and must itself be as it was. */
typedef gboolean (*LerenStoreStep) (LerenStore *self, gpointer data, GError **error);
gboolean _leren_store_take_step (LerenStore *self, LerenStoreStep step, gpointer data,
                                 GError **error);
void _leren_store_roll_back (LerenStore *self);

/* leren-store-rows.c */
typedef struct {
  const char *now; /* is put in as the time it was created or modified */
  gint64
    goes_on_from; /* the revision that must be there, or LEREN_REVISION_UNKNOWN for any or none */
  int stamped;    /* comes out: which time was put in, or -1 */
  LerenChange change; /* comes out */
} LerenPut;

/* A record that is new has the time it was made, unless it says another; one that is not, the time
 * it was changed. @stamped: which of them was put in, or -1 */
void _leren_row_stamp (LerenRow *row, gboolean is_new, const char *now, int *stamped);
/* Writes a row that was noted in the journal, and its place in the text index; nothing is checked. */
gboolean _leren_store_write_row (LerenStore *self, LerenStoreTable *table, gint64 rowid,
                                 const LerenRow *row, gboolean is_new, GError **error);
/* The row gets its revision. */
gboolean _leren_store_put_row (LerenStore *self, LerenStoreTable *table, LerenRow *row,
                               LerenPut *put, GError **error);
/* What a row has in a column, counted as table->columns names them from 0 on */
LerenCell _leren_row_get_kept (const LerenRow *row, guint column);
/* Binds the values of a row as table->columns names them, from place @first on. */
void _leren_store_bind_row (LerenStatement *statement, int first, const LerenRow *row);
LerenStatement *_leren_store_insert_statement (LerenStore *self, LerenStoreTable *table,
                                               GError **error);
/* @row_number in the table: the row comes with its cells, which live until the statement is reset */
LerenStatement *_leren_store_select_row (LerenStore *self, LerenStoreTable *table,
                                         gint64 row_number, LerenRow *row, GError **error);

/* leren-store-read.c */
/* The row a select over table->columns stands on; cells point into the statement. FALSE where a
 * column holds what it cannot. */
gboolean _leren_store_row_from_statement (LerenStore *self, LerenStatement *statement, int first,
                                          const LerenDeclaration *declaration, LerenRow *row,
                                          GError **error);
/* Whether what was kept is what a record may say */
gboolean _leren_store_row_is_sound (LerenStore *self, const LerenRow *row, GError **error);
LerenRecord *_leren_store_record_from_row (LerenStore *self, const LerenRow *row, GError **error);
/* The object stands for what was read. */
void _leren_store_set_read (LerenStore *self, LerenRecord *record, gint64 revision);

/* leren-store-ids.c */
/* @type: "case", or NULL where nothing has this id; "unknown_record" for those. FALSE where the
 * store could not be read. */
gboolean _leren_store_find_type (LerenStore *self, const char *id, gssize length, const char **type,
                                 gint64 *rowid, GError **error);

/* What must not happen to a record until the transaction ends: there may be others who write. */
typedef enum {
  LEREN_HOLD_NOT,
  LEREN_HOLD_TO_CHANGE, /* nobody else changes it: it is about to be saved */
  LEREN_HOLD,           /* it is not deleted: it is about to be named */
  LEREN_HOLD_ALONE,     /* nobody names it: it is about to be deleted */
} LerenHold;
gboolean _leren_store_hold_type (LerenStore *self, const char *id, gssize length, LerenHold hold,
                                 const char **type, gint64 *rowid, GError **error);
/* The same of all records, whoever reads: what is hidden has its id all the same */
gboolean _leren_store_find_any (LerenStore *self, const char *id, gssize length, LerenHold hold,
                                const char **type, gint64 *rowid, GError **error);
char *_leren_store_id_at (LerenStore *self, const char *record_type, gint64 rowid);
gboolean _leren_store_next_rowid (LerenStore *self, gint64 *rowid, GError **error);
/* within a transaction, where the engine does not number them: several, one after the other */
gboolean _leren_store_next_rowids (LerenStore *self, guint n_rows, gint64 *first, GError **error);

/* leren-store-owner.c */
/* Where the driver has owners: the owner of a record as SQL, whose values are bound from place
 * @first_place on, as _leren_store_bind_row() does. */
void _leren_store_append_owner (LerenStore *self, const LerenDeclaration *declaration,
                                guint first_place, GString *sql);
/* The same of a row: the practice that it names itself, which may be absent, and one after the other the
 * records that lead to it, NULL after the last; @at is 0 before the first. */
const LerenCell *_leren_row_get_owner (const LerenRow *row);
const LerenCell *_leren_row_next_way_to_owner (const LerenRow *row, guint *at);
/* Where keys begin with the owner, who names it along with a row has one piece of the table looked into:
 * that of the row that was found last, by the columns of a statement that stands on it. */
void _leren_store_note_owner (LerenStore *self, gint64 rowid, LerenStatement *statement,
                              int column);
/* NULL where it is not known; lives until another one is noted */
const char *_leren_store_get_row_owner (LerenStore *self, gint64 rowid);
/* It is another one by now. */
void _leren_store_forget_owner (LerenStore *self);
#define LEREN_AND_OWNER(place) " AND \"" LEREN_COLUMN_OWNER "\" = ?" place
/* The owners of rows from @first on that had none when they came, because what leads there came
 * later; of those with references that the transaction left open. TRUE where there is nothing to do. */
gboolean _leren_store_settle_owners (LerenStore *self, gint64 first, GError **error);
gboolean _leren_store_settle_pending_owners (LerenStore *self, GError **error);

/* leren-store-records.c */
/* Takes a row away whose going was noted in the journal, and its place in the text index. */
gboolean _leren_store_remove_row (LerenStore *self, const char *type, gint64 rowid, GError **error);

/* leren-store-conflict.c */
/* LEREN_ERROR_CONFLICT, which says who changed what since @base, and what @row says there; @there is what
 * is in the store as JSON, NULL where it is gone. Gives FALSE. */
gboolean _leren_store_set_conflict (LerenStore *self, const LerenRow *row, gint64 base,
                                    gint64 revision, const char *there, GError **error);

/* leren-store-references.c */
gboolean _leren_store_check_references (LerenStore *self, const LerenRow *row, gboolean deferred,
                                        GError **error);
gboolean _leren_store_check_chains (LerenStore *self, const LerenRow *row, GError **error);
/* the error of a record of which a chain comes back to itself */
void _leren_store_set_circle (LerenStore *self, const LerenStoreTable *table,
                              const LerenField *field, gint64 rowid, GError **error);
gboolean _leren_store_check_chain (LerenStore *self, const LerenDeclaration *declaration,
                                   const LerenField *field, const char *id, gssize length,
                                   GError **error);
/* when something is deleted, and when a transaction ends or goes back */
void _leren_store_forget_references (LerenStore *self);
gboolean _leren_store_check_pending_references (LerenStore *self, GError **error);
gboolean _leren_store_check_not_referenced (LerenStore *self, const char *type, const char *id,
                                            GError **error);

/* leren-store-meaning.c */

/* Told of a record at fault; FALSE to stop there, and then @why has become its own. */
typedef gboolean (*LerenMeaningFault) (LerenStore *self, const LerenDeclaration *declaration,
                                       gint64 rowid, GError *why, gpointer data);
typedef struct {
  gint64 first, last;      /* row numbers */
  const char *record_type; /* only these, or NULL */
  gboolean each;           /* tell of every record at fault, not of the first of each kind */
  LerenMeaningFault fault;
  gpointer data;
  const char *base;  /* what goes before the names of tables; NULL: nothing */
  const char *owner; /* of the rows, where it is known; or NULL */
} LerenMeaningCheck;

/* What a record says must fit what it refers to: forms and mode, stage and protocol, frameworks.
 * FALSE with an error where the store could not be read; faults are told of. */
gboolean _leren_store_check_meaning (LerenStore *self, const LerenMeaningCheck *check,
                                     GError **error);
/* One record that was saved, and those that refer to it where @dependants; @owner may be NULL */
gboolean _leren_store_check_meaning_of (LerenStore *self, const LerenRow *row, gint64 rowid,
                                        const char *owner, gboolean dependants, GError **error);

/* leren-text-index.c */

/* how texts are cut into words: as FTS5 is told, and as its tokenizer is asked for */
#define LEREN_TEXT_TOKENIZER "unicode61"
#define LEREN_TEXT_DIACRITICS "remove_diacritics"
#define LEREN_TEXT_TOKENIZE LEREN_TEXT_TOKENIZER " " LEREN_TEXT_DIACRITICS " 2"
#define LEREN_TEXT_TOKENIZER_ARGUMENTS                                                             \
  {                                                                                                \
    LEREN_TEXT_DIACRITICS, "2"                                                                     \
  }

void _leren_text_index_forget (LerenStore *self);
gboolean _leren_text_index_exists (LerenStore *self, LerenStoreTable *table);
/* for a search: built where there is none yet */
gboolean _leren_text_index_ready (LerenStore *self, LerenStoreTable *table, GError **error);
/* after what may have changed the texts, or who may read them */
void _leren_text_index_outdate (LerenStore *self);
gboolean _leren_text_index_add (LerenStore *self, const LerenStoreTable *table, gint64 rowid,
                                GError **error);
gboolean _leren_text_index_remove (LerenStore *self, const LerenStoreTable *table, gint64 rowid,
                                   GError **error);
gboolean _leren_text_index_drop_all (LerenStore *self, GError **error);
/* " WHERE ..." of a query whose table is t, and by what to order it: the words sought are at @place */
void _leren_text_index_append_match (LerenStore *self, const LerenStoreTable *table, guint place,
                                     GString *sql);
void _leren_text_index_append_rank (LerenStore *self, const LerenStoreTable *table, guint place,
                                    GString *sql);
/* the table to match against, quoted */
char *_leren_text_index_name (LerenStore *self, const LerenStoreTable *table);
/* An index by itself, in memory, as a file would have it, of what whoever reads may see: for a store whose
 * engine has another one. Within _leren_store_begin_reading(). */
LerenConnection *_leren_text_index_copy (LerenStore *self, LerenStoreTable *table,
                                         GCancellable *cancellable, GError **error);
/* each word as an FTS5 string, so that nothing in it is an operator; NULL where there is none */
char *_leren_text_index_expression (const char *words);

/* leren-store-watch.c: which entries of the journal are this store's own */
typedef struct _LerenStoreWatch LerenStoreWatch;

void _leren_store_watch_note_own (LerenStore *self, gint64 number);
void _leren_store_watch_begin_step (LerenStore *self);
void _leren_store_watch_undo_step (LerenStore *self);
/* of a transaction, or a step outside of one */
void _leren_store_watch_end (LerenStore *self, gboolean kept);
void _leren_store_end_watch (LerenStore *self);

/* leren-store-changes.c */
void _leren_store_note_change (LerenStore *self, LerenChange change, const char *record_type,
                               const char *id);
/* gives the connection back, and tells what was committed */
void _leren_store_unlock_and_emit (LerenStore *self);
void _leren_store_drop_changes (LerenStore *self);

G_END_DECLS
