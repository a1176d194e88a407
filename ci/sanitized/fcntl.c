// Loaded by the tests that ci/sanitizers runs with ThreadSanitizer: it sees that `dup` makes two descriptors of one file,
// and does not see that `fcntl` does. tokio waits at one descriptor of its epoll instance for what it added by another, and
// all that it hands over so would look like a race.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

int fcntl(int descriptor, int command, ...) {
    static int (*original)(int, int, ...);
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (!original) original = (int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl");
    if (command != F_DUPFD_CLOEXEC) return original(descriptor, command, argument);
    int copy = dup(descriptor);
    if (copy >= 0) original(copy, F_SETFD, FD_CLOEXEC);
    return copy;
}

int fcntl64(int, int, ...) __attribute__((alias("fcntl")));
