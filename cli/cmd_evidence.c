/* cmd_evidence.c: makes an evidence pack of the papers, or verifies one. */
#include <string.h>

#include "base/str.h"
#include "pack_files.h"
#include "papers.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"output", CLI_TEXT, AT(output), "DIR|ZIP", "where the pack goes (also -o): a new folder, or a name that ends in .zip"},
    {"verify", CLI_TEXT, AT(verify), "PACK", "say whether a pack is as it was made, or what changed"},
    {"seal", CLI_TEXT, AT(code), "HEX", "with --verify: the seal that was printed when it was made"},
    {"shot", CLI_LIST, AT(medium), "FILE", "a screenshot or letter to put in (may be repeated)"},
    {"where", CLI_TEXT, AT(title), "NAMES", "where it is advertised, split by semicolons"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "the day of the pack and of the rules (today)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "sponsorship route"},
    {"profile", CLI_TEXT, AT(profile), "NAME", "whose policy applies"},
    {"posted", CLI_DATE, AT(posted), "DATE", "the day the advert first appeared"},
    {"closing", CLI_DATE, AT(closing), "DATE", "the closing date, when the papers do not say it"},
    {"force", CLI_FLAG, AT(force), NULL, "write over a pack that is there"},
    {"json", CLI_FLAG, AT(json), NULL, "print what was made or verified as JSON"},
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

static int verify(const cli_values *v)
{
    cli_pack_source src;
    socvet_err err = {0};
    const socvet_pack_check *c;
    int rc = cli_pack_read(&src, v->verify);

    if (rc == CLI_OK && socvet_evidence_verify(&c, src.pack, base_str_z(v->code), &err))
        rc = cli_fail("%s: %s", v->verify, err.text);
    else if (rc == CLI_OK) {
        socvet_status s = v->json ? socvet_report_verify_json(c, cli_stdout_sink, NULL, &err)
                                  : socvet_report_verify_text(c, cli_stdout_sink, NULL, &err);
        rc = s && s != SOCVET_E_IO ? CLI_CANNOT : c->changed || c->missing || !c->seal_right ? CLI_FINDINGS : CLI_OK;
    }
    cli_pack_close(&src);
    return rc;
}

/* "own website; Find a Job" -> a list, beside --shot which has the list of this command. */
static size_t split_places(socvet_str *out, size_t most, const char *z)
{
    socvet_str rest = base_str_z(z), piece;
    size_t n = 0;

    while (z && n < most && base_str_split(&rest, ';', &piece))
        if (base_str_trim(piece).len)
            out[n++] = base_str_trim(piece);
    return n;
}

static int make(cli_values *v)
{
    cli_papers p;
    cli_values plain = *v;
    cli_loaded originals, shots = {0};
    socvet_str places[CLI_MOST_LIST];
    socvet_err err = {0};
    socvet_pack *pack = NULL;

    plain.title = NULL;
    plain.n_medium = 0;
    int rc = cli_papers_open(&p, &plain, v->files, v->n_files, SOCVET_STAGE_CHECK);
    if (!p.read || rc != CLI_OK) { /* a pack that lacks a paper is no evidence */
        cli_papers_close(&p);
        return rc ? rc : CLI_CANNOT;
    }
    socvet_check_opts check = p.opts.check;
    check.media = places;
    check.n_media = split_places(places, CLI_MOST_LIST, v->title);
    if (cli_load(&originals, (const char *const *)p.names, p.n_names) && cli_load(&shots, v->medium, v->n_medium)) {
        socvet_evidence_opts o = {.made_on = cli_as_of(v), .originals = originals.files, .n_originals = originals.n,
                                  .shots = shots.files, .n_shots = shots.n, .check = &check};
        if (socvet_evidence_make(&pack, &p.record, &o, &err))
            rc = cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
        else
            rc = cli_pack_write(pack, v);
    } else {
        rc = CLI_CANNOT;
    }
    socvet_pack_free(pack);
    cli_unload(&shots);
    cli_unload(&originals);
    cli_papers_close(&p);
    return rc;
}

static int run(cli_values *v)
{
    if (v->verify && (v->n_files || v->output))
        return cli_fail("--verify PACK stands alone: nothing is made");
    if (v->verify)
        return verify(v);
    if (!v->output)
        return cli_fail("-o DIR or -o NAME.zip is needed: where the pack goes");
    return make(v);
}

const cli_command cli_evidence = {"evidence", "FILE... -o DIR|ZIP, or --verify PACK",
                                  "Packs the papers with their text, hashes, dates and places; proves a pack later.\n"
                                  "It says what else should be kept, and with --verify whether a pack is as it was made.",
                                  options, run};
