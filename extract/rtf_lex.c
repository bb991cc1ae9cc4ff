/* rtf_lex.c: bytes -> tokens of RTF 1.9.1, and the table of control words. A word that is not in
 * the table means nothing to us; after "\*" it opens a destination that is skipped. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "rtf.h"

enum { WORD_MOST = 32 };

static int hex(char c)
{
    c = base_lower(c);
    return base_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static rtf_token word(rtf_lexer *x)
{
    const char *p = x->bytes.ptr;
    size_t n = x->bytes.len, from = x->at;
    rtf_token t = {.kind = RTF_WORD};
    int64_t v = 0;
    bool negative = false;

    while (x->at < n && base_is_alpha(p[x->at]) && x->at - from < WORD_MOST)
        x->at++;
    t.text = (socvet_str){p + from, x->at - from};
    if (x->at + 1 < n && p[x->at] == '-' && base_is_digit(p[x->at + 1])) {
        negative = true;
        x->at++;
    }
    for (; x->at < n && base_is_digit(p[x->at]); x->at++) {
        t.has_value = true;
        if (v < INT32_MAX)
            v = v * 10 + (p[x->at] - '0');
    }
    v = v > INT32_MAX ? INT32_MAX : v;
    t.value = (int32_t)(negative ? -v : v);
    if (x->at < n && p[x->at] == ' ')
        x->at++;
    return t;
}

static rtf_token control(rtf_lexer *x)
{
    const char *p = x->bytes.ptr;
    size_t n = x->bytes.len;

    if (x->at >= n)
        return (rtf_token){.kind = RTF_END};
    if (base_is_alpha(p[x->at]))
        return word(x);
    if (p[x->at] == '\'') {
        int high = x->at + 1 < n ? hex(p[x->at + 1]) : -1;
        int low = x->at + 2 < n ? hex(p[x->at + 2]) : -1;
        x->at += 1 + (high >= 0) + (high >= 0 && low >= 0);
        if (high >= 0 && low >= 0)
            return (rtf_token){.kind = RTF_HEX, .value = high * 16 + low};
        return (rtf_token){.kind = RTF_SYMBOL, .text = SOCVET_STR("|")}; /* says nothing */
    }
    return (rtf_token){.kind = RTF_SYMBOL, .text = {p + x->at++, 1}};
}

rtf_token rtf_next(rtf_lexer *x)
{
    const char *p = x->bytes.ptr;
    size_t n = x->bytes.len;

    while (x->at < n && (p[x->at] == '\r' || p[x->at] == '\n' || p[x->at] == '\0'))
        x->at++;
    if (x->at >= n)
        return (rtf_token){.kind = RTF_END};
    switch (p[x->at]) {
    case '{':
        x->at++;
        return (rtf_token){.kind = RTF_OPEN};
    case '}':
        x->at++;
        return (rtf_token){.kind = RTF_CLOSE};
    case '\\':
        x->at++;
        return control(x);
    default:
        break;
    }
    size_t from = x->at;
    while (x->at < n && !strchr("{}\\\r\n", p[x->at])) /* a NUL ends it as well */
        x->at++;
    return (rtf_token){.kind = RTF_TEXT, .text = {p + from, x->at - from}};
}

void rtf_skip_bytes(rtf_lexer *x, size_t n)
{
    x->at = n > x->bytes.len - x->at ? x->bytes.len : x->at + n;
}

/* ---- words, sorted ---- */

typedef struct {
    const char *word;
    uint8_t meaning;
    uint16_t character;
} row;

