/* classify.c: in the making. */
#include "classify.h"
