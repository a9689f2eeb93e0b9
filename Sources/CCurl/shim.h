#ifndef VIGIL_CCURL_H
#define VIGIL_CCURL_H

#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call:
// one function for each sort of argument.

static inline CURLcode curl_set_long(CURL *_Nonnull easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_size(CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/// The library copies the text.
static inline CURLcode curl_set_text(
    CURL *_Nonnull easy, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_pointer(
    CURL *_Nonnull easy, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

/// The library keeps the list; it must outlive the transfer.
static inline CURLcode curl_set_list(
    CURL *_Nonnull easy, CURLoption option, struct curl_slist *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

/// For the write, header and read functions, which share one shape.
typedef size_t (*curl_bytes_function)(
    char *_Nonnull bytes, size_t size, size_t count, void *_Nonnull context);

static inline CURLcode curl_set_bytes_function(
    CURL *_Nonnull easy, CURLoption option, curl_bytes_function _Nonnull function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode curl_set_seek_function(
    CURL *_Nonnull easy, curl_seek_callback _Nonnull function) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, function);
}

/// Called when the connection stands and the request is about to leave.
static inline CURLcode curl_set_begin_function(
    CURL *_Nonnull easy, curl_prereq_callback _Nonnull function) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode curl_get_long(CURL *_Nonnull easy, CURLINFO info, long *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode curl_get_private(CURL *_Nonnull easy, void *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

static inline CURLMcode curl_multi_set_long(
    CURLM *_Nonnull multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// What the library calls to have sockets and a moment waited for.
static inline CURLMcode curl_multi_set_callbacks(
    CURLM *_Nonnull multi, curl_socket_callback _Nonnull socket,
    curl_multi_timer_callback _Nonnull timer, void *_Nonnull context) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
    if (!code) code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
    if (!code) code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
    if (!code) code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
    return code;
}

/// curl_multi_socket_all, which is for whatever libcurl may have lost sight of.
CURLMcode curl_multi_go_on_with_all(CURLM *_Nonnull multi, int *_Nonnull running);

/// The result is a union, which Swift reads poorly: the next finished transfer and its code.
static inline int curl_multi_next_finished(
    CURLM *_Nonnull multi, CURL *_Nullable *_Nonnull easy, CURLcode *_Nonnull code) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg == CURLMSG_DONE) {
            *easy = message->easy_handle;
            *code = message->data.result;
            return 1;
        }
    }
    return 0;
}

#endif
