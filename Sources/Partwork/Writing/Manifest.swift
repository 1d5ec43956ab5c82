import PartworkSupport

/// What a build left in an output folder, as the next one needs to know it.
struct Manifest: Sendable, Equatable {
  /// The files that may be there and are Partwork's.
  var files = SortedPaths()

  /// The folders that Partwork made, or filled when it took over its own folder whose manifest was lost.
  var folders = SortedPaths()

  /// False from before the first change to the output until after the last one: then `files` and `folders` are those of
  /// the previous build and of the one under way, and incomplete files may be left over.
  var isComplete = true
}

extension Manifest {
  private static let header = "partwork manifest 1"

  /// The text of the manifest: a header, then lines of a word and fields after tabs.
  func text(for output: String) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(64 * (folders.count + files.count))
    text += "\(Self.header)\noutput\t\(output.filter { !$0.isNewline })\n".utf8
    text += (isComplete ? "state\tcomplete\n" : "state\tunder way\n").utf8
    func add(_ word: StaticString, _ paths: SortedPaths) {
      for path in paths {
        text.append(word)
        text.append(text: path.text)
        text.append(UInt8(ascii: "\n"))
      }
    }
    add("folder\t", folders)
    add("file\t", files)
    text += "end\n".utf8
    return text
  }

  /// Reads a manifest; nil if `text` is not a whole one of this version, or names a path outside the output folder.
  ///
  /// Stale files that it names are deleted, so a damaged manifest must not be trusted.
  init?(_ text: [UInt8]) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard lines.popLast()?.isEmpty == true, lines.popLast().map(String.init(utf8:)) == "end",
      lines.popFirst().map(String.init(utf8:)) == Self.header
    else { return nil }
    var (files, folders): ([OutputPath], [OutputPath]) = ([], [])
    for line in lines {
      let fields = line.split(separator: UInt8(ascii: "\t")).map(String.init(utf8:))
      switch (fields.first, fields.count) {
      // Pages were recorded before `addresses.yml` was.
      case ("output", _), ("page", _): break
      case ("state", 2): isComplete = fields[1] == "complete"
      case ("folder", 2):
        guard let path = OutputPath(fields[1]) else { return nil }
        folders.append(path)
      case ("file", 2):
        guard let path = OutputPath(fields[1]) else { return nil }
        files.append(path)
      default: return nil
      }
    }
    self.files = SortedPaths(files)
    self.folders = SortedPaths(folders)
  }
}

extension String {
  fileprivate init(utf8 bytes: ArraySlice<UInt8>) {
    self.init(decoding: bytes, as: UTF8.self)
  }
}
