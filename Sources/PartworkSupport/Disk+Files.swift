#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The content of a file.
package enum FileBody: Sendable, Equatable {
  case bytes([UInt8])

  /// The bytes of a file on disk, named by its absolute path or one relative to the working directory.
  case copy(of: String)
}

extension Disk {
  /// The bytes of the file at `path`; nil if there is none.
  package func read(_ path: String) throws(DiskFailure) -> [UInt8]? {
    try kind(of: path) == nil ? nil : readBytes(path)
  }

  /// Whether the file at `path`, of `size` bytes, holds exactly `content`; its size is compared first.
  ///
  /// - Throws: a failure with the path of the copied file if that file cannot be read.
  package func file(_ path: String, ofSize size: Int, holds content: FileBody) throws(DiskFailure) -> Bool {
    switch content {
    case .bytes(let bytes):
      if size != bytes.count { return false }
      return try readBytes(path) == bytes
    case .copy(let source):
      let original = try OpenFile(reading: source)
      guard try FileStatus(of: source, followingLinks: true)?.size == size else { return false }
      let file = try OpenFile(reading: path)
      var (found, wanted) = (Chunk(), Chunk())
      while true {
        let (isMore, isMoreWanted) = (try file.fill(&found), try original.fill(&wanted))
        guard isMore == isMoreWanted, try wanted.withBytes({ found.equals($0) }) else { return false }
        if !isMore { return true }
      }
    }
  }

  /// Writes `content` to a new file at `path`, in place of a file or link that is already there.
  ///
  /// - Parameter isFlushed: whether to return only when the bytes are on the disk itself (`fsync`).
  /// - Returns: the status of the file.
  @discardableResult
  package func write(
    _ content: FileBody, to path: String, isFlushed: Bool = false
  ) throws(DiskFailure) -> FileStatus {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    var descriptor: CInt
    do {
      descriptor = try attempt(.create(path), "write", path) { path.withCString { open($0, flags, 0o666) } }
    } catch  where error.code == EEXIST {
      if try kind(of: path) == .folder { throw DiskFailure(action: "write", path: path, code: EISDIR) }
      try removeFile(path)
      descriptor = try attempt(.create(path), "write", path) { path.withCString { open($0, flags, 0o666) } }
    }
    var file = OpenFile(descriptor: descriptor, path: path)
    switch content {
    case .bytes(let bytes):
      try bytes.withUnsafeBufferPointer { bytes throws(DiskFailure) in try append(bytes, to: file) }
    case .copy(let source):
      let original = try OpenFile(reading: source)
      var chunk = Chunk()
      while try original.fill(&chunk) {
        try chunk.withBytes { bytes throws(DiskFailure) in try append(bytes, to: file) }
      }
    }
    if isFlushed { try attempt(.flush(path), "write", path) { fsync(file.descriptor) } }
    let status = try FileStatus(ofOpen: file.descriptor, at: path)
    try file.close()
    return status
  }

  /// Flushes the file at `path`, or the names in the folder there, to the disk itself.
  ///
  /// Flushing many files after all of them are written lets the disk order its work, and is far quicker than flushing
  /// each in turn.
  package func flush(_ path: String) throws(DiskFailure) {
    let file = try OpenFile(reading: path)
    try attempt(.flush(path), "write", path) {
      // Some network disks cannot flush a folder, and offer nothing better.
      fsync(file.descriptor) == 0 || errno == EINVAL ? 0 : -1
    }
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>, to file: borrowing OpenFile) throws(DiskFailure) {
    let (descriptor, path) = (file.descriptor, file.path)
    var rest = bytes
    while !rest.isEmpty {
      // Linux takes at most 2 GiB at once, and the count must fit the result of `attempt`.
      let length = min(rest.count, 1 << 30)
      let written = try attempt(.write(path), "write", path) { systemWrite(descriptor, rest.prefix(length)) }
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(Int(written)))
    }
  }
}

/// A file descriptor that closes when its owner goes out of scope.
private struct OpenFile: ~Copyable {
  private(set) var descriptor: CInt
  let path: String

  init(descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  init(reading path: String) throws(DiskFailure) {
    self.init(descriptor: try openForReading(path), path: path)
  }

  deinit {
    if descriptor >= 0 { _ = systemClose(descriptor) }
  }

  /// Closes the file, which is when a network disk says that it is full.
  mutating func close() throws(DiskFailure) {
    let open = descriptor
    descriptor = -1
    guard systemClose(open) == 0 || errno == EINTR else {
      throw DiskFailure(action: "write", path: path, code: errno)
    }
  }

  /// Reads what comes next into `chunk`, a whole chunk or up to the end; false at the end.
  func fill(_ chunk: inout Chunk) throws(DiskFailure) -> Bool {
    chunk.count = 0
    while chunk.count < chunk.storage.count {
      let start = chunk.count
      let length = chunk.storage.withUnsafeMutableBytes { bytes in
        systemRead(descriptor, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      }
      if length == 0 { break }
      if length > 0 {
        chunk.count += length
      } else if errno != EINTR {
        throw DiskFailure(action: "read", path: path, code: errno)
      }
    }
    return chunk.count > 0
  }
}

/// The part of a file that is in memory: at most 64 KiB.
private struct Chunk {
  fileprivate var storage = [UInt8](unsafeUninitializedCapacity: 64 << 10) { $1 = $0.count }
  fileprivate(set) var count = 0

  func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(DiskFailure) -> Result
  ) throws(DiskFailure) -> Result {
    try storage.withUnsafeBufferPointer { bytes throws(DiskFailure) in
      try body(UnsafeBufferPointer(rebasing: bytes[..<count]))
    }
  }

  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    storage.withUnsafeBufferPointer { bytes in
      guard let left = bytes.baseAddress, let right = other.baseAddress else { return count == other.count }
      return count == other.count && memcmp(left, right, count) == 0
    }
  }
}

private func systemWrite(_ descriptor: CInt, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> CInt {
  CInt(write(descriptor, UnsafeBufferPointer(rebasing: bytes).baseAddress, bytes.count))
}

private func systemClose(_ descriptor: CInt) -> CInt { close(descriptor) }

private func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// Opens the file at `path`, which the caller has to close.
func openForReading(_ path: String, _ flags: CInt = 0) throws(DiskFailure) -> CInt {
  while true {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | flags) }
    if descriptor >= 0 { return descriptor }
    if errno != EINTR { throw DiskFailure(action: "read", path: path, code: errno) }
  }
}

/// The bytes of the regular file at `path`, or the first `limit` of them.
package func readBytes(_ path: String, limit: Int = .max) throws(DiskFailure) -> [UInt8] {
  // A pipe with no writer would keep `open` waiting for ever.
  let descriptor = try openForReading(path, O_NONBLOCK)
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw DiskFailure(action: "read", path: path, code: errno) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw DiskFailure(action: "read", path: path, code: EINVAL) }

  // One byte more than the size, to see the end of a file that has not grown without another buffer.
  var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), limit - 1) + 1)
  var count = 0
  while count < limit {
    if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
    let length = bytes.withUnsafeMutableBytes { buffer in
      read(descriptor, buffer.baseAddress?.advanced(by: count), min(buffer.count, limit) - count)
    }
    if length == 0 { break }
    if length > 0 {
      count += length
    } else if errno != EINTR {
      throw DiskFailure(action: "read", path: path, code: errno)
    }
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}
