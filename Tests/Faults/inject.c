// Makes one call on the file system fail, when it is loaded into a program with LD_PRELOAD.
//
//   FAULT_PROGRAM  the path of the program that it acts in; in all others, such as git, it does nothing
//   FAULT_LOG      a file that gets a line for each call: the function, a tab, the path
//   FAULT_AT       the call to act at: the function, a tab, the path, a tab, how many such calls to let pass
//   FAULT_ACTION   what happens there:
//                    NUMBER        the call fails with this errno
//                    lasting NUMBER  so do all calls like it from then on, as with a full disk
//                    short         reads and writes move a single byte
//                    kill          the program is killed before the call
//                    kill-all      its group is, with the programs that it runs
//                    vanish        the folder FAULT_FOLDER is renamed to FAULT_GONE before the call
//   FAULT_ROOT     a folder whose path is left out of the paths in it
//   FAULT_CLOCK    how many seconds the clock is ahead
//
// Paths are recorded as they are given to the call, with `#` for digits and `X` for the unique part of a temporary
// name, so that a file has the same name in two runs. Calls on descriptors are recorded by the path that was opened,
// and functions by what they do: `openat64` is `open`, or `create` if it may make a file.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// What a call does, to know which calls an error that lasts is about.
enum kind { LOOKS = 1, OPENS = 2, CHANGES = 4, GROWS = 8 };

enum action { NOTHING, FAIL, FAIL_LASTING, SHORT, KILL, KILL_ALL, VANISH };

static bool active;
static int log_file = -1;
static char function[64], place[4096];
static atomic_int left;
static atomic_bool fired, lasting;
static enum action action;
static int code;
static long clock_offset;
static const char *root = "";
static char *names[4096];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void start(void) {
  const char *program = getenv("FAULT_PROGRAM"), *log = getenv("FAULT_LOG"), *at = getenv("FAULT_AT"),
             *what = getenv("FAULT_ACTION"), *ahead = getenv("FAULT_CLOCK"),
             *folder = getenv("FAULT_ROOT");
  char self[4096];
  ssize_t length = syscall(SYS_readlink, "/proc/self/exe", self, sizeof self - 1);
  if (length < 0 || !program) return;
  self[length] = 0;
  if (strcmp(self, program) != 0) return;
  if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (folder) root = folder;
  if (ahead) clock_offset = atol(ahead);
  if (at && what) {
    int passed = 0;
    if (sscanf(at, "%63[^\t]\t%4095[^\t]\t%d", function, place, &passed) != 3) abort();
    left = passed;
    if (sscanf(what, "lasting %d", &code) == 1) action = FAIL_LASTING;
    else if (sscanf(what, "%d", &code) == 1) action = FAIL;
    else if (strcmp(what, "short") == 0) action = SHORT;
    else if (strcmp(what, "kill") == 0) action = KILL;
    else if (strcmp(what, "kill-all") == 0) action = KILL_ALL;
    else if (strcmp(what, "vanish") == 0) action = VANISH;
    else abort();
  }
  active = true;
}

