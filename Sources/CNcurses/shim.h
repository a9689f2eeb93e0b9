// ncurses with wide characters. What Swift cannot use as it is has a wrapper that says why.
#ifndef VIGIL_CNCURSES_H
#define VIGIL_CNCURSES_H

// In the header, because the flags of pkg-config do not reach Swift's Clang importer.
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <wchar.h>
#include <ncursesw/curses.h>

// Declared here: <term.h> defines hundreds of lower-case macros beside them.
extern int setupterm(const char *_Nonnull name, int fd, int *_Nonnull problem);
extern void *_Nullable set_curterm(void *_Nullable terminal);
extern int del_curterm(void *_Nullable terminal);

// Declared here: hidden behind _XOPEN_SOURCE, which Swift's Glibc module is built without.
extern int wcwidth(wchar_t scalar);

/// A wrapper, because stdscr is a mutable global.
static inline WINDOW *_Nonnull curses_window(void) { return stdscr; }

/// A wrapper, because COLORS is a mutable global.
static inline int curses_colors(void) { return COLORS; }

/// A wrapper, because the attributes are casts.
static inline attr_t curses_attributes(
    _Bool bold, _Bool dim, _Bool reverse, _Bool underline, _Bool italic) {
    return (bold ? WA_BOLD : 0) | (dim ? WA_DIM : 0) | (reverse ? WA_REVERSE : 0)
        | (underline ? WA_UNDERLINE : 0) | (italic ? WA_ITALIC : 0);
}

/// A wrapper, because the pair is passed as an untyped pointer to an int: pairs over 255 need that.
/// `glyph` is one spacing character and the marks on it, ended by 0.
static inline int curses_put(
    WINDOW *_Nonnull window, int y, int x, const wchar_t *_Nonnull glyph, attr_t attributes,
    int pair) {
    cchar_t cell;
    if (setcchar(&cell, glyph, attributes, 0, &pair) == ERR) return ERR;
    return mvwadd_wch(window, y, x, &cell);
}

/// The same for a glyph of one scalar, which nearly every glyph is.
static inline int curses_put_one(
    WINDOW *_Nonnull window, int y, int x, wchar_t scalar, attr_t attributes, int pair) {
    const wchar_t glyph[2] = {scalar, 0};
    return curses_put(window, y, x, glyph, attributes, pair);
}

#endif
