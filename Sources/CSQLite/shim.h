#ifndef VIGIL_CSQLITE_H
#define VIGIL_CSQLITE_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast to a function pointer, which Swift cannot import.
static inline int sqlite_bind_text_copy(
    sqlite3_stmt *_Nonnull statement, int index, const char *_Nonnull text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

/// SQLite counts its memory under a lock of the whole process, which nobody here reads. Has an
/// effect before the first connection only; sqlite3_config is variadic.
static inline void sqlite_forget_memory_use(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
