/* read_msg.c: Outlook messages ([MS-OXMSG], .msg): a compound file of properties. Of the three
 * forms a body can have the one with the structure is read: HTML, RTF (which may wrap HTML), plain.
 * Attachments go to the reader that takes them; messages within are read here, to a bounded depth. */
#include "../base/date.h"
#include "../base/str.h"
#include "mail.h"
#include "mime.h"
#include "msg.h"
#include "readers.h"

enum { DEEPEST = 4, ATTACHMENTS_MOST = 500, EMBEDDED_MESSAGE = 5, OLE_OBJECT = 6 };
enum {
    CLASS = 0x1A, SUBJECT = 0x37, SUBMITTED = 0x39, SENT_FOR_NAME = 0x42, SENT_FOR_SMTP = 0x5D02, TOPIC = 0x70,
    HEADERS = 0x7D, SENDER = 0xC1A, SENDER_ADDRESS = 0xC1F, SENDER_SMTP = 0x5D01, DISPLAY_CC = 0xE03,
    DISPLAY_TO = 0xE04, DELIVERED = 0xE06, BODY = 0x1000, RTF = 0x1009, HTML = 0x1013, INTERNET_PAGE = 0x3FDE,
    ATTACHED = 0x3701, SHORT_NAME = 0x3704, METHOD = 0x3705, LONG_NAME = 0x3707, MIME_TAG = 0x370E,
    CONTENT_ID = 0x3712, DISPLAY_NAME = 0x3001, ADDRESS = 0x3003, SMTP_ADDRESS = 0x39FE, BINARY = 0x102
};

static int sniff(socvet_str bytes)
{
    static const char wide[] = "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0";

    if (!cfb_is(bytes))
        return 0;
    return base_str_find(bytes, (socvet_str){wide, sizeof wide - 1}, 0) != SIZE_MAX ? 3 : 0;
}

/* ---- the head ---- */

static socvet_str first_of(socvet_str a, socvet_str b)
{
    return a.len ? a : b;
}

/* "Name <address>", the address when it is one (an Exchange path is none). */
static socvet_str person(extract_builder *b, socvet_str name, socvet_str address)
{
    name = base_str_trim(name);
    address = base_str_trim(address);
    if (!address.len || address.ptr[0] == '/' || !memchr(address.ptr, '@', address.len) || base_str_eq_ci(name, address))
        return name;
    if (!name.len)
        return address;
    return base_arena_printf(extract_arena(b), "%.*s <%.*s>", SOCVET_ARG(name), SOCVET_ARG(address));
}

static void put_head(msg_object *m, bool outermost)
{
    socvet_str wire = msg_text(m, HEADERS);
    mail_head h = {
        .subject = first_of(msg_text(m, SUBJECT), msg_text(m, TOPIC)),
        .from = person(m->b, first_of(msg_text(m, SENDER), msg_text(m, SENT_FOR_NAME)),
                       first_of(first_of(msg_text(m, SENDER_SMTP), msg_text(m, SENT_FOR_SMTP)), msg_text(m, SENDER_ADDRESS))),
        .to = msg_text(m, DISPLAY_TO),
        .cc = msg_text(m, DISPLAY_CC),
        .days = msg_day(m, SUBMITTED),
    };

    h.date = wire.len ? mime_find_field(wire, "date") : wire;
    if (h.days == BASE_NO_DATE)
        h.days = mime_date(h.date);
    if (h.days == BASE_NO_DATE)
        h.days = msg_day(m, DELIVERED);
    base_date_text written = base_date_long(h.days);
    if (!h.date.len)
        h.date = base_str_z(written.z);
    if (!outermost)
        extract_notice(m->b, SOCVET_NOTICE_ATTACHMENT, first_of(h.subject, SOCVET_STR("message")));
    mail_put_head(m->b, &h);
}

/* ---- bodies ---- */

/* UTF-8 of an HTML body: Outlook's code page holds, unless the page says its own. */
static socvet_str html_of(const msg_object *m)
{
    socvet_str raw = msg_bytes(m, HTML, BINARY);
    uint64_t page = 0;

    if (!raw.len)
        return msg_text(m, HTML);
    msg_number(m, INTERNET_PAGE, &page);
    if (!page || base_str_find_ci(raw, SOCVET_STR("charset="), 0) != SIZE_MAX)
        return raw;
    return msg_decode(m->b, page < 65536 ? (unsigned)page : 0, raw);
}

static bool rtf_has_structure(socvet_str rtf)
{
    return base_str_find(rtf, SOCVET_STR("\\fromhtml"), 0) != SIZE_MAX || base_str_find(rtf, SOCVET_STR("\\trowd"), 0) != SIZE_MAX ||
           base_str_find(rtf, SOCVET_STR("\\listtext"), 0) != SIZE_MAX || base_str_find(rtf, SOCVET_STR("\\pntext"), 0) != SIZE_MAX;
}

