/* xlsx_door.c: finds the functions of libxlsxwriter by their names. */
#include "xlsx_door.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "../base/err.h"

#define FUNCTION(name) {#name, offsetof(corpus_xlsx, name)}

socvet_status corpus_xlsx_load(corpus_xlsx *x, socvet_err *err)
{
    static const struct {
        const char *name;
        size_t at;
    } functions[] = {
        FUNCTION(workbook_new_opt), FUNCTION(workbook_add_worksheet), FUNCTION(workbook_add_format),
        FUNCTION(workbook_set_properties), FUNCTION(workbook_close), FUNCTION(worksheet_set_column),
        FUNCTION(worksheet_write_string), FUNCTION(worksheet_write_number),
        FUNCTION(worksheet_freeze_panes), FUNCTION(format_set_bold), FUNCTION(format_set_num_format),
        FUNCTION(format_set_text_wrap), FUNCTION(format_set_align), FUNCTION(worksheet_autofilter),
        FUNCTION(lxw_strerror),
    };
    void *library = dlopen(SOCVET_XLSXWRITER, RTLD_NOW | RTLD_LOCAL);

    for (size_t i = 0; library && i < sizeof functions / sizeof *functions; i++) {
        void *f = dlsym(library, functions[i].name);
        if (!f)
            library = NULL;
        else
            memcpy((char *)x + functions[i].at, &f, sizeof f);
    }
    if (library)
        return SOCVET_OK;
    const char *why = dlerror();
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "no workbook can be written: %.150s",
                     why ? why : SOCVET_XLSXWRITER);
}
