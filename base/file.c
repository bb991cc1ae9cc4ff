/* file.c: whole files into memory, bounded. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "err.h"

socvet_status base_fd_read(base_buf *out, int fd, const char *name, size_t max_bytes,
                           socvet_err *err)
{
    char chunk[65536];

    base_buf_init(out, max_bytes);
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return base_fail(err, SOCVET_E_IO, "base", out->len, "%s: %s", name, strerror(errno));
        if (n == 0)
            break;
        base_buf_add(out, (socvet_str){chunk, (size_t)n});
        if (out->failed)
            return base_fail(err, SOCVET_E_LIMIT, "base", out->len,
                             "%s: larger than %zu bytes, or memory ran out", name, max_bytes);
    }
    return SOCVET_OK;
}

socvet_status base_file_read(base_buf *out, const char *path, size_t max_bytes, socvet_err *err)
{
    struct stat st;

    if (strcmp(path, "-") == 0)
        return base_fd_read(out, STDIN_FILENO, "standard input", max_bytes, err);
    base_buf_init(out, max_bytes);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return base_fail(err, SOCVET_E_IO, "base", SOCVET_NO_OFFSET, "%s: %s", path,
                         strerror(errno));
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return base_fail(err, SOCVET_E_IO, "base", SOCVET_NO_OFFSET, "%s: is a folder", path);
    }
    socvet_status s = base_fd_read(out, fd, path, max_bytes, err);
    close(fd);
    return s;
}

socvet_status base_fd_write(int fd, socvet_str bytes, const char *name, socvet_err *err)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return base_fail(err, SOCVET_E_IO, "base", SOCVET_NO_OFFSET, "%s: %s", name,
                             strerror(errno));
        bytes.ptr += n;
        bytes.len -= (size_t)n;
    }
    return SOCVET_OK;
}
