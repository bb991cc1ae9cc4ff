/* door.c: dlopen and dlsym in one place. */
#include "door.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

bool base_door_open(const char *library, const char *prefix, const char *const *names, size_t n, void *functions)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    char name[96];

    for (size_t i = 0; handle && i < n; i++) {
        snprintf(name, sizeof name, "%s%s", prefix, names[i]);
        void *f = dlsym(handle, name);
        if (!f)
            return false;
        memcpy((char *)functions + i * sizeof f, &f, sizeof f);
    }
    return handle != NULL;
}
