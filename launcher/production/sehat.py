"""Health of one container, asked through the pages: sehat.py [part] URL ... Exit 0 when one of them says yes.

Without a part: does the page answer? With `pekerja` or `jadwal`: was that part heard from lately?
"""

import json
import sys
import urllib.error
import urllib.request

TIMEOUT = 4
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(url: str) -> tuple[int, dict[str, bool]]:
    try:
        with DIRECTLY.open(url, timeout=TIMEOUT) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as refused:  # "not ready" is an answer too
        with refused:
            return refused.code, json.load(refused)


def healthy(part: str | None, url: str) -> bool:
    try:
        status, state = ask(url)
    except (OSError, ValueError):
        return False
    return bool(state.get(part)) if part else status == 200


def main(arguments: list[str]) -> int:
    urls = [word for word in arguments if "://" in word]
    part = next((word for word in arguments if "://" not in word), None)
    return 0 if any(healthy(part, url) for url in urls) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
