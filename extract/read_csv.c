/* read_csv.c: CSV and TSV as text: one table, the first row its header. RFC 4180 quoting; the
 * delimiter is the sign that parts the first lines into the most equal numbers of fields. (As a
 * catalogue of adverts a CSV file is read in corpus/.) */
#include <string.h>

#include "../base/str.h"
#include "decode.h"
#include "readers.h"

enum { LOOK_LINES = 20 };

/* Fields parted by d in each of the first lines: how many, when they agree; else 0. */
static unsigned agreeing(socvet_str s, char d)
{
    unsigned fields = 1, first = 0, lines = 0, agree = 0;
    bool quoted = false;

    for (size_t i = 0; i <= s.len && lines < LOOK_LINES; i++) {
        char c = i < s.len ? s.ptr[i] : '\n';
        if (c == '"')
            quoted = !quoted;
        else if (c == d && !quoted)
            fields++;
        else if (c == '\n' && (!quoted || i == s.len)) {
            first = lines ? first : fields;
            agree += fields == first;
            lines++;
            fields = 1;
        }
    }
    return first > 1 && agree * 5 >= lines * 3 ? first : 0;
}

static char delimiter(socvet_str s)
{
    static const char signs[] = "\t;|,";
    char best = ',';
    unsigned most = 0;

    for (const char *d = signs; *d; d++) {
        unsigned n = agreeing(s, *d);
        if (n > most) {
            most = n;
            best = *d;
        }
    }
    return best;
}

static int sniff(socvet_str bytes)
{
    return decode_looks_binary(bytes) ? 0 : 1; /* only its name tells it from text */
}

/* Takes one field off the front; *last: it ends its line. */
static void take_field(socvet_str *rest, char d, base_buf *field, bool *last)
{
    size_t i = 0;
    bool quoted = false;

    base_buf_reset(field);
    while (i < rest->len && rest->ptr[i] == ' ')
        i++;
    if (i < rest->len && rest->ptr[i] == '"') {
        quoted = true;
        i++;
    }
    for (; i < rest->len; i++) {
        char c = rest->ptr[i];
        if (quoted && c == '"') {
            if (i + 1 < rest->len && rest->ptr[i + 1] == '"')
                i++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == d || c == '\n')) {
            break;
        }
        base_buf_add_char(field, c);
    }
    *last = i >= rest->len || rest->ptr[i] == '\n';
    i += i < rest->len;
    rest->ptr += i;
    rest->len -= i;
}

static socvet_status read_csv(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text, field;
    unsigned row = 0, column = 0;

    base_buf_init(&text, 0);
    base_buf_init(&field, 0);
    socvet_status s = extract_decode(b, bytes, (socvet_str){NULL, 0}, &text, err);
    socvet_str rest = base_buf_str(&text);
    char d = delimiter(rest);
    extract_table_begin(b);
    while (!s && rest.len && extract_step(b, 1)) {
        bool last;
        take_field(&rest, d, &field, &last);
        if (field.len) {
            extract_cell(b, row, column, 1, 1, row == 0);
            extract_text(b, base_buf_str(&field));
            extract_end(b);
        }
        row += last;
        column = last ? 0 : column + 1;
    }
    extract_table_end(b);
    base_buf_clear(&text);
    base_buf_clear(&field);
    return s;
}

const socvet_reader extract_reader_csv = {"csv", "comma or tab separated values", "csv tsv", sniff, read_csv, false};
