// Pseudo-terminals and child processes for tests, which Swift's Glibc module does not show.
#ifndef VIGIL_CPSEUDOTERMINAL_H
#define VIGIL_CPSEUDOTERMINAL_H

#include <pty.h>

#endif
