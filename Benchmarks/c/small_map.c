/*
 * Preloaded by Benchmarks/check: a ledger reserves 1 TiB of addresses, more than valgrind has to give. A gigabyte is
 * enough for what is counted, and no instruction of the ledger's own is another for it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <lmdb.h>

int mdb_env_set_mapsize(MDB_env *env, size_t size)
{
    const size_t enough = (size_t)1 << 30;
    int (*original)(MDB_env *, size_t);
    *(void **)&original = dlsym(RTLD_NEXT, "mdb_env_set_mapsize");
    return original(env, size < enough ? size : enough);
}
