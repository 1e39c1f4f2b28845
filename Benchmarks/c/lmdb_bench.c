/*
 * The limit: a plain C loop over liblmdb that writes and reads the very bytes of a ledger of ClaimLedger.
 * It makes the same puts in the same tables, with the same syncs, and nothing else: no parsing, no checks, no hashing.
 * What it writes is a ledger that `ledger-replay verify` finds sound.
 */
#include "common.h"
#include "donor.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: lmdb_bench append --from LEDGER --to LEDGER --count N --clients N   each event durable; group commit\n"
    "       lmdb_bench bulk --from LEDGER --to LEDGER --batch N                 all events, a commit per batch\n"
    "       lmdb_bench scan --ledger LEDGER          reads one byte of every 64 of each record\n"
    "       lmdb_bench hash --ledger LEDGER          hashes the JSON of each record as a leaf of the tree\n"
    "       lmdb_bench hash-memory --ledger LEDGER --count N     the same with the events in memory\n"
    "`to` must hold the events before those it is given: an empty ledger, or a copy of `from` made earlier.\n";

struct head {
    uint8_t kind;
    uint32_t stream, version;
    uint64_t sequence;
};

struct target {
    MDB_env *env;
    MDB_dbi events, streams, heads, sources, identities, nodes, meta;
    uint8_t counters[4 * (STREAM_KINDS + 1)];
    const struct donor *donor;
    struct head *touched; /* room for the streams of one batch */
};

static MDB_dbi open_table(MDB_txn *txn, const char *name)
{
    MDB_dbi dbi;
    check(mdb_dbi_open(txn, name, 0, &dbi), name);
    return dbi;
}

static void put(MDB_txn *txn, MDB_dbi table, const void *key, size_t key_size, const void *value, size_t size,
                unsigned int flags)
{
    MDB_val at = {key_size, (void *)key}, what = {size, (void *)value};
    check(mdb_put(txn, table, &at, &what, flags), "mdb_put");
}

/* All sources at once, which the ledger makes one by one: there are a handful. */
static void put_sources(struct target *target, MDB_txn *txn)
{
    const struct donor *donor = target->donor;
    for (uint32_t number = 0; number < donor->source_count; number++) {
        uint8_t value[4] = {(uint8_t)number, (uint8_t)(number >> 8), 0, 0};
        put(txn, target->sources, donor->sources[number].start, donor->sources[number].size, value, sizeof value, 0);
    }
    target->counters[4 * STREAM_KINDS] = (uint8_t)donor->source_count;
}

static void open_target(struct target *target, const char *directory)
{
    MDB_txn *txn;
    target->env = open_ledger(directory, 0);
    check(mdb_txn_begin(target->env, NULL, 0, &txn), "mdb_txn_begin");
    target->events = open_table(txn, "events");
    target->streams = open_table(txn, "streams");
    target->heads = open_table(txn, "heads");
    target->sources = open_table(txn, "sources");
    target->identities = open_table(txn, "identities");
    target->nodes = open_table(txn, "nodes");
    target->meta = open_table(txn, "meta");
    MDB_val key = {8, "counters"}, value;
    check(mdb_get(txn, target->meta, &key, &value), "counters");
    memcpy(target->counters, value.mv_data, sizeof target->counters);
    check(mdb_txn_commit(txn), "mdb_txn_commit");
}

static void put_stream(struct target *target, MDB_txn *txn, const struct event *event)
{
    uint8_t index[4] = {(uint8_t)event->stream, (uint8_t)(event->stream >> 8), (uint8_t)(event->stream >> 16),
                        (uint8_t)(event->stream >> 24)};
    put(txn, target->streams, event->stream_key.start, event->stream_key.size, index, sizeof index, 0);
    uint32_t streams = event->stream + 1;
    memcpy(target->counters + 4 * (event->kind - 1), &streams, sizeof streams); /* little-endian, as the machine */
}

