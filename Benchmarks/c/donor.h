/*
 * Events as a ledger of ClaimLedger stores them, read into memory: the bytes that every baseline writes.
 *
 * The tables are described in Sources/ClaimLedger/Storage/LedgerTables.swift, the header of a record in
 * Sources/ClaimLedger/Recording/EventHeader.swift, and the numbers of tree nodes in Integrity/TreeNode.swift.
 */
#ifndef DONOR_H
#define DONOR_H

#include <lmdb.h>
#include <stddef.h>
#include <stdint.h>

enum { HEADER_SIZE = 72, NODE_SIZE = 32, STREAM_KINDS = 6, SOURCE_NUMBER_SIZE = 4 };

struct bytes {
    const uint8_t *start;
    size_t size;
};

struct event {
    uint64_t sequence;
    struct bytes record;     /* header and JSON */
    struct bytes identity;   /* key in `identities`: number of the source, then the id */
    struct bytes stream_key; /* key in `streams`: kind, then the subject's own part */
    uint8_t kind;            /* of the stream */
    uint16_t fact;
    uint32_t stream, version;
    int64_t time;
    uint64_t first_node; /* the nodes that this event completes */
    size_t nodes;
    const uint8_t *node_hashes;
};

struct donor {
    struct event *events;
    size_t count;
    struct bytes *sources; /* by number */
    size_t source_count;
};

/* Opens a ledger's file to read, with a map large enough. */
MDB_env *open_ledger(const char *directory, unsigned int flags);

/* The latest sequence in a ledger, 0 where it is empty. */
uint64_t ledger_head(MDB_env *env);

/* How many tree nodes the first so many events complete. */
uint64_t interior_count(uint64_t leaves);

/* Reads `count` events from sequence `first` on; 0 for all that follow. */
struct donor *load_donor(const char *directory, uint64_t first, size_t count);

uint32_t little32(const uint8_t *bytes);
uint64_t little64(const uint8_t *bytes);
void put_big64(uint8_t *bytes, uint64_t value);

#endif
