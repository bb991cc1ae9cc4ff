/* salary_question.c: the options that `salary` and `timeline` share, as a question. */
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "cli_salary.h"

enum { MOST_TABLE = 16 << 20 };

/* "overtime=3000": a kind of pay and pounds a year. */
static bool read_part(socvet_pay_part *part, const char *z)
{
    socvet_str rest = base_str_z(z), kind;

    base_str_split(&rest, '=', &kind);
    part->kind = base_str_trim(kind);
    if (part->kind.len && rest.ptr && cli_money(rest.ptr, &part->pence))
        return true;
    cli_fail("--pay '%s': a kind and an amount are wanted, like overtime=3000", z);
    return false;
}

bool cli_salary_question(socvet_salary_question *q, socvet_pay_part *parts, const cli_values *v)
{
    *q = (socvet_salary_question){
        .as_of = cli_as_of(v), .route = base_str_z(v->route), .code = base_str_z(v->code),
        .amount_pence = v->amount, .weekly_hours_hundredths = v->hours,
        .allowance_pence = v->allowance < 0 ? 0 : v->allowance,
        .accommodation_pence = v->accommodation < 0 ? 0 : v->accommodation,
        .overseas_months = (int)v->overseas_months, .years = v->years < 0 ? 0 : (int)v->years,
        .new_entrant = v->new_entrant, .trainee = v->trainee, .phd = v->phd, .stem_phd = v->stem_phd,
        .listed = v->listed, .option = base_str_z(v->option), .parts = parts, .n_parts = v->n_medium};
    if (v->amount < 0) {
        cli_fail("--salary is needed: the yearly salary in pounds");
        return false;
    }
    if (v->n_files) {
        cli_fail("'%s': no file is read here; 'socvet check' reads files", v->files[0]);
        return false;
    }
    for (size_t i = 0; i < v->n_medium; i++)
        if (!read_part(&parts[i], v->medium[i]))
            return false;
    return true;
}

bool cli_salary_open(cli_salary_tools *t, const cli_values *v)
{
    socvet_err err = {0};

    *t = (cli_salary_tools){0};
    socvet_status s = v->rates ? base_file_read(&t->rates, v->rates, MOST_TABLE, &err) : SOCVET_OK;
    socvet_rules_extra extra = {.rates = base_buf_str(&t->rates), .rates_name = v->rates};
    if (!s)
        s = socvet_dict_open(&t->dict, &err);
    if (!s)
        s = socvet_rules_load(&t->rules, &extra, &err);
    if (!s && !(t->scratch = socvet_validate_scratch_new(t->rules, &err)))
        s = SOCVET_E_NOMEM;
    if (s) {
        cli_fail("%s", err.text[0] ? err.text : socvet_status_name(s));
        cli_salary_close(t);
    }
    return s == SOCVET_OK;
}

void cli_salary_close(cli_salary_tools *t)
{
    socvet_validate_scratch_free(t->scratch);
    socvet_rules_free(t->rules);
    base_buf_clear(&t->rates);
    *t = (cli_salary_tools){0};
}