static void put_event(struct target *target, MDB_txn *txn, const struct event *event)
{
    uint8_t key[8];
    if (event->version == 1)
        put_stream(target, txn, event);
    put_big64(key, event->sequence);
    put(txn, target->events, key, sizeof key, event->record.start, event->record.size, MDB_APPEND);
    for (size_t node = 0; node < event->nodes; node++) {
        put_big64(key, event->first_node + node);
        put(txn, target->nodes, key, sizeof key, event->node_hashes + node * NODE_SIZE, NODE_SIZE, MDB_APPEND);
    }
    put(txn, target->identities, event->identity.start, event->identity.size, &event->sequence, 8, 0);
}

static int compare_heads(const void *left, const void *right)
{
    const struct head *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->stream != b->stream)
        return a->stream < b->stream ? -1 : 1;
    return a->sequence < b->sequence ? -1 : 1;
}

/* Each stream's head once a batch, in key order, as the ledger does it. */
static void put_heads(struct target *target, MDB_txn *txn, size_t first, size_t count)
{
    struct head *touched = target->touched;
    for (size_t i = 0; i < count; i++) {
        const struct event *event = &target->donor->events[first + i];
        touched[i] = (struct head){event->kind, event->stream, event->version, event->sequence};
    }
    qsort(touched, count, sizeof *touched, compare_heads);
    for (size_t i = 0; i < count; i++) {
        const struct head *head = &touched[i];
        if (i + 1 < count && touched[i + 1].stream == head->stream && touched[i + 1].kind == head->kind)
            continue;
        uint8_t key[5] = {head->kind, (uint8_t)(head->stream >> 24), (uint8_t)(head->stream >> 16),
                          (uint8_t)(head->stream >> 8), (uint8_t)head->stream};
        uint8_t value[12];
        memcpy(value, &head->version, 4);
        memcpy(value + 4, &head->sequence, 8);
        put(txn, target->heads, key, sizeof key, value, sizeof value, 0);
    }
}

static void commit_range(void *context, size_t first, size_t count)
{
    struct target *target = context;
    MDB_txn *txn;
    check(mdb_txn_begin(target->env, NULL, 0, &txn), "mdb_txn_begin");
    if (target->donor->events[first].sequence == 1)
        put_sources(target, txn);
    for (size_t i = 0; i < count; i++)
        put_event(target, txn, &target->donor->events[first + i]);
    put_heads(target, txn, first, count);
    put(txn, target->meta, "counters", 8, target->counters, sizeof target->counters, 0);
    check(mdb_txn_commit(txn), "mdb_txn_commit");
}

static void append(int argc, char **argv)
{
    size_t count = number_option(argc, argv, "count", NULL), clients = number_option(argc, argv, "clients", "1");
    struct target target;
    open_target(&target, option(argc, argv, "to", NULL));
    uint64_t head = ledger_head(target.env);
    target.donor = load_donor(option(argc, argv, "from", NULL), head + 1, count);
    target.touched = calloc(clients, sizeof *target.touched);
    double seconds = run_clients(clients, count, commit_range, &target);
    mdb_env_close(target.env);
    printf("{\"before\":%llu,\"events\":%zu,\"seconds\":%.9f}\n", (unsigned long long)head, count, seconds);
}

static void bulk(int argc, char **argv)
{
    size_t batch = number_option(argc, argv, "batch", "10000");
    struct target target;
    open_target(&target, option(argc, argv, "to", NULL));
    target.donor = load_donor(option(argc, argv, "from", NULL), ledger_head(target.env) + 1, 0);
    target.touched = calloc(batch, sizeof *target.touched);
    size_t total = target.donor->count;
    double start = now();
    for (size_t first = 0; first < total; first += batch)
        commit_range(&target, first, total - first < batch ? total - first : batch);
    double seconds = now() - start;
    mdb_env_close(target.env);
    printf("{\"events\":%zu,\"seconds\":%.9f}\n", total, seconds);
}

