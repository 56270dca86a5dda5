/* Stands between a program and its files: counts the calls on files below one folder, and ends the program at
 * the n-th, in the midst of a write too, or lets the call fail. Loaded by LD_PRELOAD and asleep until
 * `fault_begin`. A program that is to be run is written down (RUN), and not run; so is a file that only a hostile
 * input names: one with "canary" in its path (LET IN). */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT = 0, KILL = -1, TEAR = -2 };

static char under[PATH_MAX], log_path[PATH_MAX];
static long at, count;
static int what, reading, stays, log_to = -1;

/* `folder`: whose files are meant. `n`: the call that is struck, from 1. `how`: COUNT, KILL, TEAR or an errno.
 * `looks`: whether calls that only read count too. `ever`: whether all later calls fail as well.
 * `log_fd`: where a line is written for each counted call (with COUNT) and for what was struck; -1 for none. */
void fault_begin(const char *folder, long n, int how, int looks, int ever, int log_fd) {
    snprintf(under, sizeof under, "%s", folder);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", log_fd);
    ssize_t length = log_fd < 0 ? 0 : readlink(link, log_path, sizeof log_path - 1);
    log_path[length > 0 ? length : 0] = 0;
    at = n, what = how, reading = looks, stays = ever, log_to = log_fd, count = 0;
}

void fault_end(void) { under[0] = 0; }

long fault_count(void) { return count; }

static void note(const char *name, const char *path) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%s %s\n", name, path);
    static ssize_t (*out)(int, const void *, size_t);
    if (!out) out = dlsym(RTLD_NEXT, "write");
    if (length >= (int)sizeof line) length = sizeof line - 1;
    if (log_to < 0 || out(log_to, line, length) >= 0) return;
    /* Who is about to run a program has closed all files first. */
    static int (*opens)(const char *, int, ...);
    if (!opens) opens = dlsym(RTLD_NEXT, "open");
    int again = opens(log_path, O_WRONLY | O_APPEND);
    if (again >= 0 && out(again, line, length) >= 0) return;
}

static int meant(const char *path) {
    size_t length = strlen(under);
    return length && !strncmp(path, under, length) && (path[length] == '/' || !path[length]);
}

static int one_of(const char *name, const char *const *names) {
    while (*names && strcmp(*names, name)) names++;
    return *names != NULL;
}

/* Whether a call may fail so on a real system: only what opens lacks descriptors, only what waits is interrupted,
 * rights are looked at where a path is named, and a file that is open does not go away. */
int fault_can(const char *name, int error) {
    static const char *const opens[] = {"open", "opendir", NULL};
    static const char *const waits[] = {"open", "read", "write", "flock", NULL};
    static const char *const held[] = {"read", "pread", "pread64", "write", "pwrite", "pwrite64", "writev", "fsync", "fdatasync",
                                       "ftruncate", "ftruncate64", "flock", "lock", "fstat", "fstat64", "fchmod", "close", NULL};
    if (error == EMFILE || error == ENFILE) return one_of(name, opens);
    if (error == EINTR) return one_of(name, waits);
    if (error == EACCES || error == ENOENT || error == EROFS) return !one_of(name, held);
    if (error == ESTALE) return strcmp(name, "close") != 0;
    return 1;
}

/* 0: go on; 1: the call fails, and errno says why. With TEAR a write is half done first. */
static int struck(const char *name, const char *path, int looks, int fd, const void *data, size_t size) {
    if (!under[0] || (looks && !reading) || !meant(path)) return 0;
    long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (what == COUNT) return note(name, path), 0;
    if (now != at && !(stays && now > at)) return 0;
    if (what > 0 && !fault_can(name, what)) return 0;
    if (now == at) note(name, path);
    if (what == TEAR && data && size > 1) {
        static ssize_t (*out)(int, const void *, size_t);
        if (!out) out = dlsym(RTLD_NEXT, "write");
        if (out(fd, data, size / 2) < 0) raise(SIGKILL);
    }
    if (what < 0) kill(getpid(), SIGKILL), pause();
    errno = what;
    return 1;
}

