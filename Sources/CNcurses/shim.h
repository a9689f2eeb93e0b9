#ifndef VIGIL_CNCURSES_H
#define VIGIL_CNCURSES_H

// In the header, because the flags of pkg-config do not reach Swift's Clang importer.
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <wchar.h>
#include <ncursesw/curses.h>

#endif
