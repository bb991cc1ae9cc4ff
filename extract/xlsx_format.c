/* xlsx_format.c: a number by its format code (ECMA-376 18.8.30), as a person sees it: dates, times,
 * grouping, per cent, currency, fractions. Colours, fill and conditions are passed over. */
#include "xlsx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/str.h"

const char *xlsx_builtin_format(long id)
{
    static const struct {
        long id;
        const char *code;
    } table[] = {
        {1, "0"}, {2, "0.00"}, {3, "#,##0"}, {4, "#,##0.00"}, {5, "£#,##0;-£#,##0"}, {6, "£#,##0;-£#,##0"},
        {7, "£#,##0.00;-£#,##0.00"}, {8, "£#,##0.00;-£#,##0.00"}, {9, "0%"}, {10, "0.00%"}, {11, "0.00E+00"},
        {12, "# ?/?"}, {13, "# ?\?/?\?"}, {14, "dd/mm/yyyy"}, {15, "d-mmm-yy"}, {16, "d-mmm"}, {17, "mmm-yy"},
        {18, "h:mm AM/PM"}, {19, "h:mm:ss AM/PM"}, {20, "h:mm"}, {21, "h:mm:ss"}, {22, "dd/mm/yyyy hh:mm"},
        {37, "#,##0;-#,##0"}, {38, "#,##0;-#,##0"}, {39, "#,##0.00;-#,##0.00"}, {40, "#,##0.00;-#,##0.00"},
        {41, "#,##0;-#,##0;\"-\""}, {42, "£#,##0;-£#,##0;£\"-\""}, {43, "#,##0.00;-#,##0.00;\"-\""},
        {44, "£#,##0.00;-£#,##0.00;£\"-\""}, {45, "mm:ss"}, {46, "[h]:mm:ss"}, {47, "mm:ss"}, {48, "##0.0E+0"},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].id == id)
            return table[i].code;
    return NULL;
}

/* ---- a code is a run of items ---- */

enum { MOST_ITEMS = 96 };
typedef struct {
    char kind; /* 'l' literal, '0' '#' '?' digit, '.' ',' '%' 'E' '/' themselves, 'a' am/pm, 'G' general,
                  '@' text, y m d h s with count, 'H' 'M' 'S' elapsed; 'i' minutes */
    uint8_t count;
    socvet_str text;
} item;

typedef struct {
    item items[MOST_ITEMS];
    int n;
    bool date, digits;
} section;

static void add(section *s, char kind, int count, socvet_str text)
{
    if (s->n < MOST_ITEMS)
        s->items[s->n++] = (item){kind, (uint8_t)(count > 9 ? 9 : count), text};
}

/* [$£-809] is a currency sign; [h] elapsed time; the rest is colour, condition or language. */
static size_t bracket(section *s, socvet_str c, size_t at)
{
    const char *end = memchr(c.ptr + at, ']', c.len - at);
    size_t len = end ? (size_t)(end - c.ptr) - at + 1 : c.len - at;
    char k = len > 2 ? base_lower(c.ptr[at + 1]) : 0;

    if (k == '$') {
        const char *dash = memchr(c.ptr + at, '-', len);
        size_t stop = dash ? (size_t)(dash - c.ptr) : at + len - 1;
        add(s, 'l', 0, (socvet_str){c.ptr + at + 2, stop - at - 2});
    } else if ((k == 'h' || k == 'm' || k == 's') && (c.ptr[at + 2] == ']' || base_lower(c.ptr[at + 2]) == k)) {
        add(s, (char)(k - 32), (int)len - 2, (socvet_str){"", 0});
        s->date = true;
    }
    return len;
}

