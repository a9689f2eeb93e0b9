// Linked into every program that `run` builds, tests and children alike, so that no environment
// has to be handed on. REPORTS is where reports go, one file for each process: what a program
// prints stays its own, and so does its exit status.

#define OPTIONS "log_path=" REPORTS "/report:exitcode=0:"

#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

const char *__tsan_default_options(void) { return OPTIONS "halt_on_error=0"; }

// Synchronization.Mutex locks by itself in the program when it is free, which the sanitizer sees,
// and in the Swift library, which it cannot see, when another thread holds it. Every mutex that two
// threads want at once would be reported, and so would all that it protects. So the library's two
// functions are wrapped here and say what they do.

typedef void (*Lock)(uint32_t thread, __attribute__((swift_context)) void *mutex)
    __attribute__((swiftcall));
typedef void (*Unlock)(__attribute__((swift_context)) void *mutex) __attribute__((swiftcall));

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

__attribute__((swiftcall)) void lock_slowly(
    uint32_t thread, __attribute__((swift_context)) void *mutex) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slowly(__attribute__((swift_context)) void *mutex)
    __asm__(UNLOCK);

static Lock lock;
static Unlock unlock;

// Found before there are threads.
__attribute__((constructor)) static void find(void) {
    lock = (Lock)dlsym(RTLD_NEXT, LOCK);
    unlock = (Unlock)dlsym(RTLD_NEXT, UNLOCK);
}

__attribute__((swiftcall)) void lock_slowly(
    uint32_t thread, __attribute__((swift_context)) void *mutex) {
    lock(thread, mutex);
    __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slowly(__attribute__((swift_context)) void *mutex) {
    __tsan_release(mutex);
    unlock(mutex);
}

#else

// Leaks are valgrind's matter: the test runner's own would be reported for every process.
const char *__asan_default_options(void) { return OPTIONS "detect_leaks=0"; }

#endif
