"""Tries what the lines of the unit forbid, and prints `<line>: <what came of it>`. Run by ServiceIT, in the unit and outside
of it. /tmp/seen and /dev/seen have to exist."""
import ctypes
import errno
import os
import resource
import signal
import socket
import sys
import tempfile

if os.getuid() == 0:
    sys.exit("not as root, who may do some of this")

libc = ctypes.CDLL(None, use_errno=True)
AF_PACKET = 17
CLONE_NEWUSER = 0x10000000
ADDR_NO_RANDOMIZE = 0x0040000


def outcome(action):
    """What an action came to, tried in a child, which a system call filter may kill."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            result = action()
            if isinstance(result, int) and result < 0:
                raise OSError(ctypes.get_errno(), "")
            code = 0
        except OSError as e:
            code = e.errno
        os._exit(code)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return errno.errorcode[os.WEXITSTATUS(status)] if os.WEXITSTATUS(status) else "done"


def mount(*places):
    return " ".join("ro" if os.statvfs(place).f_flag & os.ST_RDONLY else "rw" for place in places)


def set_user_id():
    os.chmod(tempfile.mkstemp()[1], 0o4700)


def status(member):
    with open("/proc/self/status") as lines:
        return next(line.split()[1] for line in lines if line.startswith(member + ":"))


def new_file():
    path = os.path.join(tempfile.mkdtemp(), "file")
    with open(path, "w"):
        return oct(os.stat(path).st_mode & 0o777)


print("NoNewPrivileges:", status("NoNewPrivs"))
print("CapabilityBoundingSet:", status("CapBnd"))
print("ProtectSystem:", mount("/usr", "/etc", "/opt", "/boot"))
print("ProtectHome:", outcome(lambda: os.listdir("/home")), outcome(lambda: os.listdir("/root")))
print("PrivateTmp:", os.path.exists("/tmp/seen"))
print("PrivateDevices:", os.path.exists("/dev/seen"))
print("ProtectKernelTunables:", mount("/proc/sys/net", "/sys"))
print("ProtectKernelModules:", outcome(lambda: os.listdir("/usr/lib/modules")))
print("ProtectKernelLogs:", outcome(lambda: os.stat("/dev/kmsg")), outcome(lambda: libc.klogctl(10, None, 0)))
print("ProtectControlGroups:", mount("/sys/fs/cgroup/" + ("memory" if os.path.isdir("/sys/fs/cgroup/memory") else "")))
print("ProtectClock:", outcome(lambda: libc.clock_settime(0, ctypes.create_string_buffer(16))))
print("ProtectHostname:", outcome(lambda: libc.sethostname(b"x", 1)))
print("RestrictSUIDSGID:", outcome(set_user_id))
print("RestrictNamespaces:", outcome(lambda: libc.unshare(CLONE_NEWUSER)))
print("RestrictRealtime:", outcome(lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))))
print("LockPersonality:", outcome(lambda: libc.personality(ADDR_NO_RANDOMIZE)))
print("RestrictAddressFamilies:", outcome(lambda: socket.socket(AF_PACKET, socket.SOCK_RAW)))
print("SystemCallFilter:", outcome(lambda: libc.swapoff(b"/nonexistent")))
print("UMask:", new_file())
print("LimitNOFILE:", resource.getrlimit(resource.RLIMIT_NOFILE)[0])