static socvet_status put_rtf(msg_object *m, bool *read, bool only_structured)
{
    socvet_err why = {0};
    base_buf rtf;

    base_buf_init(&rtf, 0);
    socvet_status s = SOCVET_OK;
    if (msg_unpack_rtf(m->b, msg_bytes(m, RTF, BINARY), &rtf) && (!only_structured || rtf_has_structure(base_buf_str(&rtf)))) {
        s = extract_nested(m->b, base_buf_str(&rtf), NULL, "rtf", &why);
        extract_region(m->b, SOCVET_REGION_BODY);
        *read = s == SOCVET_OK;
        if (s)
            extract_notice(m->b, SOCVET_NOTICE_SKIPPED, base_arena_printf(extract_arena(m->b), "RTF body: %s", why.text));
    }
    base_buf_clear(&rtf);
    return s;
}

static bool has_words(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!base_is_blank(s.ptr[i]))
            return true;
    return false;
}

static void put_body(msg_object *m)
{
    socvet_str plain = msg_text(m, BODY), html = html_of(m);
    size_t in_html = mail_html_text_size(html);
    socvet_err why = {0};
    bool read = false;

    if (in_html && (!has_words(plain) || mail_html_has_structure(html) || plain.len * 3 < in_html)) {
        if (mail_put_html(m->b, html, &why) == SOCVET_OK)
            return;
        extract_notice(m->b, SOCVET_NOTICE_SKIPPED, base_arena_printf(extract_arena(m->b), "HTML body: %s", why.text));
    }
    if (!in_html)
        put_rtf(m, &read, has_words(plain));
    if (!read && has_words(plain))
        mail_put_text(m->b, plain, false, false);
}

/* ---- attachments ---- */

static socvet_status read_object(extract_builder *b, cfb *c, uint32_t storage, int depth, socvet_err *err);

/* Pictures by their name when nothing else says it. */
static socvet_str type_of(const msg_object *a, socvet_str name)
{
    static const char *const pictures[] = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff"};
    socvet_str type = msg_text(a, MIME_TAG);

    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (base_str_ends_ci(name, base_str_z(pictures[i])))
            return SOCVET_STR("image/");
    return type;
}

static void put_attachment(msg_object *m, uint32_t storage, int depth)
{
    msg_object a = {.page = m->page};
    uint64_t method = 0;
    socvet_err why = {0};

    msg_open(&a, m->b, m->c, storage, MSG_PART);
    socvet_str name = first_of(first_of(msg_text(&a, LONG_NAME), msg_text(&a, SHORT_NAME)), msg_text(&a, DISPLAY_NAME));
    socvet_str type = type_of(&a, name);
    uint32_t inner = msg_storage(&a, ATTACHED);
    msg_number(&a, METHOD, &method);
    if (inner != CFB_NONE && method != OLE_OBJECT) {
        if (read_object(m->b, m->c, inner, depth + 1, &why))
            extract_notice(m->b, SOCVET_NOTICE_SKIPPED, base_arena_printf(extract_arena(m->b), "message: %s", why.text));
    } else if (inner != CFB_NONE) {
        extract_notice(m->b, SOCVET_NOTICE_SKIPPED, SOCVET_STR("an embedded object"));
    } else if (!(base_str_starts_ci(type, SOCVET_STR("image/")) && msg_text(&a, CONTENT_ID).len)) {
        mail_put_attachment(m->b, msg_bytes(&a, ATTACHED, BINARY), name, type);
    }
}

static void put_attachments(msg_object *m, int depth)
{
    int n = 0;

    for (uint32_t e = cfb_at(m->c, m->storage)->child; e != CFB_NONE && extract_step(m->b, 1); e = cfb_at(m->c, e)->next) {
        const cfb_entry *k = cfb_at(m->c, e);
        if (k->kind != CFB_STORAGE || !base_str_starts_ci(k->name, SOCVET_STR("__attach_version1.0")))
            continue;
        if (n++ >= ATTACHMENTS_MOST) {
            extract_notice(m->b, SOCVET_NOTICE_TRUNCATED, base_arena_printf(extract_arena(m->b), "more than %d attachments", ATTACHMENTS_MOST));
            break;
        }
        put_attachment(m, e, depth);
    }
}

/* ---- the whole ---- */

static bool is_encrypted(const msg_object *m)
{
    socvet_str class = msg_text(m, CLASS);

    return base_str_find_ci(class, SOCVET_STR(".smime"), 0) != SIZE_MAX &&
           base_str_find_ci(class, SOCVET_STR("multipartsigned"), 0) == SIZE_MAX;
}

static socvet_status read_object(extract_builder *b, cfb *c, uint32_t storage, int depth, socvet_err *err)
{
    msg_object m = {0};

    if (depth > DEEPEST)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET, "messages nested deeper than %d", DEEPEST);
    if (!msg_open(&m, b, c, storage, depth ? MSG_EMBEDDED : MSG_TOP))
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "a compound file, but no message");
    if (is_encrypted(&m))
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", SOCVET_NO_OFFSET, "the message is encrypted or sealed (S/MIME)");
    put_head(&m, depth == 0);
    put_body(&m);
    put_attachments(&m, depth);
    return SOCVET_OK;
}

static socvet_status read_msg(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    cfb *c;
    socvet_status s = cfb_open(&c, extract_arena(b), bytes, err);

    if (!s)
        s = read_object(b, c, CFB_ROOT, 0, err);
    if (!s && cfb_damaged(c))
        extract_notice(b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("the compound file is damaged or cut short"));
    return s;
}

const socvet_reader extract_reader_msg = {"msg", "Outlook message with its attachments (.msg)", "msg oft", sniff, read_msg, true};
