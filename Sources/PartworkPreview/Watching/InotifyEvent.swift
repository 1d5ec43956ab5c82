#if os(Linux)
  import Foundation

  /// One message of inotify(7).
  struct InotifyEvent {
    /// The watch it is about; -1 for the queue itself.
    let watch: Int32

    /// The name of the file in the watched folder; empty if the event is about the folder itself.
    let name: String
    private let mask: UInt32

    func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }

    /// All messages that wait at `descriptor`.
    static func read(from descriptor: Int32) -> [InotifyEvent] {
      var events: [InotifyEvent] = []
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      while case let count = Foundation.read(descriptor, &buffer, buffer.count), count > 0 {
        var rest = buffer[..<count]
        while rest.count >= MemoryLayout<inotify_event>.size {
          let header = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
          rest = rest.dropFirst(MemoryLayout<inotify_event>.size)
          // The name is filled up with zeros.
          let name = rest.prefix(Int(header.len)).prefix { $0 != 0 }
          rest = rest.dropFirst(Int(header.len))
          events.append(
            InotifyEvent(watch: header.wd, name: String(decoding: name, as: UTF8.self), mask: header.mask))
        }
      }
      return events
    }
  }
#endif
