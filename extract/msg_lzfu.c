/* msg_lzfu.c: compressed RTF: a window of 4096 bytes that begins with words usual in RTF; eight
 * flags a byte, each a literal or a reference of twelve bits and a length of four. */
#include <string.h>

#include "msg.h"

enum { WINDOW = 4096, HEADER = 16, MOST = 64 * 1024 * 1024 };

static const char usual[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct {
    char ring[WINDOW];
    unsigned at;
    base_buf *out;
} window;

static void put(window *w, char c)
{
    w->ring[w->at] = c;
    w->at = (w->at + 1) % WINDOW;
    base_buf_add_char(w->out, c);
}

static uint32_t u32(socvet_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;

    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* False at the end mark, which refers to where the window writes. */
static bool refer(window *w, unsigned high, unsigned low)
{
    unsigned from = high << 4 | low >> 4, n = (low & 15) + 2;

    if (from == w->at)
        return false;
    for (unsigned i = 0; i < n; i++)
        put(w, w->ring[(from + i) % WINDOW]);
    return true;
}

static void unpack(extract_builder *b, socvet_str s, base_buf *out)
{
    window w = {.out = out, .at = sizeof usual - 1};
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t i = 0;

    memset(w.ring, ' ', sizeof w.ring);
    memcpy(w.ring, usual, sizeof usual - 1);
    while (i < s.len && out->len < MOST && extract_step(b, 1)) {
        unsigned flags = p[i++];
        for (int bit = 0; bit < 8 && i < s.len; bit++) {
            if (!(flags >> bit & 1))
                put(&w, (char)p[i++]);
            else if (i + 1 >= s.len || !refer(&w, p[i], p[i + 1]))
                return;
            else
                i += 2;
        }
    }
}

bool msg_unpack_rtf(extract_builder *b, socvet_str s, base_buf *out)
{
    if (s.len < HEADER)
        return false;
    size_t size = u32(s, 0); /* from its own end on */
    uint32_t kind = u32(s, 8);
    socvet_str rest = {s.ptr + HEADER, s.len - HEADER};
    if (size >= HEADER - 4 && size - (HEADER - 4) < rest.len)
        rest.len = size - (HEADER - 4);
    if (kind == 0x414C454D) /* "MELA": not compressed */
        base_buf_add(out, rest);
    else if (kind == 0x75465A4C) /* "LZFu" */
        unpack(b, rest, out);
    else
        return false;
    return true;
}
