/* tokens.h: the token stream of a document, for the rooms above (not installed). */
#ifndef EXTRACT_TOKENS_H
#define EXTRACT_TOKENS_H
#include "../base/token.h"
#include "extract.h"

/* The tokens of the whole text, made once. Expected: SOCVET_E_NOMEM. */
socvet_status extract_doc_tokens(socvet_doc *doc, const base_token **tokens, size_t *count,
                                 socvet_err *err);
#endif
