/* mail_parts.c: a mail's head, HTML bodies and attachments -> the builder; alike for .eml and .msg. */
#include "../base/date.h"
#include "../base/str.h"
#include "build.h"
#include "mail.h"

enum { NAME_SHOWN = 120, SAYS_LITTLE = 160 /* bytes besides the subject */ };

static void add_line(base_buf *out, const char *label, socvet_str value)
{
    value = base_str_trim(value);
    if (!value.len)
        return;
    base_buf_add_z(out, out->len ? "\n" : "");
    base_buf_add_z(out, label);
    base_buf_add(out, value);
}

void mail_put_head(extract_builder *b, const mail_head *h)
{
    base_buf said;

    if (h->days != BASE_NO_DATE)
        extract_sent_date(b, h->days);
    extract_region(b, SOCVET_REGION_META);
    extract_begin(b, SOCVET_BLOCK_HEADING, 1);
    extract_text(b, h->subject);
    extract_region(b, SOCVET_REGION_BODY);
    base_buf_init(&said, 0);
    add_line(&said, "From: ", h->from);
    add_line(&said, "To: ", h->to);
    add_line(&said, "Cc: ", h->cc);
    add_line(&said, "Date: ", h->date);
    if (said.len)
        extract_notice(b, SOCVET_NOTICE_MAIL, base_buf_str(&said));
    base_buf_clear(&said);
}

/* ---- HTML ---- */

/* Where the element that begins at `at` (script, style, title, comment) ends; 0: it is another. */
static size_t silent_end(socvet_str s, size_t at)
{
    static const char *const names[] = {"style", "script", "title"};
    socvet_str rest = {s.ptr + at + 1, s.len - at - 1};

    if (base_str_starts(rest, SOCVET_STR("!--"))) {
        size_t end = base_str_find(s, SOCVET_STR("-->"), at + 4);
        return end == SIZE_MAX ? s.len : end + 3;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        socvet_str name = base_str_z(names[i]);
        if (!base_str_starts_ci(rest, name) || (rest.len > name.len && base_is_alpha(rest.ptr[name.len])))
            continue;
        for (size_t end = at + 1; end + 1 < s.len; end++) {
            const char *lt = memchr(s.ptr + end, '<', s.len - end);
            if (!lt)
                return s.len;
            end = (size_t)(lt - s.ptr);
            socvet_str tag = {lt + 1, s.len - end - 1};
            if (tag.len && tag.ptr[0] == '/' && base_str_starts_ci((socvet_str){tag.ptr + 1, tag.len - 1}, name)) {
                const char *gt = memchr(lt, '>', s.len - end);
                return gt ? (size_t)(gt - s.ptr) + 1 : s.len;
            }
        }
        return s.len;
    }
    return 0;
}

static size_t tag_end(socvet_str s, size_t at)
{
    const char *gt = memchr(s.ptr + at, '>', s.len - at);

    return gt ? (size_t)(gt - s.ptr) + 1 : s.len;
}

bool mail_html_has_structure(socvet_str s)
{
    static const char *const items[] = {"<li", "<td", "<h1", "<h2", "<h3", "<h4"};
    size_t hits[6] = {0};

    for (size_t at = 0; at < s.len; at++) {
        const char *lt = memchr(s.ptr + at, '<', s.len - at);
        if (!lt)
            break;
        at = (size_t)(lt - s.ptr);
        for (size_t i = 0; i < 6; i++)
            hits[i] += base_str_starts_ci((socvet_str){lt, s.len - at}, base_str_z(items[i]));
    }
    return hits[0] >= 2 || hits[1] >= 4 || hits[2] + hits[3] + hits[4] + hits[5] >= 2;
}

size_t mail_html_text_size(socvet_str s)
{
    size_t n = 0;

    for (size_t at = 0; at < s.len;) {
        if (s.ptr[at] == '<') {
            size_t end = silent_end(s, at);
            at = end ? end : tag_end(s, at);
        } else {
            n += !base_is_blank(s.ptr[at++]);
        }
    }
    return n;
}

