"""Runs the file for Windows as its user would, and says what of it is not as it should be.

usage: python check.py MOSSSPORE.EXE [SPORECTL.EXE]

It talks to nobody but itself. On another system than Windows it runs the file by Wine, in the prefix WINEPREFIX; Wine has
no sockets in the file system, so sporectl is asked on Windows alone. What the file has unpacked before is taken away.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

WINDOWS = os.name == "nt"
RUNNER = [] if WINDOWS else ["wine"]
PROGRAM_FILES = (
    pathlib.Path(os.environ["ProgramFiles"])
    if WINDOWS
    else pathlib.Path(os.environ["WINEPREFIX"], "drive_c/Program Files")
)
PLACE = PROGRAM_FILES / "MossSpore"
MONITOR = "127.0.0.1:29795"
LIMIT = 120

mossspore = pathlib.Path(sys.argv[1]).resolve()
sporectl = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
work = pathlib.Path(tempfile.mkdtemp())


def expect(condition, what, *seen):
    print("ok  " if condition else "FAIL", what, flush=True)
    if not condition:
        print(*seen)
        raise SystemExit(1)


def start(file, *arguments):
    return subprocess.Popen(
        [*RUNNER, str(file), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=subprocess.CREATE_NEW_PROCESS_GROUP if WINDOWS else 0,
    )


def result(process):
    out, err = process.communicate(timeout=LIMIT)
    return process.returncode, out, err


def run(file, *arguments):
    return result(start(file, *arguments))


def trees():
    return sorted(entry.name for entry in PLACE.iterdir() if entry.is_dir()) if PLACE.exists() else []


def get(path):
    try:
        with urllib.request.urlopen(f"http://{MONITOR}{path}", timeout=5) as answer:
            return answer.status, json.load(answer)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0, {}


def ask_to_stop(process):
    # Ctrl-C does not reach a process group of its own, Ctrl-Break does; Wine makes Ctrl-C of SIGINT.
    process.send_signal(signal.CTRL_BREAK_EVENT if WINDOWS else signal.SIGINT)


def serve(config):
    """Starts a spore, waits until it is healthy, stops it, and returns its key."""
    begin = time.monotonic()
    process = start(mossspore, "--config", str(config))
    try:
        while get("/health")[0] != 200:
            if process.poll() is not None or time.monotonic() - begin > LIMIT:
                process.kill()
                expect(False, "it answers on /health", *result(process))
            time.sleep(0.1)
        print(f"      /health after {time.monotonic() - begin:.1f} s")
        version = get("/version")[1]
        expect((version["os"], version["arch"]) == ("windows", "amd64"), "/version says what it runs on")
        key = get("/info")[1]["public_key"]
        if sporectl and WINDOWS:
            code, out, err = run(sporectl, "status", "-o", "json")
            expect(code == 0 and key in out, "sporectl asks it over its socket", code, out, err)
    finally:
        if process.poll() is None:
            ask_to_stop(process)
    code, out, err = result(process)
    expect(code == 0 and "node stopped" in err, "it stops in order when asked", code, err)
    return key


def damaged(name, change):
    file = work / name
    data = bytearray(mossspore.read_bytes())
    file.write_bytes(change(data))
    shutil.rmtree(PLACE, ignore_errors=True)
    code, _, err = run(file, "--version")
    expect(code == 1 and "damaged: fetch it again" in err and not trees(), f"refused: {name}", code, err)


def flipped(data):
    data[len(data) // 2] ^= 1
    return data


shutil.rmtree(PLACE, ignore_errors=True)
for code, out, err in [result(p) for p in [start(mossspore, "--version") for _ in range(3)]]:
    expect(code == 0 and "MossSpore " in out, "three starts at once say the version", code, out, err)
expect(len(trees()) == 1, "they unpacked once", trees())
tree = PLACE / trees()[0]

begin = time.monotonic()
run(mossspore, "--version")
print(f"      --version in {time.monotonic() - begin:.1f} s, {mossspore.stat().st_size / 1e6:.1f} MB")

(tree / "conf" / "jvm.options").write_text("-Xmx1g\n")
(tree / "lib" / "another.jar").write_text("")
code, out, err = run(mossspore, "--version")
expect(code == 0 and not (tree / "lib" / "another.jar").exists(), "replaces what was changed", code, err)

code, _, err = run(mossspore, "--no-such-flag")
expect(code == 2, "a wrong command line ends with 2", code, err)
config = work / "config.json"
config.write_text('{"log_dir": "C:\\Program Files\\MossSpore"}')
code, _, err = run(mossspore, "--config", str(config))
expect(code == 78 and "write each backslash twice" in err, "a wrong configuration ends with 78", code, err)

config.write_text(
    json.dumps(
        {
            "listen_host": "127.0.0.1",
            "trackers": [],
            "lan_discovery": False,
            "dht_enabled": False,
            "nat": {"upnp": False, "natpmp": False, "pcp": False, "stun_servers": []},
            "monitor": {"listen": MONITOR},
            "identity_path": str(work / "state" / "identity with ü.key"),
        }
    )
)
expect(serve(config) == serve(config), "it keeps its identity")
damaged("cut short.exe", lambda data: data[:-1000])
damaged("changed in the middle.exe", flipped)
shutil.rmtree(work, ignore_errors=True)