/* clang-format off */
static const row words[] = {
    {"aftncn", RTF_D_SKIP, 0}, {"aftnsep", RTF_D_SKIP, 0}, {"aftnsepc", RTF_D_SKIP, 0},
    {"annotation", RTF_D_COMMENT, 0}, {"ansicpg", RTF_ANSICPG, 0}, {"atnauthor", RTF_D_SKIP, 0}, {"atnid", RTF_D_SKIP, 0},
    {"bin", RTF_BIN, 0}, {"bkmkend", RTF_D_SKIP, 0}, {"bkmkstart", RTF_D_SKIP, 0}, {"blipuid", RTF_D_SKIP, 0}, {"bullet", RTF_CHAR, 0x2022},
    {"cell", RTF_CELL, 0}, {"cellx", RTF_CELLX, 0}, {"clmgf", RTF_H_FIRST, 0}, {"clmrg", RTF_H_MERGE, 0}, {"clvmgf", RTF_V_FIRST, 0}, {"clvmrg", RTF_V_MERGE, 0},
    {"colorschememapping", RTF_D_SKIP, 0}, {"colortbl", RTF_D_SKIP, 0}, {"column", RTF_PAGE, 0}, {"cpg", RTF_CPG, 0},
    {"datafield", RTF_D_SKIP, 0}, {"datastore", RTF_D_SKIP, 0}, {"deff", RTF_DEFAULT_FONT, 0}, {"deleted", RTF_DELETED, 0}, {"do", RTF_D_DROPPED, 0}, {"dptxbxtext", RTF_D_SHAPE, 0},
    {"emdash", RTF_CHAR, 0x2014}, {"emspace", RTF_CHAR, 0x20}, {"endash", RTF_CHAR, 0x2013}, {"enspace", RTF_CHAR, 0x20},
    {"f", RTF_FONT, 0}, {"falt", RTF_D_SKIP, 0}, {"fchars", RTF_D_SKIP, 0}, {"fcharset", RTF_CHARSET, 0}, {"ffdeftext", RTF_D_SKIP, 0}, {"ffentrymcr", RTF_D_SKIP, 0}, {"ffname", RTF_D_SKIP, 0},
    {"field", RTF_D_BODY, 0}, {"fldinst", RTF_D_SKIP, 0}, {"fldrslt", RTF_D_BODY, 0}, {"fldtype", RTF_D_SKIP, 0}, {"fontemb", RTF_D_SKIP, 0}, {"fontfile", RTF_D_SKIP, 0}, {"fonttbl", RTF_D_FONTS, 0},
    {"footer", RTF_D_FOOTER, 0}, {"footerf", RTF_D_FOOTER, 0}, {"footerl", RTF_D_FOOTER, 0}, {"footerr", RTF_D_FOOTER, 0}, {"footnote", RTF_D_NOTE, 0},
    {"formfield", RTF_D_SKIP, 0}, {"fromhtml", RTF_FROM_HTML, 0}, {"ftncn", RTF_D_SKIP, 0}, {"ftnsep", RTF_D_SKIP, 0}, {"ftnsepc", RTF_D_SKIP, 0},
    {"generator", RTF_D_SKIP, 0}, {"gridtbl", RTF_D_SKIP, 0}, {"header", RTF_D_HEADER, 0}, {"headerf", RTF_D_HEADER, 0}, {"headerl", RTF_D_HEADER, 0}, {"headerr", RTF_D_HEADER, 0},
    {"hl", RTF_D_SKIP, 0}, {"htmlrtf", RTF_HTML_RTF, 0}, {"htmltag", RTF_D_HTMLTAG, 0}, {"ilvl", RTF_ILVL, 0}, {"info", RTF_D_SKIP, 0}, {"intbl", RTF_IN_TABLE, 0}, {"itap", RTF_DEPTH, 0},
    {"latentstyles", RTF_D_SKIP, 0}, {"ldblquote", RTF_CHAR, 0x201C}, {"line", RTF_LINE, 0}, {"list", RTF_D_SKIP, 0}, {"listlevel", RTF_D_SKIP, 0}, {"listoverridetable", RTF_D_SKIP, 0}, {"listpicture", RTF_D_SKIP, 0}, {"listtable", RTF_D_SKIP, 0}, {"listtext", RTF_D_LIST, 0},
    {"lquote", RTF_CHAR, 0x2018}, {"ls", RTF_LS, 0}, {"mac", RTF_MAC, 0}, {"mhtmltag", RTF_D_SKIP, 0}, {"mmathPr", RTF_D_SKIP, 0},
    {"nestcell", RTF_NEST_CELL, 0}, {"nestrow", RTF_NEST_ROW, 0}, {"nesttableprops", RTF_D_BODY, 0}, {"nonesttables", RTF_D_SKIP, 0}, {"nonshppict", RTF_D_SKIP, 0},
    {"objdata", RTF_D_SKIP, 0}, {"object", RTF_D_DROPPED, 0}, {"outlinelevel", RTF_OUTLINE, 0}, {"page", RTF_PAGE, 0}, {"panose", RTF_D_SKIP, 0}, {"par", RTF_PAR, 0}, {"pard", RTF_PARD, 0},
    {"pc", RTF_PC, 0}, {"pca", RTF_PCA, 0}, {"pgdsctbl", RTF_D_SKIP, 0}, {"pgptbl", RTF_D_SKIP, 0}, {"pict", RTF_D_SKIP, 0}, {"plain", RTF_PLAIN, 0}, {"pn", RTF_D_SKIP, 0}, {"pntext", RTF_D_LIST, 0}, {"pntxta", RTF_D_SKIP, 0}, {"pntxtb", RTF_D_SKIP, 0}, {"protusertbl", RTF_D_SKIP, 0}, {"pxe", RTF_D_SKIP, 0},
    {"qmspace", RTF_CHAR, 0x20}, {"rdblquote", RTF_CHAR, 0x201D}, {"result", RTF_D_SHAPE, 0}, {"revised", RTF_INSERTED, 0}, {"revtbl", RTF_D_SKIP, 0}, {"row", RTF_ROW, 0}, {"rquote", RTF_CHAR, 0x2019}, {"rsidtbl", RTF_D_SKIP, 0}, {"rxe", RTF_D_SKIP, 0},
    {"s", RTF_STYLE, 0}, {"sect", RTF_PAGE, 0}, {"shp", RTF_D_BODY, 0}, {"shpinst", RTF_D_DROPPED, 0}, {"shppict", RTF_D_SKIP, 0}, {"shprslt", RTF_D_SKIP, 0}, {"shptxt", RTF_D_SHAPE, 0}, {"sn", RTF_D_SKIP, 0}, {"sp", RTF_D_SKIP, 0}, {"stylesheet", RTF_D_STYLES, 0}, {"sv", RTF_D_SKIP, 0},
    {"tab", RTF_TAB, 0}, {"tc", RTF_D_SKIP, 0}, {"tcn", RTF_D_SKIP, 0}, {"template", RTF_D_SKIP, 0}, {"themedata", RTF_D_SKIP, 0}, {"trhdr", RTF_ROW_HEADER, 0}, {"trowd", RTF_ROW_DEFAULTS, 0}, {"txe", RTF_D_SKIP, 0},
    {"u", RTF_UNICODE, 0}, {"uc", RTF_UC, 0}, {"ud", RTF_D_UD, 0}, {"upr", RTF_D_UPR, 0}, {"userprops", RTF_D_SKIP, 0}, {"v", RTF_HIDDEN, 0}, {"wgrffmtfilter", RTF_D_SKIP, 0}, {"xe", RTF_D_SKIP, 0}, {"xmlclose", RTF_D_SKIP, 0}, {"xmlnstbl", RTF_D_SKIP, 0}, {"xmlopen", RTF_D_SKIP, 0},
    {"zwbo", RTF_CHAR, 0x200B}, {"zwj", RTF_CHAR, 0x200D}, {"zwnbo", RTF_CHAR, 0x2060}, {"zwnj", RTF_CHAR, 0x200C},
};
/* clang-format on */

rtf_meaning rtf_meaning_of(socvet_str w, uint32_t *character)
{
    size_t low = 0, high = sizeof words / sizeof *words;

    *character = 0;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = base_str_cmp(base_str_z(words[mid].word), w);
        if (order == 0) {
            *character = words[mid].character;
            return (rtf_meaning)words[mid].meaning;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return RTF_NOTHING;
}
