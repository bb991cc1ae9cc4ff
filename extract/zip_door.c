/* zip_door.c: the functions of libzip by name. SOCVET_LIBZIP is the file name the build found. */
#include "zip_door.h"

#include <pthread.h>
#include <stdbool.h>

#include "../base/door.h"

static zip_door door;
static bool is_open;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    /* in the order of the struct: every member is one pointer to a function */
    static const char *const names[] = {
        "close", "discard", "error_code_zip", "error_fini", "error_init", "error_strerror",
        "fclose", "file_add", "file_replace", "file_set_dostime", "file_strerror",
        "fopen_index", "fread", "get_name", "get_num_entries", "name_locate",
        "open_from_source", "source_buffer", "source_buffer_create", "source_close",
        "source_free", "source_keep", "source_open", "source_read", "stat_index",
        "stat_init", "strerror"};

    _Static_assert(sizeof door == sizeof names / sizeof *names * sizeof(void *), "a name for every member");
    is_open = base_door_open(SOCVET_LIBZIP, "zip_", names, sizeof names / sizeof *names, &door);
}

const zip_door *zip_door_open(void)
{
    pthread_once(&once, load);
    return is_open ? &door : NULL;
}
