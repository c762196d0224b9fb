#!/usr/bin/env python3
"""Sets the node beside other DICOM nodes on this machine, in the same run, and prints a table with ratios.

    src/bench/network.py [--images FOLDER] [--count 400] [--rounds 3] [--warm-up 3] [--study 1000] [--only intake,nagle,flow,move,link,first]

Needs target/dicomseal.jar (mvn package) and of Debian: dcmtk orthanc python3. Everything listens on loopback and is ended here.
Without --images a made-up CT study is sent (dicomseal bench images). dcm4che's storescp joins with --dcm4che CLASSPATH, the class
path of its dcm4che-tool-storescp.

All peers of a part are started first and take turns, round by round, since what else the host does differs from minute to minute.
Each gets the same rounds of warm-up, which are not counted (a Java virtual machine compiles meanwhile); rates are medians of
the rounds after them. What the round before has left unwritten is synced before each round.

intake  objects taken in, each synced to disk before its answer (the node: archive switched off, so that nothing else runs),
        for one sender and four, with Nagle's algorithm off (TCP_NODELAY=1, read by DCMTK and so by Orthanc)
nagle   the same with Nagle's algorithm left on, with a quarter of the images: some peers stall on each
flow    from the first byte sent until the archive behind holds the last object
move    C-MOVE of the whole study to DCMTK's storescp, through the node and straight from the archive
link    the same with the archive behind a link of 100 Mbit/s (a throttling proxy in the way of the data; it slows down after the warm-up)
first   C-MOVE of a large study: time until the first object is at the destination, and the node's memory on the way
"""
import argparse
import json
import math
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

JAR = Path(__file__).resolve().parents[2] / "target" / "dicomseal.jar"
NODELAY = {"TCP_NODELAY": "1"}
PASSWORD = {"DICOMSEAL_PASSWORD": "a benchmark's password"}
LINK_BYTES = 100e6 / 8


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


class Server:
    """A process that listens on a port, ended by its own id."""

    def __init__(self, command, port, folder, name, env=None):
        self.port = port
        self.log = open(folder / f"{name}.log", "wb")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, cwd=folder, env={**os.environ, **(env or {})})
        wait_for(port, self.process)

    def cpu(self):
        """Seconds of CPU time so far, ended children included: what an object costs, whatever else the machine does."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


class Orthanc(Server):

    def __init__(self, folder, name, ae, modalities=None, lua=None, env=None):
        self.http = free_port()
        port = free_port()
        home = folder / name
        home.mkdir()
        config = {"Name": ae, "DicomAet": ae, "DicomPort": port, "HttpPort": self.http, "StorageDirectory": str(home / "storage"),
                  "IndexDirectory": str(home / "storage"), "RemoteAccessAllowed": False, "AuthenticationEnabled": False,
                  "DicomCheckCalledAet": False, "DicomAlwaysAllowStore": True, "DicomAlwaysAllowFind": True, "DicomAlwaysAllowGet": True,
                  "DicomAlwaysAllowMove": True, "UnknownSopClassAccepted": True, "SynchronousCMove": True, "KeepAlive": True,
                  "DicomModalities": modalities or {}, "LuaScripts": [], "Plugins": [], "SaveJobs": False,
                  # each open association takes a thread of Orthanc's, kept ones too: of its default of 4, peers in turn would wait for each other's
                  "DicomThreadsCount": 16}
        if lua:
            (home / "route.lua").write_text(lua)
            config["LuaScripts"] = [str(home / "route.lua")]
        (home / "orthanc.json").write_text(json.dumps(config))
        super().__init__(["Orthanc", str(home / "orthanc.json")], port, home, name, env)
        wait_for(self.http, self.process)

    def rest(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.http}{path}", data, method=method)
        with urllib.request.urlopen(request, timeout=600) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def count(self):
        return self.rest("/statistics")["CountInstances"]

    def bytes(self):
        return int(self.rest("/statistics")["TotalDiskSize"])

    def clear(self):
        for patient in self.rest("/patients"):
            self.rest(f"/patients/{patient}", method="DELETE")

    def wait_count(self, n, seconds=600):
        """Asks the less often the longer it still takes: each question costs time that the others could use."""
        start = time.monotonic()
        before = self.count()
        while (count := self.count()) < n:
            now = time.monotonic()
            if now > start + seconds:
                raise RuntimeError(f"only {count} of {n} objects arrived")
            left = (now - start) * (n - count) / max(1, count - before)
            time.sleep(min(0.2, max(0.005, left / 4)))


class Node(Server):

    def __init__(self, command, port, folder, http):
        super().__init__(command, port, folder, "node", PASSWORD)
        self.http = http

    def clear(self):
        """Drops all that waits in the queue: an object is to be asked for twice."""
        with ThreadPoolExecutor(8) as workers:
            while entries := self.rest("/api/queue?limit=1000")["entries"]:
                list(workers.map(self.drop, [each["id"] for each in entries]))

    def drop(self, entry):
        path = f"/api/queue/{entry}/drop"
        self.rest(f"{path}?confirm={self.rest(path, 'POST')['confirm']}", "POST")

    def rest(self, path, method="GET"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.http}{path}", method=method, headers={"X-DicomSeal": "bench"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())


def node(folder, archive_port, viewer_port=None, concurrency=2, retry="2s", java=()):
    """The node, with nobody enrolled unless a keystore was prepared in the folder."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    http = free_port()
    keystore = folder / "keys" / "node.p12"
    if not keystore.exists():
        subprocess.run(["java", "-jar", str(JAR), "keys", "--keystore", str(keystore), "init"], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, **PASSWORD})
    shutil.rmtree(folder / "spool", ignore_errors=True)
    viewer = "" if viewer_port is None else f", move: {{host: 127.0.0.1, port: {viewer_port}}}"
    (folder / "node.yaml").write_text(f"""
name: bench
fetchAe: SEAL-FETCH
listen: {{address: 127.0.0.1, port: {port}}}
archives:
  main: {{called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: {archive_port}, concurrency: {concurrency}}}
peers:
  sender: {{ae: BENCH, addresses: [127.0.0.1], view: original}}
  viewer: {{ae: VIEWER, addresses: [127.0.0.1], view: original{viewer}}}
spool: {{folder: '{folder}/spool', lowDisk: 100m}}
keystore: {{path: '{keystore}', requireBackup: false}}
console: {{port: {http}}}
retry: {{base: {retry}, max: 20m, attempts: 10}}
""")
    return Node(["java", *java, "-jar", str(JAR), "node", "--conf", str(folder / "node.yaml")], port, folder, http)


