"""``waiting.py FILE COMMAND…``: run a command, write its wall seconds and peak resident kilobytes to FILE.

A process of its own, since a child begins with the peak of whoever starts it (at ``exec`` Linux notes the old image's
memory): this one is small, and imports nothing of ours.
"""

import os
import sys
import time

if __name__ == "__main__":
    start = time.monotonic()
    child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
    _pid, status, usage = os.wait4(child, 0)
    with open(sys.argv[1], "w") as file:
        file.write(f"{time.monotonic() - start:.3f} {usage.ru_maxrss}")
    sys.exit(os.waitstatus_to_exitcode(status) % 256)
