/* Events as a ledger of ClaimLedger stores them, read into memory: the bytes that every baseline writes. */
#include "donor.h"

#include "common.h"

#include <stdlib.h>
#include <string.h>

uint32_t little32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

uint64_t little64(const uint8_t *bytes)
{
    return (uint64_t)little32(bytes) | (uint64_t)little32(bytes + 4) << 32;
}

static uint64_t big64(const uint8_t *bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | bytes[i];
    return value;
}

void put_big64(uint8_t *bytes, uint64_t value)
{
    for (int i = 7; i >= 0; i--, value >>= 8)
        bytes[i] = (uint8_t)value;
}

uint64_t interior_count(uint64_t leaves)
{
    return leaves - (uint64_t)__builtin_popcountll(leaves);
}

MDB_env *open_ledger(const char *directory, unsigned int flags)
{
    MDB_env *env;
    check(mdb_env_create(&env), "mdb_env_create");
    check(mdb_env_set_maxdbs(env, 16), "mdb_env_set_maxdbs");
    check(mdb_env_set_mapsize(env, (size_t)1 << 40), "mdb_env_set_mapsize");
    check(mdb_env_open(env, directory, flags | MDB_NOTLS, 0600), directory);
    return env;
}

static MDB_cursor *open_cursor(MDB_txn *txn, const char *table)
{
    MDB_dbi dbi;
    MDB_cursor *cursor;
    check(mdb_dbi_open(txn, table, 0, &dbi), table);
    check(mdb_cursor_open(txn, dbi, &cursor), table);
    return cursor;
}

uint64_t ledger_head(MDB_env *env)
{
    MDB_txn *txn;
    MDB_val key, value;
    check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "mdb_txn_begin");
    MDB_cursor *cursor = open_cursor(txn, "events");
    int code = mdb_cursor_get(cursor, &key, &value, MDB_LAST);
    uint64_t head = code == 0 ? big64(key.mv_data) : 0;
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
    return head;
}

/* Memory that is handed out piece by piece and never given back. */
static uint8_t *keep(const void *bytes, size_t size)
{
    static uint8_t *block;
    static size_t left;
    if (size > left) {
        left = size > (size_t)64 << 20 ? size : (size_t)64 << 20;
        block = malloc(left);
        if (block == NULL)
            fail("malloc", "no memory");
    }
    uint8_t *kept = memcpy(block, bytes, size);
    block += size;
    left -= size;
    return kept;
}

static struct bytes keep_value(MDB_val value)
{
    return (struct bytes){keep(value.mv_data, value.mv_size), value.mv_size};
}

static void load_records(struct donor *donor, MDB_txn *txn, uint64_t first)
{
    MDB_cursor *cursor = open_cursor(txn, "events");
    uint8_t place[8];
    put_big64(place, first);
    MDB_val key = {sizeof place, place}, value;
    MDB_cursor_op step = MDB_SET_KEY;
    for (size_t i = 0; i < donor->count; i++, step = MDB_NEXT) {
        check(mdb_cursor_get(cursor, &key, &value, step), "reading events");
        struct event *event = &donor->events[i];
        event->sequence = first + i;
        event->record = keep_value(value);
        const uint8_t *header = event->record.start;
        event->fact = (uint16_t)(header[2] | header[3] << 8);
        event->kind = header[7];
        event->stream = little32(header + 8);
        event->version = little32(header + 12);
        event->time = (int64_t)little64(header + 16);
    }
    mdb_cursor_close(cursor);
}

static void load_identities(struct donor *donor, MDB_txn *txn, uint64_t first)
{
    MDB_cursor *cursor = open_cursor(txn, "identities");
    MDB_val key, value;
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
        uint64_t place = little64(value.mv_data) - first;
        if (place < donor->count)
            donor->events[place].identity = keep_value(key);
    }
    mdb_cursor_close(cursor);
}

/* Streams by kind and index: a list per kind that grows. */
struct stream_list {
    struct bytes *keys;
    size_t size;
};

static void note_stream(struct stream_list *list, uint32_t index, MDB_val key)
{
    if (index >= list->size) {
        size_t size = 2 * (size_t)index + 1024;
        list->keys = realloc(list->keys, size * sizeof *list->keys);
        memset(list->keys + list->size, 0, (size - list->size) * sizeof *list->keys);
        list->size = size;
    }
    list->keys[index] = keep_value(key);
}

static void load_streams(struct donor *donor, MDB_txn *txn)
{
    struct stream_list lists[STREAM_KINDS + 1] = {0};
    MDB_cursor *cursor = open_cursor(txn, "streams");
    MDB_val key, value;
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
        note_stream(&lists[((uint8_t *)key.mv_data)[0]], little32(value.mv_data), key);
    mdb_cursor_close(cursor);
    for (size_t i = 0; i < donor->count; i++) {
        struct event *event = &donor->events[i];
        event->stream_key = lists[event->kind].keys[event->stream];
    }
    for (int kind = 0; kind <= STREAM_KINDS; kind++)
        free(lists[kind].keys);
}

static void load_nodes(struct donor *donor, MDB_txn *txn)
{
    MDB_cursor *cursor = open_cursor(txn, "nodes");
    MDB_val value;
    for (size_t i = 0; i < donor->count; i++) {
        struct event *event = &donor->events[i];
        event->first_node = interior_count(event->sequence - 1);
        event->nodes = (size_t)(interior_count(event->sequence) - event->first_node);
        for (size_t node = 0; node < event->nodes; node++) {
            uint8_t place[8];
            put_big64(place, event->first_node + node);
            MDB_val key = {sizeof place, place};
            check(mdb_cursor_get(cursor, &key, &value, MDB_SET_KEY), "reading nodes");
            const uint8_t *hash = keep(value.mv_data, NODE_SIZE);
            /* Those of one event may fall into two blocks; then all are kept anew. */
            if (node > 0 && hash != event->node_hashes + node * NODE_SIZE) {
                uint8_t joined[64 * NODE_SIZE];
                memcpy(joined, event->node_hashes, node * NODE_SIZE);
                memcpy(joined + node * NODE_SIZE, hash, NODE_SIZE);
                event->node_hashes = keep(joined, (node + 1) * NODE_SIZE);
            } else if (node == 0) {
                event->node_hashes = hash;
            }
        }
    }
    mdb_cursor_close(cursor);
}

static void load_sources(struct donor *donor, MDB_txn *txn)
{
    MDB_cursor *cursor = open_cursor(txn, "sources");
    MDB_val key, value;
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
        uint32_t number = little32(value.mv_data);
        if (number >= donor->source_count) {
            donor->source_count = number + 1;
            donor->sources = realloc(donor->sources, donor->source_count * sizeof *donor->sources);
        }
        donor->sources[number] = keep_value(key);
    }
    mdb_cursor_close(cursor);
}

struct donor *load_donor(const char *directory, uint64_t first, size_t count)
{
    MDB_env *env = open_ledger(directory, MDB_RDONLY);
    uint64_t head = ledger_head(env);
    if (count == 0)
        count = (size_t)(head - first + 1);
    if (first + count - 1 > head)
        fail(directory, "has too few events");
    struct donor *donor = calloc(1, sizeof *donor);
    donor->count = count;
    donor->events = calloc(count, sizeof *donor->events);
    MDB_txn *txn;
    check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "mdb_txn_begin");
    load_records(donor, txn, first);
    load_identities(donor, txn, first);
    load_streams(donor, txn);
    load_nodes(donor, txn);
    load_sources(donor, txn);
    mdb_txn_abort(txn);
    mdb_env_close(env);
    return donor;
}
