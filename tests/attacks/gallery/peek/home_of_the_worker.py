# tries: to read the home of the worker's user, keys and shells' histories, and the system's passwords
# must: find one empty home, its own, and no password
# score: 10
# told: true
import glob, os, pwd

gained = []
homes = {os.path.expanduser("~"), pwd.getpwuid(os.getuid()).pw_dir, os.environ["HOME"]}
if homes != {"/home/learner"}:
    gained.append(homes)
wanted = (".ssh/*", ".bash_history", ".netrc", ".aws/*", ".config/*", ".gitconfig", ".cache/pip", ".kaggle/*", ".pgpass")
for home in ("/root", "/home/*", HOST["places"][0], "/proc/1/root/root", "/proc/1/cwd"):
    for name in wanted:
        gained += glob.glob(f"{home}/{name}")
for name in ("/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/ssh", "/etc/machine-id", "/var/lib", "/var/log"):
    if os.path.exists(name):
        gained.append(name)
if len(pwd.getpwall()) > 2:
    gained.append([user.pw_name for user in pwd.getpwall()])


def add(a, b):
    assert not gained, gained
    return a + b
