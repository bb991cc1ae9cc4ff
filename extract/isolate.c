/* isolate.c: fork, limit, read, send back. The child opens no new files for writing, writes no
 * core, and ends by _exit so that nothing of the parent's is flushed twice. */
#include "isolate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/str.h"
#include "build.h"
#include "wire.h"

enum { CPU_SECONDS = 20, FILES = 24, CHILD_FAILED = 111, CANNOT_EXEC = 127 };
#define CHILD_FILE ((rlim_t)64 << 20) /* a nested document goes to a helper through a file in memory */
#define CHILD_MEMORY ((rlim_t)1 << 30)
#define MESSAGE_MOST ((size_t)256 << 20)

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifndef HAS_ASAN
#define HAS_ASAN 0
#endif

static void cap(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit old, now;

    if (getrlimit((__rlimit_resource_t)what, &old))
        return;
    now.rlim_max = old.rlim_max < hard ? old.rlim_max : hard;
    now.rlim_cur = soft < now.rlim_max ? soft : now.rlim_max;
    setrlimit((__rlimit_resource_t)what, &now);
}

/* What is mapped already (a parent may hold a large dictionary) does not count against the child. */
static rlim_t mapped_bytes(void)
{
    unsigned long pages = 0;
    base_buf statm;
    char z[32] = "";

    if (base_file_read(&statm, "/proc/self/statm", 4096, NULL) == SOCVET_OK && statm.ptr) {
        size_t n = 0;
        while (n < statm.len && n + 1 < sizeof z && base_is_digit(statm.ptr[n])) {
            z[n] = statm.ptr[n];
            n++;
        }
        uint64_t v = 0;
        base_str_to_u64((socvet_str){z, n}, &v);
        pages = (unsigned long)v;
    }
    base_buf_clear(&statm);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void fence(bool fresh)
{
    cap(RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 2);
    cap(RLIMIT_CORE, 0, 0);
    cap(RLIMIT_FSIZE, CHILD_FILE, CHILD_FILE);
    cap(RLIMIT_NOFILE, FILES, FILES);
    rlim_t memory = CHILD_MEMORY + (fresh ? 0 : mapped_bytes());
    if (!HAS_ASAN) /* its shadow is larger than any limit */
        cap(RLIMIT_AS, memory, memory);
    signal(SIGXCPU, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* a library's remark on standard error must not end it */
}

static void child_read(extract_builder *b, const socvet_reader *r, socvet_str bytes, int fd)
{
    socvet_err err = {0};
    socvet_read_opts opts = *b->opts;
    socvet_doc *doc = socvet_doc_new();
    base_buf out;

    fence(false);
    opts.isolate = false;
    base_buf_init(&out, MESSAGE_MOST);
    socvet_status s = doc ? extract_add_with(doc, r, bytes, &opts, &err) : SOCVET_E_NOMEM;
    wire_write(&out, doc, s, &err);
    bool sent = !out.failed && base_fd_write(fd, base_buf_str(&out), "pipe", NULL) == SOCVET_OK;
    _exit(sent ? 0 : CHILD_FAILED);
}

static void child_exec(const char *const argv[], int in, int out)
{
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0)
        _exit(CHILD_FAILED);
    fence(true);
    /* execv takes pointers it does not write through */
    union {
        const char *const *given;
        char *const *taken;
    } args = {argv};
    execv(argv[0], args.taken);
    _exit(CANNOT_EXEC);
}

static socvet_status judge(int state, bool whole, socvet_err *err)
{
    if (WIFSIGNALED(state) && (WTERMSIG(state) == SIGXCPU || WTERMSIG(state) == SIGKILL))
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "the isolated reader used more than %d seconds or was killed", CPU_SECONDS);
    if (WIFSIGNALED(state))
        return base_fail(err, SOCVET_E_CRASH, "extract", SOCVET_NO_OFFSET,
                         "the isolated reader died of signal %d", WTERMSIG(state));
    if (WIFEXITED(state) && WEXITSTATUS(state) == CANNOT_EXEC && !whole)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET,
                         "the helper program for this format is not installed");
    if (!WIFEXITED(state) || WEXITSTATUS(state) != 0)
        return base_fail(err, SOCVET_E_CRASH, "extract", SOCVET_NO_OFFSET,
                         "the isolated reader ended with code %d", WEXITSTATUS(state));
    return SOCVET_OK;
}

/* Reads the answer to its end, waits for the child, and believes neither. */
static socvet_status take_answer(extract_builder *b, pid_t child, int fd, socvet_err *err)
{
    base_buf answer;
    int state = 0;
    socvet_status s = base_fd_read(&answer, fd, "isolated reader", MESSAGE_MOST, err);

    close(fd);
    if (s)
        kill(child, SIGKILL);
    while (waitpid(child, &state, 0) < 0 && errno == EINTR)
        ;
    if (!s)
        s = judge(state, answer.len > 0, err);
    if (!s)
        s = wire_read(b, base_buf_str(&answer), err);
    base_buf_clear(&answer);
    if (s == SOCVET_E_NOMEM && err) /* of the child: its limit, not ours */
        s = err->code = SOCVET_E_LIMIT;
    if (!s && b->limited)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "more text, blocks or work than the limits allow");
    if (!s && !extract_build_ok(b))
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return s;
}

static socvet_status cannot(socvet_err *err, const char *what)
{
    return base_fail(err, SOCVET_E_IO, "extract", SOCVET_NO_OFFSET, "cannot %s: %s", what,
                     strerror(errno));
}

socvet_status isolate_read(extract_builder *b, const socvet_reader *r, socvet_str bytes,
                           socvet_err *err)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC))
        return cannot(err, "make a pipe");
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        child_read(b, r, bytes, ends[1]);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return cannot(err, "start a process");
    }
    return take_answer(b, child, ends[0], err);
}

socvet_status isolate_helper(extract_builder *b, const char *const argv[], socvet_str bytes,
                             socvet_err *err)
{
    int ends[2], in = memfd_create("socvet", MFD_CLOEXEC);

    if (in < 0)
        return cannot(err, "hold the document for the helper");
    if (base_fd_write(in, bytes, "helper", err) || lseek(in, 0, SEEK_SET) != 0 ||
        pipe2(ends, O_CLOEXEC)) {
        close(in);
        return cannot(err, "make a pipe");
    }
    pid_t child = vfork(); /* system calls alone until execv: nothing of this process is copied */
    if (child == 0)
        child_exec(argv, in, ends[1]);
    close(in);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return cannot(err, "start a process");
    }
    return take_answer(b, child, ends[0], err);
}
