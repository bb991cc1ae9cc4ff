/* jobposting.h: schema.org JobPosting data, from a page or a file of JSON. */
#ifndef EXTRACT_JOBPOSTING_H
#define EXTRACT_JOBPOSTING_H
#include "../base/json.h"
#include "extract_int.h"

/* JSON as people write it -> JSON: comments go, raw controls in strings are escaped, trailing
 * commas and unknown escapes mended, brackets left open closed. */
void job_json_mend(socvet_str s, base_buf *out);
/* Parses with mending; NULL when it is no JSON even so. Free with base_json_free. */
base_json *job_json_parse(socvet_str s);
/* Calls `each` for every JobPosting in the value, at any depth up to a bound. */
size_t job_each(extract_builder *b, const base_json *root,
                void (*each)(extract_builder *b, const base_json *job));
bool job_is_posting(const base_json *object);
/* The notice with its normalised JSON. */
void job_notice(extract_builder *b, const base_json *job);
/* Its title and prose as blocks, flagged SOCVET_BLOCK_FROM_JSONLD. */
void job_text(extract_builder *b, const base_json *job);
/* Text, marked up or not and escaped once or twice, -> blocks. */
void job_markup(extract_builder *b, socvet_str s);
#endif
