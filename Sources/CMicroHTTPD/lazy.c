// Only the sandbox serves, and libmicrohttpd brings a library for TLS with it. So the program is not
// linked with it: the functions it uses are here, and the first call of one loads the library.
#include "shim.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/// A function of the library. Without the library there is no sandbox.
static void *load(const char *name) {
    void *library = dlopen("libmicrohttpd.so.12", RTLD_LAZY | RTLD_LOCAL);
    void *function = library ? dlsym(library, name) : NULL;
    if (!function) {
        fprintf(stderr, "vigil: libmicrohttpd cannot be used: %s\n", dlerror());
        exit(1);
    }
    return function;
}

/// The function that was loaded already, or is now. Two threads that come here at once both load
/// it and find the same.
static void *loaded(void *_Atomic *function, const char *name) {
    void *known = atomic_load_explicit(function, memory_order_acquire);
    if (!known) {
        known = load(name);
        atomic_store_explicit(function, known, memory_order_release);
    }
    return known;
}

#define FORWARD(result, name, parameters, arguments)        \
    result name parameters {                                \
        static void *_Atomic known;                         \
        result (*function) parameters;                      \
        *(void **)&function = loaded(&known, #name);        \
        return function arguments;                          \
    }

FORWARD(void, MHD_stop_daemon, (struct MHD_Daemon * daemon), (daemon))
FORWARD(
    int, MHD_get_connection_values,
    (struct MHD_Connection * connection, enum MHD_ValueKind kind, MHD_KeyValueIterator iterator,
     void *context),
    (connection, kind, iterator, context))
FORWARD(
    struct MHD_Response *, MHD_create_response_from_buffer,
    (size_t size, void *buffer, enum MHD_ResponseMemoryMode mode), (size, buffer, mode))
FORWARD(
    struct MHD_Response *, MHD_create_response_from_callback,
    (uint64_t size, size_t block, MHD_ContentReaderCallback reader, void *context,
     MHD_ContentReaderFreeCallback release),
    (size, block, reader, context, release))
FORWARD(
    enum MHD_Result, MHD_add_response_header,
    (struct MHD_Response * response, const char *name, const char *value), (response, name, value))
FORWARD(
    enum MHD_Result, MHD_queue_response,
    (struct MHD_Connection * connection, unsigned int status, struct MHD_Response *response),
    (connection, status, response))
FORWARD(void, MHD_destroy_response, (struct MHD_Response * response), (response))
FORWARD(void, MHD_suspend_connection, (struct MHD_Connection * connection), (connection))
FORWARD(void, MHD_resume_connection, (struct MHD_Connection * connection), (connection))

/// The thread is started with every signal blocked: a signal of the process must interrupt the
/// thread that waits for it, not this one.
struct MHD_Daemon *vigil_mhd_start(
    int socket, vigil_mhd_target target, vigil_mhd_access access, vigil_mhd_completed completed,
    void *context) {
    struct MHD_Daemon *(*start)(
        unsigned int, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *,
        ...);
    *(void **)&start = load("MHD_start_daemon");
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    struct MHD_Daemon *daemon = start(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        (MHD_AccessHandlerCallback)access, context,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)socket,
        MHD_OPTION_URI_LOG_CALLBACK, target, context,
        MHD_OPTION_NOTIFY_COMPLETED, (MHD_RequestCompletedCallback)completed, context,
        // Also for a connection whose end the library missed, which happens under load.
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)30,
        MHD_OPTION_END);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return daemon;
}
