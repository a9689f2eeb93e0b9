#ifndef VIGIL_CYAML_H
#define VIGIL_CYAML_H

#include <yaml.h>

#endif
