# tries: to take memory that is shared and then taken out of sight of those who count what is resident
# must: be ended for its memory
# score: 0
# ended_by: "memory"
import mmap, time

hidden = mmap.mmap(-1, 900_000_000)
for at in range(0, 900_000_000, 100_000_000):
    hidden[at : at + 100_000_000] = bytes(100_000_000)
    hidden.madvise(mmap.MADV_DONTNEED)
time.sleep(60)
