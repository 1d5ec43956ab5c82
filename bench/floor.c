// The least work that turns the posts of the corpus into HTML, as a floor for the time of a site generator: each post
// is read, its body is parsed and rendered by libcmark, and the HTML is written. There are no templates, lists or feeds.
//
//   floor POSTS OUTPUT
//
// POSTS/name.md and POSTS/name/index.md become OUTPUT/name/index.html. Files that are already there are written again.
// One core does everything.
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { path_size = 4096 };

/// A growing buffer that holds one post at a time.
struct text {
  char *bytes;
  size_t count, capacity;
};

static void stop(const char *doing, const char *path) {
  fprintf(stderr, "floor: cannot %s %s: %s\n", doing, path, strerror(errno));
  exit(1);
}

/// Sets `path` to `first`, `second` and `third`, one after the other.
static void join(char path[path_size], const char *first, const char *second, const char *third) {
  if (snprintf(path, path_size, "%s%s%s", first, second, third) >= path_size) {
    errno = ENAMETOOLONG;
    stop("use", first);
  }
}

static void make_folder(const char *path) {
  if (mkdir(path, 0777) != 0 && errno != EEXIST) stop("make", path);
}

static void make_folders(const char *path) {
  char folder[path_size];
  join(folder, path, "/", "");
  for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    make_folder(folder);
    *slash = '/';
  }
}

static void read_file(const char *path, struct text *text) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status) != 0) stop("read", path);
  size_t size = (size_t)status.st_size;
  if (text->capacity < size + 1) {
    text->capacity = 2 * size + 1;
    text->bytes = realloc(text->bytes, text->capacity);
    if (!text->bytes) stop("hold", path);
  }
  text->count = fread(text->bytes, 1, size, file);
  if (ferror(file)) stop("read", path);
  text->bytes[text->count] = '\0';
  fclose(file);
}

/// The part of the text after its front matter, as a position.
static size_t body_start(const struct text *text) {
  if (text->count < 4 || memcmp(text->bytes, "---\n", 4) != 0) return 0;
  const char *fence = strstr(text->bytes + 3, "\n---\n");
  return fence ? (size_t)(fence - text->bytes) + 5 : 0;
}

static void write_page(const char *path, const char *html) {
  FILE *file = fopen(path, "wb");
  if (!file) stop("write", path);
  if (fputs(html, file) < 0) stop("write", path);
  if (fclose(file) != 0) stop("write", path);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fputs("usage: floor POSTS OUTPUT\n", stderr);
    return 64;
  }
  const char *posts = arguments[1], *output = arguments[2];
  DIR *folder = opendir(posts);
  if (!folder) stop("list", posts);
  make_folders(output);

  struct text text = {0};
  char source[path_size], page[path_size], name[path_size];
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    join(name, "/", entry->d_name, "");
    char *extension = strrchr(name, '.');
    bool is_file = extension && strcmp(extension, ".md") == 0;
    join(source, posts, name, is_file ? "" : "/index.md");
    if (is_file) *extension = '\0';
    read_file(source, &text);

    size_t start = body_start(&text);
    char *html =
        cmark_markdown_to_html(text.bytes + start, text.count - start, CMARK_OPT_SMART | CMARK_OPT_UNSAFE);
    join(page, output, name, "");
    make_folder(page);
    join(page, output, name, "/index.html");
    write_page(page, html);
    free(html);
  }
  closedir(folder);
  free(text.bytes);
  return 0;
}
