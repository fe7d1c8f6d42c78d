/* Lays the cabinet at the end of the .exe into a directory, once, by the system's own cabinet.dll. */
#include "launcher.h"

#include <bcrypt.h>
#include <fdi.h>
#include <shlobj.h>
#include <stdio.h>

#define LOCK_POLL_MS 50
#define LOCK_LIMIT_MS 120000

static const struct image *unpacking; /* FDI's callbacks for files have no context */

static uint32_t number(const uint8_t *at, int bytes) {
  uint32_t value = 0;
  memcpy(&value, at, bytes);
  return value;
}

int each_file(const struct image *image, int (*visit)(const char *, uint32_t, FILETIME, void *), void *context) {
  const uint8_t *entry = image->cabinet + number(image->cabinet + 16, 4);
  for (uint32_t left = number(image->cabinet + 28, 2); left > 0; left--) {
    FILETIME time;
    const char *name = (const char *)entry + 16;
    DosDateTimeToFileTime((WORD)number(entry + 10, 2), (WORD)number(entry + 12, 2), &time);
    if (!visit(name, number(entry, 4), time, context)) {
      return 0;
    }
    entry += 16 + strlen(name) + 1;
  }
  return 1;
}

static int is_untouched(const char *name, uint32_t size, FILETIME time, void *tree) {
  wchar_t path[PATH_LIMIT];
  WIN32_FILE_ATTRIBUTE_DATA found;
  path_of(path, L"%ls\\%hs", (const wchar_t *)tree, name);
  return GetFileAttributesExW(path, GetFileExInfoStandard, &found) && found.nFileSizeHigh == 0 &&
         found.nFileSizeLow == size && CompareFileTime(&found.ftLastWriteTime, &time) == 0;
}

/* Sizes and times; digests of 130 MB would cost more than the start. */
static int holds(const struct image *image, wchar_t *tree) { return each_file(image, is_untouched, tree); }

static int is_whole(const struct image *image) {
  BCRYPT_ALG_HANDLE algorithm;
  uint8_t digest[sizeof image->trailer.sha256];
  if (BCryptOpenAlgorithmProvider(&algorithm, BCRYPT_SHA256_ALGORITHM, NULL, 0) != 0) {
    die(L"the system has no SHA-256");
  }
  NTSTATUS status = BCryptHash(algorithm, NULL, 0, (uint8_t *)image->cabinet, (ULONG)image->trailer.length, digest,
                               sizeof digest);
  BCryptCloseAlgorithmProvider(algorithm, 0);
  return status == 0 && memcmp(digest, image->trailer.sha256, sizeof digest) == 0;
}

