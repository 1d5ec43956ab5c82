#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A call on the file system that failed.
package struct DiskFailure: Error, Equatable {
  /// What was tried, as a verb: "write", "remove".
  package var action: String

  /// The path that it was tried on.
  package var path: String

  /// The `errno` of the call.
  package var code: CInt

  package init(action: String, path: String, code: CInt) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// Whether changing permissions may fix it; everything else is the disk's fault.
  package var isRefusal: Bool { code == EACCES || code == EPERM || code == EROFS }

  /// Whether nothing is at the path.
  package var isNothingThere: Bool { code == ENOENT || code == ENOTDIR }

  /// Why it failed, in a writer's words.
  package var reason: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "your share of the disk is used up"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the disk is mounted read-only"
    case EIO: "the disk reports an error"
    case ENOENT: "there is no such file or folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ENAMETOOLONG: "the path is too long for this disk"
    case EMFILE, ENFILE: "too many files are open"
    default: String(cString: strerror(code))
    }
  }
}