static bool is_hidden(const char *path) {
  if (*root && strncmp(path, root, strlen(root)) == 0) return false;
  return strncmp(path, "/proc/", 6) == 0 || strncmp(path, "/sys/", 5) == 0 || strncmp(path, "/dev/", 5) == 0;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// The path with the parts replaced that differ from run to run.
static void normalise(const char *path, char *result, size_t size) {
  size_t length = 0, skipped = strlen(root);
  if (skipped && strncmp(path, root, skipped) == 0) path += skipped;
  for (const char *c = path; *c && length + 1 < size; c++) {
    // The repository of a publish: all that is in it counts as one.
    if (strncmp(c, "/git-", 5) == 0 && strcspn(c + 5, "/") == 6) {
      length += snprintf(result + length, size - length, "/git-X");
      break;
    }
    // A UUID.
    if ((c == path || !is_letter(c[-1])) && strspn(c, "0123456789ABCDEF") == 8 && c[8] == '-' && strlen(c) >= 36 &&
        strspn(c + 24, "0123456789ABCDEF") == 12) {
      result[length++] = 'X';
      c += 35;
      continue;
    }
    bool is_digit = *c >= '0' && *c <= '9';
    if (!is_digit || !length || result[length - 1] != '#') result[length++] = is_digit ? '#' : *c;
  }
  if (!length) result[length++] = '/';
  result[length < size ? length : size - 1] = 0;
}

// Decides what happens at a call: 0 if nothing does, 1 if it moves a single byte, -1 if it fails, with errno.
static int meet(const char *name, const char *path, int kind) {
  if (!active || !path || is_hidden(path)) return 0;
  int before = errno;
  char known[4096], line[4200];
  normalise(path, known, sizeof known);
  if (log_file >= 0) {
    int length = snprintf(line, sizeof line, "%s\t%s\n", name, known);
    syscall(SYS_write, log_file, line, length);
  }
  errno = before;
  if (action == NOTHING) return 0;
  if (lasting && action == FAIL_LASTING) {
    // A full disk refuses what grows, one that is read-only every change, and one without a free descriptor every open.
    int concerned = code == ENOSPC ? GROWS : code == EROFS ? CHANGES | GROWS : code == EMFILE ? OPENS : ~0;
    if (!(kind & concerned)) return 0;
    errno = code;
    return -1;
  }
  if (fired || strcmp(name, function) != 0 || strcmp(known, place) != 0) return 0;
  if (atomic_fetch_sub(&left, 1) != 0 || atomic_exchange(&fired, true)) return 0;
  if (log_file >= 0) syscall(SYS_write, log_file, "fired\t\n", 7);
  switch (action) {
    case FAIL_LASTING: lasting = true; errno = code; return -1;
    case FAIL: errno = code; return -1;
    case SHORT: return 1;
    case KILL: syscall(SYS_kill, syscall(SYS_getpid), SIGKILL); for (;;) {}
    case KILL_ALL: syscall(SYS_kill, 0, SIGKILL); for (;;) {}
    case VANISH: {
      const char *folder = getenv("FAULT_FOLDER"), *gone = getenv("FAULT_GONE");
      if (folder && gone) syscall(SYS_renameat2, AT_FDCWD, folder, AT_FDCWD, gone, 0);
      errno = before;
      return 0;
    }
    default: return 0;
  }
}

static void remember(int descriptor, const char *path) {
  if (!active || descriptor < 0 || descriptor >= 4096) return;
  pthread_mutex_lock(&lock);
  free(names[descriptor]);
  names[descriptor] = path && !is_hidden(path) ? strdup(path) : NULL;
  pthread_mutex_unlock(&lock);
}

static int meet_open(const char *name, int descriptor, int kind) {
  if (!active || descriptor < 0 || descriptor >= 4096) return 0;
  char path[4096];
  pthread_mutex_lock(&lock);
  const char *known = names[descriptor] ? names[descriptor] : descriptor == 1 ? "standard output" : NULL;
  if (known) snprintf(path, sizeof path, "%s", known);
  pthread_mutex_unlock(&lock);
  return known ? meet(name, path, kind) : 0;
}

// Opening

static int kind_of_open(int flags) {
  return OPENS | ((flags & (O_CREAT | O_TRUNC)) ? CHANGES | GROWS : (flags & O_ACCMODE) != O_RDONLY ? CHANGES : LOOKS);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (meet((flags & O_CREAT) ? "create" : "open", path, kind_of_open(flags)) < 0) return -1; \
    int descriptor = real(path, flags, mode); \
    remember(descriptor, path); \
    return descriptor; \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (meet((flags & O_CREAT) ? "create" : "open", path, kind_of_open(flags)) < 0) return -1; \
    int descriptor = real(folder, path, flags, mode); \
    remember(descriptor, path); \
    return descriptor; \
  }
OPENAT(openat)
OPENAT(openat64)

#define FOPEN(name) \
  FILE *name(const char *path, const char *mode) { \
    REAL(name); \
    if (meet("open", path, OPENS | (mode[0] == 'r' ? LOOKS : CHANGES | GROWS)) < 0) return NULL; \
    return real(path, mode); \
  }
FOPEN(fopen)
FOPEN(fopen64)

DIR *opendir(const char *path) {
  REAL(opendir);
  if (meet("opendir", path, OPENS | LOOKS) < 0) return NULL;
  DIR *folder = real(path);
  if (folder) remember(dirfd(folder), path);
  return folder;
}

int closedir(DIR *folder) {
  REAL(closedir);
  remember(dirfd(folder), NULL);
  return real(folder);
}

#define READDIR(name, type) \
  struct type *name(DIR *folder) { \
    REAL(name); \
    return meet_open("readdir", dirfd(folder), LOOKS) < 0 ? NULL : real(folder); \
  }
READDIR(readdir, dirent)
READDIR(readdir64, dirent64)

int close(int descriptor) {
  REAL(close);
  int met = meet_open("close", descriptor, LOOKS);
  int reason = errno;
  remember(descriptor, NULL);
  int result = real(descriptor);
  if (met >= 0) return result;
  errno = reason;
  return -1;
}

// Reading and writing

#define MOVE(name, kind, type) \
  ssize_t name(int descriptor, type bytes, size_t count) { \
    REAL(name); \
    int met = meet_open(#name, descriptor, kind); \
    return met < 0 ? -1 : real(descriptor, bytes, met > 0 && count > 1 ? 1 : count); \
  }
MOVE(read, LOOKS, void *)
MOVE(write, CHANGES | GROWS, const void *)

#define MOVE_AT(name, called, kind, type) \
  ssize_t name(int descriptor, type bytes, size_t count, off_t offset) { \
    REAL(name); \
    int met = meet_open(called, descriptor, kind); \
    return met < 0 ? -1 : real(descriptor, bytes, met > 0 && count > 1 ? 1 : count, offset); \
  }
MOVE_AT(pread, "pread", LOOKS, void *)
MOVE_AT(pread64, "pread", LOOKS, void *)
MOVE_AT(pwrite, "write", CHANGES | GROWS, const void *)
MOVE_AT(pwrite64, "write", CHANGES | GROWS, const void *)

ssize_t readv(int descriptor, const struct iovec *parts, int count) {
  REAL(readv);
  return meet_open("read", descriptor, LOOKS) < 0 ? -1 : real(descriptor, parts, count);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  REAL(writev);
  return meet_open("write", descriptor, CHANGES | GROWS) < 0 ? -1 : real(descriptor, parts, count);
}

#define ON_OPEN(name, called, kind, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    return meet_open(called, descriptor, kind) < 0 ? -1 : real arguments; \
  }
ON_OPEN(fsync, "fsync", CHANGES, (int descriptor), (descriptor))
ON_OPEN(fdatasync, "fsync", CHANGES, (int descriptor), (descriptor))
ON_OPEN(ftruncate, "ftruncate", CHANGES | GROWS, (int descriptor, off_t size), (descriptor, size))
ON_OPEN(ftruncate64, "ftruncate", CHANGES | GROWS, (int descriptor, off64_t size), (descriptor, size))
ON_OPEN(flock, "flock", CHANGES, (int descriptor, int operation), (descriptor, operation))
ON_OPEN(fchmod, "chmod", CHANGES, (int descriptor, mode_t mode), (descriptor, mode))
ON_OPEN(fstat, "fstat", LOOKS, (int descriptor, struct stat *status), (descriptor, status))
ON_OPEN(fstat64, "fstat", LOOKS, (int descriptor, struct stat64 *status), (descriptor, status))

// Names

#define ON_PATH(name, called, kind, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    return meet(called, path, kind) < 0 ? -1 : real arguments; \
  }
