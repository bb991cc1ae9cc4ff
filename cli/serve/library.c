/* library.c: the functions of libmicrohttpd by name. SOCVET_LIBMICROHTTPD is the file name the build found. */
#include "library.h"

#include "base/door.h"

serve_library serve_mhd;

bool serve_library_open(void)
{
    /* in the order of the struct: every member is one pointer to a function */
    static const char *const names[] = {
        "add_response_header", "create_post_processor", "create_response_from_buffer",
        "create_response_from_fd", "destroy_post_processor", "destroy_response",
        "get_connection_info", "get_daemon_info", "get_timeout", "lookup_connection_value",
        "post_process", "queue_response", "resume_connection", "run", "start_daemon",
        "stop_daemon", "suspend_connection"};

    _Static_assert(sizeof serve_mhd == sizeof names / sizeof *names * sizeof(void *), "a name for every member");
    return base_door_open(SOCVET_LIBMICROHTTPD, "MHD_", names, sizeof names / sizeof *names, &serve_mhd);
}
