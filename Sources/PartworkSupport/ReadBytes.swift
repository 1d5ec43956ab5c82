#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The bytes of the regular file at `path`, or the first `limit` of them.
package func readBytes(_ path: String, limit: Int = .max) throws(DiskFailure) -> [UInt8] {
  // A pipe with no writer would keep `open` waiting for ever.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw DiskFailure(action: "read", path: path, code: errno) }
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

/// The offset of the first byte of `bytes` that is not UTF-8; nil if all are (The Unicode Standard, table 3-7).
package func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  if String(validating: bytes, as: UTF8.self) != nil { return nil }
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let scalar): offset += scalar.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}
