/* test_columns.c: which column of a table is what, by names that people give their columns; tables as
 * they are saved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "corpus/source_int.h"

typedef struct {
    const char *header, *wanted; /* "field=column, ..." in the order of the fields */
} guess_case;

static const guess_case guesses[] = {
    {"id,title,text,date,soc", "id=id,title=title,text=text,date=date,soc=soc"},
    {"Job_Title,Job Description,Posted Date,SOC2010", "title=Job_Title,text=Job Description,date=Posted Date,soc=SOC2010"},
    {"JobTitle,JobDesc,PostedOn,SOC2010Code", "title=JobTitle,text=JobDesc,date=PostedOn,soc=SOC2010Code"},
    {"Vacancy Ref #,Post (advertised),Old SOC code,Advert body,Main duties,Organisation name,Pay / rate,Date advert went live,Hrs/wk,Where based",
     "id=Vacancy Ref #,title=Post (advertised),text=Advert body,text=Main duties,date=Date advert went live,employer=Organisation name,"
     "location=Where based,salary=Pay / rate,hours=Hrs/wk,soc=Old SOC code,group=Vacancy Ref #"},
    {"vacancy_id,vacancy_title,vacancy_description,person_specification,salary_from,salary_to,live_date,close_date,soc_2010",
     "id=vacancy_id,title=vacancy_title,text=vacancy_description,text=person_specification,date=live_date,salary=salary_from,"
     "salary=salary_to,closing=close_date,soc=soc_2010"},
    {"Salary max,Salary min,Position", "title=Position,salary=Salary min,salary=Salary max"},
    {"Company description,Employer,Role,Closing date,Start date", "title=Role,employer=Employer,closing=Closing date"},
    {"Title,Duties,Requirements,Qualifications,Benefits", "title=Title,text=Duties,text=Requirements,text=Qualifications"},
    {"Job ID,Job,Job title code,Job URL", "id=Job ID,title=Job"},
    {"Interview date,Post title,Date of birth", "title=Post title"},
};

static void said(const char *header, char *z, size_t size)
{
    corpus_csv *h = calloc(1, sizeof *h);
    base_arena *arena = base_arena_new(0);
    int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD];
    bool unclosed;
    size_t n = 0;

    assert_non_null(h);
    corpus_csv_open(h, base_str_z(header));
    h->delimiter = ',';
    assert_true(corpus_csv_next(h, arena, &unclosed));
    corpus_columns_guess(column, h);
    z[0] = '\0';
    for (int f = 0; f < CORPUS_PATH; f++)
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD && column[f][k] >= 0; k++)
            n += (size_t)snprintf(z + n, size - n, "%s%s=%.*s", n ? "," : "", corpus_field_names[f],
                                  SOCVET_ARG(h->field[column[f][k]]));
    base_arena_free(arena);
    free(h);
}

static void columns_are_guessed(void **state)
{
    char z[1024];

    (void)state;
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        said(guesses[i].header, z, sizeof z);
        if (strcmp(z, guesses[i].wanted) != 0)
            fail_msg("%s\n  %s\n  wanted %s", guesses[i].header, z, guesses[i].wanted);
    }
}

