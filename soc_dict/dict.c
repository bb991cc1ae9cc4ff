/* dict.c: in the making. */
#include "soc_dict.h"