static int remove_tree(const wchar_t *path) {
  wchar_t below[PATH_LIMIT];
  WIN32_FIND_DATAW found;
  path_of(below, L"%ls\\*", path);
  HANDLE search = FindFirstFileW(below, &found);
  if (search == INVALID_HANDLE_VALUE) {
    return GetLastError() == ERROR_PATH_NOT_FOUND || GetLastError() == ERROR_FILE_NOT_FOUND;
  }
  do {
    if (wcscmp(found.cFileName, L".") == 0 || wcscmp(found.cFileName, L"..") == 0) {
      continue;
    }
    path_of(below, L"%ls\\%ls", path, found.cFileName);
    /* A link to a directory is removed as such, not followed. */
    if (!(found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) {
      DeleteFileW(below);
    } else if (found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) {
      RemoveDirectoryW(below);
    } else {
      remove_tree(below);
    }
  } while (FindNextFileW(search, &found));
  FindClose(search);
  return RemoveDirectoryW(path);
}

/* What FDI has open: the cabinet, which lies in memory and has no handle, or a file that is being written. */
struct stream {
  HANDLE handle;
  long position;
};

static struct stream *stream(HANDLE handle) {
  struct stream *opened = calloc(1, sizeof *opened);
  if (opened != NULL) {
    opened->handle = handle;
  }
  return opened;
}

static FNALLOC(fdi_alloc) { return malloc(cb); }
static FNFREE(fdi_free) { free(pv); }

static FNOPEN(fdi_open) {
  (void)pszFile, (void)oflag, (void)pmode;
  struct stream *cabinet = stream(NULL);
  return cabinet == NULL ? -1 : (INT_PTR)cabinet;
}

static FNREAD(fdi_read) {
  struct stream *cabinet = (struct stream *)hf;
  long left = (long)unpacking->trailer.length - cabinet->position;
  UINT taken = cb < (UINT)left ? cb : (UINT)left;
  memcpy(pv, unpacking->cabinet + cabinet->position, taken);
  cabinet->position += (long)taken;
  return taken;
}

static FNSEEK(fdi_seek) {
  struct stream *cabinet = (struct stream *)hf;
  long from = seektype == SEEK_SET ? 0 : seektype == SEEK_CUR ? cabinet->position : (long)unpacking->trailer.length;
  if (from + dist < 0 || from + dist > (long)unpacking->trailer.length) {
    return -1;
  }
  return cabinet->position = from + dist;
}

static FNWRITE(fdi_write) {
  DWORD written;
  return WriteFile(((struct stream *)hf)->handle, pv, cb, &written, NULL) ? written : (UINT)-1;
}

static FNCLOSE(fdi_close) {
  struct stream *opened = (struct stream *)hf;
  if (opened->handle != NULL) {
    CloseHandle(opened->handle);
  }
  free(opened);
  return 0;
}

static INT_PTR create(const wchar_t *tree, const char *name) {
  wchar_t path[PATH_LIMIT];
  path_of(path, L"%ls\\%hs", tree, name);
  for (wchar_t *end = wcschr(path + wcslen(tree) + 1, L'\\'); end != NULL; end = wcschr(end + 1, L'\\')) {
    *end = 0;
    CreateDirectoryW(path, NULL);
    *end = L'\\';
  }
  HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
  struct stream *opened = file == INVALID_HANDLE_VALUE ? NULL : stream(file);
  return opened == NULL ? -1 : (INT_PTR)opened;
}

static FNFDINOTIFY(fdi_notify) {
  FILETIME time;
  switch (fdint) {
    case fdintCOPY_FILE:
      return create(pfdin->pv, pfdin->psz1);
    case fdintCLOSE_FILE_INFO:
      DosDateTimeToFileTime(pfdin->date, pfdin->time, &time);
      SetFileTime(((struct stream *)pfdin->hf)->handle, NULL, NULL, &time);
      fdi_close(pfdin->hf);
      return TRUE;
    case fdintNEXT_CABINET:
      return -1;
    default:
      return 0;
  }
}

static int extract(const struct image *image, wchar_t *tree) {
  ERF error = {0};
  char none[] = "";
  unpacking = image;
  HFDI fdi = FDICreate(fdi_alloc, fdi_free, fdi_open, fdi_read, fdi_write, fdi_close, fdi_seek, cpuUNKNOWN, &error);
  BOOL done = fdi != NULL && FDICopy(fdi, none, none, 0, fdi_notify, NULL, tree);
  if (fdi != NULL) {
    FDIDestroy(fdi);
  }
  return done;
}

/* Waits for others that unpack into the same place; they let go when they end, however they do. Null where it cannot be had. */
static HANDLE lock(const wchar_t *tree) {
  wchar_t path[PATH_LIMIT];
  path_of(path, L"%ls.lock", tree);
  for (int waited = 0; waited < LOCK_LIMIT_MS; waited += LOCK_POLL_MS) {
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file != INVALID_HANDLE_VALUE) {
      return file;
    }
    if (GetLastError() != ERROR_SHARING_VIOLATION) {
      return NULL;
    }
    Sleep(LOCK_POLL_MS);
  }
  die(L"%ls is held by another start for two minutes", path);
}

/* Into "tree" as a whole or not at all. Returns 0 where its place cannot be written. */
static int unpack(const struct image *image, const wchar_t *place, wchar_t *tree) {
  wchar_t work[PATH_LIMIT];
  CreateDirectoryW(place, NULL);
  HANDLE held = lock(tree);
  if (held == NULL) {
    return 0;
  }
  if (!holds(image, tree)) {
    if (!is_whole(image)) {
      die(L"this file is damaged: fetch it again");
    }
    path_of(work, L"%ls.new", tree);
    remove_tree(work); /* what a start left that was killed */
    if (!CreateDirectoryW(work, NULL) || !extract(image, work) || !holds(image, work)) {
      remove_tree(work);
      die(L"cannot unpack into %ls: is there room for 150 MB?", place);
    }
    if (!remove_tree(tree) || !MoveFileExW(work, tree, MOVEFILE_WRITE_THROUGH)) {
      remove_tree(work);
      die(L"%ls was changed and cannot be replaced: stop what runs from it", tree);
    }
  }
  CloseHandle(held);
  return 1;
}

/* Only administrators can write to the first, only the user and they to the second. */
void unpacked(const struct image *image, wchar_t tree[PATH_LIMIT]) {
  static const KNOWNFOLDERID *const folders[] = {&FOLDERID_ProgramFiles, &FOLDERID_LocalAppData};
  const struct trailer *t = &image->trailer;
  wchar_t places[2][PATH_LIMIT];
  for (int unpacking_now = 0; unpacking_now <= 1; unpacking_now++) {
    for (int i = 0; i < 2; i++) {
      PWSTR folder;
      if (SHGetKnownFolderPath(folders[i], KF_FLAG_DEFAULT, NULL, &folder) != S_OK) {
        continue;
      }
      path_of(places[i], L"%ls\\MossSpore", folder);
      CoTaskMemFree(folder);
      path_of(tree, L"%ls\\%hs-%hs-%02x%02x%02x%02x%02x%02x", places[i], t->name, t->version,
                 t->sha256[0], t->sha256[1], t->sha256[2], t->sha256[3], t->sha256[4], t->sha256[5]);
      if (unpacking_now ? unpack(image, places[i], tree) : holds(image, tree)) {
        return;
      }
    }
  }
  die(L"no place to unpack: neither Program Files nor this user's local application data can be written");
}
