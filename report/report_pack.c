/* report_pack.c: what was packed, and what a verification found, for people and as JSON. */
#include "../base/json.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "evidence_int.h"

typedef base_json_writer W;

static const char *state_word(unsigned v)
{
    static const char *const w[] = {"intact", "changed", "missing", "added"};
    return v < sizeof w / sizeof *w ? w[v] : NULL;
}

/* Paths come from a pack that anybody may have made: control characters, and bytes that are no
 * UTF-8, become question marks. */
static void put_clean(base_buf *out, socvet_str path)
{
    bool text = base_utf8_check(path) == path.len;

    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        base_buf_add_char(out, c < 0x20 || c == 0x7F || (c >= 0x80 && !text) ? '?' : path.ptr[i]);
    }
}

socvet_status socvet_report_pack_text(const socvet_pack *p, socvet_str place, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;

    base_buf_init(&b, 0);
    base_buf_printf(&b, "%.*s: %zu files\n", SOCVET_ARG(place), p->n);
    for (size_t i = 0; i < p->n; i++)
        base_buf_printf(&b, "  %.*s\n", SOCVET_ARG(p->files[i].path));
    base_buf_printf(&b, "seal %s\nkeep the seal somewhere else; README.txt says what still belongs into the pack\n", p->seal);
    return report_flush(&b, sink, user, err);
}

socvet_status socvet_report_pack_json(const socvet_pack *p, socvet_str place, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;
    W w;

    base_buf_init(&b, 0);
    base_json_init(&w, &b);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kstr(&w, "pack", place);
    base_json_kz(&w, "seal", p->seal);
    base_json_key(&w, "files");
    base_json_open(&w, '[');
    for (size_t i = 0; i < p->n; i++)
        base_json_str(&w, p->files[i].path);
    base_json_close(&w, ']');
    base_json_close(&w, '}');
    base_buf_add_char(&b, '\n');
    return report_flush(&b, sink, user, err);
}

static void put_verdict(base_buf *b, const socvet_pack_check *c)
{
    if (c->changed || c->missing)
        base_buf_printf(b, "not as it was made: %zu changed, %zu missing, %zu intact\n", c->changed, c->missing, c->intact);
    else if (!c->seal_right)
        base_buf_add_z(b, "not as it was made: every file fits the list, but the list is not the one of this seal\n");
    else
        base_buf_printf(b, "intact: %zu files are as they were packed\n", c->intact);
}

socvet_status socvet_report_verify_text(const socvet_pack_check *c, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;

    base_buf_init(&b, 0);
    for (size_t i = 0; i < c->n; i++)
        if (c->findings[i].state != SOCVET_PACK_INTACT) {
            base_buf_printf(&b, "%s: ", state_word(c->findings[i].state));
            put_clean(&b, c->findings[i].path);
            base_buf_printf(&b, " (%s)\n", c->findings[i].what);
        }
    put_verdict(&b, c);
    base_buf_printf(&b, "seal %s\n", c->seal);
    return report_flush(&b, sink, user, err);
}

socvet_status socvet_report_verify_json(const socvet_pack_check *c, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b, path;
    W w;

    base_buf_init(&b, 0);
    base_buf_init(&path, 0);
    base_json_init(&w, &b);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kbool(&w, "intact", !c->changed && !c->missing && c->seal_right);
    base_json_kz(&w, "seal", c->seal);
    base_json_kbool(&w, "seal_right", c->seal_right);
    base_json_kint(&w, "changed", (int64_t)c->changed);
    base_json_kint(&w, "missing", (int64_t)c->missing);
    base_json_kint(&w, "added", (int64_t)c->added);
    base_json_key(&w, "files");
    base_json_open(&w, '[');
    for (size_t i = 0; i < c->n; i++) {
        base_json_open(&w, '{');
        base_buf_reset(&path);
        put_clean(&path, c->findings[i].path);
        base_json_kstr(&w, "path", base_buf_str(&path));
        base_json_kz(&w, "what", c->findings[i].what);
        base_json_kz(&w, "state", state_word(c->findings[i].state));
        base_json_close(&w, '}');
    }
    base_json_close(&w, ']');
    base_json_close(&w, '}');
    base_buf_clear(&path);
    base_buf_add_char(&b, '\n');
    return report_flush(&b, sink, user, err);
}
