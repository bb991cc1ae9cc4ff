/* library.h: libmicrohttpd, loaded by `serve` alone: it brings a cryptography library that takes longer to
 * load than a small advert takes to check. */
#ifndef CLI_SERVE_LIBRARY_H
#define CLI_SERVE_LIBRARY_H
#include <microhttpd.h>
#include <stdbool.h>

typedef struct {
    enum MHD_Result (*add_response_header)(struct MHD_Response *, const char *, const char *);
    struct MHD_PostProcessor *(*create_post_processor)(struct MHD_Connection *, size_t, MHD_PostDataIterator, void *);
    struct MHD_Response *(*create_response_from_buffer)(size_t, void *, enum MHD_ResponseMemoryMode);
    struct MHD_Response *(*create_response_from_fd)(size_t, int);
    enum MHD_Result (*destroy_post_processor)(struct MHD_PostProcessor *);
    void (*destroy_response)(struct MHD_Response *);
    const union MHD_ConnectionInfo *(*get_connection_info)(struct MHD_Connection *, enum MHD_ConnectionInfoType, ...);
    const union MHD_DaemonInfo *(*get_daemon_info)(struct MHD_Daemon *, enum MHD_DaemonInfoType, ...);
    enum MHD_Result (*get_timeout)(struct MHD_Daemon *, MHD_UNSIGNED_LONG_LONG *);
    const char *(*lookup_connection_value)(struct MHD_Connection *, enum MHD_ValueKind, const char *);
    enum MHD_Result (*post_process)(struct MHD_PostProcessor *, const char *, size_t);
    enum MHD_Result (*queue_response)(struct MHD_Connection *, unsigned int, struct MHD_Response *);
    void (*resume_connection)(struct MHD_Connection *);
    enum MHD_Result (*run)(struct MHD_Daemon *);
    struct MHD_Daemon *(*start_daemon)(unsigned int, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback,
                                       void *, ...);
    void (*stop_daemon)(struct MHD_Daemon *);
    void (*suspend_connection)(struct MHD_Connection *);
} serve_library;

/* Filled by serve_library_open, which says false when the library is not there; never unloaded. */
extern serve_library serve_mhd;
bool serve_library_open(void);
#endif
