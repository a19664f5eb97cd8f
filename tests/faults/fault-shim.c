/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Stands between a program and the kernel (LD_PRELOAD), for the files of one folder:
 *
 *   FAULT_FOLDER  the folder, with its slash at the end
 *   FAULT_LOG     where all that is written, synced, made and removed there is noted, in order, and
 *                 what the program says on its standard output; faultlog.py reads it
 *   FAULT_CALL    "NUMBER ERRNO once", or "on" instead of "once": the call of that number fails
 *   FAULT_COUNT   where to write how many calls there were, when the program ends
 *   FAULT_CLOCK   "NUMBER SECONDS" a line: from that call of the clock on, it is so much later
 *
 * A call here is any that reads, writes, cuts off, syncs, removes or renames. */
/* open() and open64() are two functions here */
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define N_DESCRIPTORS 1024
#define N_JUMPS 8

static const char *folder;
static int log_to = -1;
static atomic_long n_calls, n_clocks;
static long fail_at = -1;
static int fail_with;
static int fail_on;
static struct {
  long at, seconds;
} jumps[N_JUMPS];
static int n_jumps;
static int is_started;

/* what is open in the folder: its inode, or that it is the folder itself */
static struct {
  int is_tracked, is_folder;
  unsigned long inode;
} tracked[N_DESCRIPTORS];

#define REAL(name)                                                                                 \
  static __typeof__ (&name) real;                                                                  \
  if (real == NULL)                                                                                \
  real = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

__attribute__ ((constructor)) static void
start (void)
{
  const char *log_path = getenv ("FAULT_LOG"), *call = getenv ("FAULT_CALL");
  const char *clock = getenv ("FAULT_CLOCK");
  char how[8] = "";

  if (is_started)
    return;
  is_started = 1;
  folder = getenv ("FAULT_FOLDER");
  if (log_path != NULL)
    log_to = (int) syscall (SYS_openat, AT_FDCWD, log_path,
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (call != NULL && sscanf (call, "%ld %d %7s", &fail_at, &fail_with, how) == 3)
    fail_on = strcmp (how, "on") == 0;
  while (clock != NULL && n_jumps < N_JUMPS &&
         sscanf (clock, "%ld %ld", &jumps[n_jumps].at, &jumps[n_jumps].seconds) == 2)
    {
      n_jumps++;
      clock = strchr (clock, '\n');
      clock = clock != NULL ? clock + 1 : NULL;
    }
}

__attribute__ ((destructor)) static void
finish (void)
{
  const char *path = getenv ("FAULT_COUNT");
  char text[32];
  int length = snprintf (text, sizeof text, "%ld", (long) n_calls);
  int descriptor;

  if (path == NULL)
    return;
  descriptor = (int) syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  syscall (SYS_write, descriptor, text, length);
  syscall (SYS_close, descriptor);
}

/* One line, and then @length bytes: "write INODE OFFSET LENGTH" */
static void
note (const void *data, size_t length, const char *format, ...)
{
  char line[2 * PATH_MAX + 64];
  struct iovec parts[2] = { { line, 0 }, { (void *) data, length } };
  va_list arguments;
  int saved = errno;

  if (log_to < 0)
    return;
  va_start (arguments, format);
  parts[0].iov_len = vsnprintf (line, sizeof line, format, arguments);
  va_end (arguments);
  if (syscall (SYS_writev, log_to, parts, 2) < 0)
    abort ();
  errno = saved;
}

static int
is_ours (const char *path)
{
  start ();
  return folder != NULL && path != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static int
is_open (int descriptor)
{
  return descriptor >= 0 && descriptor < N_DESCRIPTORS && tracked[descriptor].is_tracked;
}

/* Whether this call is the one that fails */
static int
fails (void)
{
  long number = ++n_calls;

  if (fail_at < 0 || number < fail_at || (number > fail_at && !fail_on))
    return 0;
  errno = fail_with;
  return 1;
}

static int
track (int descriptor, const char *path, int flags, int was_there)
{
  struct stat status;
  size_t length = folder != NULL ? strlen (folder) : 0;
  int is_folder = folder != NULL && path != NULL && strncmp (path, folder, length - 1) == 0 &&
                  (path[length - 1] == '\0' || strcmp (path + length - 1, "/.") == 0 ||
                   strcmp (path + length - 1, "/") == 0);

  if (descriptor < 0 || descriptor >= N_DESCRIPTORS)
    return descriptor;
  tracked[descriptor].is_tracked = is_folder || is_ours (path);
  tracked[descriptor].is_folder = is_folder;
  if (!tracked[descriptor].is_tracked || is_folder || fstat (descriptor, &status) != 0)
    return descriptor;
  tracked[descriptor].inode = status.st_ino;
  if (!was_there)
    note (NULL, 0, "make %lu 0 0 %s\n", (unsigned long) status.st_ino, path + length);
  else if ((flags & O_TRUNC) != 0)
    note (NULL, 0, "cut %lu 0 0\n", (unsigned long) status.st_ino);
  return descriptor;
}

static int
is_there (const char *path)
{
  struct stat status;
  return lstat (path, &status) == 0;
}

#define OPEN(name)                                                                                 \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    REAL (name);                                                                                   \
    mode_t mode = 0;                                                                               \
    int was_there = is_ours (path) ? is_there (path) : 1;                                          \
    va_list arguments;                                                                             \
                                                                                                   \
    va_start (arguments, flags);                                                                   \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0)                                                      \
      mode = va_arg (arguments, mode_t);                                                           \
    va_end (arguments);                                                                            \
    return track (real (path, flags, mode), path, flags, was_there);                               \
  }