/* The title says again what the subject says, or the name of a template. */
static socvet_str without_title(socvet_str s, base_buf *out)
{
    size_t at = base_str_find_ci(s, SOCVET_STR("<title"), 0);
    size_t end = at == SIZE_MAX ? 0 : silent_end(s, at);

    if (!end || end == s.len)
        return s;
    base_buf_add(out, (socvet_str){s.ptr, at});
    base_buf_add(out, (socvet_str){s.ptr + end, s.len - end});
    return base_buf_str(out);
}

socvet_status mail_put_html(extract_builder *b, socvet_str html, socvet_err *err)
{
    base_buf room;

    base_buf_init(&room, 0);
    socvet_status s = extract_nested(b, without_title(html, &room), NULL, "html", err);
    base_buf_clear(&room);
    return s;
}

/* ---- attachments ---- */

bool mail_is_beside_the_point(const extract_builder *b, socvet_str text)
{
    static const char *const words[] = {
        "salary", "vacanc", "closing date", "apply", "per annum", "job description", "person specification",
        "hours per week", "full time", "full-time", "part time", "part-time", "this role", "this post", "the post",
        "the role", "responsib", "essential", "desirable", "qualification", "experience", "contract", "recruit",
        "applicant", "candidate", "job title", "duties", "advert", "employ", "base64"};
    size_t hits = 0, said = 0;

    for (size_t i = b->first_block; i < b->doc->n_blocks && said < SAYS_LITTLE; i++)
        said += b->doc->blocks[i].region == SOCVET_REGION_META ? 0 : b->doc->blocks[i].span.to - b->doc->blocks[i].span.from;
    if (said < SAYS_LITTLE)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words && hits < 2; i++)
        hits += base_str_find_ci(text, base_str_z(words[i]), 0) != SIZE_MAX ? 1 + (words[i][0] == 'b') : 0;
    return hits < 2;
}

static const char *unread(socvet_str type)
{
    static const struct {
        const char *prefix, *what;
    } kinds[] = {{"image/", "a picture"}, {"audio/", "a sound"}, {"video/", "a film"}, {"font/", "a font"},
                 {"application/pgp-", "a signature or key"},
                 {"application/mac-binhex", "in BinHex, which is not read"}, {"application/pkcs7-signature", "a signature"},
                 {"application/x-pkcs7-signature", "a signature"}, {"text/calendar", "a calendar entry"},
                 {"text/x-vcard", "a visiting card"}, {"text/vcard", "a visiting card"}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (base_str_starts_ci(type, base_str_z(kinds[i].prefix)))
            return kinds[i].what;
    return NULL;
}

static void say(extract_builder *b, socvet_notice_kind kind, socvet_str name, const char *why)
{
    socvet_str shown = {name.ptr, name.len < NAME_SHOWN ? name.len : NAME_SHOWN};

    while (shown.len < name.len && shown.len && ((unsigned char)shown.ptr[shown.len] & 0xC0) == 0x80)
        shown.len--;
    if (!shown.len)
        shown = SOCVET_STR("attachment");
    extract_notice(b, kind, base_arena_printf(extract_arena(b), "%.*s%s%s", SOCVET_ARG(shown), *why ? ": " : "", why));
}

static bool is_plain(socvet_str name, socvet_str type)
{
    return base_str_eq_ci(type, SOCVET_STR("text/plain")) || base_str_ends_ci(name, SOCVET_STR(".txt")) ||
           base_str_ends_ci(name, SOCVET_STR(".log"));
}

void mail_put_attachment(extract_builder *b, socvet_str bytes, socvet_str name, socvet_str type)
{
    const char *what = unread(type), *z = name.len ? base_arena_dup(extract_arena(b), name) : NULL;
    socvet_err why = {0};

    if (what) {
        say(b, SOCVET_NOTICE_SKIPPED, name, what);
        return;
    }
    if (!bytes.len)
        return;
    if (is_plain(name, type) && mail_is_beside_the_point(b, bytes)) {
        say(b, SOCVET_NOTICE_SKIPPED, name, "it says nothing of a post");
        return;
    }
    say(b, SOCVET_NOTICE_ATTACHMENT, name, "");
    socvet_status s = extract_nested(b, bytes, z, NULL, &why);
    extract_region(b, SOCVET_REGION_BODY);
    if (s)
        say(b, SOCVET_NOTICE_SKIPPED, name, why.text[0] ? why.text : "unreadable");
}