static size_t take(section *s, socvet_str c, size_t at)
{
    char k = c.ptr[at], low = base_lower(k);
    size_t n = 1;

    switch (k) {
    case '"': {
        const char *end = memchr(c.ptr + at + 1, '"', c.len - at - 1);
        size_t stop = end ? (size_t)(end - c.ptr) : c.len;
        add(s, 'l', 0, (socvet_str){c.ptr + at + 1, stop - at - 1});
        return stop - at + 1;
    }
    case '\\':
        n = at + 1 < c.len ? 1 : 0;
        while (n && at + 1 + n < c.len && ((unsigned char)c.ptr[at + 1 + n] & 0xC0) == 0x80)
            n++;
        add(s, 'l', 0, (socvet_str){c.ptr + at + 1, n});
        return n + 1;
    case '_':
        add(s, 'l', 0, SOCVET_STR(" "));
        return 2;
    case '*':
        return 2;
    case '[':
        return bracket(s, c, at);
    case '0': case '#': case '?':
        s->digits = true;
        add(s, k, 0, (socvet_str){"", 0});
        return 1;
    case '.': case ',': case '%': case '/': case '@':
        add(s, k, 0, (socvet_str){c.ptr + at, 1});
        return 1;
    default:
        break;
    }
    if (base_str_starts_ci((socvet_str){c.ptr + at, c.len - at}, SOCVET_STR("General"))) {
        add(s, 'G', 0, (socvet_str){"", 0});
        return 7;
    }
    if (base_str_starts_ci((socvet_str){c.ptr + at, c.len - at}, SOCVET_STR("AM/PM"))) {
        add(s, 'a', 0, (socvet_str){"", 0});
        return 5;
    }
    if (k == 'E' && at + 1 < c.len && (c.ptr[at + 1] == '+' || c.ptr[at + 1] == '-')) {
        add(s, 'E', 0, (socvet_str){"", 0});
        return 2;
    }
    if (low == 'y' || low == 'm' || low == 'd' || low == 'h' || low == 's') {
        while (at + n < c.len && base_lower(c.ptr[at + n]) == low)
            n++;
        add(s, low, (int)n, (socvet_str){"", 0});
        s->date = true;
        return n;
    }
    while (at + n < c.len && ((unsigned char)c.ptr[at + n] & 0xC0) == 0x80)
        n++;
    add(s, 'l', 0, (socvet_str){c.ptr + at, n});
    return n;
}

/* m is minutes after hours and before seconds. */
static void tell_minutes(section *s)
{
    char before = 0;

    for (int i = 0; i < s->n; i++) {
        char k = s->items[i].kind;
        if (k == 'm' && s->items[i].count <= 2) {
            char after = 0;
            for (int j = i + 1; j < s->n && !after; j++)
                if (strchr("ymdhsa", s->items[j].kind))
                    after = s->items[j].kind;
            if (before == 'h' || before == 'H' || after == 's')
                s->items[i].kind = 'i';
        }
        if (strchr("ymdhsHMSi", k))
            before = k;
    }
}

static void parse(section *s, socvet_str code)
{
    memset(s, 0, sizeof *s);
    for (size_t at = 0; at < code.len;)
        at += take(s, code, at);
    tell_minutes(s);
}

/* The section for the value's sign; *absolute when that section shows no minus of its own. */
static socvet_str pick(socvet_str code, double v, bool *absolute)
{
    socvet_str part[4] = {{0}};
    int n = 0;
    size_t from = 0;
    bool quoted = false;

    for (size_t i = 0; i <= code.len && n < 4; i++) {
        if (i < code.len && code.ptr[i] == '"')
            quoted = !quoted;
        if (i < code.len && code.ptr[i] == '\\') {
            i++;
            continue;
        }
        if (i >= code.len || (code.ptr[i] == ';' && !quoted)) {
            part[n++] = (socvet_str){code.ptr + from, (i < code.len ? i : code.len) - from};
            from = i + 1;
        }
    }
    *absolute = n >= 2 && v < 0;
    if (n >= 3 && v == 0)
        return part[2];
    return n >= 2 && v < 0 ? part[1] : part[0];
}

/* ---- writing ---- */

static void add_general(base_buf *out, double v)
{
    char z[48];

    snprintf(z, sizeof z, fabs(v) >= 1e15 ? "%.6g" : "%.11g", v);
    if (fabs(v) < 1e15 && strchr(z, 'e') && fabs(v) >= 1)
        snprintf(z, sizeof z, "%.0f", v);
    base_buf_add_z(out, z);
}