/* What is a header and what is a row of data, or a line above the header. */
static void headers_are_known(void **state)
{
    static const struct {
        const char *line;
        bool header;
    } lines[] = {
        {"title,x", true}, {"Advert body;y", false}, {"Advert body,Vacancy ref", true},
        {"Export of vacancies,,,", false}, {"Run by: admin,01/02/2015", false},
        {"Chef,Cook lunch for two hundred people a day,5434", false},
        {"1,Staff nurse,Care on a ward,2231", false},
        {"Posts advertised in 2015 by the title of the post and the place,x", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        corpus_csv *h = calloc(1, sizeof *h);
        base_arena *arena = base_arena_new(0);
        bool unclosed;
        corpus_csv_open(h, base_str_z(lines[i].line));
        h->delimiter = ',';
        corpus_csv_next(h, arena, &unclosed);
        if ((corpus_columns_known(h) >= 100) != lines[i].header)
            fail_msg("%s", lines[i].line);
        base_arena_free(arena);
        free(h);
    }
}

typedef struct {
    const char *name, *bytes;
    char delimiter;
    const char *rows; /* fields in (), a row a line */
} csv_case;

static const csv_case tables[] = {
    {"plain", "a,b\n1,2\n", ',', "(a)(b)\n(1)(2)\n"},
    {"CRLF, no end", "a;b\r\n1;2", ';', "(a)(b)\n(1)(2)\n"},
    {"byte order mark", "\xEF\xBB\xBF" "a\tb\n1\t2\n", '\t', "(a)(b)\n(1)(2)\n"},
    {"quotes", "a,b\n\"x, \"\"y\"\"\nz\",2\n", ',', "(a)(b)\n(x, \"y\"\nz)(2)\n"},
    {"a quote inside is text", "a,b\n5\" pipe,\"6\" pipe\"\n", ',', "(a)(b)\n(5\" pipe)(6\" pipe)\n"},
    {"empty fields", "a,b,c\n,,\n", ',', "(a)(b)(c)\n()()()\n"},
    {"delimiters in the text", "a|b\n1, 2, 3|x; y\n4, 5, 6|z\n", '|', "(a)(b)\n(1, 2, 3)(x; y)\n(4, 5, 6)(z)\n"},
    {"lines above the header", "Export of 2015\nby: x;;\n\na;b\n1;2\n3;4\n5;6\n", ';',
     "(Export of 2015)\n(by: x)()()\n()\n(a)(b)\n(1)(2)\n(3)(4)\n(5)(6)\n"},
    {"one column", "title\nChef\n", ',', "(title)\n(Chef)\n"},
    {"nothing", "", ',', ""},
};

static void tables_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        corpus_csv *c = calloc(1, sizeof *c);
        base_arena *arena = base_arena_new(0);
        base_buf z;
        bool unclosed;
        base_buf_init(&z, 0);
        base_buf_add_z(&z, "");
        corpus_csv_open(c, base_str_z(tables[i].bytes));
        if (c->delimiter != tables[i].delimiter)
            fail_msg("%s: delimiter '%c'", tables[i].name, c->delimiter);
        while (corpus_csv_next(c, arena, &unclosed)) {
            assert_false(unclosed);
            for (size_t k = 0; k < c->n_fields; k++)
                base_buf_printf(&z, "(%.*s)", SOCVET_ARG(c->field[k]));
            base_buf_add_char(&z, '\n');
        }
        if (!base_str_eq_z(base_buf_str(&z), tables[i].rows))
            fail_msg("%s: %.*s", tables[i].name, SOCVET_ARG(base_buf_str(&z)));
        base_buf_clear(&z);
        base_arena_free(arena);
        free(c);
    }
}

static void too_many_fields_and_open_quotes(void **state)
{
    corpus_csv *c = calloc(1, sizeof *c);
    base_arena *arena = base_arena_new(0);
    char many[2 * CORPUS_CSV_COLUMNS + 64];
    bool unclosed;

    (void)state;
    memset(many, ',', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    corpus_csv_open(c, base_str_z(many));
    assert_true(corpus_csv_next(c, arena, &unclosed));
    assert_int_equal(c->n_fields, CORPUS_CSV_COLUMNS);
    corpus_csv_open(c, SOCVET_STR("a,\"b\n1,2\n"));
    c->delimiter = ',';
    assert_true(corpus_csv_next(c, arena, &unclosed));
    assert_true(unclosed);
    assert_false(corpus_csv_next(c, arena, &unclosed));
    base_arena_free(arena);
    free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_guessed), cmocka_unit_test(headers_are_known),
        cmocka_unit_test(tables_are_read), cmocka_unit_test(too_many_fields_and_open_quotes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
