/* columns_guess.c: which column of a table is what, by its name: names that are known as they stand,
 * then words inside a name ("Post (advertised)", "DateAdvertWentLive"). Only names are looked at: a
 * guess can be checked by reading it. */
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "source_int.h"

enum { MOST_NAMES = 14, MOST_WORDS = 6, NAME_BYTES = 96 };

/* Names that columns have, the likeliest first; they are names for --col as well. */
static const char *const guesses[CORPUS_FIELDS][MOST_NAMES] = {
    [CORPUS_ID] = {"id", "job id", "job_id", "jobid", "vacancy id", "vacancy_id", "advert id", "record id", "uid", NULL},
    [CORPUS_TITLE] = {"title", "job title", "jobtitle", "job_title", "vacancy title", "vacancy_title", "post title", "post_title", "position", "role", "job name", "job", NULL},
    [CORPUS_TEXT] = {"text", "description", "job description", "job_description", "jobdescription", "advert", "advert text", "advert_text", "full text", "body", "details", "duties", NULL},
    [CORPUS_DATE] = {"date", "posted", "date posted", "date_posted", "posted date", "posted_date", "posting date", "advert date", "published", "publish date", "opening date", "dateposted", NULL},
    [CORPUS_EMPLOYER] = {"employer", "company", "organisation", "organization", "employer name", "company name", "company_name", "hiring organisation", NULL},
    [CORPUS_INDUSTRY] = {"industry", "sector", NULL},
    [CORPUS_LOCATION] = {"location", "place", "town", "city", "job location", NULL},
    [CORPUS_SALARY] = {"salary", "pay", "salary range", "salary_range", "salary text", "salary_text", "remuneration", NULL},
    [CORPUS_HOURS] = {"hours", "weekly hours", "weekly_hours", "hours per week", NULL},
    [CORPUS_CLOSING] = {"closing", "closing date", "closing_date", "closes", "deadline", "expiry date", "expires", "end date", "closingdate", NULL},
    [CORPUS_MEDIA] = {"media", "medium", "advertised in", "channel", "channels", "source", NULL},
    [CORPUS_ROUTE] = {"route", "visa route", NULL},
    [CORPUS_OLD_CODE] = {"soc", "soc code", "soc_code", "soc2010", "soc 2010", "soc2010 code", "soc2000", "soc 2000", "old code", "old_code", "oldcode", "occupation code", "soccode", NULL},
    [CORPUS_GROUP] = {"group", "reference", "ref", "vacancy reference", "vacancy ref", "job reference", "job ref", "requisition", "vacancy_reference", NULL},
};

/* An exact name, else the same letters and digits: "Job_Title" is "job title". */
static bool same_name(socvet_str a, const char *b)
{
    size_t i = 0;

    for (;; i++, b++) {
        while (i < a.len && !base_is_alpha(a.ptr[i]) && !base_is_digit(a.ptr[i]) && (unsigned char)a.ptr[i] < 0x80)
            i++;
        while (*b && !base_is_alpha(*b) && !base_is_digit(*b) && (unsigned char)*b < 0x80)
            b++;
        if (i >= a.len || !*b)
            return i >= a.len && !*b;
        if (base_lower(a.ptr[i]) != base_lower(*b))
            return false;
    }
}

