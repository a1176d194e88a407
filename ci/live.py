"""What the judges keep running, each as a context that ends it: real servers that scrape, and the `shop` example."""

import gzip
import json
import math
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from exposition import JUDGES, read_openmetrics, read_text, series

OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
DIRECT = build_opener(ProxyHandler({}))  # loopback needs no proxy


class Server:
    """A real server that scrapes one target every second, and the HTTP API that all of its kind have."""

    def __init__(self, folder, target, command, access=None):
        """`access` is what else the server has to know to scrape the target: its scheme, and what lets it in."""
        self.address = free_address()
        self.log, self.config = folder / "server.log", folder / "scrape.yml"
        # JSON is YAML.
        often = {"scrape_interval": "1s", "scrape_timeout": "1s"}
        job = {"job_name": "shop", "static_configs": [{"targets": [target]}], **often, **(access or {})}
        self.config.write_text(json.dumps({"scrape_configs": [job]}))
        self.command = command(self)

    @contextmanager
    def running(self):
        environment = {**os.environ, "PATH": f"{JUDGES / 'bin'}:{os.environ['PATH']}"}
        with self.log.open("w") as log, child(self.command, env=environment, stdout=log, stderr=log) as server:
            try:
                wait_for("the server is ready", lambda: server.poll() is None and get(f"http://{self.address}/-/ready"), 30)
                yield
            except BaseException:
                print(self.log.read_text(), file=sys.stderr)
                raise

    def api(self, path, **parameters):
        answer = json.loads(get(f"http://{self.address}/api/v1/{path}?{urlencode(parameters)}")[0])
        assert answer["status"] == "success", answer
        return answer["data"]

    def query(self, promql):
        """An instant vector, as (name, labels) -> value; the labels that Prometheus adds are left out."""
        return {identity(item["metric"]): float(item["value"][1]) for item in self.api("query", query=promql)["result"]}

    def number(self, promql):
        """The one value of an instant query; NaN if there is none."""
        values = list(self.query(promql).values())
        return values[0] if len(values) == 1 else math.nan

    def own(self, name):
        """A metric of the server itself."""
        families = read_text(get(f"http://{self.address}/metrics")[0].decode())
        return {sample: value for (sample, _), value in series(families).items()}[name]


class Prometheus(Server):
    def __init__(self, folder, target, options=(), access=None):
        # Another version than the one on PATH, where one is named.
        server = os.environ.get("PROMETHEUS", "prometheus")
        super().__init__(folder, target, lambda self: [
            server, f"--config.file={self.config}", f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={self.address}", "--log.level=warn", *options], access)


class VictoriaMetrics(Server):
    def __init__(self, program, folder, target, options=()):
        super().__init__(folder, target, lambda self: [
            program, f"-promscrape.config={self.config}", f"-storageDataPath={folder / 'data'}",
            f"-httpListenAddr={self.address}", "-loggerLevel=WARN", "-search.latencyOffset=0s", "-search.disableCache",
            *options])

    def query(self, promql):
        # What came lately is not searched otherwise.
        get(f"http://{self.address}/internal/force_flush")
        return super().query(promql)


class Shop:
    """The example, alive: its address and what it says."""

    def __init__(self, program, address, orders):
        self.command = [program, "--listen", address, "--traffic", str(orders)]
        self.url = f"http://{address}/metrics"
        self.recorded, self.ended = None, threading.Event()

    @contextmanager
    def running(self, log):
        # An order in shop may panic on purpose: what it says on stderr is shown only if the judge fails.
        with log.open("w") as stderr, child(self.command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
            threading.Thread(target=self.listen, args=[process], daemon=True).start()
            try:
                wait_for("shop serves", lambda: process.poll() is None and get(self.url), 10)
                yield
            except BaseException:
                print(log.read_text()[-4000:], file=sys.stderr)
                raise

    def listen(self, process):
        for line in process.stdout:
            word, *fields = line.split() or [""]
            if word == "recorded":
                self.recorded = {name: float(value) for name, value in (field.split("=") for field in fields)}
                self.ended.set()

    def scrape(self, openmetrics=True, compressed=False):
        """One scrape, as families."""
        accept = "application/openmetrics-text;version=1.0.0" if openmetrics else "text/plain;version=0.0.4"
        headers = {"Accept": accept, "Accept-Encoding": "gzip" if compressed else "identity"}
        body, answered = get(self.url, headers)
        wanted = OPENMETRICS if openmetrics else TEXT
        # A parameter more, as `escaping=`, is fine.
        assert answered["Content-Type"].startswith(wanted), answered["Content-Type"]
        if compressed:
            assert answered["Content-Encoding"] == "gzip", answered
            body = gzip.decompress(body)
        return (read_openmetrics if openmetrics else read_text)(body.decode())


def identity(metric):
    name = metric.get("__name__", "")
    return name, frozenset((k, v) for k, v in metric.items() if k not in ("__name__", "job", "instance"))


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def listens(address):
    host, _, port = address.rpartition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def get(url, headers=None):
    with DIRECT.open(Request(url, headers=headers or {}), timeout=10) as answer:
        return answer.read(), answer.headers


def wait_for(what, truth, seconds):
    """Polls until it is true, at most so long; what cannot be connected to yet is not true yet."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if result := truth():
                return result
        except URLError:
            pass
        time.sleep(0.1)
    raise TimeoutError(f"not within {seconds} s: {what}")


@contextmanager
def child(command, **options):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
