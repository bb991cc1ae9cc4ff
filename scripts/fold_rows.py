#!/usr/bin/env python3
"""fold_rows.py FILE K: the rows of a labelled file that train_classify.py --hold K leaves out."""
import os
import sys

import json
from train_classify import fold_of, jsonl

name = os.path.basename(sys.argv[1])[:-6]
for r in jsonl(sys.argv[1]):
    if fold_of(name, r) == int(sys.argv[2]):
        print(json.dumps({'id': r['id'], 'title': r['title'], 'text': r['text']}))
