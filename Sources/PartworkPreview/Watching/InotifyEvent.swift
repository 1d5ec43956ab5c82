#if os(Linux)
  import Foundation

  /// One message of inotify(7).
  struct InotifyEvent {
    /// The watch it is about; -1 for the queue itself.
    let watch: Int32

    /// The name of the file in the watched folder; empty where the folder itself is meant.
    let name: String
    private let mask: UInt32

    /// What is watched for in each folder.
    ///
    /// Not `IN_MODIFY`: a file is read when the program that writes it is done with it.
    static let watched = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
        | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK)

    func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }

    /// All messages that wait at `descriptor`.
    static func read(from descriptor: Int32) -> [InotifyEvent] {
      var events: [InotifyEvent] = []
      withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
        while true {
          let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
          guard count > 0 else { return }
          parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &events)
        }
      }
      return events
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer, into events: inout [InotifyEvent]) {
      var start = 0
      while start + MemoryLayout<inotify_event>.size <= bytes.count {
        let header = bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
        start += MemoryLayout<inotify_event>.size
        let name = bytes[start..<min(start + Int(header.len), bytes.count)].prefix { $0 != 0 }
        start += Int(header.len)
        events.append(
          InotifyEvent(watch: header.wd, name: String(decoding: name, as: UTF8.self), mask: header.mask))
      }
    }
  }
#endif
