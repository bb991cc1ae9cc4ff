/* gate.c: who may ask. A page of another site cannot know the token, names itself in Origin, and
 * a name it has bound to 127.0.0.1 (DNS rebinding) stands in Host. */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"
#include "serve.h"

bool serve_gate_init(serve_gate *g)
{
    unsigned char raw[SERVE_TOKEN / 2];

    if (getrandom(raw, sizeof raw, 0) != (ssize_t)sizeof raw)
        return false;
    for (size_t i = 0; i < sizeof raw; i++)
        snprintf(g->token + 2 * i, 3, "%02x", raw[i]);
    return true;
}

static bool is_here(const serve_gate *g, const char *host)
{
    char a[32], b[32];

    snprintf(a, sizeof a, "127.0.0.1:%u", (unsigned)g->port);
    snprintf(b, sizeof b, "localhost:%u", (unsigned)g->port);
    return base_str_eq_ci(base_str_z(host), base_str_z(a)) ||
           base_str_eq_ci(base_str_z(host), base_str_z(b));
}

/* Takes the same time wherever the difference stands. */
static bool same_token(const serve_gate *g, const char *path)
{
    unsigned char difference = 0;

    if (strnlen(path, SERVE_TOKEN + 2) < SERVE_TOKEN + 2)
        return false;
    for (size_t i = 0; i < SERVE_TOKEN; i++)
        difference |= (unsigned char)(path[i + 1] ^ g->token[i]);
    return difference == 0 && path[0] == '/' && path[SERVE_TOKEN + 1] == '/';
}

unsigned serve_gate_check(const serve_gate *g, const char *path, const char *host,
                          const char *origin, const char *fetch_site, const char **rest)
{
    if (!host || !is_here(g, host))
        return MHD_HTTP_MISDIRECTED_REQUEST;
    if (origin && (strncmp(origin, "http://", 7) != 0 || !is_here(g, origin + 7)))
        return MHD_HTTP_FORBIDDEN;
    /* "none" is a person who typed or clicked the address */
    if (fetch_site && strcmp(fetch_site, "same-origin") != 0 && strcmp(fetch_site, "none") != 0)
        return MHD_HTTP_FORBIDDEN;
    if (!same_token(g, path))
        return MHD_HTTP_NOT_FOUND;
    *rest = path + SERVE_TOKEN + 2;
    return 0;
}
