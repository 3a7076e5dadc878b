# tries: to become root by the system's setuid programs, and by one of its own making
# must: have each of them run without its rights
# score: 10
import os, shutil, stat, subprocess

gained = []
programs = [
    os.path.join(folder, name)
    for folder in ("/usr/bin", "/usr/sbin", "/usr/lib/dbus-1.0", "/usr/lib/openssh", "/usr/libexec")
    if os.path.isdir(folder)
    for name in os.listdir(folder)
    if os.path.isfile(os.path.join(folder, name)) and os.stat(os.path.join(folder, name)).st_mode & 0o6000
]
shutil.copy("/usr/bin/sleep", "/tmp/sleep")
os.chmod("/tmp/sleep", 0o6755)
for program in [*programs, "/tmp/sleep"]:
    words = ["5"] if program == "/tmp/sleep" else []
    try:
        process = subprocess.Popen([program, *words], stdin=-3, stdout=-3, stderr=-3)
    except PermissionError:
        continue
    with process:
        try:
            status = dict(line.split(":", 1) for line in open(f"/proc/{process.pid}/status") if ":" in line)
            if "0" in status["Uid"].split() or int(status["CapEff"], 16):
                gained.append(program)
        except (OSError, KeyError):
            pass
        process.kill()
if subprocess.run(["su", "-c", "id -u"], capture_output=True, stdin=-3).stdout.strip() == b"0":
    gained.append("su")
for call in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0]), lambda: os.setgid(0)):
    try:
        call()
        gained.append("another user")
    except OSError:
        pass
if os.getuid() == 0 or os.geteuid() == 0:
    gained.append("root")


def add(a, b):
    assert not gained, gained
    return a + b
