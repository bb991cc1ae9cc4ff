/* csv.c: RFC 4180 tables as people save them. */
#include "csv.h"

#include <string.h>

#include "../base/str.h"

enum { LOOK_ROWS = 30 };

/* The number of fields (more than one) that most of the first rows have with this delimiter, and how
 * many of a hundred rows have it: lines above the header have fewer. */
static unsigned agreement(socvet_str s, char delimiter, unsigned *fields)
{
    unsigned counts[LOOK_ROWS], rows = 0, most = 0, n = 1;
    bool quoted = false;

    for (size_t i = 0; i < s.len && rows < LOOK_ROWS; i++) {
        char c = s.ptr[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == delimiter)
            n++;
        if ((!quoted && c == '\n') || i + 1 == s.len) {
            counts[rows++] = n;
            n = 1;
        }
    }
    *fields = 1;
    for (unsigned i = 0; i < rows; i++) {
        unsigned same = 0;
        for (unsigned k = 0; k < rows; k++)
            same += counts[k] == counts[i];
        if (counts[i] > 1 && same > most) {
            most = same;
            *fields = counts[i];
        }
    }
    return rows ? most * 100 / rows : 0;
}

void corpus_csv_open(corpus_csv *c, socvet_str bytes)
{
    static const char delimiters[] = ",\t;|";
    unsigned best = 0;

    memset(c, 0, sizeof *c);
    if (base_str_starts(bytes, SOCVET_STR("\xEF\xBB\xBF")))
        bytes = (socvet_str){bytes.ptr + 3, bytes.len - 3};
    c->bytes = bytes;
    c->delimiter = ',';
    for (const char *d = delimiters; *d; d++) {
        unsigned fields, score = agreement(bytes, *d, &fields);
        if (fields > 1 && score * (fields > 50 ? 50 : fields) > best) {
            best = score * (fields > 50 ? 50 : fields);
            c->delimiter = *d;
        }
    }
}

/* The end of a quoted field that begins after its quote: index of the closing quote, the first
 * before a delimiter or line end; a lone quote elsewhere is text. */
static size_t quote_end(const corpus_csv *c, size_t i, bool *doubled)
{
    while (i < c->bytes.len) {
        if (c->bytes.ptr[i] == '"') {
            size_t k = i + 1;
            if (k < c->bytes.len && c->bytes.ptr[k] == '"') {
                *doubled = true;
                i += 2;
                continue;
            }
            while (k < c->bytes.len && c->bytes.ptr[k] == ' ')
                k++;
            if (k >= c->bytes.len || c->bytes.ptr[k] == c->delimiter || c->bytes.ptr[k] == '\n' ||
                c->bytes.ptr[k] == '\r')
                return i;
        }
        i++;
    }
    return i;
}

static socvet_str undouble(base_arena *arena, socvet_str s)
{
    char *p = base_arena_alloc(arena, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; p && i < s.len; i++) {
        p[n++] = s.ptr[i];
        i += s.ptr[i] == '"' && i + 1 < s.len && s.ptr[i + 1] == '"';
    }
    return p ? (socvet_str){p, n} : s;
}

static void add_field(corpus_csv *c, socvet_str s)
{
    if (c->n_fields < CORPUS_CSV_COLUMNS)
        c->field[c->n_fields++] = s;
    else
        c->field[c->n_fields - 1].len =
            (size_t)(s.ptr + s.len - c->field[c->n_fields - 1].ptr);
}

static socvet_str read_field(corpus_csv *c, base_arena *arena, bool *unclosed)
{
    const char *p = c->bytes.ptr;
    size_t i = c->at, end;
    socvet_str s;

    if (i < c->bytes.len && p[i] == '"') {
        bool doubled = false;
        end = quote_end(c, i + 1, &doubled);
        *unclosed |= end >= c->bytes.len;
        s = (socvet_str){p + i + 1, end - i - 1};
        for (size_t k = 0; k < s.len; k++)
            c->line += s.ptr[k] == '\n';
        if (doubled)
            s = undouble(arena, s);
        i = end < c->bytes.len ? end + 1 : end;
        while (i < c->bytes.len && p[i] != c->delimiter && p[i] != '\n')
            i++;
    } else {
        while (i < c->bytes.len && p[i] != c->delimiter && p[i] != '\n')
            i++;
        end = i > c->at && i < c->bytes.len && p[i] == '\n' && p[i - 1] == '\r' ? i - 1 : i;
        s = (socvet_str){p + c->at, end - c->at};
    }
    c->at = i;
    return s;
}

bool corpus_csv_next(corpus_csv *c, base_arena *arena, bool *unclosed)
{
    *unclosed = false;
    c->n_fields = 0;
    if (c->at >= c->bytes.len)
        return false;
    c->line++;
    for (;;) {
        add_field(c, read_field(c, arena, unclosed));
        if (c->at >= c->bytes.len)
            break;
        if (c->bytes.ptr[c->at++] == '\n')
            break;
        if (c->at >= c->bytes.len) {
            add_field(c, (socvet_str){"", 0});
            break;
        }
    }
    return true;
}

int corpus_csv_column(const corpus_csv *h, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < h->n_fields; i++)
            if (base_str_eq_ci(base_str_trim(h->field[i]), base_str_z(*names)))
                return (int)i;
    return -1;
}
