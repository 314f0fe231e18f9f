// A shared library for LD_PRELOAD: makes SQLite keep every file on a disk that forgets what was not
// synced when the process is killed (DiskImage). It registers itself as SQLite's default VFS and
// hands names, locks and shared memory on to the real one. Creating and deleting a file take effect
// at once, which is one of the things a real disk may do.

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <memory>
#include <new>

#include "tests/cli/daemon/disk/disk_image.h"

namespace setoff::tests {
namespace {

sqlite3_vfs* real_vfs = nullptr;

// The images of the files that have a name; all connections of the process share them.
struct Images {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<DiskImage>> by_name;
};
Images& images() {
  static auto* const all = new Images;  // outlives every connection
  return *all;
}

// SQLite's file: ours in front, the real one behind it in the same memory.
struct UnsafeFile {
  sqlite3_file base;
  std::shared_ptr<DiskImage> image;
  [[nodiscard]] sqlite3_file* real() {
    return reinterpret_cast<sqlite3_file*>(this + 1);
  }  // NOLINT
};
UnsafeFile& of(sqlite3_file* file) {
  return *reinterpret_cast<UnsafeFile*>(file);  // NOLINT
}

DiskImage::Disk disk_of(sqlite3_file* file) {
  auto* const real = of(file).real();
  return {[real](const char* bytes, int count, std::int64_t at) {
            return real->pMethods->xWrite(real, bytes, count, at);
          },
          [real](std::int64_t size) { return real->pMethods->xTruncate(real, size); }};
}

template <class Use>
int with_image(sqlite3_file* file, Use&& use) {
  auto& image = *of(file).image;
  const std::lock_guard lock(image.mutex);
  return use(image);
}

int close_file(sqlite3_file* file) {
  // A process that ends in order leaves its writes to the system.
  auto status = with_image(file, [&](DiskImage& image) {
    return read_disk_settings().sync == DiskSettings::Sync::kept ? image.flush(disk_of(file))
                                                                 : SQLITE_OK;
  });
  auto* const real = of(file).real();
  const int closed = real->pMethods->xClose(real);
  of(file).~UnsafeFile();
  return status == SQLITE_OK ? closed : status;
}
int read_file(sqlite3_file* file, void* out, int count, sqlite3_int64 at) {
  return with_image(
      file, [&](DiskImage& image) { return image.read(static_cast<char*>(out), count, at); });
}
int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  return with_image(file, [&](DiskImage& image) {
    return image.write(static_cast<const char*>(bytes), count, at, disk_of(file));
  });
}
int cut_file(sqlite3_file* file, sqlite3_int64 size) {
  return with_image(file, [&](DiskImage& image) { return image.cut(size); });
}
int sync_file(sqlite3_file* file, int) {
  return with_image(file, [&](DiskImage& image) { return image.sync(disk_of(file)); });
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  return with_image(file, [&](DiskImage& image) {
    *size = image.size();
    return SQLITE_OK;
  });
}

// The rest is the real file's.
template <auto Method, class... Arguments>
int hand_on(sqlite3_file* file, Arguments... arguments) {
  auto* const real = of(file).real();
  return (real->pMethods->*Method)(real, arguments...);
}
int control(sqlite3_file* file, int what, void* argument) {
  if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
  return hand_on<&sqlite3_io_methods::xFileControl>(file, what, argument);
}
void shm_barrier(sqlite3_file* file) {
  auto* const real = of(file).real();
  real->pMethods->xShmBarrier(real);
}

using Methods = sqlite3_io_methods;
constexpr Methods kMethods = {
    2,  // with shared memory, without mapped reads: those would go past the image
    close_file,
    read_file,
    write_file,
    cut_file,
    sync_file,
    size_of_file,
    hand_on<&Methods::xLock, int>,
    hand_on<&Methods::xUnlock, int>,
    hand_on<&Methods::xCheckReservedLock, int*>,
    control,
    hand_on<&Methods::xSectorSize>,
    hand_on<&Methods::xDeviceCharacteristics>,
    hand_on<&Methods::xShmMap, int, int, int, void volatile**>,
    hand_on<&Methods::xShmLock, int, int, int>,
    shm_barrier,
    hand_on<&Methods::xShmUnmap, int>,
    nullptr,
    nullptr,
};

std::string content_of(sqlite3_file* real) {
  sqlite3_int64 size = 0;
  if (real->pMethods->xFileSize(real, &size) != SQLITE_OK) return {};
  std::string content(static_cast<std::size_t>(size), '\0');
  real->pMethods->xRead(real, content.data(), static_cast<int>(size), 0);
  return content;
}

std::shared_ptr<DiskImage> image_of(const char* name, sqlite3_file* real) {
  if (name == nullptr) return std::make_shared<DiskImage>(content_of(real));
  const std::lock_guard lock(images().mutex);
  auto& image = images().by_name[name];
  if (!image) image = std::make_shared<DiskImage>(content_of(real));
  return image;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* const made = new (file) UnsafeFile{};
  const int status = real_vfs->xOpen(real_vfs, name, made->real(), flags, out_flags);
  if (status != SQLITE_OK) {
    made->~UnsafeFile();
    std::memset(file, 0, sizeof(UnsafeFile));
    return status;
  }
  made->image = image_of(name, made->real());
  made->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
  {
    const std::lock_guard lock(images().mutex);
    images().by_name.erase(name);
  }
  return real_vfs->xDelete(real_vfs, name, sync_folder);
}

[[gnu::constructor]] void become_the_default() {
  real_vfs = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs = *real_vfs;
  vfs.zName = "unsafe-disk";
  vfs.pNext = nullptr;
  vfs.szOsFile = static_cast<int>(sizeof(UnsafeFile)) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace
}  // namespace setoff::tests