/* Calls a function with the record of every event. */
static size_t each_record(const char *directory, void (*take)(void *, const uint8_t *, size_t), void *context)
{
    MDB_env *env = open_ledger(directory, MDB_RDONLY);
    MDB_txn *txn;
    MDB_cursor *cursor;
    MDB_val key, value;
    size_t count = 0;
    check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "mdb_txn_begin");
    check(mdb_cursor_open(txn, open_table(txn, "events"), &cursor), "mdb_cursor_open");
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
        take(context, value.mv_data, value.mv_size);
        count++;
    }
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
    mdb_env_close(env);
    return count;
}

/* One byte of every line of the cache: what any reader must at least bring into the processor. */
static void touch(void *context, const uint8_t *record, size_t size)
{
    uint64_t *sum = context;
    for (size_t place = 0; place < size; place += 64)
        *sum += record[place];
}

static void scan(int argc, char **argv)
{
    uint64_t sum = 0;
    double start = now();
    size_t count = each_record(option(argc, argv, "ledger", NULL), touch, &sum);
    double seconds = now() - start;
    printf("{\"events\":%zu,\"sum\":%llu,\"seconds\":%.9f}\n", count, (unsigned long long)sum, seconds);
}

struct hashing {
    EVP_MD_CTX *context;
    const EVP_MD *sha256;
    uint64_t differing, sum;
};

static void leaf_hash(struct hashing *hashing, const uint8_t *json, size_t size, uint8_t *hash)
{
    static const uint8_t prefix = 0;
    EVP_DigestInit_ex(hashing->context, hashing->sha256, NULL);
    EVP_DigestUpdate(hashing->context, &prefix, 1);
    EVP_DigestUpdate(hashing->context, json, size);
    EVP_DigestFinal_ex(hashing->context, hash, NULL);
}

/* Hashes a record's JSON and compares it with the leaf hash in the record's header. */
static void compare_hash(void *context, const uint8_t *record, size_t size)
{
    struct hashing *hashing = context;
    uint8_t hash[32];
    leaf_hash(hashing, record + HEADER_SIZE, size - HEADER_SIZE, hash);
    hashing->sum += hash[0];
    if (memcmp(hash, record + HEADER_SIZE - 32, 32) != 0)
        hashing->differing++;
}

/* Fetched once: EVP_sha256() would look it up anew for each event. */
static struct hashing start_hashing(void)
{
    return (struct hashing){EVP_MD_CTX_new(), EVP_MD_fetch(NULL, "SHA256", NULL), 0, 0};
}

static void hash(int argc, char **argv)
{
    struct hashing hashing = start_hashing();
    double start = now();
    size_t count = each_record(option(argc, argv, "ledger", NULL), compare_hash, &hashing);
    double seconds = now() - start;
    printf("{\"events\":%zu,\"differing\":%llu,\"seconds\":%.9f}\n", count, (unsigned long long)hashing.differing,
           seconds);
}

static void hash_memory(int argc, char **argv)
{
    struct donor *donor =
        load_donor(option(argc, argv, "ledger", NULL), 1, number_option(argc, argv, "count", "10000"));
    struct hashing hashing = start_hashing();
    size_t bytes = 0;
    double start = now();
    for (size_t i = 0; i < donor->count; i++) {
        compare_hash(&hashing, donor->events[i].record.start, donor->events[i].record.size);
        bytes += donor->events[i].record.size - HEADER_SIZE + 1;
    }
    double seconds = now() - start;
    printf("{\"events\":%zu,\"bytes\":%zu,\"sumOfFirstBytes\":%llu,\"seconds\":%.9f}\n", donor->count, bytes,
           (unsigned long long)hashing.sum, seconds);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(int, char **);
    } commands[] = {
        {"append", append}, {"bulk", bulk}, {"scan", scan}, {"hash", hash}, {"hash-memory", hash_memory},
    };
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            commands[i].run(argc, argv);
            return 0;
        }
    fputs(usage, stderr);
    return 64;
}
