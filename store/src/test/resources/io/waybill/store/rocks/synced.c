/* Loaded into a process before libc: keeps, beside the folder SYNCED_FROM, what of it is durable.
 *
 * Strict: a file's bytes are durable as of its last fsync or fdatasync, a folder's names as of the
 * folder's last fsync. SYNCED_TO gets a file for each inode with those bytes, and a list of names
 * and inodes for each folder. What was written and not synced, or renamed and not synced, is lost.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* The inode and its birth, because numbers are used again. */
static int identity(int folder, const char *name, char *key, size_t size) {
  struct statx status;
  if (statx(folder, name, *name ? 0 : AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &status) != 0) {
    return -1;
  }
  snprintf(key, size, "%llu-%lld-%u", (unsigned long long)status.stx_ino,
           (long long)status.stx_btime.tv_sec, status.stx_btime.tv_nsec);
  return 0;
}

/* A kill leaves the old file or the new one. */
static FILE *begin(const char *name, char *part) {
  snprintf(part, PATH_MAX, "%s/%s.part", getenv("SYNCED_TO"), name);
  return fopen(part, "w");
}

static void end(FILE *file, const char *name, const char *part) {
  char whole[PATH_MAX];
  snprintf(whole, sizeof whole, "%s/%s", getenv("SYNCED_TO"), name);
  fclose(file);
  rename(part, whole);
}

static void keep_bytes(const char *path, int descriptor) {
  char key[128], name[160], part[PATH_MAX], buffer[65536];
  if (identity(descriptor, "", key, sizeof key) != 0) {
    return;
  }
  snprintf(name, sizeof name, "bytes-%s", key);
  FILE *copy = begin(name, part);
  int source = open(path, O_RDONLY | O_CLOEXEC);
  for (ssize_t n; source >= 0 && (n = read(source, buffer, sizeof buffer)) > 0;) {
    fwrite(buffer, 1, n, copy);
  }
  if (source >= 0) {
    close(source);
  }
  end(copy, name, part);
}

static void keep_names(const char *path, int descriptor) {
  char key[128], name[160], part[PATH_MAX];
  if (identity(descriptor, "", key, sizeof key) != 0) {
    return;
  }
  snprintf(name, sizeof name, "names-%s", key);
  FILE *list = begin(name, part);
  fprintf(list, "%s\n", path);
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    if (entry->d_type == DT_REG && identity(dirfd(folder), entry->d_name, key, sizeof key) == 0) {
      fprintf(list, "%s\t%s\n", entry->d_name, key);
    }
  }
  if (folder) {
    closedir(folder);
  }
  end(list, name, part);
}

static void keep(int descriptor) {
  char link[64], path[PATH_MAX];
  const char *from = getenv("SYNCED_FROM");
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!from || length < 0) {
    return;
  }
  path[length] = 0;
  struct stat status;
  if (strncmp(path, from, strlen(from)) != 0 || fstat(descriptor, &status) != 0) {
    return;
  }
  pthread_mutex_lock(&one_at_a_time);
  if (S_ISDIR(status.st_mode)) {
    keep_names(path, descriptor);
  } else if (S_ISREG(status.st_mode)) {
    keep_bytes(path, descriptor);
  }
  pthread_mutex_unlock(&one_at_a_time);
}

int fsync(int descriptor) {
  keep(descriptor);
  return 0;
}

int fdatasync(int descriptor) {
  keep(descriptor);
  return 0;
}
