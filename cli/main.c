/* main.c: the program; in the making. `socvet extract FILE` prints the text. */
#include <stdio.h>
#include <string.h>

#include "extract/extract.h"

int main(int argc, char **argv)
{
    socvet_err err = {0};
    socvet_doc *doc = socvet_doc_new();
    int rc = 2;

    if (doc && argc == 3 && strcmp(argv[1], "extract") == 0) {
        rc = 0;
        if (socvet_doc_add_file(doc, argv[2], NULL, &err) != SOCVET_OK) {
            fprintf(stderr, "socvet: %s: %s\n", argv[2], err.text);
            rc = 3;
        } else {
            socvet_str t = socvet_doc_text(doc);
            printf("%.*s\n", SOCVET_ARG(t));
        }
    }
    socvet_doc_free(doc);
    return rc;
}
