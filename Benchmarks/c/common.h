/* What the programs here share: time, failing, arguments, and clients that wait for one writer. */
#ifndef COMMON_H
#define COMMON_H

#include <stddef.h>
#include <stdint.h>

/* Seconds of a clock that only goes forward. */
double now(void);

/* Ends the program with a message. */
void fail(const char *what, const char *why) __attribute__((noreturn));

/* Ends the program where LMDB answered with an error. */
void check(int code, const char *what);

/* The value of --name among the arguments; `fallback` where it is not there, and an error where that is NULL. */
const char *option(int argc, char **argv, const char *name, const char *fallback);
size_t number_option(int argc, char **argv, const char *name, const char *fallback);

/* Writes events first to first + count - 1 and returns once they are durable. */
typedef void (*commit_function)(void *context, size_t first, size_t count);

/*
 * Lets `clients` threads ask for `total` events, each for one at a time, while one writer commits whatever is waiting:
 * group commit. With one client there are no threads: each event is committed by itself. Returns the seconds it took.
 */
double run_clients(size_t clients, size_t total, commit_function commit, void *context);

#endif
