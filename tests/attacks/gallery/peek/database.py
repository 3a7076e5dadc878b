# tries: to open the database: SQLite's file, PostgreSQL's sockets and port
# must: find no file and nobody who listens
# score: 10
# told: true
import glob, os, socket, sqlite3

gained = []
database = next(place for place in HOST["places"] if place.endswith(".sqlite3"))
for name in (database, f"file:{database}?mode=ro", f"file:/proc/1/root{database}?mode=ro&immutable=1"):
    try:
        sqlite3.connect(name, uri=name.startswith("file:")).execute("select * from sqlite_master").fetchall()
        gained.append(name)
    except sqlite3.Error:
        pass
gained += glob.glob("/var/run/postgresql/*") + glob.glob("/tmp/.s.PGSQL*") + glob.glob("/**/*.sqlite3")
for port in (5432, HOST["port"]):
    with socket.socket() as stream:
        stream.settimeout(2)
        if stream.connect_ex(("127.0.0.1", port)) == 0:
            gained.append(port)


def add(a, b):
    assert not gained, gained
    return a + b
