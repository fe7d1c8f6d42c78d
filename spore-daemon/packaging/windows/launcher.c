/*
 * The head of mossspore-windows-amd64.exe: unpacks what follows it, once, and runs it in this very process, so that there
 * is no child whose arguments, streams, signals and exit code would have to be passed on.
 */
#include "launcher.h"

#include <jni.h>
#include <shellapi.h>
#include <stdarg.h>
#include <stdio.h>

#define MAGIC "MOSSCAB1"
#define MAX_OPTIONS 96

typedef jint(JNICALL *create_vm)(JavaVM **, void **, void *);

static JavaVM *vm;
static JavaVMOption options[MAX_OPTIONS];
static int option_count;

_Noreturn void die(const wchar_t *format, ...) {
  wchar_t text[2 * PATH_LIMIT];
  char bytes[6 * PATH_LIMIT];
  va_list arguments;
  va_start(arguments, format);
  int length = _vsnwprintf(text, 2 * PATH_LIMIT, format, arguments);
  va_end(arguments);
  int count = WideCharToMultiByte(CP_UTF8, 0, text, length < 0 ? 2 * PATH_LIMIT : length, bytes, sizeof bytes, NULL, NULL);
  fprintf(stderr, "fatal: %.*s\n", count, bytes);
  exit(1);
}

void path_of(wchar_t path[PATH_LIMIT], const wchar_t *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = _vsnwprintf(path, PATH_LIMIT, format, arguments);
  va_end(arguments);
  if (length < 0 || length >= PATH_LIMIT) {
    path[PATH_LIMIT - 1] = 0;
    die(L"a path is too long: %ls", path);
  }
}

/* Maps this very file; the mapping stays. */
static void open_image(struct image *image) {
  wchar_t path[PATH_LIMIT];
  LARGE_INTEGER size;
  GetModuleFileNameW(NULL, path, PATH_LIMIT);
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  HANDLE mapping = CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL);
  const uint8_t *bytes = mapping == NULL ? NULL : MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
  if (bytes == NULL || !GetFileSizeEx(file, &size)) {
    die(L"cannot read %ls: error %lu", path, GetLastError());
  }
  memcpy(&image->trailer, bytes + size.QuadPart - sizeof image->trailer, sizeof image->trailer);
  uint64_t before = (uint64_t)size.QuadPart - sizeof image->trailer;
  if (memcmp(image->trailer.magic, MAGIC, sizeof image->trailer.magic) != 0 || image->trailer.length > before) {
    die(L"%ls is damaged: fetch it again", path);
  }
  image->cabinet = bytes + before - image->trailer.length;
}

static void add_option(const char *text) {
  if (option_count == MAX_OPTIONS) {
    die(L"more than %d JVM options", MAX_OPTIONS);
  }
  options[option_count++].optionString = _strdup(text);
}

/* Lines of a file, or words of a variable; a line that begins with # is none. */
static void add_options(char *text, const char *separators) {
  for (char *word = strtok(text, separators); word != NULL; word = strtok(NULL, separators)) {
    if (*word != '#') {
      add_option(word);
    }
  }
}

static void add_options_of_file(const wchar_t *path) {
  char text[8192];
  FILE *file = _wfopen(path, L"rb");
  size_t length = file == NULL ? 0 : fread(text, 1, sizeof text, file);
  if (length == 0 || length == sizeof text) {
    die(L"cannot read %ls", path);
  }
  fclose(file);
  text[length] = 0;
  add_options(text, "\r\n");
}

/* The runtime takes its options in the system's code page, which not every name can be written in. */
static void narrow(const wchar_t *path, char bytes[PATH_LIMIT]) {
  wchar_t plain[PATH_LIMIT];
  BOOL lossy = FALSE;
  WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, path, -1, bytes, PATH_LIMIT, NULL, &lossy);
  if (lossy && GetShortPathNameW(path, plain, PATH_LIMIT) > 0) {
    WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, plain, -1, bytes, PATH_LIMIT, NULL, &lossy);
  }
  if (lossy) {
    die(L"Java cannot use the path %ls: the system's code page lacks some of its characters", path);
  }
}

struct class_path {
  char home[PATH_LIMIT];
  char text[64 * PATH_LIMIT];
};

/* Of the files in the image alone, so that nothing that was put beside them is run. */
static int add_jar(const char *name, uint32_t size, FILETIME time, void *context) {
  struct class_path *path = context;
  size_t length = strlen(name);
  (void)size, (void)time;
  if (strcmp(name, "lib\\classes.jsa") == 0) {
    char option[2 * PATH_LIMIT];
    snprintf(option, sizeof option, "-XX:SharedArchiveFile=%s\\%s", path->home, name);
    add_option(option);
  }
  if (strncmp(name, "lib\\", 4) == 0 && strcmp(name + length - 4, ".jar") == 0) {
    size_t used = strlen(path->text);
    const char *separator = path->text[used - 1] == '=' ? "" : ";";
    int added = snprintf(path->text + used, sizeof path->text - used, "%s%s\\%s", separator, path->home, name);
    return added > 0 && (size_t)added < sizeof path->text - used;
  }
  return 1;
}

