/* library.c: the functions of libmicrohttpd by name. SOCVET_LIBMICROHTTPD is the file name the build found. */
#include "library.h"

#include <dlfcn.h>
#include <string.h>

serve_library serve_mhd;

bool serve_library_open(void)
{
    /* in the order of the struct: every member is one pointer to a function */
    static const char *const names[] = {
        "MHD_add_response_header", "MHD_create_post_processor", "MHD_create_response_from_buffer",
        "MHD_create_response_from_fd", "MHD_destroy_post_processor", "MHD_destroy_response",
        "MHD_get_connection_info", "MHD_get_daemon_info", "MHD_get_timeout", "MHD_lookup_connection_value",
        "MHD_post_process", "MHD_queue_response", "MHD_resume_connection", "MHD_run", "MHD_start_daemon",
        "MHD_stop_daemon", "MHD_suspend_connection"};
    void *library = dlopen(SOCVET_LIBMICROHTTPD, RTLD_NOW | RTLD_LOCAL);

    _Static_assert(sizeof serve_mhd == sizeof names / sizeof *names * sizeof(void *), "a name for every member");
    for (size_t i = 0; library && i < sizeof names / sizeof *names; i++) {
        void *f = dlsym(library, names[i]);
        if (!f)
            return false;
        memcpy((char *)&serve_mhd + i * sizeof f, &f, sizeof f);
    }
    return library != NULL;
}
