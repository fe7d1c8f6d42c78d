/* What the parts of the launcher know of each other. */
#ifndef LAUNCHER_H
#define LAUNCHER_H
#define UNICODE
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#include <stdint.h>
#include <windows.h>

#define PATH_LIMIT 1024

/* The end of the file, written by packaging/image/WindowsFile.java; little-endian, texts padded with zeros. */
struct trailer {
  char name[32];       /* mossspore */
  char version[64];    /* 0.1.0 */
  char main_class[64]; /* dev/mossspore/app/Main */
  uint8_t sha256[32];  /* of the cabinet */
  uint64_t length;     /* of the cabinet, which ends where the trailer begins */
  char magic[8];
};

struct image {
  struct trailer trailer;
  const uint8_t *cabinet;
};

/* Ends the process with status 1 and a last line on standard error that begins with "fatal:". */
_Noreturn void die(const wchar_t *format, ...);

/* Writes a path; dies where it is longer than a path can be here. */
void path_of(wchar_t path[PATH_LIMIT], const wchar_t *format, ...);

/* Finds a directory that holds the image, or unpacks it into one, and writes its path to "tree". */
void unpacked(const struct image *image, wchar_t tree[PATH_LIMIT]);

/* Calls "visit" with the name of each file in the image, in order; ends early, and returns 0, where that returns 0. */
int each_file(const struct image *image, int (*visit)(const char *name, uint32_t size, FILETIME time, void *context),
              void *context);

#endif
