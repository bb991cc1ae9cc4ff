/* mime_field.c: header fields. A line that is none is passed over when a field follows it (a value
 * folded without its blank); else the body begins there. */
#include "../base/date.h"
#include "../base/str.h"
#include "mime.h"

enum { NAME_MOST = 200 };

static size_t line_end(socvet_str s, size_t at)
{
    const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;

    return nl ? (size_t)(nl - s.ptr) + 1 : s.len;
}

static bool is_empty_line(socvet_str s, size_t at)
{
    return at < s.len && (s.ptr[at] == '\n' || (s.ptr[at] == '\r' && (at + 1 == s.len || s.ptr[at + 1] == '\n')));
}

/* Length of a field's name at `at`, before the colon; 0: no field begins here. */
static size_t name_length(socvet_str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.len && n < NAME_MOST && s.ptr[at + n] > ' ' && s.ptr[at + n] < 0x7F && s.ptr[at + n] != ':')
        n++;
    size_t end = at + n;
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t'))
        end++;
    return n && end < s.len && s.ptr[end] == ':' ? n : 0;
}

/* Where the value that begins at `at` ends, with its folded lines. */
static size_t value_end(socvet_str s, size_t at)
{
    size_t end = line_end(s, at);

    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t')) {
        size_t next = line_end(s, end);
        socvet_str line = base_str_trim((socvet_str){s.ptr + end, next - end});
        if (!line.len) /* blanks alone: the empty line of a careless mailer */
            break;
        end = next;
    }
    return end;
}

bool mime_next_field(socvet_str s, size_t *at, mime_field *out)
{
    while (*at < s.len && !is_empty_line(s, *at)) {
        size_t n = name_length(s, *at);
        if (n) {
            size_t from = *at + n;
            while (s.ptr[from] != ':')
                from++;
            size_t end = value_end(s, from);
            out->name = (socvet_str){s.ptr + *at, n};
            out->value = base_str_trim((socvet_str){s.ptr + from + 1, end - from - 1});
            *at = end;
            return true;
        }
        size_t next = line_end(s, *at);
        bool blank = base_str_trim((socvet_str){s.ptr + *at, next - *at}).len == 0;
        if (!blank && (s.ptr[*at] == '-' || !name_length(s, next)))
            return false;
        *at = next;
        if (blank)
            return false;
    }
    if (*at < s.len)
        *at = line_end(s, *at);
    return false;
}

socvet_str mime_find_field(socvet_str fields, const char *name)
{
    size_t at = 0;
    mime_field f;

    while (mime_next_field(fields, &at, &f))
        if (base_str_eq_ci(f.name, base_str_z(name)))
            return f.value;
    return (socvet_str){NULL, 0};
}

/* ---- dates ---- */

static int month_of(socvet_str s)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int i = 0; s.len >= 3 && i < 12; i++)
        if (base_str_starts_ci(s, (socvet_str){names + i * 3, 3}))
            return i + 1;
    return 0;
}

/* "Fri, 19 May 2000 00:31:00 -0400", "Fri May 19 00:31:00 2000", "2000-05-19T00:31:00Z". */
int32_t mime_date(socvet_str s)
{
    int day = 0, month = 0, year = -1;

    s = base_str_trim(s);
    if (s.len >= 10 && base_is_digit(s.ptr[0]) && s.ptr[4] == '-')
        return base_date_parse_iso((socvet_str){s.ptr, 10});
    for (size_t i = 0; i < s.len && i < 200 && year < 0;) {
        size_t from = i;
        while (i < s.len && (base_is_digit(s.ptr[i]) || base_is_alpha(s.ptr[i]) || s.ptr[i] == ':' ||
                             (i > from && s.ptr[i] == '.')))
            i++;
        socvet_str word = {s.ptr + from, i - from};
        uint64_t v;
        if (i == from)
            i++;
        else if (base_str_to_u64(word, &v) && !day && v >= 1 && v <= 31)
            day = (int)v;
        else if (base_str_to_u64(word, &v) && day && month && word.len >= 2 && word.len <= 4)
            year = (int)v;
        else if (!month)
            month = month_of(word);
    }
    if (year >= 0 && year < 100) /* as RFC 5322 4.3 wants it */
        year += year < 50 ? 2000 : 1900;
    else if (year >= 0 && year < 1000)
        year += 1900;
    return day && month && year >= 0 ? base_date_from_ymd(year, month, day) : BASE_NO_DATE;
}
