/* evidence.h: an evidence pack: the files that show, later, what was advertised and when. A pack is a
 * list of files; SHA256SUMS lists them all, so that any computer can check it, and the seal is the
 * SHA-256 of that list: written down elsewhere, it shows whether anybody touched the pack. */
#ifndef SOCVET_EVIDENCE_H
#define SOCVET_EVIDENCE_H

#include "report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    socvet_str path, bytes; /* "originals/advert.docx"; never absolute, never with ".." */
} socvet_pack_file;

typedef struct socvet_pack socvet_pack;
typedef struct {
    int32_t made_on;                    /* days */
    const socvet_pack_file *originals;  /* the papers' bytes, path: the name; in the record's order */
    size_t n_originals;
    const socvet_pack_file *shots;      /* screenshots and letters that are there already */
    size_t n_shots;
    const socvet_check_opts *check;     /* posted, closing, media that the papers do not say; may be NULL */
} socvet_evidence_opts;

/* Makes the pack of a record that was checked. Borrows nothing afterwards.
 * Expected: SOCVET_E_NOMEM, SOCVET_E_USAGE (the papers are not those of the record). */
SOCVET_API socvet_status socvet_evidence_make(socvet_pack **out, const socvet_record *record,
                                              const socvet_evidence_opts *opts, socvet_err *err);
SOCVET_API void socvet_pack_free(socvet_pack *pack);
SOCVET_API const socvet_pack_file *socvet_pack_files(const socvet_pack *pack, size_t *count);
SOCVET_API const char *socvet_pack_seal(const socvet_pack *pack); /* 64 hex digits */

/* The pack as a ZIP, stored, the same bytes every time. Expected: SOCVET_E_IO, SOCVET_E_LIMIT (4 GiB). */
SOCVET_API socvet_status socvet_pack_zip(const socvet_pack *pack, int32_t day, socvet_sink sink, void *user,
                                         socvet_err *err);
/* The files of such a ZIP; they borrow from `zip`. Expected: SOCVET_E_FORMAT, SOCVET_E_UNSUPPORTED
 * (packed again by another program: unpack it), SOCVET_E_LIMIT. */
SOCVET_API socvet_status socvet_pack_unzip(socvet_pack **out, socvet_str zip, socvet_err *err);
/* A pack from files that somebody else read; they are borrowed. */
SOCVET_API socvet_status socvet_pack_of(socvet_pack **out, const socvet_pack_file *files, size_t n, socvet_err *err);

typedef enum { SOCVET_PACK_INTACT, SOCVET_PACK_CHANGED, SOCVET_PACK_MISSING, SOCVET_PACK_ADDED } socvet_pack_state;
typedef struct {
    socvet_str path;
    const char *what; /* static: what the file is */
    uint8_t state;    /* socvet_pack_state */
} socvet_pack_finding;
typedef struct {
    const socvet_pack_finding *findings;
    size_t n, intact, changed, missing, added;
    char seal[65];
    bool seal_right;  /* the seal given is this one; true when none was given */
} socvet_pack_check;
/* Holds the pack against its list. *out lives in the pack. seal may be empty.
 * Expected: SOCVET_E_FORMAT (no SHA256SUMS, or a line that is none). */
SOCVET_API socvet_status socvet_evidence_verify(const socvet_pack_check **out, socvet_pack *pack, socvet_str seal,
                                                socvet_err *err);

/* What was packed into `place`, and what a verification found. */
SOCVET_API socvet_status socvet_report_pack_text(const socvet_pack *pack, socvet_str place, socvet_sink sink,
                                                 void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_pack_json(const socvet_pack *pack, socvet_str place, socvet_sink sink,
                                                 void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_verify_text(const socvet_pack_check *check, socvet_sink sink, void *user,
                                                   socvet_err *err);
SOCVET_API socvet_status socvet_report_verify_json(const socvet_pack_check *check, socvet_sink sink, void *user,
                                                   socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif
