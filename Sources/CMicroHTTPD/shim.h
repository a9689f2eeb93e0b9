#ifndef VIGIL_CMICROHTTPD_H
#define VIGIL_CMICROHTTPD_H

#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

typedef void *_Nullable (*vigil_mhd_target)(
    void *_Nullable context, const char *_Nonnull target, struct MHD_Connection *_Nullable);
typedef enum MHD_Result (*vigil_mhd_access)(
    void *_Nullable context, struct MHD_Connection *_Nonnull, const char *_Nonnull path,
    const char *_Nonnull method, const char *_Nonnull version, const char *_Nullable upload,
    size_t *_Nonnull upload_size, void *_Nullable *_Nonnull exchange);
typedef void (*vigil_mhd_completed)(
    void *_Nullable context, struct MHD_Connection *_Nonnull, void *_Nullable *_Nonnull exchange,
    enum MHD_RequestTerminationCode);

/* Here because MHD_start_daemon is variadic. The daemon runs on one epoll thread and takes a
   socket that already listens. That thread is started with every signal blocked: a signal of
   the process must interrupt the thread that waits for it, not this one. */
static inline struct MHD_Daemon *_Nullable vigil_mhd_start(
    int socket, vigil_mhd_target _Nonnull target, vigil_mhd_access _Nonnull access,
    vigil_mhd_completed _Nonnull completed, void *_Nullable context)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        (MHD_AccessHandlerCallback)access, context,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)socket,
        MHD_OPTION_URI_LOG_CALLBACK, target, context,
        MHD_OPTION_NOTIFY_COMPLETED, (MHD_RequestCompletedCallback)completed, context,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)120,
        MHD_OPTION_END);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return daemon;
}

#endif
