#ifndef VIGIL_CMICROHTTPD_H
#define VIGIL_CMICROHTTPD_H

#include <microhttpd.h>

#endif
