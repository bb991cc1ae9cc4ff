/* check.c: in the making. */
#include "validate.h"
