// libcurl brings forty libraries with it, which take longer to load than the first screen takes to
// draw. So the program is not linked with it: the functions it uses are here, and the first call
// of one loads the library.
#define CURL_DISABLE_TYPECHECK
#include "shim.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/// A function of the library. Without the library the program cannot ask any vendor anything.
static void *load(const char *name) {
    void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
    void *function = library ? dlsym(library, name) : NULL;
    if (!function) {
        fprintf(stderr, "vigil: libcurl cannot be used: %s\r\n", dlerror());
        exit(4);
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

#define FORWARD_AS(theirs, result, name, parameters, arguments)    \
    result (name) parameters {                                     \
        static void *_Atomic known;                                \
        result (*function) parameters;                             \
        *(void **)&function = loaded(&known, theirs);              \
        return function arguments;                                 \
    }

#define FORWARD(result, name, parameters, arguments) \
    FORWARD_AS(#name, result, name, parameters, arguments)

/// The last argument of libcurl's variadic functions is one word wide, whatever its type.
#define FORWARD_VARIADIC(result, name, handle, option)                           \
    result (name)(handle first, option second, ...) {                            \
        static void *_Atomic known;                                              \
        result (*function)(handle, option, ...);                                 \
        *(void **)&function = loaded(&known, #name);                             \
        va_list rest;                                                            \
        va_start(rest, second);                                                  \
        void *word = va_arg(rest, void *);                                       \
        va_end(rest);                                                            \
        return function(first, second, word);                                    \
    }

_Static_assert(
    sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "one word each");

FORWARD(CURLcode, curl_global_init, (long flags), (flags))
FORWARD(CURL *, curl_easy_init, (void), ())
FORWARD_VARIADIC(CURLcode, curl_easy_setopt, CURL *, CURLoption)
FORWARD_VARIADIC(CURLcode, curl_easy_getinfo, CURL *, CURLINFO)

FORWARD(void, curl_easy_reset, (CURL *easy), (easy))
FORWARD(void, curl_easy_cleanup, (CURL *easy), (easy))

FORWARD(CURLM *, curl_multi_init, (void), ())
FORWARD_VARIADIC(CURLMcode, curl_multi_setopt, CURLM *, CURLMoption)
FORWARD(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *easy), (multi, easy))
FORWARD(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *easy), (multi, easy))
FORWARD(
    CURLMcode, curl_multi_socket_action,
    (CURLM *multi, curl_socket_t socket, int action, int *running),
    (multi, socket, action, running))
FORWARD_AS(
    "curl_multi_socket_all", CURLMcode, curl_multi_go_on_with_all, (CURLM *multi, int *running),
    (multi, running))
FORWARD(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left))
FORWARD(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi))

FORWARD(
    struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text),
    (list, text))
FORWARD(void, curl_slist_free_all, (struct curl_slist *list), (list))