/* Phrases inside a name, the likeliest first, and words that speak against the field. */
static const struct {
    uint8_t field;
    const char *phrases, *not;
} inside[] = {
    {CORPUS_OLD_CODE, "soc2010|soc2000|soc 2010|soc 2000|soc code|occupation code|occupational code|soc90|soc|old code",
     "title description probability confidence"},
    {CORPUS_CLOSING, "closing date|date closed|closing|closes|close|closed|deadline|expiry|expires|expired|apply by",
     "salary time"},
    {CORPUS_DATE, "date posted|posted|date advertised|published|went live|live date|go live|date opened|opening date|opened|"
     "advertised on|advert date|vacancy date|date advert|date created|created|date",
     "close closing closed expiry expires end deadline interview birth updated modified start started by"},
    {CORPUS_TITLE, "job title|post title|vacancy title|advert title|position title|role title|job name|post name|"
     "role name|title|post|position|role|occupation|vacancy|job",
     "id ref reference date salary type employer company description text number no num url link grade status contact manager "
     "category family level band code soc duties spec specification details summary hours location advert body reports reporting"},
    {CORPUS_TEXT, "job description|job desc|advert text|advert body|advert copy|full text|description|body|job text|duties|"
     "responsibilities|specification|job advert|details|requirements|criteria|copy|about the role|about the job|qualifications|experience|advert|narrative|summary|text",
     "id ref reference date code url link title type length number no count contact company employer organisation "
     "organization benefits closing status salary location hours media soc level language"},
    {CORPUS_EMPLOYER, "employer|company|organisation|organization|hiring|client|trust|recruiter",
     "description size type id url website about code industry sector text ref no number"},
    {CORPUS_SALARY, "salary|pay|wage|remuneration", "grade code id date period frequency type currency unit payroll basis band"},
    {CORPUS_HOURS, "hours|hrs", "contact opening date type"},
    {CORPUS_LOCATION, "location|town|city|where|place|site|workplace|region", "id code url website placed lat long type"},
    {CORPUS_INDUSTRY, "industry|sector|sic", "id"},
    {CORPUS_MEDIA, "advertised in|media|medium|channel|channels|job board|job boards|source", "social id date"},
    {CORPUS_ROUTE, "visa route|sponsorship route", "id"},
    {CORPUS_GROUP, "reference|requisition|ref|req|vacancy number|vacancy no|job number|job no", "date url link"},
    {CORPUS_ID, "id|uid|guid|key|row", "employer company client user"},
};

/* "JobTitle", "Post (advertised)" -> " job title ", " post advertised "; n: how many words. Empty
 * for what is too long to be a name: a row of data. */
static void fold_name(socvet_str name, char z[NAME_BYTES + 8], unsigned *n)
{
    size_t k = 0;
    bool gap = true;

    *n = 0;
    z[0] = '\0';
    name = base_str_trim(name);
    if (name.len == 0 || name.len * 2 > NAME_BYTES)
        return;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool upper = c >= 'A' && c <= 'Z', word = base_is_alpha(c) || base_is_digit(c);
        if (upper && i > 0 && name.ptr[i - 1] >= 'a' && name.ptr[i - 1] <= 'z')
            gap = true; /* jobTitle */
        if (!word) {
            gap = true;
            continue;
        }
        if (gap) {
            z[k++] = ' ';
            ++*n;
        }
        gap = false;
        z[k++] = base_lower(c);
    }
    z[k++] = ' ';
    z[k] = '\0';
}

static bool has_words(const char *folded, socvet_str phrase)
{
    char z[64];

    snprintf(z, sizeof z, " %.*s ", SOCVET_ARG(phrase));
    return strstr(folded, z) != NULL;
}

/* 0: this name does not speak for the field; else the more, the likelier. */
static unsigned speaks(size_t k, const char *folded, unsigned words)
{
    socvet_str phrases = base_str_z(inside[k].phrases), not = base_str_z(inside[k].not), piece;
    unsigned score = 200;

    if (words == 0 || words > MOST_WORDS)
        return 0;
    while (base_str_split(&not, ' ', &piece))
        if (has_words(folded, piece))
            return 0;
    for (; base_str_split(&phrases, '|', &piece); score -= 4)
        if (has_words(folded, piece))
            return score - 2 * words;
    return 0;
}

typedef struct {
    unsigned score;
    int field, column;
} guessed;

/* The likeliest pair of a field that has no column yet and a column that has no field. */
static guessed next_guess(int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD], const corpus_csv *h,
                          const bool *taken)
{
    guessed best = {0};
    char folded[NAME_BYTES + 8];
    unsigned words;

    for (size_t c = 0; c < h->n_fields; c++) {
        if (taken[c])
            continue;
        fold_name(h->field[c], folded, &words);
        for (size_t k = 0; k < sizeof inside / sizeof *inside; k++) {
            unsigned score = column[inside[k].field][0] < 0 ? speaks(k, folded, words) : 0;
            if (score > best.score)
                best = (guessed){score, inside[k].field, (int)c};
        }
    }
    return best;
}

/* Adverts come in pieces: duties, requirements, person specification stand in columns of their own. */
static void add_pieces(int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD], const corpus_csv *h,
                       bool *taken)
{
    static const char pieces[] = "description|desc|duties|responsibilities|specification|requirements|criteria|qualifications|"
                                 "experience|skills|education|body|accountabilities";
    char folded[NAME_BYTES + 8];
    unsigned words;
    int k = 1;

    for (size_t c = 0; c < h->n_fields && k < CORPUS_COLUMNS_A_FIELD && column[CORPUS_TEXT][0] >= 0; c++) {
        socvet_str rest = base_str_z(pieces), piece;
        fold_name(h->field[c], folded, &words);
        while (!taken[c] && base_str_split(&rest, '|', &piece))
            for (size_t i = 0; !taken[c] && i < sizeof inside / sizeof *inside; i++)
                if (inside[i].field == CORPUS_TEXT && has_words(folded, piece) &&
                    (speaks(i, folded, words) || words == 1)) {
                    column[CORPUS_TEXT][k++] = (int)c;
                    taken[c] = true;
                }
    }
}

