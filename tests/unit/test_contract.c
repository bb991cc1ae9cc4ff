/* test_contract.c: the contract and its length. [[..]] marks the length. P permanent, F fixed term,
 * T temporary, - nothing said. */
#include "facts_pay.h"

static const struct {
    const char *text;
    int months; /* 0: none, or no one length */
    int days;
    char contract;
} rows[] = {
    {"The post is fixed term for [[18 months]].", 18, 0, 'F'},
    {"This is a [[two-year]] post.", 24, 0, 'F'},
    {"A [[2.5-year]] research position in glaciology.", 30, 0, 'F'},
    {"a fixed-term appointment for approximately [[2 years and 9 months]]", 33, 0, 'F'},
    {"Contract length: [[three (3) years]]", 36, 0, 'F'},
    {"Contract Duration:\n[[eighteen months]]", 18, 0, 'F'},
    {"Funded for up to [[twenty-four months]] in the first instance.", 24, 0, 'F'},
    {"A full-time project officer, available from 1 November\n2026 for [[36 months]].", 36, 0, 'F'},
    {"Warehouse operative needed for a [[3 month]] contract.", 3, 0, 'T'},
    {"Relief cook, one [[2 week]] assignment.", 0, 14, 'T'},
    {"Maternity cover for up to [[9 months]].", 9, 0, 'F'},
    {"Teacher of Art to cover maternity leave from January.", 0, 0, 'F'},
    {"The posts are for two or three years. The post is for 2-3 years.", 0, 0, 'F'},
    {"Fixed-term: 2 years (coastal modeller) or 3 years (data engineer)", 0, 0, 'F'},
    {"A secondment opportunity for [[12 months]].", 12, 0, 'F'},
    {"FTC - [[6 months]]", 6, 0, 'F'},
    {"Up to [[11 months]]' sick cover", 11, 0, 'F'},
    {"[[2 years]] fixed", 24, 0, 'F'},
    {"Position funded by a grant for [[3 years]] in the first instance", 36, 0, 'F'},
    /* lengths of other things */
    {"The firm has just won a 10 year contract to run the ferries.", 0, 0, '-'},
    {"We hold a five-year contract with the council to supply meals.", 0, 0, '-'},
    {"You have at least 3 years' experience in payroll.", 0, 0, '-'},
    {"Three years post qualification experience is essential.", 0, 0, '-'},
    {"A permanent post with a six month probationary period.", 0, 0, 'P'},
    {"You must give 3 months notice.", 0, 0, '-'},
    {"Our firm was founded 30 years ago and has grown for the last 5 years.", 0, 0, '-'},
    {"A new three-year research project on bees has begun.", 0, 0, '-'},
    {"Fixed term for [[1 year]], with the possibility of extension for a further two years.", 12, 0, 'F'},
    {"Shifts can be booked up to six months in advance.", 0, 0, '-'},
    {"You will work with children from 2 years old.", 0, 0, '-'},
    {"37 hours over 52 weeks a year.", 0, 0, '-'},
    /* contracts without a length */
    {"Open-ended contract with funding until 31 December 2027.", 0, 0, 'P'},
    {"Contract type: Permanent\nWe also hire for temporary posts.", 0, 0, 'P'},
    {"a temporary to permanent position", 0, 0, 'T'},
    {"on an interim basis", 0, 0, 'T'},
    {"Temp ongoing role to start on Monday", 0, 0, 'T'},
    {"Casual/zero hours", 0, 0, 'T'},
    {"Seasonal worker, April to October", 0, 0, 'T'},
    {"Chef required for the winter season in Cairn Vale", 0, 0, 'T'},
    {"December is our busiest season.", 0, 0, '-'},
    {"Substantive post", 0, 0, 'P'},
    {"a qualified locum social worker", 0, 0, 'T'},
    {"Supply chain planner", 0, 0, '-'},
    {"We act as an employment agency for permanent recruitment and an employment business for the supply of temporary workers.", 0, 0, '-'},
    {"They place candidates on both a temp and perm basis.", 0, 0, '-'},
    {"We have 18 permanent academic staff.", 0, 0, '-'},
    {"We wish to appoint a permanent teacher, and a second teacher for maternity cover.", 0, 0, 'P'},
};

static void reads_contracts_and_lengths(void **state)
{
    static const char names[] = {'-', 'P', 'F', 'T'};
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    unsigned of[4] = {0, SOCVET_CONTRACT_PERMANENT, SOCVET_CONTRACT_FIXED_TERM, SOCVET_CONTRACT_TEMPORARY};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        socvet_span marked;
        unmark(rows[i].text, text, sizeof text, &marked);
        const socvet_facts *f = read_text(doc, scratch, text, NULL);
        char got = '?';
        for (int k = 0; k < 4; k++)
            got = f->contract == of[k] ? names[k] : got;
        if (f->duration_months.value != rows[i].months || f->duration_days.value != rows[i].days || got != rows[i].contract)
            fail_msg("%s: %d months, %d days, %c", text, (int)f->duration_months.value, (int)f->duration_days.value, got);
        socvet_span span = rows[i].days ? f->duration_days.span : f->duration_months.span;
        if (marked.to && (span.from != marked.from || span.to != marked.to))
            fail_msg("%s: evidence %u-%u", text, span.from, span.to);
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_contracts_and_lengths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
