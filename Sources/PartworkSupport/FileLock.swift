#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The right to write to an output folder, held by one build at a time and released when it goes out of scope.
///
/// It is a system lock (`flock`) on an empty file, so it ends with the process that holds it, however that ends. The
/// file stays: removing it would let a third build lock a new file while a second one waits for the old.
package struct FileLock: ~Copyable {
  private let descriptor: CInt

  /// Takes the lock at `path`; nil if another build holds it.
  package init?(_ path: String, disk: Disk) throws(DiskFailure) {
    let descriptor = try disk.attempt(.create(path), "lock", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Some network disks have no locks; a build there must do without.
      if errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS { break }
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would leave the lock to a child process that was forked a moment ago and shares the open file until
    // it runs its own program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
