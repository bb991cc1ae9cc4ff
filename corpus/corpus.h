/* corpus.h: many adverts, and the engine that sends each through every room: the shared,
 * read-only things (dictionary, model, rules) and a worker's own scratch. */
#ifndef SOCVET_CORPUS_H
#define SOCVET_CORPUS_H

#include "../report/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct socvet_engine socvet_engine; /* immutable once open; shared by workers */
typedef struct socvet_worker socvet_worker; /* scratch; one per thread or process */

/* Opens the embedded dictionary, model and rules. Expected: SOCVET_E_NOMEM, SOCVET_E_DATA. */
SOCVET_API socvet_status socvet_engine_open(socvet_engine **out, socvet_err *err);
/* The same with a user's own rules and rates beside the embedded ones (borrowed until the end). */
SOCVET_API socvet_status socvet_engine_open_with(socvet_engine **out, const socvet_rules_extra *extra,
                                                 socvet_err *err);
/* The same over a dictionary of the user's (borrowed until the end; NULL: the embedded one). */
SOCVET_API socvet_status socvet_engine_open_over(socvet_engine **out, const socvet_dict *dict,
                                                 const socvet_rules_extra *extra, socvet_err *err);
/* Over the embedded data, for journeys that end with the code: the rules are not loaded. */
SOCVET_API socvet_status socvet_engine_open_coder(socvet_engine **out, const socvet_dict *dict, socvet_err *err);
SOCVET_API void socvet_engine_free(socvet_engine *engine);
SOCVET_API const socvet_dict *socvet_engine_dict(const socvet_engine *engine);
SOCVET_API const socvet_rules *socvet_engine_rules(const socvet_engine *engine); /* NULL: of a coder */
SOCVET_API const socvet_classifier *socvet_engine_classifier(const socvet_engine *engine);

/* NULL on failure, with *err filled. Borrows the engine until freed. */
SOCVET_API socvet_worker *socvet_worker_new(const socvet_engine *engine, socvet_err *err);
SOCVET_API void socvet_worker_free(socvet_worker *worker);

typedef enum { SOCVET_STAGE_FACTS, SOCVET_STAGE_CLASSIFY, SOCVET_STAGE_CHECK } socvet_stage;

typedef struct {
    socvet_stage last; /* the last stage that runs */
    socvet_given given;
    socvet_classify_opts classify;
    socvet_check_opts check;
    /* Asked once the coder has spoken: a person's decision that stands instead, or NULL. */
    const socvet_decision *(*decide)(const socvet_coding *coding, void *user);
    void *decide_user;
    bool redact; /* mask contacts first: names, e-mail addresses, telephone numbers */
} socvet_vet_opts;

/* Sends one vacancy through the rooms and fills *record (borrowing from doc, engine, worker until
 * the next call or until one of them ends). Expected: SOCVET_E_USAGE (also: a check asked of a
 * coder), SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_vet(socvet_record *record, socvet_worker *worker, socvet_doc *doc,
                                    const socvet_vet_opts *opts, socvet_err *err);

/* Runs the examples of the rules whose files are not embedded (all: of every rule): a bad example must
 * fail its rule, a good one must not. Each that does not behave is handed to `each`.
 * Expected: SOCVET_E_DATA (an example with an unknown option; "n examples do not behave"). */
typedef struct {
    const socvet_rule *rule;
    bool bad;          /* the bad example, or the good one */
    uint8_t verdict;   /* what it gave */
    socvet_str message;
} socvet_example_slip;
SOCVET_API socvet_status socvet_rules_try(const socvet_engine *engine, bool all, size_t *tried,
                                          void (*each)(const socvet_example_slip *slip, void *user),
                                          void *user, socvet_err *err);

typedef struct {
    socvet_vet_opts vet;    /* vet.check.as_of: the day for rows that carry no date */
    bool fixed_as_of;       /* that day for every row, whatever its date */
    bool all_verdicts, with_text, keep_input, line_buffered;
    bool sketch;             /* a sketch of each text, for `group` (runs to a file) */
    const struct socvet_decisions *decisions; /* reviewers' codes, or NULL */
    const struct socvet_groups *groups; /* vacancies that `group` found, or NULL */
    const char *run_key;     /* set by socvet_bulk: records carry their row when not NULL */
} socvet_bulk_opts;