static void add_date(base_buf *out, const section *s, double v, bool date1904)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"};
    static const char *const week[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    double whole = floor(v);
    long seconds = lround((v - whole) * 86400);
    int y, m, d;
    bool half = false;

    if (seconds >= 86400) {
        whole += 1;
        seconds -= 86400;
    }
    if (!(whole >= -100000 && whole <= 4000000)) {
        add_general(out, v);
        return;
    }
    /* day 1 is 1 January 1900, and the 29 February of that year never was */
    int32_t days = (int32_t)whole + (date1904 ? -24107 : whole < 60 ? -25568 : -25569);
    base_date_to_ymd(days, &y, &m, &d);
    for (int i = 0; i < s->n; i++)
        half |= s->items[i].kind == 'a';
    long hour = seconds / 3600;
    for (int i = 0; i < s->n; i++) {
        const item *t = &s->items[i];
        int w = t->count;
        switch (t->kind) {
        case 'y': base_buf_printf(out, w > 2 ? "%04d" : "%02d", w > 2 ? y : y % 100); break;
        case 'm':
            if (w >= 3)
                base_buf_add(out, (socvet_str){months[m - 1], w == 3 ? 3 : strlen(months[m - 1])});
            else
                base_buf_printf(out, w == 2 ? "%02d" : "%d", m);
            break;
        case 'd':
            if (w >= 3)
                base_buf_add(out, (socvet_str){week[base_date_weekday(days)], w == 3 ? 3 : strlen(week[base_date_weekday(days)])});
            else
                base_buf_printf(out, w == 2 ? "%02d" : "%d", d);
            break;
        case 'h': base_buf_printf(out, w == 2 ? "%02ld" : "%ld", half ? (hour + 11) % 12 + 1 : hour); break;
        case 'i': base_buf_printf(out, w == 2 ? "%02ld" : "%ld", seconds / 60 % 60); break;
        case 's': base_buf_printf(out, w == 2 ? "%02ld" : "%ld", seconds % 60); break;
        case 'H': base_buf_printf(out, "%.0f", whole * 24 + (double)hour); break;
        case 'M': base_buf_printf(out, "%.0f", whole * 1440 + (double)(seconds / 60)); break;
        case 'S': base_buf_printf(out, "%.0f", whole * 86400 + (double)seconds); break;
        case 'a': base_buf_add_z(out, hour < 12 ? "AM" : "PM"); break;
        case 'l': case '/': case ',': case '.': base_buf_add(out, t->text); break;
        default: break;
        }
    }
}

static void add_fraction(base_buf *out, double v, int width)
{
    long most = width >= 3 ? 999 : width == 2 ? 99 : 9, best_n = 0, best_d = 1;
    double whole = floor(v), rest = v - whole, best = rest;

    for (long d = 1; d <= most; d++) {
        long n = lround(rest * (double)d);
        double off = fabs(rest - (double)n / (double)d);
        if (off < best - 1e-12) {
            best = off;
            best_n = n;
            best_d = d;
        }
    }
    if (best_n == best_d) {
        whole += 1;
        best_n = 0;
    }
    if (whole > 0 || best_n == 0)
        base_buf_printf(out, "%.0f", whole);
    if (best_n)
        base_buf_printf(out, whole > 0 ? " %ld/%ld" : "%ld/%ld", best_n, best_d);
}

typedef struct {
    int before, after, percent, thousands; /* digits before and after the point, ... */
    bool grouped, exponent, fraction, general;
    int width; /* of a fraction's denominator */
} shape;

static shape shape_of(const section *s)
{
    shape f = {0};
    bool point = false;

    for (int i = 0; i < s->n; i++) {
        char k = s->items[i].kind;
        bool digit = k == '0' || k == '#' || k == '?';
        if (digit && f.fraction)
            f.width++;
        else if (digit && !f.exponent)
            *(point ? &f.after : &f.before) += 1;
        point |= k == '.';
        f.percent += k == '%';
        f.exponent |= k == 'E';
        f.general |= k == 'G';
        f.fraction |= k == '/' && s->digits;
        if (k == ',') {
            bool more = false;
            for (int j = i + 1; j < s->n; j++)
                more |= s->items[j].kind == '0' || s->items[j].kind == '#';
            if (more && f.before)
                f.grouped = true;
            else if (f.before)
                f.thousands++;
        }
    }
    return f;
}

