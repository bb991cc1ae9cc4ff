/* zip_door.c: the functions of libzip by name. SOCVET_LIBZIP is the file name the build found. */
#include "zip_door.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

static zip_door door;
static bool is_open;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    /* in the order of the struct: every member is one pointer to a function */
    static const char *const names[] = {
        "zip_close", "zip_discard", "zip_error_code_zip", "zip_error_fini", "zip_error_init", "zip_error_strerror",
        "zip_fclose", "zip_file_add", "zip_file_replace", "zip_file_set_dostime", "zip_file_strerror",
        "zip_fopen_index", "zip_fread", "zip_get_name", "zip_get_num_entries", "zip_name_locate",
        "zip_open_from_source", "zip_source_buffer", "zip_source_buffer_create", "zip_source_close",
        "zip_source_free", "zip_source_keep", "zip_source_open", "zip_source_read", "zip_stat_index",
        "zip_stat_init", "zip_strerror"};
    void *library = dlopen(SOCVET_LIBZIP, RTLD_NOW | RTLD_LOCAL);

    _Static_assert(sizeof door == sizeof names / sizeof *names * sizeof(void *), "a name for every member");
    for (size_t i = 0; library && i < sizeof names / sizeof *names; i++) {
        void *f = dlsym(library, names[i]);
        if (!f)
            return;
        memcpy((char *)&door + i * sizeof f, &f, sizeof f);
    }
    is_open = library != NULL;
}

const zip_door *zip_door_open(void)
{
    pthread_once(&once, load);
    return is_open ? &door : NULL;
}