/* Reviewers' decisions, from a table (id or hash, title, machine_code, code, reviewer, note). */
typedef struct socvet_decisions socvet_decisions;
/* Expected: SOCVET_E_IO, SOCVET_E_FORMAT, SOCVET_E_DATA (a code that is none). */
SOCVET_API socvet_status socvet_decisions_load(socvet_decisions **out, const char *path,
                                               const socvet_dict *dict, socvet_err *err);
SOCVET_API void socvet_decisions_free(socvet_decisions *d);
SOCVET_API socvet_str socvet_decisions_hash(const socvet_decisions *d);
SOCVET_API size_t socvet_decisions_count(const socvet_decisions *d);

typedef struct {
    uint64_t rows, unreadable, with_findings;
    uint64_t coded, abstained; /* with a code that stands; with one for review. The rest have none */
    uint64_t undated; /* rows without a date that can be read: judged by the run's day */
} socvet_bulk_counts;

/* How far a run is; of the input: bytes, or documents. */
typedef struct {
    socvet_bulk_counts counts;
    uint64_t rows_before;        /* of counts.rows: what an earlier run had done */
    uint64_t began, done, total; /* total 0: not known */
} socvet_bulk_progress;

/* Where the rows come from and where the records go. */
typedef struct {
    const char *in;      /* path, folder, or "-" */
    const char *format;  /* NULL (by content and name), "jsonl", "csv", "xml", "folder", "zip" */
    const char *mapping; /* "title=Job Title,text=Description+Duties", or NULL */
    const char *out;     /* path; NULL: `sink` */
    socvet_sink sink;
    void *user;
    int jobs;            /* worker processes; 0: in this process, nothing isolated */
    bool resume, force;  /* go on after a broken run; overwrite */
    int shard, shards;   /* 1-based shard of shards; 0: all rows */
    const char *options_key; /* what else the journal's key depends on: the options as text */
    /* Called after each batch; may be NULL. */
    void (*progress)(const socvet_bulk_progress *progress, void *user);
    /* A remark for people ("title = Job Title"); may be NULL. */
    void (*remark)(socvet_str text, void *user);
    const char *mapping_file, *save_mapping; /* a mapping as a file: read it; write it */
} socvet_bulk_io;

/* Vets a catalogue: records come out in the order of the rows, the same bytes for any number of
 * jobs. A row whose worker crashes or takes more CPU than a row may becomes a record that says so.
 * With `out`, a journal beside it (OUT.journal: numbers and hashes, never advert text) lets a
 * broken run go on. A closed sink ends with SOCVET_E_IO.
 * Expected: SOCVET_E_IO, SOCVET_E_USAGE, SOCVET_E_STALE (the input, data or options changed). */
SOCVET_API socvet_status socvet_bulk(const socvet_engine *engine, const socvet_bulk_opts *opts,
                                     const socvet_bulk_io *io, socvet_bulk_counts *counts,
                                     socvet_err *err);

/* ---- a run in other forms ---- */

/* The run (JSON lines) behind what a person names: itself, or OUT.run.jsonl where OUT is a table,
 * workbook or database that bulk made of it. */
SOCVET_API void socvet_run_path(const char *given, char *z, size_t size);

typedef enum {
    SOCVET_FORM_JSONL, SOCVET_FORM_CSV, SOCVET_FORM_XLSX, SOCVET_FORM_SQLITE
} socvet_form;
/* By the name's end: .csv, .xlsx, .db/.sqlite/.sqlite3; anything else is JSON lines. */
SOCVET_API socvet_form socvet_form_of(const char *path);

typedef struct {
    bool excel;     /* CSV for Excel: byte order mark, CRLF, codes as text */
    bool long_form; /* CSV: a row a candidate, finding or error, not a row a record */
    bool force;     /* write over an output that is there */
} socvet_export_opts;

/* Prints a run (the JSON lines of `bulk -o`) in the form that `out` names, by way of a temporary
 * file; unreadable rows are listed in OUT's name with .errors.csv. *errors is their number.
 * Expected: SOCVET_E_IO, SOCVET_E_USAGE (out is there), SOCVET_E_FORMAT (no run). */
