#ifndef VIGIL_CSODIUM_H
#define VIGIL_CSODIUM_H

#include <sodium.h>

#endif