/* Digits of the whole part that belong to one placeholder: the first takes all that are left over. */
static void add_whole(base_buf *out, const char *digits, int n, int *given, int place, int places, bool grouped, char kind)
{
    int from = *given, to = n - (places - 1 - place);

    if (to <= 0) {
        if (kind == '0')
            base_buf_add_char(out, '0');
        return;
    }
    for (; from < to; from++) {
        base_buf_add_char(out, digits[from]);
        if (grouped && (n - 1 - from) % 3 == 0 && from + 1 < n)
            base_buf_add_char(out, ',');
    }
    *given = to;
}

static void add_number(base_buf *out, const section *s, double v)
{
    shape f = shape_of(s);
    char z[400];
    double a = fabs(v);
    bool point = false, placed = false;
    int given = 0, place = 0, decimal = 0;

    for (int i = 0; i < f.percent; i++)
        a *= 100;
    for (int i = 0; i < f.thousands; i++)
        a /= 1000;
    if (f.after > 30)
        f.after = 30;
    if (f.exponent || a >= 1e300)
        snprintf(z, sizeof z, "%.*E", f.after, a);
    else
        snprintf(z, sizeof z, "%.*f", f.after, a);
    const char *dot = strchr(z, '.');
    int n = dot ? (int)(dot - z) : (int)strlen(z);
    const char *decimals = dot ? dot + 1 : "";
    int last = (int)strlen(decimals);
    if (n == 1 && z[0] == '0')
        n = 0;
    for (int i = 0; i < s->n; i++) {
        const item *t = &s->items[i];
        bool digit = t->kind == '0' || t->kind == '#' || t->kind == '?';
        if (t->kind == 'G') {
            add_general(out, a);
        } else if (digit && (f.exponent || f.fraction)) {
            if (!placed && f.fraction)
                add_fraction(out, a, f.width);
            else if (!placed)
                base_buf_add_z(out, z);
            placed = true;
        } else if (digit && !point) {
            add_whole(out, z, n, &given, place++, f.before, f.grouped, t->kind);
        } else if (digit && decimal < last) {
            bool zeros = t->kind == '#';
            for (int k = decimal; zeros && k < last; k++)
                zeros = decimals[k] == '0';
            if (!zeros)
                base_buf_add_char(out, decimals[decimal]);
            decimal++;
        } else if (t->kind == '.' && !f.exponent && !f.fraction) {
            if (!point && f.before == 0 && n > 0)
                base_buf_add(out, (socvet_str){z, (size_t)n});
            point = true;
            base_buf_add_char(out, '.');
        } else if (t->kind == '%' || (t->kind == 'l' && !(f.fraction && placed && t->text.len == 1 && t->text.ptr[0] == ' '))) {
            if (!(f.fraction && t->kind == 'l' && t->text.len == 1 && t->text.ptr[0] == ' '))
                base_buf_add(out, t->text);
        }
    }
}

void xlsx_format(base_buf *out, double v, socvet_str code, bool date1904)
{
    section s;
    bool absolute;

    if (!isfinite(v) || !code.len || base_str_eq_ci(code, SOCVET_STR("General")) || base_str_eq_z(code, "@")) {
        add_general(out, v);
        return;
    }
    parse(&s, pick(code, v, &absolute));
    bool general = false;
    for (int i = 0; i < s.n; i++)
        general |= s.items[i].kind == 'G';
    if (s.date && !s.digits) {
        add_date(out, &s, v, date1904);
        return;
    }
    if (!s.digits && !general && s.n == 0)
        return; /* ";;;" hides */
    if (v < 0 && !absolute)
        base_buf_add_char(out, '-');
    add_number(out, &s, v);
}
