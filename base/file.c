/* file.c: whole files into memory, bounded. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "err.h"

enum { STEP = 64 * 1024 };

/* How much to make room for: a file by its size and a byte more, which tells at once that it has ended. */
static size_t first_step(int fd, size_t most)
{
    struct stat st;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && (uint64_t)st.st_size < most)
        return (size_t)st.st_size + 1;
    return STEP;
}

socvet_status base_fd_read(base_buf *out, int fd, const char *name, size_t max_bytes,
                           socvet_err *err)
{
    base_buf_init(out, max_bytes);
    for (size_t step = first_step(fd, out->max);; step = STEP) {
        size_t left = out->max - out->len, has = out->cap > out->len + 1 ? out->cap - out->len - 1 : 0;
        size_t room = has >= STEP / 16 || has == 1 ? has : step;
        if (room > left)
            room = left;
        char spare[1], *to = room ? base_buf_room(out, room) : spare; /* full: is there more? */
        if (to)
            to[0] = '\0';
        ssize_t n = to ? read(fd, to, room ? room : sizeof spare) : 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return base_fail(err, SOCVET_E_IO, "base", out->len, "%s: %s", name, strerror(errno));
        if (!to || (n > 0 && !room))
            return base_fail(err, SOCVET_E_LIMIT, "base", out->len,
                             "%s: larger than %zu bytes, or memory ran out", name, max_bytes);
        if (n == 0)
            return SOCVET_OK;
        out->len += (size_t)n;
        to[n] = '\0';
    }
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
