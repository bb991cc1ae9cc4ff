/* evidence_int.h: a pack, between the files that make, print and verify it. */
#ifndef REPORT_EVIDENCE_INT_H
#define REPORT_EVIDENCE_INT_H
#include "../base/arena.h"
#include "evidence.h"
#include "report_int.h"

struct socvet_pack {
    base_arena *arena;
    socvet_pack_file *files;
    size_t n, cap;
    char seal[65];
};

#define EVIDENCE_SUMS "SHA256SUMS"

/* An empty pack with room for n files, which count at once. Expected: SOCVET_E_NOMEM. */
socvet_status report_pack_new(socvet_pack **out, size_t n, socvet_pack_file **files, socvet_err *err);
/* Copies path and bytes into the pack. Expected: SOCVET_E_NOMEM. */
socvet_status report_pack_add(socvet_pack *p, socvet_str path, socvet_str bytes, socvet_err *err);

/* One place where the post is advertised, and its folder for screenshots. */
typedef struct {
    socvet_str name, folder;
} evidence_medium;
typedef struct {
    const socvet_record *r;
    const socvet_evidence_opts *o;
    socvet_pack *pack;
    evidence_medium media[32];
    size_t n_media;
    socvet_str *stored; /* path of each original in the pack */
    int32_t posted, closing; /* INT32_MIN: not known */
} evidence;

/* evidence_text.c */
void evidence_readme(const evidence *e, base_buf *out);
void evidence_manifest(const evidence *e, base_buf *out);
void evidence_shot_note(const evidence *e, const evidence_medium *m, base_buf *out);
#endif
