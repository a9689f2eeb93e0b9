// GNU extensions that Swift's Glibc module leaves out because it is built without _GNU_SOURCE.
#ifndef VIGIL_CLINUX_H
#define VIGIL_CLINUX_H

#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>

/// Closes every descriptor from `from` up in the child. Declared here: hidden behind _GNU_SOURCE.
extern int posix_spawn_file_actions_addclosefrom_np(
    posix_spawn_file_actions_t *_Nonnull actions, int from);

// The time functions are here because several C modules define timespec, and which of them the
// compiler takes its members from differs between builds.

/// Milliseconds since 1970-01-01T00:00:00Z.
static inline int64_t linux_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Goes off at `milliseconds` since 1970 and when the clock is set; never when zero.
static inline int linux_set_alarm(int descriptor, int64_t milliseconds) {
    struct itimerspec time = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000000}};
    return timerfd_settime(
        descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &time, NULL);
}

/// Whether a signal is ignored. Here because SIG_IGN is a macro with a cast.
static inline _Bool linux_ignores(int number) {
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Declared here: prctl(2) is variadic, so Swift cannot call it.
static inline int linux_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

#endif