/* "Salary from", "Salary to": one range out of two columns. */
static void add_upper(int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD], const corpus_csv *h,
                      bool *taken)
{
    static const char *const pairs[][2] = {{"min", "max"}, {"from", "to"}, {"minimum", "maximum"},
                                           {"lower", "upper"}, {"low", "high"}, {"start", "end"}};
    char low[NAME_BYTES + 8], other[NAME_BYTES + 8];
    unsigned words;
    int *of = column[CORPUS_SALARY];

    if (of[0] < 0)
        return;
    fold_name(h->field[of[0]], low, &words);
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        for (size_t c = 0; c < h->n_fields && of[1] < 0; c++) {
            fold_name(h->field[c], other, &words);
            bool up = has_words(low, base_str_z(pairs[p][0])) && has_words(other, base_str_z(pairs[p][1]));
            bool down = has_words(low, base_str_z(pairs[p][1])) && has_words(other, base_str_z(pairs[p][0]));
            if (taken[c] || !(up || down) || (!has_words(other, SOCVET_STR("salary")) && !has_words(other, SOCVET_STR("pay"))))
                continue;
            of[1] = up ? (int)c : of[0];
            of[0] = up ? of[0] : (int)c;
            taken[c] = true;
        }
}

void corpus_columns_guess(int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD], const corpus_csv *h)
{
    bool taken[CORPUS_CSV_COLUMNS] = {false};

    for (int f = 0; f < CORPUS_FIELDS; f++) {
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD; k++)
            column[f][k] = -1;
        for (const char *const *g = guesses[f]; f < CORPUS_PATH && *g && column[f][0] < 0; g++) {
            int c = corpus_column_named(h, base_str_z(*g));
            if (c >= 0 && !taken[c])
                taken[column[f][0] = c] = true;
        }
    }
    for (guessed g; (g = next_guess(column, h, taken)).score > 0;)
        taken[column[g.field][0] = g.column] = true;
    add_pieces(column, h, taken);
    add_upper(column, h, taken);
    if (column[CORPUS_ID][0] < 0) /* a reference names the row as well */
        column[CORPUS_ID][0] = column[CORPUS_GROUP][0];
}

/* A name that is known counts by itself; words inside names only where two columns are understood: a
 * report's title above the table may have such words, too. */
unsigned corpus_columns_known(const corpus_csv *h)
{
    int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD];
    unsigned n = 0, named = 0;
    bool main = false;

    for (int f = 0; f < CORPUS_PATH; f++)
        for (const char *const *g = guesses[f]; *g; g++)
            if (corpus_column_named(h, base_str_z(*g)) >= 0) {
                n += f == CORPUS_TITLE || f == CORPUS_TEXT ? 100 : 1;
                break;
            }
    if (n >= 100)
        return n;
    corpus_columns_guess(column, h);
    for (int f = 0; f < CORPUS_PATH; f++)
        if (column[f][0] >= 0 && !(f == CORPUS_ID && column[f][0] == column[CORPUS_GROUP][0])) {
            named++;
            main |= f == CORPUS_TITLE || f == CORPUS_TEXT;
        }
    return main && named >= 2 ? 100 + named : n;
}

int corpus_column_named(const corpus_csv *h, socvet_str name)
{
    char z[256];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(name));
    for (size_t i = 0; i < h->n_fields; i++)
        if (base_str_eq_ci(base_str_trim(h->field[i]), name))
            return (int)i;
    for (size_t i = 0; i < h->n_fields; i++)
        if (same_name(base_str_trim(h->field[i]), z))
            return (int)i;
    return -1;
}

int corpus_field_named(socvet_str name)
{
    char z[64];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(name));
    for (int f = 0; f < CORPUS_PATH; f++)
        if (base_str_eq_ci(name, base_str_z(corpus_field_names[f])))
            return f;
    for (int f = 0; f < CORPUS_PATH; f++)
        for (const char *const *g = guesses[f]; *g; g++)
            if (same_name(base_str_z(*g), z))
                return f;
    return -1;
}
