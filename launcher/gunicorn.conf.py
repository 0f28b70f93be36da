"""The web server process, for ./run and for production alike."""

import os
import sys
from pathlib import Path

from prometheus_client import multiprocess

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from launcher.pekerja import Pekerja

if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True)
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = Pekerja
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# Our own middleware logs requests, without the query string.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def child_exit(server, worker):
    """Metrics of a worker that ended are kept as counters, its gauges are dropped."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)