static int by_fd(const char *name, int fd, int looks, const void *data, size_t size) {
    if (!under[0] || fd < 0 || fd == log_to) return 0;
    char link[64], path[PATH_MAX];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return 0;
    path[length] = 0;
    return struck(name, path, looks, fd, data, size);
}

static int by_path(const char *name, int folder, const char *given, int looks) {
    if (log_to >= 0 && given && !strcmp(name, "open") && strstr(given, "canary")) note("LET IN", given);
    if (!under[0] || !given) return 0;
    char path[2 * PATH_MAX + 2], link[64];
    int before = errno;
    if (given[0] == '/') {
        snprintf(path, sizeof path, "%s", given);
    } else {
        ssize_t length;
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        length = readlink(link, path, PATH_MAX);
        if (length <= 0) return errno = before, 0;
        snprintf(path + length, sizeof path - length, "/%s", given);
    }
    errno = before;
    return struck(name, path, looks, -1, NULL, 0);
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        int looks = (flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT); \
        return by_path("open", AT_FDCWD, path, looks) ? -1 : real(path, flags, mode); \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        int looks = (flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT); \
        return by_path("open", folder, path, looks) ? -1 : real(folder, path, flags, mode); \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

#define BY_PATH(kind, name, looks, declared, path, given) \
    kind name declared { \
        REAL(name); \
        return by_path(#name, AT_FDCWD, path, looks) ? (kind)-1 : real given; \
    }
BY_PATH(int, rename, 0, (const char *from, const char *to), from, (from, to))
BY_PATH(int, link, 0, (const char *from, const char *to), to, (from, to))
BY_PATH(int, symlink, 0, (const char *from, const char *to), to, (from, to))
BY_PATH(int, unlink, 0, (const char *path), path, (path))
BY_PATH(int, rmdir, 0, (const char *path), path, (path))
BY_PATH(int, mkdir, 0, (const char *path, mode_t mode), path, (path, mode))
BY_PATH(int, chmod, 0, (const char *path, mode_t mode), path, (path, mode))
BY_PATH(int, truncate, 0, (const char *path, off_t size), path, (path, size))
BY_PATH(int, truncate64, 0, (const char *path, off64_t size), path, (path, size))
BY_PATH(int, access, 1, (const char *path, int mode), path, (path, mode))
BY_PATH(int, stat, 1, (const char *path, struct stat *to), path, (path, to))
BY_PATH(int, lstat, 1, (const char *path, struct stat *to), path, (path, to))
BY_PATH(int, stat64, 1, (const char *path, struct stat64 *to), path, (path, to))
BY_PATH(int, lstat64, 1, (const char *path, struct stat64 *to), path, (path, to))
BY_PATH(ssize_t, readlink, 1, (const char *path, char *to, size_t size), path, (path, to, size))

#define AT(kind, name, looks, declared, folder, path, given) \
    kind name declared { \
        REAL(name); \
        return by_path(#name, folder, path, looks) ? (kind)-1 : real given; \
    }
AT(int, renameat, 0, (int a, const char *from, int b, const char *to), a, from, (a, from, b, to))
AT(int, renameat2, 0, (int a, const char *from, int b, const char *to, unsigned how), a, from, (a, from, b, to, how))
AT(int, linkat, 0, (int a, const char *from, int b, const char *to, int how), b, to, (a, from, b, to, how))
AT(int, unlinkat, 0, (int a, const char *path, int how), a, path, (a, path, how))
AT(int, mkdirat, 0, (int a, const char *path, mode_t mode), a, path, (a, path, mode))
AT(int, fchmodat, 0, (int a, const char *path, mode_t mode, int how), a, path, (a, path, mode, how))
AT(int, utimensat, 0, (int a, const char *path, const struct timespec when[2], int how), a, path, (a, path, when, how))
AT(int, faccessat, 1, (int a, const char *path, int mode, int how), a, path, (a, path, mode, how))
AT(int, fstatat, 1, (int a, const char *path, struct stat *to, int how), a, path, (a, path, to, how))
AT(int, fstatat64, 1, (int a, const char *path, struct stat64 *to, int how), a, path, (a, path, to, how))
AT(int, statx, 1, (int a, const char *path, int how, unsigned mask, struct statx *to), a, path, (a, path, how, mask, to))

#define BY_FD(kind, name, looks, declared, data, size, given) \
    kind name declared { \
        REAL(name); \
        return by_fd(#name, fd, looks, data, size) ? (kind)-1 : real given; \
    }
BY_FD(ssize_t, write, 0, (int fd, const void *data, size_t size), data, size, (fd, data, size))
BY_FD(ssize_t, pwrite, 0, (int fd, const void *data, size_t size, off_t to), NULL, 0, (fd, data, size, to))
BY_FD(ssize_t, pwrite64, 0, (int fd, const void *data, size_t size, off64_t to), NULL, 0, (fd, data, size, to))
BY_FD(ssize_t, writev, 0, (int fd, const struct iovec *parts, int number), NULL, 0, (fd, parts, number))
BY_FD(int, fsync, 0, (int fd), NULL, 0, (fd))
BY_FD(int, fdatasync, 0, (int fd), NULL, 0, (fd))
BY_FD(int, ftruncate, 0, (int fd, off_t size), NULL, 0, (fd, size))
BY_FD(int, ftruncate64, 0, (int fd, off64_t size), NULL, 0, (fd, size))
BY_FD(int, flock, 0, (int fd, int how), NULL, 0, (fd, how))
BY_FD(int, fchmod, 0, (int fd, mode_t mode), NULL, 0, (fd, mode))
BY_FD(ssize_t, read, 1, (int fd, void *to, size_t size), NULL, 0, (fd, to, size))
BY_FD(ssize_t, pread, 1, (int fd, void *to, size_t size, off_t from), NULL, 0, (fd, to, size, from))
BY_FD(ssize_t, pread64, 1, (int fd, void *to, size_t size, off64_t from), NULL, 0, (fd, to, size, from))
BY_FD(int, fstat, 1, (int fd, struct stat *to), NULL, 0, (fd, to))
BY_FD(int, fstat64, 1, (int fd, struct stat64 *to), NULL, 0, (fd, to))

#define LOCKING(name) \
    int name(int fd, int command, ...) { \
        REAL(name); \
        va_list more; \
        va_start(more, command); \
        void *given = va_arg(more, void *); \
        va_end(more); \
        int locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK; \
        return locks && by_fd("lock", fd, 0, NULL, 0) ? -1 : real(fd, command, given); \
    }
LOCKING(fcntl)
LOCKING(fcntl64)

int close(int fd) {
    /* It lets the file go even where it fails, as Linux does. */
    REAL(close);
    int fails = what > 0 && by_fd("close", fd, 1, NULL, 0), why = errno;
    int done = real(fd);
    return fails ? (errno = why, -1) : done;
}

DIR *opendir(const char *path) {
    REAL(opendir);
    return by_path("opendir", AT_FDCWD, path, 1) ? NULL : real(path);
}

/* Programs: written down as RUN, never run. */

static int refused(const char *path) {
    if (log_to < 0) return 0;
    note("RUN", path ? path : "");
    errno = ENOENT;
    return 1;
}

int execve(const char *path, char *const words[], char *const names[]) {
    REAL(execve);
    return refused(path) ? -1 : real(path, words, names);
}
int execv(const char *path, char *const words[]) {
    REAL(execv);
    return refused(path) ? -1 : real(path, words);
}
int execvp(const char *path, char *const words[]) {
    REAL(execvp);
    return refused(path) ? -1 : real(path, words);
}
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *how, char *const words[], char *const names[]) {
    REAL(posix_spawn);
    return refused(path) ? ENOENT : real(pid, path, actions, how, words, names);
}
int posix_spawnp(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *how, char *const words[], char *const names[]) {
    REAL(posix_spawnp);
    return refused(path) ? ENOENT : real(pid, path, actions, how, words, names);
}
int system(const char *line) {
    REAL(system);
    return refused(line) ? -1 : real(line);
}
FILE *popen(const char *line, const char *how) {
    REAL(popen);
    return refused(line) ? NULL : real(line, how);
}