/* Java cannot tell how wide a terminal is, nor whether only one of input and output is one. */
static void prepare_terminal(const char *name) {
  HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
  CONSOLE_SCREEN_BUFFER_INFO screen;
  char option[128];
  DWORD mode;
  if (GetConsoleScreenBufferInfo(out, &screen) && GetConsoleMode(out, &mode)) {
    SetConsoleMode(out, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    SetConsoleOutputCP(CP_UTF8);
    snprintf(option, sizeof option, "-D%s.terminal=true", name);
    add_option(option);
    snprintf(option, sizeof option, "-D%s.columns=%d", name, screen.srWindow.Right - screen.srWindow.Left + 1);
    add_option(option);
  }
}

static void add_all_options(const struct image *image, const wchar_t *tree) {
  static struct class_path classes;
  wchar_t file[PATH_LIMIT];
  char variable[64];
  char more[8192];
  narrow(tree, classes.home);
  path_of(file, L"%ls\\conf\\jvm.options", tree);
  add_options_of_file(file);
  prepare_terminal(image->trailer.name);
  snprintf(variable, sizeof variable, "%s_OPTS", image->trailer.name); /* names of variables have no case here */
  DWORD length = GetEnvironmentVariableA(variable, more, sizeof more);
  if (length >= sizeof more) {
    die(L"%hs is longer than %d characters", variable, (int)sizeof more);
  }
  if (length > 0) {
    add_options(more, " \t");
  }
  strcpy(classes.text, "-Djava.class.path=");
  if (!each_file(image, add_jar, &classes)) {
    die(L"the path %ls is too long", tree);
  }
  add_option(classes.text);
}

static JNIEnv *start_vm(const wchar_t *tree) {
  wchar_t path[PATH_LIMIT];
  JNIEnv *env;
  JavaVMInitArgs arguments = {.version = JNI_VERSION_10, .nOptions = option_count, .options = options};
  path_of(path, L"%ls\\runtime\\bin", tree);
  SetDllDirectoryW(path); /* what the runtime needs lies there, and the current directory is not searched any more */
  path_of(path, L"%ls\\runtime\\bin\\server\\jvm.dll", tree);
  HMODULE library = LoadLibraryW(path);
  if (library == NULL) {
    die(L"cannot load %ls: error %lu", path, GetLastError());
  }
  create_vm create = (create_vm)(void (*)(void))GetProcAddress(library, "JNI_CreateJavaVM");
  if (create == NULL || create(&vm, (void **)&env, &arguments) != JNI_OK) {
    die(L"the Java runtime in %ls does not start", tree);
  }
  return env;
}

/* Ctrl-C is the runtime's; the other ways to end a program become a SIGTERM, and get the time for an orderly end. */
static BOOL WINAPI on_console_event(DWORD event) {
  JNIEnv *env;
  if (event == CTRL_C_EVENT) {
    return FALSE;
  }
  if (event == CTRL_LOGOFF_EVENT) {
    return TRUE; /* a service hears of everybody's */
  }
  if ((*vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, NULL) == JNI_OK) {
    jclass signal = (*env)->FindClass(env, "sun/misc/Signal");
    jmethodID make = (*env)->GetMethodID(env, signal, "<init>", "(Ljava/lang/String;)V");
    jmethodID raise = (*env)->GetStaticMethodID(env, signal, "raise", "(Lsun/misc/Signal;)V");
    jobject term = (*env)->NewObject(env, signal, make, (*env)->NewStringUTF(env, "TERM"));
    (*env)->CallStaticVoidMethod(env, signal, raise, term);
    (*vm)->DetachCurrentThread(vm);
  }
  if (event != CTRL_BREAK_EVENT) {
    Sleep(INFINITE); /* the system ends the process as soon as this returns */
  }
  return TRUE;
}

static int call_main(JNIEnv *env, const char *name) {
  int count;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  jclass main_class = (*env)->FindClass(env, name);
  jmethodID main_method =
      main_class == NULL ? NULL : (*env)->GetStaticMethodID(env, main_class, "main", "([Ljava/lang/String;)V");
  if (main_method != NULL) {
    jobjectArray arguments =
        (*env)->NewObjectArray(env, count - 1, (*env)->FindClass(env, "java/lang/String"), NULL);
    for (int i = 1; i < count; i++) {
      jstring word = (*env)->NewString(env, (const jchar *)words[i], (jsize)wcslen(words[i]));
      (*env)->SetObjectArrayElement(env, arguments, i - 1, word);
    }
    (*env)->CallStaticVoidMethod(env, main_class, main_method, arguments);
  }
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
    return 1;
  }
  (*vm)->DestroyJavaVM(vm);
  return 0;
}

int main(void) {
  static struct image image;
  static wchar_t tree[PATH_LIMIT];
  open_image(&image);
  unpacked(&image, tree);
  add_all_options(&image, tree);
  JNIEnv *env = start_vm(tree);
  SetConsoleCtrlHandler(on_console_event, TRUE);
  return call_main(env, image.trailer.main_class);
}
