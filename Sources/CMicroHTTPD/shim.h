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

/// Here because MHD_start_daemon is variadic. The daemon runs on one epoll thread and takes a
/// socket that already listens.
struct MHD_Daemon *_Nullable vigil_mhd_start(
    int socket, vigil_mhd_target _Nonnull target, vigil_mhd_access _Nonnull access,
    vigil_mhd_completed _Nonnull completed, void *_Nullable context);

#endif
