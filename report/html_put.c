/* html_put.c: escaping, small phrases, and the order of the findings. */
#include <stdio.h>

#include "html.h"

void html_put(html_page *p, const char *z)
{
    base_buf_add_z(&p->out, z);
}

void html_escaped(html_page *p, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '&')
            html_put(p, "&amp;");
        else if (c == '<')
            html_put(p, "&lt;");
        else if (c == '>')
            html_put(p, "&gt;");
        else if (c == '"')
            html_put(p, "&quot;");
        else if (c == '\'')
            html_put(p, "&#39;");
        else if (c == '\n')
            html_put(p, "<br>");
        else if ((unsigned char)c >= ' ' || c == '\t')
            base_buf_add_char(&p->out, c);
    }
}

void html_sentence(html_page *p, socvet_str s)
{
    if (s.len && s.ptr[0] >= 'a' && s.ptr[0] <= 'z') {
        base_buf_add_char(&p->out, (char)(s.ptr[0] - 'a' + 'A'));
        s = (socvet_str){s.ptr + 1, s.len - 1};
    }
    html_escaped(p, s);
}

void html_labelled(html_page *p, const char *label, socvet_str text)
{
    if (!text.len)
        return;
    base_buf_printf(&p->out, "<p><b>%s</b> ", label);
    html_sentence(p, text);
    html_put(p, "</p>\n");
}

void html_money(html_page *p, int64_t pence)
{
    report_money(&p->out, pence);
}

void html_code(html_page *p, const char *code, socvet_str title)
{
    base_buf_printf(&p->out, "%s – ", code);
    html_escaped(p, title);
}

const char *html_class(const socvet_finding *f)
{
    static const char *const classes[] = {"note", "warning", "error"};
    return f->verdict == SOCVET_VERDICT_FAIL && f->mark == SOCVET_MARK_NONE ? classes[f->severity % 3] : "unknown";
}

const char *html_word(const socvet_finding *f)
{
    static const char *const words[] = {"Worth a look", "Should be mended", "Must be mended"};
    return f->mark != SOCVET_MARK_NONE         ? "Answered for"
           : f->verdict == SOCVET_VERDICT_FAIL ? words[f->severity % 3] : "Cannot tell";
}

void html_collect(html_page *p)
{
    const socvet_check_result *c = p->r->check;

    p->shown = c ? base_arena_array(p->arena, c->n_findings + 1, sizeof(*p->shown)) : NULL;
    for (int pass = 0; p->shown && pass < 4; pass++)
        for (size_t i = 0; i < c->n_findings; i++) {
            const socvet_finding *f = &c->findings[i];
            int group = f->verdict == SOCVET_VERDICT_FAIL && f->mark == SOCVET_MARK_NONE ? 2 - f->severity : 3;
            if (group == pass && !f->reminder && (f->verdict == SOCVET_VERDICT_FAIL || f->verdict == SOCVET_VERDICT_UNKNOWN))
                p->shown[p->n_shown++] = f;
        }
}