SOCVET_API socvet_status socvet_export(const char *run, const char *out,
                                       const socvet_export_opts *opts, uint64_t *errors,
                                       socvet_err *err);

/* The name of that list. */
SOCVET_API void socvet_errors_path(const char *out, char *z, size_t size);

/* What a run that ended counted. Expected: SOCVET_E_IO. */
SOCVET_API socvet_status socvet_run_counts(const char *run, socvet_bulk_counts *counts,
                                           socvet_err *err);

/* Makes one run of its shards: all of them, each once, of the same program, data, options and input.
 * Expected: SOCVET_E_IO, SOCVET_E_USAGE (one missing or twice), SOCVET_E_STALE (not of one run). */
SOCVET_API socvet_status socvet_merge(const char *const *shards, size_t n, const char *out,
                                      socvet_bulk_counts *counts, socvet_err *err);

typedef struct {
    uint64_t both, only_first, only_second, changed; /* rows, matched by their hash */
    uint64_t same_code, changed_at[4];               /* the first digit that differs */
    uint64_t to_review, from_review, findings_gone, findings_new;
} socvet_diff_result;
/* What changed from the first run to the second; `changes`: a CSV of the rows, or NULL.
 * Expected: SOCVET_E_IO, SOCVET_E_FORMAT. */
SOCVET_API socvet_status socvet_diff(const char *first, const char *second, const char *changes,
                                     socvet_diff_result *result, socvet_err *err);

/* The findings of one record as a workbook (report.h has the same as CSV). Expected: SOCVET_E_IO. */
SOCVET_API socvet_status socvet_findings_xlsx(const socvet_record *record, socvet_sink sink, void *user,
                                              socvet_err *err);

/* ---- review ---- */

typedef struct {
    size_t top; /* items at most; 0: all */
    bool blind; /* without the coder's answers, for a second coder */
} socvet_review_opts;

/* Writes the queue of what a person should look at (CSV for Excel, or .xlsx): records of a run by
 * title and answer, those first whose look is worth most. Expected: SOCVET_E_IO, SOCVET_E_FORMAT. */
SOCVET_API socvet_status socvet_review_export(const char *run, const char *out,
                                              const socvet_dict *dict,
                                              const socvet_review_opts *opts, uint64_t *items,
                                              socvet_err *err);
/* Checks what reviewers filled in and writes it as one table of decisions; of the same thing the
 * last table's word stands. Expected: SOCVET_E_IO, SOCVET_E_FORMAT, SOCVET_E_DATA (with the row). */
SOCVET_API socvet_status socvet_review_import(const char *const *tables, size_t n, const char *out,
                                              const socvet_dict *dict, uint64_t *decisions,
                                              socvet_err *err);
typedef struct {
    double agreement, kappa, low, high; /* Cohen; 95 % interval */
} socvet_kappa;
/* How far two coders agree on the items that both decided, at 1 to 4 digits.
 * Expected: as above; SOCVET_E_EMPTY (nothing in common). */
SOCVET_API socvet_status socvet_review_kappa(const char *first, const char *second,
                                             const socvet_dict *dict, socvet_kappa out[4],
                                             uint64_t *both, socvet_err *err);

/* ---- one vacancy, many adverts ---- */

typedef struct {
    uint64_t adverts, vacancies, copies, reposts;
    uint64_t without_sketch; /* adverts of a run without `sketch`: only references speak for them */
} socvet_group_result;

/* Groups the adverts of a run (bulk with `sketch`) into vacancies and writes a table of them (row,
 * hash, vacancy, adverts, role: first, copy, repost, ...). Expected: SOCVET_E_IO, SOCVET_E_FORMAT. */
SOCVET_API socvet_status socvet_group(const char *run, const char *out, socvet_group_result *result,
                                      socvet_err *err);
/* That table, for a second pass in which media and runs of the advert are those of the vacancy.
 * Expected: SOCVET_E_IO, SOCVET_E_FORMAT. */
typedef struct socvet_groups socvet_groups;
SOCVET_API socvet_status socvet_groups_load(socvet_groups **out, const char *path, socvet_err *err);
SOCVET_API void socvet_groups_free(socvet_groups *g);
SOCVET_API socvet_str socvet_groups_hash(const socvet_groups *g);

