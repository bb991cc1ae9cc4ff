/* door.h: a shared library loaded when it is first wanted, its functions found by their names. For libraries
 * that few runs need and that take longer to load than a small advert takes to check. */
#ifndef BASE_DOOR_H
#define BASE_DOOR_H
#include <stddef.h>

#include "base.h"

/* Fills `functions`, a struct of n pointers to functions in the order of `names`, each name after `prefix`.
 * False when the library or a function is not there: `functions` is then not to be used. Never unloaded. */
bool base_door_open(const char *library, const char *prefix, const char *const *names, size_t n, void *functions);
#endif
