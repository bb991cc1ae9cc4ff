/* job.c: one answer made in a process of its own, forked from the event loop: the engine is there
 * already, what it prints goes to files in memory, and its death is one request's loss. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "serve.h"

enum { JOB_CPU_SECONDS = 40, JOB_OUTPUT_MOST = 128 << 20 };

static void fence(const serve_action *a)
{
    struct rlimit cpu = {JOB_CPU_SECONDS, JOB_CPU_SECONDS + 2}, core = {0, 0},
                  size = {JOB_OUTPUT_MOST, JOB_OUTPUT_MOST};

    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    if (!(a->kind & SERVE_WRITES))
        setrlimit(RLIMIT_FSIZE, &size); /* files in memory count */
    signal(SIGXFSZ, SIG_IGN);
}

/* The listening socket and the other visitors' connections are none of its business: a helper
 * that it starts must not inherit them either. */
static _Noreturn void run(int out, int err, const serve_rooms *rooms, const serve_action *a,
                          const serve_form *f)
{
    sigset_t none;

    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0 ||
        close_range(3, ~0U, 0) != 0)
        _exit(CLI_CANNOT);
    fence(a);
    setpriority(PRIO_PROCESS, 0, 5); /* the page itself comes first */
    int code = a->answer(rooms, f);
    if (fflush(stdout) != 0 || ferror(stdout))
        code = CLI_CANNOT;
    _exit(code);
}

bool serve_job_start(serve_job *j, const serve_rooms *rooms, const serve_action *a,
                     const serve_form *f)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    *j = (serve_job){.pidfd = -1, .since_ms = now.tv_sec * 1000 + now.tv_nsec / 1000000};
    j->out = memfd_create("answer", MFD_CLOEXEC);
    j->err = memfd_create("remarks", MFD_CLOEXEC);
    j->pid = j->out >= 0 && j->err >= 0 ? fork() : -1;
    if (j->pid == 0)
        run(j->out, j->err, rooms, a, f);
    if (j->pid > 0) {
        setpgid(j->pid, j->pid); /* both do: whoever is first */
        j->pidfd = pidfd_open(j->pid, 0);
    }
    if (j->pidfd >= 0)
        return true;
    if (j->pid > 0)
        serve_job_kill(j);
    close(j->out);
    close(j->err);
    return false;
}

int serve_job_end(serve_job *j)
{
    int state = 0;

    siginfo_t ended;
    while (waitid(P_PID, (id_t)j->pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
        ;
    kill(-j->pid, SIGKILL); /* a helper it may have left; the number is still ours */
    while (waitpid(j->pid, &state, 0) < 0 && errno == EINTR)
        ;
    if (j->pidfd >= 0)
        close(j->pidfd);
    j->pidfd = -1;
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

void serve_job_kill(serve_job *j)
{
    kill(-j->pid, SIGKILL);
    kill(j->pid, SIGKILL);
    serve_job_end(j);
}
