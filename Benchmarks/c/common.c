/* What the programs here share: time, failing, arguments, and clients that wait for one writer. */
#include "common.h"

#include <lmdb.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void fail(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

void check(int code, const char *what)
{
    if (code != 0)
        fail(what, mdb_strerror(code));
}

const char *option(int argc, char **argv, const char *name, const char *fallback)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, name) == 0)
            return argv[i + 1];
    if (fallback == NULL)
        fail("missing option", name);
    return fallback;
}

size_t number_option(int argc, char **argv, const char *name, const char *fallback)
{
    return strtoull(option(argc, argv, name, fallback), NULL, 10);
}

/*
 * Events are dealt out when they are asked for, under the lock, so that those waiting are always a range. A client has
 * one event at a time, so that `owners` never needs more places than there are clients.
 */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    size_t asked, taken, total, clients;
    size_t *owners;
    sem_t *answers;
};

struct client {
    struct queue *queue;
    size_t number;
    pthread_t thread;
};

static void *client_main(void *argument)
{
    struct client *client = argument;
    struct queue *queue = client->queue;
    for (;;) {
        pthread_mutex_lock(&queue->lock);
        if (queue->asked == queue->total) {
            pthread_mutex_unlock(&queue->lock);
            return NULL;
        }
        queue->owners[queue->asked % queue->clients] = client->number;
        /* The writer sleeps only while nothing is waiting. */
        if (queue->asked++ == queue->taken)
            pthread_cond_signal(&queue->filled);
        pthread_mutex_unlock(&queue->lock);
        while (sem_wait(&queue->answers[client->number]) != 0)
            ;
    }
}

static void write_all(struct queue *queue, commit_function commit, void *context)
{
    size_t *owners = calloc(queue->clients, sizeof *owners);
    while (queue->taken < queue->total) {
        pthread_mutex_lock(&queue->lock);
        while (queue->asked == queue->taken)
            pthread_cond_wait(&queue->filled, &queue->lock);
        size_t first = queue->taken, count = queue->asked - queue->taken;
        for (size_t i = 0; i < count; i++)
            owners[i] = queue->owners[(first + i) % queue->clients];
        queue->taken = queue->asked;
        pthread_mutex_unlock(&queue->lock);
        commit(context, first, count);
        for (size_t i = 0; i < count; i++)
            sem_post(&queue->answers[owners[i]]);
    }
    free(owners);
}

static void start_client(struct client *client, struct queue *queue, size_t number)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 * 1024);
    client->queue = queue;
    client->number = number;
    sem_init(&queue->answers[number], 0, 0);
    if (pthread_create(&client->thread, &attributes, client_main, client) != 0)
        fail("pthread_create", "no thread to be had");
}

double run_clients(size_t clients, size_t total, commit_function commit, void *context)
{
    double start = now();
    if (clients == 1) {
        for (size_t i = 0; i < total; i++)
            commit(context, i, 1);
        return now() - start;
    }
    struct queue queue = {.total = total, .clients = clients};
    pthread_mutex_init(&queue.lock, NULL);
    pthread_cond_init(&queue.filled, NULL);
    queue.owners = calloc(clients, sizeof *queue.owners);
    queue.answers = calloc(clients, sizeof *queue.answers);
    struct client *all = calloc(clients, sizeof *all);
    start = now();
    for (size_t i = 0; i < clients; i++)
        start_client(&all[i], &queue, i);
    write_all(&queue, commit, context);
    double seconds = now() - start;
    for (size_t i = 0; i < clients; i++)
        pthread_join(all[i].thread, NULL);
    free(all);
    free(queue.answers);
    free(queue.owners);
    return seconds;
}
