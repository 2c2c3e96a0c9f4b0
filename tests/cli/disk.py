"""Disks that tests fill up, or may not write to."""
import contextlib
import os
import subprocess

from lib import Skip


def mount(*words):
    try:
        made = subprocess.run(["mount", *words], capture_output=True,
                              text=True)
    except FileNotFoundError as error:
        raise Skip(error) from None
    if made.returncode != 0:
        raise Skip(f"cannot mount here: {made.stderr.strip()}")


@contextlib.contextmanager
def small_disk(here):
    """A file system of 1 MB at "disk"."""
    path = here.path("disk")
    os.mkdir(path)
    mount("-t", "tmpfs", "-o", "size=1m", "none", path)
    try:
        yield "disk"
    finally:
        subprocess.run(["umount", path], check=True)


@contextlib.contextmanager
def readonly(here, name):
    """The folder of that name, which nobody may write to, root neither."""
    path = here.path(name)
    mount("--bind", path, path)
    try:
        mount("-o", "remount,bind,ro", path)
        yield name
    finally:
        subprocess.run(["umount", path], check=True)


def fill(here, name, spare=0):
    """Fills the disk that name is on, but for spare bytes."""
    chunk = b"\0" * 4096
    with open(here.path(name), "wb", buffering=0) as f:
        try:
            while True:
                if f.write(chunk) < len(chunk):
                    break
        except OSError:
            pass
        f.truncate(max(0, f.tell() - spare))
