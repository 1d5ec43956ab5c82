import PartworkSupport

/// The programs that make more of a site than Partwork can by itself: smaller copies of its pictures, drawn pictures for
/// other sites to show, and colours in its code. A site is complete without them.
package struct Tools: Sendable, CustomStringConvertible {
  /// The command of libvips, which resizes pictures and draws SVG.
  var vips: Program?

  /// The command of librsvg, which draws SVG.
  var rsvg: Program?

  /// Highlight, which finds the keywords, strings and comments of code.
  var highlight: Program?

  /// No program at all.
  package static let none = Tools()

  /// Those that are installed in `folders`.
  package static func installed(in folders: [String] = Program.searchPath) -> Tools {
    Tools(
      vips: Program.find("vips", in: folders), rsvg: Program.find("rsvg-convert", in: folders),
      highlight: Program.find("highlight", in: folders))
  }

  /// What tells these programs from others and from other versions of themselves.
  package var description: String {
    [vips, rsvg, highlight].compactMap(\.self).map { "\($0.path) \($0.status.size) \($0.status.modified)" }
      .joined(separator: ", ")
  }
}

/// Drawing.
extension Tools {
  var canDraw: Bool { rsvg != nil || vips != nil }

  /// Draws the SVG file at `source` as a PNG file at `target`, `width` pixels wide.
  func draw(_ source: String, width: Int, to target: String) -> Bool {
    let drawn =
      rsvg?.run(["--width", "\(width)", "--keep-aspect-ratio", "--format", "png", "--output", target, source])
      ?? vips?.run(["thumbnail", source, "\(target)[strip]", "\(width)", "--height", "100000"], Self.oneCore)
    return drawn?.exitCode == 0
  }

  /// Writes the picture at `source`, `width` pixels wide and upright, to `target`, in the format of its extension. What
  /// the file says besides, such as where the picture was taken, is left out.
  func resize(_ source: String, width: Int, to target: String) -> Bool {
    let options =
      switch target.fileName.split(separator: ".").last {
      case "webp": "Q=80,strip"
      case "png": "compression=9,strip"
      default: "Q=80,strip,optimize_coding,interlace"
      }
    let arguments = ["thumbnail", source, "\(target)[\(options)]", "\(width)", "--height", "100000", "--size", "down"]
    return vips?.run(arguments + ["--export-profile", "srgb"], Self.oneCore)?.exitCode == 0
  }

  /// Several pictures are made at once, so one process needs no more.
  private static let oneCore = ["VIPS_CONCURRENCY": "1"]
}
