/* corpus.c: in the making. */
#include "../report/report.h"
