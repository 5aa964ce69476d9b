"""What pm4py reads in an XES file: cases, events, activities and variants, as JSON.

Run by the Python of an environment with pm4py, which shares nothing with ours.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")

import pm4py  # noqa: E402

log = pm4py.read_xes(sys.argv[1])
counts = (
    log["case:concept:name"].nunique(),
    len(log),
    log["concept:name"].nunique(),
    len(pm4py.get_variants(log)),
)
print(json.dumps([int(one) for one in counts]))  # noqa: T201
