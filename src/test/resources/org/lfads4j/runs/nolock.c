/* A file system without a lock service: every request for a lock fails with ENOLCK. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

static int asks_for_a_lock(int command) {
  return command == F_SETLK || command == F_SETLKW || command == F_GETLK ||
         command == F_OFD_SETLK || command == F_OFD_SETLKW;
}

static int answer(const char *name, int file, int command, void *argument) {
  if (asks_for_a_lock(command)) {
    errno = ENOLCK;
    return -1;
  }
  int (*original)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
  return original(file, command, argument);
}

int fcntl(int file, int command, ...) {
  va_list list;
  va_start(list, command);
  void *argument = va_arg(list, void *);
  va_end(list);
  return answer("fcntl", file, command, argument);
}

int fcntl64(int file, int command, ...) {
  va_list list;
  va_start(list, command);
  void *argument = va_arg(list, void *);
  va_end(list);
  return answer("fcntl64", file, command, argument);
}
