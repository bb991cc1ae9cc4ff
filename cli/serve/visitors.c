/* visitors.c: connections by age. The library ends a connection on which nothing comes; one on which
 * a byte comes now and then is ended here, and so is the oldest when the house is nearly full. */
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "serve.h"

int64_t serve_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

serve_visitor *serve_visitor_add(serve_visitors *all, int fd)
{
    serve_visitor *v = calloc(1, sizeof *v);

    if (!v)
        return NULL;
    v->fd = fd;
    v->since_ms = serve_now_ms();
    v->before = all->newest;
    *(all->newest ? &all->newest->after : &all->oldest) = v;
    all->newest = v;
    all->n++;
    return v;
}

void serve_visitor_free(serve_visitors *all, serve_visitor *v)
{
    if (!v)
        return;
    *(v->before ? &v->before->after : &all->oldest) = v->after;
    *(v->after ? &v->after->before : &all->newest) = v->before;
    all->n--;
    free(v);
}

void serve_visitors_hurry(serve_visitors *all)
{
    int64_t late = serve_now_ms() - SERVE_UPLOAD_SECONDS * 1000;
    size_t spare = SERVE_CONNECTIONS / 10;
    size_t turn_out = all->n + spare > SERVE_CONNECTIONS ? all->n + spare - SERVE_CONNECTIONS : 0;

    for (serve_visitor *v = all->oldest; v; v = v->after) {
        if (v->served)
            continue;
        if (v->since_ms < late || turn_out > 0)
            shutdown(v->fd, SHUT_RDWR);
        turn_out -= turn_out > 0;
    }
}
