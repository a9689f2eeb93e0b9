// Pseudo-terminals and child processes for tests, which Swift's Glibc module does not show.
#ifndef VIGIL_CPSEUDOTERMINAL_H
#define VIGIL_CPSEUDOTERMINAL_H

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

// Declared here: hidden behind _GNU_SOURCE, which does not reach Swift's Clang importer.
extern int posix_spawn_file_actions_addclosefrom_np(
    posix_spawn_file_actions_t *_Nonnull actions, int from);
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull path);
extern int wcwidth(wchar_t scalar);
#ifndef POSIX_SPAWN_SETSID
#define POSIX_SPAWN_SETSID 0x80
#endif

/// A wrapper, because ioctl(2) is variadic. The kernel sends SIGWINCH to the terminal's
/// foreground processes.
static inline int pty_set_size(int fd, int rows, int columns) {
    struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
    return ioctl(fd, TIOCSWINSZ, &size);
}

/// A wrapper, because wcwidth(3) asks the thread's locale, and tests must not change that of others.
static inline int pty_columns(unsigned int scalar) {
    static __thread locale_t utf8 = 0;
    if (!utf8) utf8 = newlocale(1 << LC_CTYPE, "C.UTF-8", 0);
    locale_t before = uselocale(utf8);
    int columns = wcwidth((wchar_t)scalar);
    uselocale(before);
    return columns;
}

/// A wrapper, because the masks of newlocale(3) are casts: this thread's locale, or 0.
static inline locale_t _Nullable pty_locale(const char *_Nonnull name) {
    return newlocale(1 << LC_CTYPE, name, 0);
}

/// Starts a program in a session of its own, with no signal blocked or ignored and only
/// descriptors 0, 1 and 2 open. `terminal`, when given, becomes its controlling terminal:
/// the first one that a session leader opens does. Without it, `input`, `output` and `error` are
/// its descriptors. In C, because half of this is hidden behind _GNU_SOURCE. Returns an errno.
static inline int pty_spawn(
    const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, const char *_Nullable directory,
    const char *_Nullable terminal, int input, int output, int error, pid_t *_Nonnull child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int code = posix_spawn_file_actions_init(&actions);
    if (code) return code;
    code = posix_spawnattr_init(&attributes);
    if (code) {
        posix_spawn_file_actions_destroy(&actions);
        return code;
    }
    if (terminal) {
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
        posix_spawn_file_actions_adddup2(&actions, 0, 1);
        posix_spawn_file_actions_adddup2(&actions, 0, 2);
    } else {
        posix_spawn_file_actions_adddup2(&actions, input, 0);
        posix_spawn_file_actions_adddup2(&actions, output, 1);
        posix_spawn_file_actions_adddup2(&actions, error, 2);
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (directory) posix_spawn_file_actions_addchdir_np(&actions, directory);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    code = posix_spawn(child, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return code;
}

#endif
