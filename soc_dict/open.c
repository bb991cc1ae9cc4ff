/* open.c: the image that the build embedded. It was checked by the tool that made it. */
#include "../base/err.h"
#include "dict_int.h"

extern const char soc_dict_image[];
extern const size_t soc_dict_image_size;

socvet_status socvet_dict_open(const socvet_dict **out, socvet_err *err)
{
    static const socvet_dict embedded = {(const unsigned char *)soc_dict_image, NULL};

    if (dict_head(&embedded)->bytes != soc_dict_image_size ||
        dict_head(&embedded)->schema != DICT_SCHEMA) {
        *out = NULL;
        return base_fail(err, SOCVET_E_STALE, "soc_dict", SOCVET_NO_OFFSET,
                         "the embedded dictionary is of another schema");
    }
    *out = &embedded;
    return SOCVET_OK;
}