def send(files, port, called, senders=1, env=None):
    """Sends files with that many dcmsend at once; seconds."""
    parts = [files[i::senders] for i in range(senders)]
    start = time.monotonic()
    running = [subprocess.Popen(["dcmsend", "-aet", "BENCH", "-aec", called, "127.0.0.1", str(port), *map(str, part)],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})}) for part in parts]
    codes = [each.wait() for each in running]
    if any(codes):
        raise RuntimeError(f"dcmsend ended with {codes}")
    return time.monotonic() - start


def move(port, called, study, env=None):
    """C-MOVE of a study to VIEWER; seconds."""
    start = time.monotonic()
    subprocess.run(["movescu", "-aet", "VIEWER", "-aec", called, "-aem", "VIEWER", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k",
                    f"StudyInstanceUID={study}", "127.0.0.1", str(port)], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    return time.monotonic() - start


class Throttle:
    """A proxy on loopback that lets so many bytes a second through each way, all connections together, once it is told to slow down."""

    def __init__(self, to):
        self.to = to
        self.rate = math.inf
        self.lock = threading.Lock()
        self.free = {"up": 0.0, "down": 0.0}
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def slow_down(self, rate=LINK_BYTES):
        self.rate = rate

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            target = socket.create_connection(("127.0.0.1", self.to))
            for each in (client, target):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.pump, args=(client, target, "up"), daemon=True).start()
            threading.Thread(target=self.pump, args=(target, client, "down"), daemon=True).start()

    def pump(self, source, sink, way):
        try:
            while data := source.recv(16384):
                with self.lock:
                    now = time.monotonic()
                    self.free[way] = max(now, self.free[way]) + len(data) / self.rate
                    wait = self.free[way] - now
                if wait > 0:
                    time.sleep(wait)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            for each in (source, sink):
                each.close()

    def close(self):
        self.server.close()


