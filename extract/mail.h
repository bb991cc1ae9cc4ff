/* mail.h: what the readers of mail (read_eml.c, read_msg.c) share. */
#ifndef EXTRACT_MAIL_H
#define EXTRACT_MAIL_H
#include "extract_int.h"

typedef struct {
    socvet_str subject, from, to, cc, date; /* UTF-8; empty: not given */
    int32_t days;                           /* of the date; BASE_NO_DATE */
} mail_head;

/* Gives the subject as a heading of region META; who wrote to whom and when is a notice, the day a
 * fact of the document (of the outermost message, which is the one that came). */
void mail_put_head(extract_builder *b, const mail_head *h);

/* A plain body, UTF-8: own words, quotes (">", "Original Message") and the signature, each with
 * its region. Quotes are NOTE, but BODY when most of the message is quoted: then they are what it
 * is about. `flowed`: RFC 3676 (format=flowed); `delsp`: its blanks go. */
void mail_put_text(extract_builder *b, socvet_str text, bool flowed, bool delsp);

/* An HTML body, UTF-8. */
socvet_status mail_put_html(extract_builder *b, socvet_str html, socvet_err *err);
/* Is there structure in it that plain text would lose: a table, a list, headings? */
bool mail_html_has_structure(socvet_str html);
size_t mail_html_text_size(socvet_str html); /* bytes of its words, about */

/* A plain attachment or a forwarded message that says nothing of a post, in a mail that says
 * something itself (a virus scanner's note, a log, another conversation): it is no part of the
 * advert. `text` may be encoded; what cannot be told is read. */
bool mail_is_beside_the_point(const extract_builder *b, socvet_str text);

/* An attachment, decoded: by the reader that takes it; else a notice says why not. */
void mail_put_attachment(extract_builder *b, socvet_str bytes, socvet_str name, socvet_str type);
#endif