ON_PATH(rename, "rename", CHANGES, (const char *old, const char *path), (old, path))
ON_PATH(renameat, "rename", CHANGES, (int from, const char *old, int to, const char *path), (from, old, to, path))
ON_PATH(renameat2, "rename", CHANGES, (int from, const char *old, int to, const char *path, unsigned flags),
  (from, old, to, path, flags))
ON_PATH(link, "link", CHANGES | GROWS, (const char *old, const char *path), (old, path))
ON_PATH(linkat, "link", CHANGES | GROWS, (int from, const char *old, int to, const char *path, int flags),
  (from, old, to, path, flags))
ON_PATH(symlink, "symlink", CHANGES | GROWS, (const char *target, const char *path), (target, path))
ON_PATH(unlink, "unlink", CHANGES, (const char *path), (path))
ON_PATH(unlinkat, "unlink", CHANGES, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(rmdir, "rmdir", CHANGES, (const char *path), (path))
ON_PATH(mkdir, "mkdir", CHANGES | GROWS, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, "mkdir", CHANGES | GROWS, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH(chmod, "chmod", CHANGES, (const char *path, mode_t mode), (path, mode))
ON_PATH(stat, "stat", LOOKS, (const char *path, struct stat *status), (path, status))
ON_PATH(lstat, "lstat", LOOKS, (const char *path, struct stat *status), (path, status))
ON_PATH(stat64, "stat", LOOKS, (const char *path, struct stat64 *status), (path, status))
ON_PATH(lstat64, "lstat", LOOKS, (const char *path, struct stat64 *status), (path, status))
ON_PATH(
  fstatat, "lstat", LOOKS, (int folder, const char *path, struct stat *status, int flags),
  (folder, path, status, flags))
ON_PATH(
  fstatat64, "lstat", LOOKS, (int folder, const char *path, struct stat64 *status, int flags),
  (folder, path, status, flags))
ON_PATH(statx, "stat", LOOKS, (int folder, const char *path, int flags, unsigned mask, struct statx *status),
  (folder, path, flags, mask, status))
ON_PATH(access, "access", LOOKS, (const char *path, int mode), (path, mode))
ON_PATH(faccessat, "access", LOOKS, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))

char *realpath(const char *path, char *result) {
  REAL(realpath);
  return meet("realpath", path, LOOKS) < 0 ? NULL : real(path, result);
}

char *mkdtemp(char *path) {
  REAL(mkdtemp);
  return meet("mkdtemp", path, CHANGES | GROWS) < 0 ? NULL : real(path);
}

ssize_t readlink(const char *path, char *target, size_t size) {
  REAL(readlink);
  return meet("readlink", path, LOOKS) < 0 ? -1 : real(path, target, size);
}

// Running programs

int pipe(int ends[2]) {
  REAL(pipe);
  return meet("pipe", "pipe", OPENS) < 0 ? -1 : real(ends);
}

int pipe2(int ends[2], int flags) {
  REAL(pipe2);
  return meet("pipe", "pipe", OPENS) < 0 ? -1 : real(ends, flags);
}

// The clock

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_offset;
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = (int)syscall(SYS_gettimeofday, now, zone);
  if (result == 0) now->tv_sec += clock_offset;
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