OPEN (open)
OPEN (open64)

int
close (int descriptor)
{
  REAL (close);

  if (is_open (descriptor))
    tracked[descriptor].is_tracked = 0;
  return real (descriptor);
}

ssize_t
read (int descriptor, void *data, size_t length)
{
  REAL (read);

  return is_open (descriptor) && fails () ? -1 : real (descriptor, data, length);
}

ssize_t
pread64 (int descriptor, void *data, size_t length, off64_t offset)
{
  REAL (pread64);

  return is_open (descriptor) && fails () ? -1 : real (descriptor, data, length, offset);
}

ssize_t
write (int descriptor, const void *data, size_t length)
{
  REAL (write);
  off_t offset;
  ssize_t written;

  if (descriptor == STDOUT_FILENO)
    note (data, length, "say 0 0 %zu\n", length);
  if (!is_open (descriptor))
    return real (descriptor, data, length);
  if (fails ())
    return -1;
  offset = lseek (descriptor, 0, SEEK_CUR);
  written = real (descriptor, data, length);
  if (written > 0)
    note (data, written, "write %lu %ld %zd\n", tracked[descriptor].inode, (long) offset, written);
  return written;
}

ssize_t
pwrite64 (int descriptor, const void *data, size_t length, off64_t offset)
{
  REAL (pwrite64);
  ssize_t written;

  if (!is_open (descriptor))
    return real (descriptor, data, length, offset);
  if (fails ())
    return -1;
  written = real (descriptor, data, length, offset);
  if (written > 0)
    note (data, written, "write %lu %ld %zd\n", tracked[descriptor].inode, (long) offset, written);
  return written;
}

int
ftruncate64 (int descriptor, off64_t length)
{
  REAL (ftruncate64);

  if (is_open (descriptor))
    {
      if (fails ())
        return -1;
      note (NULL, 0, "cut %lu %ld 0\n", tracked[descriptor].inode, (long) length);
    }
  return real (descriptor, length);
}

static int
note_sync (int descriptor)
{
  if (!is_open (descriptor))
    return 0;
  if (fails ())
    return -1;
  if (tracked[descriptor].is_folder)
    note (NULL, 0, "syncfolder 0 0 0\n");
  else
    note (NULL, 0, "sync %lu 0 0\n", tracked[descriptor].inode);
  return 0;
}

int
fsync (int descriptor)
{
  REAL (fsync);

  return note_sync (descriptor) != 0 ? -1 : real (descriptor);
}

int
fdatasync (int descriptor)
{
  REAL (fdatasync);

  return note_sync (descriptor) != 0 ? -1 : real (descriptor);
}

int
unlink (const char *path)
{
  REAL (unlink);
  int result;

  if (is_ours (path) && fails ())
    return -1;
  result = real (path);
  if (result == 0 && is_ours (path))
    note (NULL, 0, "remove 0 0 0 %s\n", path + strlen (folder));
  return result;
}

int
rename (const char *from, const char *to)
{
  REAL (rename);
  int result;

  if (is_ours (to) && fails ())
    return -1;
  result = real (from, to);
  if (result == 0 && is_ours (to))
    note (NULL, 0, "rename 0 0 0 %s\t%s\n", from + strlen (folder), to + strlen (folder));
  return result;
}

static long
late_by (void)
{
  long number = ++n_clocks;
  long seconds = 0;

  start ();
  for (int i = 0; i < n_jumps; i++)
    if (number >= jumps[i].at)
      seconds = jumps[i].seconds;
  return seconds;
}

int
clock_gettime (clockid_t clock, struct timespec *time)
{
  REAL (clock_gettime);
  int result = real (clock, time);

  if (result == 0 && clock == CLOCK_REALTIME)
    time->tv_sec += late_by ();
  return result;
}

int
gettimeofday (struct timeval *restrict time, void *restrict zone)
{
  REAL (gettimeofday);
  int result = real (time, zone);

  if (result == 0)
    time->tv_sec += late_by ();
  return result;
}
