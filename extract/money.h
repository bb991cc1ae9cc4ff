/* money.h: sums of money as people write them: amounts, ranges, periods, and the words around. For
 * facts_salary.c alone. Reads bytes only next to a token that can begin an amount. */
#ifndef EXTRACT_MONEY_H
#define EXTRACT_MONEY_H
#include "facts.h"

/* What a word near an amount says. */
enum {
    MONEY_PAY = 1,  /* salary, wage, rate of pay */
    MONEY_HINT = 2, /* scale, band, pro rata: pay is likely */
    MONEY_BONUS = 4,
    MONEY_ALLOWANCE = 8,
    MONEY_OTE = 16,
    MONEY_OTHER = 32,   /* budget, grant, stipend, turnover */
    MONEY_PLUS = 64,    /* what follows comes on top */
    MONEY_WITHIN = 128, /* inclusive of: what follows is a part */
    MONEY_UP_TO = 256,
    MONEY_FROM = 512,
    MONEY_CIRCA = 1024,
    MONEY_OPEN = 2048, /* negotiable, competitive, DOE */
    MONEY_BASIC = 4096,
    MONEY_UNIT = 8192,  /* hours, days, %: the number before it is no money */
    MONEY_FULL = 16384, /* FTE, WTE */
    MONEY_ACTUAL = 32768,
    MONEY_MAYBE = 65536,   /* potential, realistic */
    MONEY_FORMER = 131072, /* minimum wage, average, previous: nobody's pay here */
    MONEY_LINK = 262144    /* of, is, the, currently: looked through */
};

/* The classes of a word, any case; 0 when it says nothing about money. */
unsigned money_word(socvet_str word);
/* The period written at `at` ("per annum", "p/h", "/hr", "a year", "pcm"), or UNKNOWN; *end is
 * past it. */
socvet_period money_period_at(socvet_str text, size_t at, size_t limit, size_t *end);
/* Would a sum of so many pence be paid for that period? */
bool money_sane(int64_t pence, socvet_period period);

typedef struct {
    int64_t pence;
    size_t from, to;
    bool sterling, foreign; /* a sign or code of currency is written */
    bool thousands;         /* k, grand */
    bool millions;
    bool grouped;  /* 30,000 */
    bool decimals; /* 9.50 */
    bool broken;   /* 28,00: read when the other bound explains it */
    unsigned digits;
} money_amount;

/* The amount that begins at `at`, with or without its currency sign. */
bool money_amount_at(socvet_str text, size_t at, size_t limit, money_amount *out);

typedef struct {
    int64_t low, high; /* equal for one figure */
    bool range, sterling, foreign, thousands, millions, grouped, decimals, climbs;
    unsigned digits;     /* of the first figure */
    socvet_period inner; /* written inside: "7 per hour to 8.50" */
    size_t from, to;
} money_expr;

/* An amount or a range of two that begins at `at`. `between`: "between" stands before it. */
bool money_expr_at(socvet_str text, size_t at, size_t limit, bool between, money_expr *out);

/* Is the number that ends at `at` a number of something ("37.5 hours", "2 year", "10 %")? */
bool money_counts_things(socvet_str text, size_t at, size_t limit);

/* Does "between" stand right before `at`? Then "and" joins two bounds. */
bool money_after_between(socvet_str text, size_t at);
/* Steps over blanks (white space, no-break and thin spaces). */
size_t money_skip_blank(socvet_str text, size_t at, size_t limit);
/* The word (letters, digits, apostrophes) at `at`; empty when there is none. */
socvet_str money_word_at(socvet_str text, size_t at, size_t limit);

/* ---- the words around one expression (money_context.c) ---- */
enum { MONEY_MOST_WORDS = 28 };
typedef struct {
    unsigned is;
    size_t from, to;
    bool cut; /* a comma, colon or bracket stands before it */
} money_near;

typedef struct {
    money_near before[MONEY_MOST_WORDS], after[MONEY_MOST_WORDS];
    int n_before, n_after; /* before: nearest last */
    socvet_period period, period_before;
    size_t period_end;
    bool colon;              /* "Salary: £.." */
    bool starts_line, alone; /* first on its line; nothing else on it */
    bool term_time, pro_rata, masked, then_amount, open_top;
    bool counted; /* "8,000 staff": a common noun follows the figure at once */
    bool closed;  /* a bracket closes between the words before and the figure */
} money_context;

void money_look_around(socvet_str text, size_t floor, const money_expr *e, money_context *k);
#endif
