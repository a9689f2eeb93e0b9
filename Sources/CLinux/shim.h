// GNU extensions that Swift's Glibc module leaves out because it is built without _GNU_SOURCE.
#ifndef VIGIL_CLINUX_H
#define VIGIL_CLINUX_H

#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

/// Closes every descriptor from `from` up in the child. Declared here: hidden behind _GNU_SOURCE.
extern int posix_spawn_file_actions_addclosefrom_np(
    posix_spawn_file_actions_t *_Nonnull actions, int from);

/// Declared here: prctl(2) is variadic, so Swift cannot call it.
static inline int linux_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

#endif
