/* fuzz_pack.c: evidence packs that anybody may have made: the ZIP, the list, and what is printed of them. */
#include <stdint.h>
#include <stdio.h>

#include "report/evidence.h"

static bool drop(socvet_str bytes, void *user)
{
    (void)bytes, (void)user;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    socvet_str bytes = {(const char *)data, size};
    const socvet_pack_file list = {SOCVET_STR("SHA256SUMS"), bytes};
    socvet_pack *pack = NULL;
    const socvet_pack_check *check;
    socvet_err err = {0};

    /* as a ZIP when it begins like one, else as the list of a folder */
    socvet_status s = size > 1 && data[0] == 'P' && data[1] == 'K' ? socvet_pack_unzip(&pack, bytes, &err)
                                                                    : socvet_pack_of(&pack, &list, 1, &err);
    if (!s && !socvet_evidence_verify(&check, pack, (socvet_str){"", 0}, &err)) {
        socvet_report_verify_text(check, drop, NULL, &err);
        socvet_report_verify_json(check, drop, NULL, &err);
        socvet_pack_zip(pack, 0, drop, NULL, &err);
    }
    socvet_pack_free(pack);
    return 0;
}
