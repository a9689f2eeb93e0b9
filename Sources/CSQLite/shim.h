#ifndef VIGIL_CSQLITE_H
#define VIGIL_CSQLITE_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast to a function pointer, which Swift cannot import.
static inline int sqlite_bind_text_copy(
    sqlite3_stmt *_Nonnull statement, int index, const char *_Nonnull text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

#endif
