/* office_symbols.c: characters of Wingdings, Webdings and Symbol as what a reader sees. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "office.h"

enum { FONT_NONE, FONT_SYMBOL, FONT_WINGDINGS, FONT_WINGDINGS_2, FONT_WINGDINGS_3, FONT_WEBDINGS };

static int font_of(socvet_str font)
{
    if (base_str_eq_ci(font, SOCVET_STR("Wingdings")))
        return FONT_WINGDINGS;
    if (base_str_eq_ci(font, SOCVET_STR("Wingdings 2")))
        return FONT_WINGDINGS_2;
    if (base_str_eq_ci(font, SOCVET_STR("Wingdings 3")))
        return FONT_WINGDINGS_3;
    if (base_str_eq_ci(font, SOCVET_STR("Webdings")))
        return FONT_WEBDINGS;
    return base_str_eq_ci(font, SOCVET_STR("Symbol")) ? FONT_SYMBOL : FONT_NONE;
}

bool office_symbol_font(socvet_str font)
{
    return font_of(font) != FONT_NONE;
}

/* Ticks, crosses, boxes and bullets are what adverts use; the rest of Wingdings is decoration. */
static const struct {
    uint8_t font, code;
    uint16_t shown;
} shown[] = {
    {FONT_WINGDINGS, 0xFC, 0x2713}, {FONT_WINGDINGS, 0xFB, 0x2717}, {FONT_WINGDINGS, 0xFE, 0x2611},
    {FONT_WINGDINGS, 0xFD, 0x2612}, {FONT_WINGDINGS, 0xA8, 0x2610}, {FONT_WINGDINGS, 0x6F, 0x2610},
    {FONT_WINGDINGS, 0x78, 0x2612}, {FONT_WINGDINGS, 0xA7, 0x25AA}, {FONT_WINGDINGS, 0xD8, 0x27A2},
    {FONT_WINGDINGS, 0x9F, 0x2022}, {FONT_WINGDINGS, 0x9E, 0x00B7}, {FONT_WINGDINGS, 0x6C, 0x25CF},
    {FONT_WINGDINGS, 0x6E, 0x25A0}, {FONT_WINGDINGS, 0x71, 0x2751}, {FONT_WINGDINGS, 0x72, 0x2752},
    {FONT_WINGDINGS, 0x75, 0x25C6}, {FONT_WINGDINGS, 0x76, 0x2756}, {FONT_WINGDINGS, 0x77, 0x2B29},
    {FONT_WINGDINGS, 0xE0, 0x2192}, {FONT_WINGDINGS, 0xDF, 0x2190}, {FONT_WINGDINGS, 0xE8, 0x2794},
    {FONT_WINGDINGS, 0xF0, 0x21E8}, {FONT_WINGDINGS, 0xB7, 0x2022}, {FONT_WINGDINGS, 0x4A, 0x263A},
    {FONT_WINGDINGS, 0x28, 0x260E}, {FONT_WINGDINGS, 0x2A, 0x2709}, {FONT_WINGDINGS, 0xAB, 0x2605},
    {FONT_WINGDINGS, 0xA1, 0x25CB}, {FONT_WINGDINGS, 0x73, 0x2B27}, {FONT_WINGDINGS, 0x20, 0x20},
    {FONT_WINGDINGS_2, 0x50, 0x2713}, {FONT_WINGDINGS_2, 0x4F, 0x2717}, {FONT_WINGDINGS_2, 0x52, 0x2611},
    {FONT_WINGDINGS_2, 0x53, 0x2612}, {FONT_WINGDINGS_2, 0x54, 0x2612}, {FONT_WINGDINGS_2, 0x51, 0x2612},
    {FONT_WINGDINGS_2, 0xA3, 0x2610}, {FONT_WINGDINGS_2, 0x97, 0x25CF}, {FONT_WINGDINGS_2, 0x20, 0x20},
    {FONT_WINGDINGS_3, 0x7D, 0x25B6}, {FONT_WINGDINGS_3, 0x20, 0x20},
    {FONT_WEBDINGS, 0x61, 0x2713}, {FONT_WEBDINGS, 0x72, 0x2717}, {FONT_WEBDINGS, 0x63, 0x2610},
    {FONT_WEBDINGS, 0x67, 0x25A0}, {FONT_WEBDINGS, 0x3D, 0x25CF}, {FONT_WEBDINGS, 0x34, 0x25B6},
    {FONT_WEBDINGS, 0x20, 0x20},
    {FONT_SYMBOL, 0xB7, 0x2022}, {FONT_SYMBOL, 0xA3, 0x2264}, {FONT_SYMBOL, 0xB3, 0x2265},
    {FONT_SYMBOL, 0xB0, 0x00B0}, {FONT_SYMBOL, 0xB4, 0x00D7}, {FONT_SYMBOL, 0xB1, 0x00B1},
    {FONT_SYMBOL, 0xD6, 0x221A}, {FONT_SYMBOL, 0xA5, 0x221E}, {FONT_SYMBOL, 0xAE, 0x2192},
    {FONT_SYMBOL, 0xAC, 0x2190}, {FONT_SYMBOL, 0xB9, 0x2260}, {FONT_SYMBOL, 0xBB, 0x2248},
    {FONT_SYMBOL, 0xBC, 0x2026}, {FONT_SYMBOL, 0xD4, 0x2122}, {FONT_SYMBOL, 0xD2, 0x00AE},
    {FONT_SYMBOL, 0xD3, 0x00A9}, {FONT_SYMBOL, 0xE4, 0x2122}, {FONT_SYMBOL, 0xE2, 0x00AE},
    {FONT_SYMBOL, 0xE3, 0x00A9}, {FONT_SYMBOL, 0xA0, 0x20AC}, {FONT_SYMBOL, 0xB8, 0x00F7},
    {FONT_SYMBOL, 0xD7, 0x22C5}, {FONT_SYMBOL, 0x2D, 0x2212},
};

