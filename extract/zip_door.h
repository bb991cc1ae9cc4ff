/* zip_door.h: libzip, loaded when the first package is opened: it brings a cryptography library that
 * takes longer to load than most documents take to read. For package.c and package_write.c. */
#ifndef EXTRACT_ZIP_DOOR_H
#define EXTRACT_ZIP_DOOR_H
#include <zip.h>

typedef struct {
    int (*close)(zip_t *);
    void (*discard)(zip_t *);
    int (*error_code_zip)(const zip_error_t *);
    void (*error_fini)(zip_error_t *);
    void (*error_init)(zip_error_t *);
    const char *(*error_strerror)(zip_error_t *);
    int (*fclose)(zip_file_t *);
    zip_int64_t (*file_add)(zip_t *, const char *, zip_source_t *, zip_flags_t);
    int (*file_replace)(zip_t *, zip_uint64_t, zip_source_t *, zip_flags_t);
    int (*file_set_dostime)(zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t);
    const char *(*file_strerror)(zip_file_t *);
    zip_file_t *(*fopen_index)(zip_t *, zip_uint64_t, zip_flags_t);
    zip_int64_t (*fread)(zip_file_t *, void *, zip_uint64_t);
    const char *(*get_name)(zip_t *, zip_uint64_t, zip_flags_t);
    zip_int64_t (*get_num_entries)(zip_t *, zip_flags_t);
    zip_int64_t (*name_locate)(zip_t *, const char *, zip_flags_t);
    zip_t *(*open_from_source)(zip_source_t *, int, zip_error_t *);
    zip_source_t *(*source_buffer)(zip_t *, const void *, zip_uint64_t, int);
    zip_source_t *(*source_buffer_create)(const void *, zip_uint64_t, int, zip_error_t *);
    int (*source_close)(zip_source_t *);
    void (*source_free)(zip_source_t *);
    void (*source_keep)(zip_source_t *);
    int (*source_open)(zip_source_t *);
    zip_int64_t (*source_read)(zip_source_t *, void *, zip_uint64_t);
    int (*stat_index)(zip_t *, zip_uint64_t, zip_flags_t, zip_stat_t *);
    void (*stat_init)(zip_stat_t *);
    const char *(*strerror)(zip_t *);
} zip_door;

/* NULL when the library is not there. Loaded once, never unloaded; safe from several threads. */
const zip_door *zip_door_open(void);
#endif
