#ifndef CLAIMLEDGER_CZLIB_SHIM_H
#define CLAIMLEDGER_CZLIB_SHIM_H
#include <zlib.h>

/* inflateInit2 is a macro that takes the address of the stream: give it a body that Swift can call. */
static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
#endif
