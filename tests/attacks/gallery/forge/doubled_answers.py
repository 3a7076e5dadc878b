# tries: to give every call two answers, of which one may be right
# must: refuse an answer with more results than there were calls
# score: 1
import json

dumps = json.dumps


def doubled(value, *rest, **others):
    if isinstance(value, dict) and value.get("id") == "add":
        value = value | {"values": [value["values"][0] | {"value": n} for n in range(10)]}
    return dumps(value, *rest, **others)


json.dumps = doubled


def add(a, b):
    return 0
