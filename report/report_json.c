/* report_json.c: in the making. */
#include "report.h"
