#ifndef CLMDB_SHIM_H
#define CLMDB_SHIM_H

#include <lmdb.h>
#include <stdint.h>
#if defined(__APPLE__)
#include <sys/mount.h>
#include <sys/param.h>
#else
#include <sys/vfs.h>
#endif

/* Keys that are numbers are stored as 8 bytes, most significant first, so that LMDB's byte order is their order. */
static inline uint64_t clmdb_big_endian(uint64_t number) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return __builtin_bswap64(number);
#else
    return number;
#endif
}

/* The functions below build key and value in C: one call, and no closures around pointers on the Swift side. */

static inline int clmdb_get_number(MDB_txn *txn, MDB_dbi dbi, uint64_t number, MDB_val *value) {
    uint64_t bytes = clmdb_big_endian(number);
    MDB_val key = { sizeof bytes, &bytes };
    return mdb_get(txn, dbi, &key, value);
}

static inline int clmdb_get_bytes(MDB_txn *txn, MDB_dbi dbi, const void *start, size_t count, MDB_val *value) {
    MDB_val key = { count, (void *)start };
    return mdb_get(txn, dbi, &key, value);
}

static inline int clmdb_put_number(MDB_txn *txn, MDB_dbi dbi, uint64_t number,
                                   const void *start, size_t count, unsigned int flags) {
    uint64_t bytes = clmdb_big_endian(number);
    MDB_val key = { sizeof bytes, &bytes };
    MDB_val value = { count, (void *)start };
    return mdb_put(txn, dbi, &key, &value, flags);
}

static inline int clmdb_put_bytes(MDB_txn *txn, MDB_dbi dbi, const void *key_start, size_t key_count,
                                  const void *start, size_t count, unsigned int flags) {
    MDB_val key = { key_count, (void *)key_start };
    MDB_val value = { count, (void *)start };
    return mdb_put(txn, dbi, &key, &value, flags);
}

static inline int clmdb_seek_number(MDB_cursor *cursor, uint64_t number) {
    uint64_t bytes = clmdb_big_endian(number);
    MDB_val key = { sizeof bytes, &bytes };
    MDB_val value;
    return mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
}

static inline int clmdb_seek_bytes(MDB_cursor *cursor, const void *start, size_t count) {
    MDB_val key = { count, (void *)start };
    MDB_val value;
    return mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
}

/* Whether a path lies on NFS, SMB, CIFS, SMB2 or FUSE, as numbered in linux/magic.h; on macOS, on anything not local. */
static inline int clmdb_is_remote(const char *path) {
    struct statfs status;
    if (statfs(path, &status) != 0) return 0;
#if defined(__APPLE__)
    return (status.f_flags & MNT_LOCAL) == 0;
#else
    switch ((uint32_t)status.f_type) {
    case 0x6969: case 0x517B: case 0xFF534D42: case 0xFE534D42: case 0x65735546: return 1;
    default: return 0;
    }
#endif
}

#endif