/* ---- recoding from one edition to another ---- */

typedef enum {
    SOCVET_RECODE_INDEX, /* the title stands in the index with the old code: its row knows the new */
    SOCVET_RECODE_TEXT,  /* title and text decide among the codes the cross-walk allows */
    SOCVET_RECODE_TABLE, /* the cross-walk's likeliest code */
    SOCVET_RECODE_NONE   /* the old code is none of its edition */
} socvet_recode_how;

typedef struct {
    uint8_t how;           /* socvet_recode_how */
    char old_code[8], new_code[8];
    double probability;    /* of the new code: share of the table, or the coder's among the allowed */
    bool review;           /* a person should look */
    const char *reason;    /* static: why it should be reviewed, or "" */
} socvet_recoded;

/* Recodes one advert. `old_code` as it stands in the wild: "2119", "2119.0", "2119/02", " 2119".
 * Expected: SOCVET_E_USAGE (unknown edition), SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_recode(socvet_recoded *out, const socvet_engine *engine,
                                       socvet_worker *worker, socvet_doc *doc, socvet_str title,
                                       socvet_str text, socvet_str old_code, int from, int to,
                                       socvet_err *err);
typedef struct {
    uint64_t rows, how[4], review; /* how: by socvet_recode_how */
} socvet_recode_result;
/* Recodes a catalogue: a table out (id, title, old, new, how, probability, review, reason, ...), CSV or
 * by io->out's name a workbook. Expected: SOCVET_E_IO, SOCVET_E_USAGE, SOCVET_E_FORMAT. */
SOCVET_API socvet_status socvet_recode_catalogue(const socvet_engine *engine,
                                                 const socvet_bulk_io *io, bool excel, int from, int to,
                                                 socvet_recode_result *result, socvet_err *err);

/* ---- statistics on a labelled catalogue ---- */

enum { SOCVET_EVAL_BINS = 10, SOCVET_EVAL_PAIRS = 20 };

typedef struct {
    double confidence, right; /* means of the bin */
    uint64_t rows;
} socvet_eval_bin;

typedef struct {
    char gold[8], got[8];
    uint64_t rows;
    int distance; /* digits that differ, 1..4 */
} socvet_eval_pair;

typedef struct {
    uint64_t rows, titles, skipped;      /* skipped: no label, or a text that is no job */
    double digits[4];                    /* share right at 1, 2, 3, 4 digits */
    double top3, top5, lenient1, lenient5; /* lenient: defensible alternatives count too */
    double title_weighted;               /* 4 digits, each distinct title once */
    double coverage, agreement;          /* not abstained; right among those */
    double agreement_at_80;              /* right among the most confident 80 % */
    double ece, log_loss;                /* expected calibration error, equal-mass bins */
    double kappa, kappa_low, kappa_high; /* Cohen, 95 % interval */
    socvet_eval_bin bins[SOCVET_EVAL_BINS];
    double curve[21][2];                 /* coverage 0, 5 .. 100 % and agreement at it */
    socvet_eval_pair pairs[SOCVET_EVAL_PAIRS]; /* by rows x distance */
    size_t n_pairs;
    double title_digits[4];              /* digits, each distinct title once */
    int edition;                         /* of the labels */
} socvet_eval_result;

/* Codes a labelled catalogue and compares. JSON lines: `title`, `text`, the label under the
 * edition's name (or `code`), `any_of` and `alt` lists. A table or workbook: io->mapping's columns
 * title, text, soc; else the columns named so, the code's after the edition or `code`. edition -1: the
 * dictionary's default. `remark` is told the column of labels. Expected: SOCVET_E_IO, SOCVET_E_FORMAT
 * (with the line), SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_eval(socvet_eval_result *out, const socvet_engine *engine,
                                     const socvet_bulk_io *io, int edition, socvet_err *err);
/* The figures as one page with plots. Expected: SOCVET_E_IO. */
SOCVET_API socvet_status socvet_eval_html(const socvet_eval_result *result,
                                          const socvet_engine *engine, socvet_sink sink,
                                          void *user, socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif
