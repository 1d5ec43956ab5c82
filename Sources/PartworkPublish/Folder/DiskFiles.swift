import Foundation

/// How much is read or written at a time, in bytes.
private let blockSize = 1 << 18

/// Whether two files hold the same bytes.
///
/// - Throws: a `PublishFailure` if either cannot be read.
func sameBytes(_ left: String, _ right: String) throws -> Bool {
  let leftFile = try openForReading(left)
  defer { close(leftFile) }
  let rightFile = try openForReading(right)
  defer { close(rightFile) }
  var leftBlock = [UInt8](repeating: 0, count: blockSize)
  var rightBlock = leftBlock
  while true {
    let leftCount = try fill(&leftBlock, from: leftFile, left)
    let rightCount = try fill(&rightBlock, from: rightFile, right)
    guard leftCount == rightCount, leftBlock[..<leftCount] == rightBlock[..<rightCount] else { return false }
    if leftCount < blockSize { return true }
  }
}

/// Copies the bytes of `source` to the new file `copy`, which everyone may read.
///
/// - Throws: a `PublishFailure`; what was written of the copy is removed.
func copyFile(_ source: String, to copy: String) throws {
  let input = try openForReading(source)
  defer { close(input) }
  let output = open(copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard output >= 0 else { throw PublishFailure.disk("cannot be written", copy) }
  defer { close(output) }
  fchmod(output, 0o644)  // Whatever the umask: a web server has to read it.
  var block = [UInt8](repeating: 0, count: blockSize)
  var count = try fill(&block, from: input, source)
  while count > 0 {
    guard writeAll(block[..<count], to: output) else {
      let failure = PublishFailure.disk("cannot be written", copy)
      unlink(copy)
      throw failure
    }
    count = try fill(&block, from: input, source)
  }
}

/// Waits until the bytes of the file at `path` are on the disk itself.
func flush(_ path: String) throws {
  let descriptor = try openForReading(path)
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw PublishFailure.disk("cannot be written", path) }
}

/// Whether there is a folder, and not a link to one, at `path`.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether two paths name one file.
func isSameFile(_ left: String, _ right: String) -> Bool {
  var leftStatus = stat()
  var rightStatus = stat()
  guard lstat(left, &leftStatus) == 0, lstat(right, &rightStatus) == 0 else { return false }
  return leftStatus.st_dev == rightStatus.st_dev && leftStatus.st_ino == rightStatus.st_ino
}

private func openForReading(_ path: String) throws -> Int32 {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw PublishFailure.disk("cannot be read", path) }
  return descriptor
}

/// Fills `block` from the file, and returns how many bytes there were: fewer than its size only at the file's end.
private func fill(_ block: inout [UInt8], from descriptor: Int32, _ path: String) throws -> Int {
  var filled = 0
  while filled < block.count {
    let count = block.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
    }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw PublishFailure.disk("cannot be read", path) }
    if count == 0 { break }
    filled += count
  }
  return filled
}

private func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
