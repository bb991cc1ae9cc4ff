/* pairs.c: see pairs.h. */
#include "pairs.h"

#include <string.h>

#include "../base/str.h"
#include "jobposting.h"

enum { LONG_VALUE = 160 };

/* "jobTitle" and "job_title" -> "Job title". */
static void put_name(extract_builder *b, socvet_str name)
{
    char z[96];
    size_t n = 0;

    for (size_t i = 0; i < name.len && n + 2 < sizeof z; i++) {
        char c = name.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool after = i && ((name.ptr[i - 1] >= 'a' && name.ptr[i - 1] <= 'z') || base_is_digit(name.ptr[i - 1]));
        bool lone = upper && !(i + 1 < name.len && name.ptr[i + 1] >= 'A' && name.ptr[i + 1] <= 'Z');
        if (c == '_' || c == '-') {
            z[n++] = ' ';
            continue;
        }
        if (upper && after)
            z[n++] = ' ';
        bool start = n == 0 && c >= 'a' && c <= 'z';
        z[n++] = start ? (char)(c - 32) : upper && after && lone ? base_lower(c) : c;
    }
    extract_text(b, (socvet_str){z, n});
}

static bool is_prose(socvet_str s)
{
    const char *p = s.ptr ? s.ptr : "";

    return s.len > LONG_VALUE || memchr(p, '<', s.len) || memchr(p, '\n', s.len) ||
           base_str_find(s, SOCVET_STR("&lt;"), 0) != SIZE_MAX;
}

void pairs_end(pairs *p)
{
    if (p->in_table)
        extract_table_end(p->b);
    p->in_table = false;
}

void pairs_put(pairs *p, socvet_str name, socvet_str value)
{
    value = base_str_trim(value);
    if (!value.len)
        return;
    if (is_prose(value)) {
        pairs_end(p);
        extract_begin(p->b, SOCVET_BLOCK_HEADING, 3);
        put_name(p->b, name);
        extract_end(p->b);
        job_markup(p->b, value);
        return;
    }
    if (!p->in_table)
        extract_table_begin(p->b);
    p->row = p->in_table ? p->row + 1 : 0;
    p->in_table = true;
    extract_cell(p->b, p->row, 0, 1, 1, true);
    put_name(p->b, name);
    extract_end(p->b);
    extract_cell(p->b, p->row, 1, 1, 1, false);
    extract_text(p->b, value);
    extract_end(p->b);
}