@dataclass
class Peer:
    """One that takes its turn: what it does with how many images in a round (giving its seconds), and what comes before, not counted."""
    name: str
    server: Optional[Server]
    count: int
    once: Callable[[], float]
    before: Callable[[], None] = lambda: None


@dataclass
class Result:
    """Images a second (median, and of the slowest and fastest round), and milliseconds of CPU time for an image."""
    rate: float
    cost: float
    least: float
    most: float


class Bench:

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        images = options.images or self.made_up("ct", options.count)
        self.files = sorted(p for p in Path(images).rglob("*") if p.is_file())[: options.count]
        self.raw = sum(p.stat().st_size for p in self.files)
        self.java = options.java.split()

    def made_up(self, name, count):
        out = self.folder / name
        subprocess.run(["java", "-jar", str(JAR), "bench", "images", str(out), "--count", str(count)], check=True, stdout=subprocess.DEVNULL)
        return out

    def study(self, file):
        text = subprocess.run(["dcmdump", "-s", "+P", "0020,000d", str(file)], check=True, capture_output=True, text=True).stdout
        return text[text.index("[") + 1: text.index("]")]

    def row(self, what, result, unit="images/s", note=""):
        rate, span, spent = result, "", ""
        if isinstance(result, Result):
            rate, span, spent = result.rate, f"{result.least:.0f}-{result.most:.0f}", f"{result.cost:5.1f} ms CPU" if result.cost else ""
        print(f"{what:76} {rate:8.1f} {unit:8} {span:11} {spent:12}  {note}", flush=True)

    def alternate(self, peers, when_warm=lambda: None):
        """Lets peers take turns; the result of each by its name."""
        times = {peer.name: [] for peer in peers}
        spent = dict.fromkeys(times, 0.0)
        for round_ in range(self.options.warm_up + self.options.rounds):
            if round_ == self.options.warm_up:
                when_warm()
            for peer in peers:
                peer.before()
                os.sync()
                used = peer.server.cpu() if peer.server else 0
                seconds = peer.once()
                if round_ >= self.options.warm_up:
                    times[peer.name].append(seconds / peer.count)
                    spent[peer.name] += peer.server.cpu() - used if peer.server else 0
        return {peer.name: Result(1 / statistics.median(times[peer.name]), 1000 * spent[peer.name] / (self.options.rounds * peer.count),
                                  1 / max(times[peer.name]), 1 / min(times[peer.name])) for peer in peers}

    # ---- intake

    def disk(self, files, threads):
        """Files of an image's size, synced and renamed as a spool must; seconds."""
        data = files[0].read_bytes()
        target = self.folder / "disk"
        target.mkdir()
        directory = os.open(target, os.O_RDONLY)

        def work(number):
            for i in range(len(files) // threads):
                name = target / f"{number}-{i}"
                with open(name, "wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                os.rename(name, f"{name}.done")
                os.fsync(directory)

        start = time.monotonic()
        workers = [threading.Thread(target=work, args=(i,)) for i in range(threads)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
        seconds = time.monotonic() - start
        os.close(directory)
        shutil.rmtree(target)
        return seconds

    def intake(self):
        self.take_in(self.files, NODELAY, "TCP_NODELAY=1 at sender and peer")

    def nagle(self):
        self.take_in(self.files[: max(1, len(self.files) // 4)], {}, "Nagle left on")

    def take_in(self, files, env, label):
        servers = []
        try:
            receivers = list(self.receivers(env, servers))
            for senders in (1, 4):
                peers = [Peer(name, server, len(files), lambda server=server: send(files, server.port, "SEAL", senders, env), clear)
                         for name, server, clear in receivers]
                alone = f"disk alone, written and synced by {senders}"
                results = self.alternate([Peer(alone, None, len(files), lambda: self.disk(files, senders)), *peers])
                self.row(alone, results.pop(alone))
                for name, result in results.items():
                    self.row(f"intake, {name}, {senders} sender(s), {label}", result, note=f"{result.rate / results['Orthanc'].rate:.2f} of Orthanc")
        finally:
            for each in servers:
                each.close()

    def receivers(self, env, servers):
        """Name, server, and what is to be done between rounds; servers gets all that were started."""
        def started(server):
            servers.append(server)
            return server
        home = Path(tempfile.mkdtemp(dir=self.folder))
        orthanc = started(Orthanc(home, "orthanc", "SEAL", env=env))
        yield "Orthanc", orthanc, orthanc.clear
        sealing = started(node(home / "node", free_port(), retry="10m", java=self.java))
        yield "DicomSeal", sealing, sealing.clear
        if self.options.dcm4che:
            port = free_port()
            (home / "dcm4che").mkdir()
            yield "dcm4che storescp (no sync)", started(Server(
                ["java", "-cp", self.options.dcm4che, "org.dcm4che3.tool.storescp.StoreSCP", "-b", f"SEAL:{port}", "--accept-unknown", "--directory", str(home / "dcm4che")],
                port, home, "dcm4che")), lambda: None
        port = free_port()
        (home / "dcmtk").mkdir()
        yield "DCMTK storescp (no sync)", started(Server(["storescp", "-aet", "SEAL", "--fork", "-od", str(home / "dcmtk"), str(port)], port, home, "storescp", env)), \
            lambda: None

    # ---- store and forward

    def flow(self):
        home = Path(tempfile.mkdtemp(dir=self.folder))
        n = len(self.files)
        archive = Orthanc(home, "archive", "ARCHIVE", env=NODELAY)
        router = Orthanc(home, "router", "SEAL", {"archive": ["ARCHIVE", "127.0.0.1", archive.port]},
                         'function OnStoredInstance(id, tags, metadata, origin)\n  Delete(SendToModality(id, "archive"))\nend\n', env=NODELAY)
        plain = Orthanc(home, "plain", "SEAL", {"archive": ["ARCHIVE", "127.0.0.1", archive.port]}, env=NODELAY)
        sealing = node(home / "node", archive.port, java=self.java)
        try:
            def through(server):
                def once():
                    start = time.monotonic()
                    send(self.files, server.port, "SEAL", 1, NODELAY)
                    archive.wait_count(n)
                    return time.monotonic() - start
                return once

            def store():
                start = time.monotonic()
                plain.rest("/modalities/archive/store", {"Resources": instances, "Synchronous": True})
                archive.wait_count(n)
                return time.monotonic() - start

            send(self.files, plain.port, "SEAL", 1, NODELAY)
            instances = plain.rest("/instances")
            by_lua, by_rest, own = "Orthanc, auto-routing by Lua -> Orthanc", "Orthanc, REST store of what it holds -> Orthanc", \
                "DicomSeal, store -> sealed -> Orthanc"
            results = self.alternate([Peer(by_lua, router, n, through(router), archive.clear),
                                      Peer(by_rest, plain, n, store, archive.clear),
                                      Peer(own, sealing, n, through(sealing), archive.clear)])
            self.row(by_lua, results[by_lua])
            self.row(by_rest, results[by_rest])
            rate = results[own].rate
            self.row(own, results[own], note=f"{rate / results[by_lua].rate:.2f} of auto-routing, {rate / results[by_rest].rate:.2f} of REST store")
            self.row("  sealed objects take, of the originals", 100 * archive.bytes() / self.raw, "%")
        finally:
            for each in (sealing, plain, router, archive):
                each.close()

    # ---- retrieval

    def move_pair(self, label, throttled):
        home = Path(tempfile.mkdtemp(dir=self.folder))
        study = self.study(self.files[0])
        viewer_port = free_port()
        (home / "viewer").mkdir()
        viewer = Server(["storescp", "-aet", "VIEWER", "--fork", "-od", str(home / "viewer"), str(viewer_port)], viewer_port, home, "viewer", NODELAY)
        to_viewer = Throttle(viewer_port) if throttled else None
        modalities = {"viewer": ["VIEWER", "127.0.0.1", to_viewer.port if throttled else viewer_port]}
        direct = Orthanc(home, "direct", "ARCHIVE", modalities, env=NODELAY)
        archive = Orthanc(home, "archive", "ARCHIVE", env=NODELAY)
        to_archive = Throttle(archive.port) if throttled else None
        sealing = node(home / "node", to_archive.port if throttled else archive.port, viewer_port=viewer_port, java=self.java)
        try:
            send(self.files, direct.port, "ARCHIVE", 1, NODELAY)
            send(self.files, sealing.port, "SEAL", 1, NODELAY)
            archive.wait_count(len(self.files))
            straight, through = f"C-MOVE straight from Orthanc{label}", f"C-MOVE through DicomSeal{label}"
            n = len(self.files)
            results = self.alternate([Peer(straight, direct, n, lambda: move(direct.port, "ARCHIVE", study, NODELAY)),
                                      Peer(through, sealing, n, lambda: move(sealing.port, "SEAL", study, NODELAY))],
                                     lambda: [each.slow_down() for each in (to_viewer, to_archive) if each])
            self.row(straight, results[straight])
            self.row(through, results[through], note=f"{results[through].rate / results[straight].rate:.2f} of direct"
                                                     f" (raw / sealed bytes: {self.raw / archive.bytes():.2f})")
        finally:
            for each in (sealing, archive, direct, viewer, to_viewer, to_archive):
                if each:
                    each.close()

    def move(self):
        self.move_pair("", False)

    def link(self):
        self.move_pair(", 100 Mbit/s to the archive", True)

    def first(self):
        home = Path(tempfile.mkdtemp(dir=self.folder))
        images = sorted(self.made_up("study", self.options.study).iterdir())
        study = self.study(images[0])
        viewer_port = free_port()
        received = home / "viewer"
        received.mkdir()
        viewer = Server(["storescp", "-aet", "VIEWER", "--fork", "-od", str(received), str(viewer_port)], viewer_port, home, "viewer", NODELAY)
        archive = Orthanc(home, "archive", "ARCHIVE", env=NODELAY)
        sealing = node(home / "node", archive.port, viewer_port=viewer_port, java=("-Xmx512m", *self.java))
        try:
            for at in range(0, len(images), 500):
                send(images[at:at + 500], sealing.port, "SEAL", 1, NODELAY)
            archive.wait_count(len(images))
            small = self.study(self.files[0])
            send(self.files[:20], sealing.port, "SEAL", 1, NODELAY)
            archive.wait_count(len(images) + 20)
            move(sealing.port, "SEAL", small, NODELAY)
            for round_ in range(self.options.rounds):
                for each in received.iterdir():
                    each.unlink()
                memory = []
                first = []
                start = time.monotonic()
                running = subprocess.Popen(["movescu", "-aet", "VIEWER", "-aec", "SEAL", "-aem", "VIEWER", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k",
                                            f"StudyInstanceUID={study}", "127.0.0.1", str(sealing.port)], stdout=subprocess.DEVNULL, env={**os.environ, **NODELAY})
                while running.poll() is None:
                    if not first and any(p.stat().st_size > 1000 for p in received.iterdir()):
                        first.append(time.monotonic() - start)
                    if first:
                        memory.append(self.resident(sealing.process.pid))
                        time.sleep(0.2)
                    else:
                        time.sleep(0.002)
                seconds = time.monotonic() - start
                count = len(list(received.iterdir()))
                quarter = max(1, len(memory) // 4)
                self.row(f"first of {count} images at the destination, round {round_ + 1}", 1000 * first[0], "ms",
                         f"whole study {seconds:.1f} s; resident memory {statistics.mean(memory[:quarter]):.0f} MB at first, "
                         f"{statistics.mean(memory[-quarter:]):.0f} MB at last")
        finally:
            for each in (sealing, archive, viewer):
                each.close()

    @staticmethod
    def resident(pid):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", help="folder with one study's files")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--study", type=int, default=1000)
    parser.add_argument("--only", default="intake,nagle,flow,move,link,first")
    parser.add_argument("--warm-up", type=int, default=3, help="rounds before those that count")
    parser.add_argument("--java", default="", help="options for the node's virtual machine")
    parser.add_argument("--dcm4che", help="class path of dcm4che's storescp")
    parser.add_argument("--keep", action="store_true", help="keep the work folder with all logs")
    options = parser.parse_args()
    if not JAR.exists():
        sys.exit("target/dicomseal.jar is missing: mvn package")
    folder = Path(tempfile.mkdtemp(prefix="dicomseal-bench"))
    try:
        bench = Bench(options, folder)
        print(f"{len(bench.files)} images, {bench.raw / 1e6:.0f} MB, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}; medians of {options.rounds} rounds (slowest-fastest), "
              f"peers in turn, after {options.warm_up} of warm-up", flush=True)
        for part in options.only.split(","):
            getattr(bench, part)()
    finally:
        if options.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
