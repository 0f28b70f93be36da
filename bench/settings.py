"""The portal's own settings, with the bare comparator and a count of queries on every answer."""

from asn_portal import settings as portal

globals().update({name: value for name, value in vars(portal).items() if name.isupper()})
ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.polos.count_queries", *portal.MIDDLEWARE]
TEMPLATES = [{**portal.TEMPLATES[0], "DIRS": [*portal.TEMPLATES[0]["DIRS"], portal.BASE_DIR / "bench" / "templat"]}]