/* The Greek letters of Symbol stand where Latin ones do. */
static uint32_t greek(unsigned code)
{
    static const uint16_t upper[26] = {0x391, 0x392, 0x3A7, 0x394, 0x395, 0x3A6, 0x393, 0x397, 0x399,
                                       0x3D1, 0x39A, 0x39B, 0x39C, 0x39D, 0x39F, 0x3A0, 0x398, 0x3A1,
                                       0x3A3, 0x3A4, 0x3A5, 0x3C2, 0x3A9, 0x39E, 0x3A8, 0x396};

    if (code >= 'A' && code <= 'Z')
        return upper[code - 'A'];
    if (code >= 'a' && code <= 'z')
        return code == 'j' ? 0x3D5 : code == 'v' ? 0x3D6 : (uint32_t)upper[code - 'a'] + 0x20;
    return code < 0x7F ? code : 0;
}

void office_symbol(base_buf *out, socvet_str font, uint32_t code)
{
    int f = font_of(font);
    unsigned low = code & 0xFF;

    if (f == FONT_NONE && (code < 0xF000 || code > 0xF0FF)) {
        base_buf_add_cp(out, code);
        return;
    }
    if (f == FONT_NONE) /* nobody says which font: bullets are Symbol's, ticks Wingdings' */
        f = low == 0xB7 ? FONT_SYMBOL : FONT_WINGDINGS;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (shown[i].font == f && shown[i].code == low) {
            base_buf_add_cp(out, shown[i].shown);
            return;
        }
    if (f == FONT_SYMBOL && greek(low))
        base_buf_add_cp(out, greek(low));
}

void office_add_text(base_buf *out, socvet_str text, socvet_str font)
{
    bool symbols = font.len && font_of(font) != FONT_NONE;
    size_t run = 0;

    for (size_t i = 0; i < text.len;) {
        unsigned size = 1;
        unsigned char c = (unsigned char)text.ptr[i];
        uint32_t cp = c;
        if (!symbols && c != 0xEF) {
            i++;
            continue;
        }
        cp = base_utf8_at(text, i, &size);
        if ((symbols && cp > ' ') || (cp >= 0xF000 && cp <= 0xF0FF)) {
            base_buf_add(out, (socvet_str){text.ptr + run, i - run});
            office_symbol(out, font, cp);
            run = i + size;
        }
        i += size;
    }
    if (run < text.len)
        base_buf_add(out, (socvet_str){text.ptr + run, text.len - run});
}
