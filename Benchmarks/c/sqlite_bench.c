/*
 * SQLite as what many would reach for: one table of events in a file, with the obvious schema and the same indexes.
 * WAL and synchronous=FULL, so that a commit is durable as a ledger's is. The JSON is that of a
 * ledger of ClaimLedger; what its header holds beside it stands in columns here.
 */
#include "common.h"
#include "donor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
    "usage: sqlite_bench append --from LEDGER --to FILE --count N --clients N   each event durable; group commit\n"
    "       sqlite_bench bulk --from LEDGER --to FILE --batch N [--count N]     a commit per batch\n"
    "Events go in from the one behind the last that the file holds.\n";

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS events ("
    " sequence INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,"
    " source TEXT NOT NULL, id TEXT NOT NULL, type INTEGER NOT NULL, time INTEGER NOT NULL, data BLOB NOT NULL,"
    " UNIQUE (stream, version), UNIQUE (source, id))";

struct target {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *commit;
    const struct donor *donor;
};

static void require(struct target *target, int code, int expected, const char *what)
{
    if (code != expected)
        fail(what, sqlite3_errmsg(target->db));
}

static void execute(struct target *target, const char *statement)
{
    require(target, sqlite3_exec(target->db, statement, NULL, NULL, NULL), SQLITE_OK, statement);
}

static sqlite3_stmt *prepare(struct target *target, const char *text)
{
    sqlite3_stmt *statement;
    require(target, sqlite3_prepare_v2(target->db, text, -1, &statement, NULL), SQLITE_OK, text);
    return statement;
}

static void open_target(struct target *target, const char *path)
{
    require(target, sqlite3_open(path, &target->db), SQLITE_OK, path);
    execute(target, "PRAGMA journal_mode=WAL");
    execute(target, "PRAGMA synchronous=FULL");
    execute(target, "PRAGMA cache_size=-262144");
    execute(target, schema);
    target->begin = prepare(target, "BEGIN IMMEDIATE");
    target->insert = prepare(target, "INSERT INTO events VALUES (?,?,?,?,?,?,?,?)");
    target->commit = prepare(target, "COMMIT");
}

static uint64_t last_sequence(struct target *target)
{
    sqlite3_stmt *statement = prepare(target, "SELECT coalesce(max(sequence), 0) FROM events");
    require(target, sqlite3_step(statement), SQLITE_ROW, "last sequence");
    uint64_t sequence = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return sequence;
}

static void step(struct target *target, sqlite3_stmt *statement, const char *what)
{
    require(target, sqlite3_step(statement), SQLITE_DONE, what);
    sqlite3_reset(statement);
}

static void bind_text(sqlite3_stmt *statement, int place, const uint8_t *start, size_t size)
{
    sqlite3_bind_text(statement, place, (const char *)start, (int)size, SQLITE_STATIC);
}

static void insert(struct target *target, const struct event *event)
{
    sqlite3_stmt *statement = target->insert;
    const uint8_t *identity = event->identity.start;
    uint32_t source = (uint32_t)identity[2] << 8 | identity[3];
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)event->sequence);
    bind_text(statement, 2, event->stream_key.start, event->stream_key.size);
    sqlite3_bind_int64(statement, 3, event->version);
    bind_text(statement, 4, target->donor->sources[source].start, target->donor->sources[source].size);
    bind_text(statement, 5, identity + SOURCE_NUMBER_SIZE, event->identity.size - SOURCE_NUMBER_SIZE);
    sqlite3_bind_int64(statement, 6, event->fact);
    sqlite3_bind_int64(statement, 7, event->time);
    sqlite3_bind_blob(
        statement, 8, event->record.start + HEADER_SIZE, (int)(event->record.size - HEADER_SIZE), SQLITE_STATIC);
    step(target, statement, "INSERT");
}

static void commit_range(void *context, size_t first, size_t count)
{
    struct target *target = context;
    step(target, target->begin, "BEGIN");
    for (size_t i = 0; i < count; i++)
        insert(target, &target->donor->events[first + i]);
    step(target, target->commit, "COMMIT");
}

static void append(struct target *target, int argc, char **argv)
{
    size_t count = number_option(argc, argv, "count", NULL), clients = number_option(argc, argv, "clients", "1");
    uint64_t last = last_sequence(target);
    target->donor = load_donor(option(argc, argv, "from", NULL), last + 1, count);
    double seconds = run_clients(clients, count, commit_range, target);
    printf("{\"before\":%llu,\"events\":%zu,\"seconds\":%.9f}\n", (unsigned long long)last, count, seconds);
}

static void bulk(struct target *target, int argc, char **argv)
{
    size_t batch = number_option(argc, argv, "batch", "10000"), count = number_option(argc, argv, "count", "0");
    target->donor = load_donor(option(argc, argv, "from", NULL), last_sequence(target) + 1, count);
    size_t total = target->donor->count;
    double start = now();
    for (size_t first = 0; first < total; first += batch)
        commit_range(target, first, total - first < batch ? total - first : batch);
    double seconds = now() - start;
    printf("{\"events\":%zu,\"seconds\":%.9f}\n", total, seconds);
}

int main(int argc, char **argv)
{
    int appends = argc > 1 && strcmp(argv[1], "append") == 0;
    if (!appends && (argc < 2 || strcmp(argv[1], "bulk") != 0)) {
        fputs(usage, stderr);
        return 64;
    }
    struct target target;
    open_target(&target, option(argc, argv, "to", NULL));
    if (appends)
        append(&target, argc, argv);
    else
        bulk(&target, argc, argv);
    sqlite3_finalize(target.begin);
    sqlite3_finalize(target.insert);
    sqlite3_finalize(target.commit);
    sqlite3_close(target.db);
    return 0;
}
