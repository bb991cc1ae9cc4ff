#!/bin/bash
# headers.sh: each public header compiles alone, as C11 and as C++17.
cd "$(dirname "$0")/.." || exit 2
bad=0
for h in base/base.h extract/extract.h extract/facts.h soc_dict/soc_dict.h classify/classify.h \
         validate/validate.h validate/marks.h report/report.h corpus/corpus.h; do
    ${CC-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c "$h" || bad=1
    ${CXX-c++} -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ "$h" || bad=1
done
exit $bad
