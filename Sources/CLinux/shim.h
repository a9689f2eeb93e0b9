// GNU extensions that Swift's Glibc module leaves out because it is built without _GNU_SOURCE.
#ifndef VIGIL_CLINUX_H
#define VIGIL_CLINUX_H

#include <link.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

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

// The start of what dl_iterate_phdr(3) tells, and the function. Declared here: hidden behind
// _GNU_SOURCE.
#ifndef __USE_GNU
struct dl_phdr_info {
    ElfW(Addr) dlpi_addr;
    const char *_Nullable dlpi_name;
    const ElfW(Phdr) *_Nonnull dlpi_phdr;
    ElfW(Half) dlpi_phnum;
};
extern int dl_iterate_phdr(
    int (*_Nonnull each)(struct dl_phdr_info *_Nonnull, size_t, void *_Nullable),
    void *_Nullable data);
#endif

/// Unmaps the pages of one loaded file that are as they are in the file.
static inline int linux_unmap_constants(
    struct dl_phdr_info *_Nonnull file, size_t size, void *_Nullable data) {
    const ElfW(Phdr) *end = file->dlpi_phdr + file->dlpi_phnum;
    // Code that the loader had to change is not as it is in the file.
    for (const ElfW(Phdr) *part = file->dlpi_phdr; part < end; part++) {
        if (part->p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(file->dlpi_addr + part->p_vaddr);
        for (; entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL) return 0;
            if (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL) return 0;
        }
    }
    for (const ElfW(Phdr) *part = file->dlpi_phdr; part < end; part++) {
        if (part->p_type != PT_LOAD || part->p_flags & PF_W) continue;
        ElfW(Addr) start = file->dlpi_addr + part->p_vaddr;
        ElfW(Addr) before = start % (ElfW(Addr))sysconf(_SC_PAGESIZE);
        madvise((void *)(start - before), before + part->p_memsz, MADV_DONTNEED);
    }
    return 0;
}

/// Unmaps the code and constants of the program and its libraries. What is used again comes back
/// from the kernel's cache of the files, page by page. Here because of dl_iterate_phdr.
static inline void linux_unmap_code(void) { dl_iterate_phdr(linux_unmap_constants, NULL); }

#endif
