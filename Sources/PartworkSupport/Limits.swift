/// How much Partwork takes of anything, in one place: more is an error with its place, found in bounded time and memory.
/// docs/limits.md lists them.
package enum Limits {
  /// The bytes of a text: of a content file with its front matter.
  package static let text = 10_000_000

  /// The bytes of front matter.
  package static let frontMatter = 1_000_000

  /// How deep lists and maps of YAML may be nested, and how many values they may have, those behind aliases counted each
  /// time.
  package static let yamlDepth = 100
  package static let yamlValues = 100_000

  /// The aliases (`*name`) in a YAML text. A few more can stand for more values than fit in memory.
  package static let yamlAliases = 30

  /// The bytes of a URL of the site without its host, and the names in it.
  package static let url = 1000
  package static let urlNames = 50

  /// The folders that are reached through symbolic links.
  package static let linkedFolders = 1000

  /// The parts of a series, and the categories or tags of a post.
  package static let parts = 10_000
  package static let terms = 500

  /// How deep templates may include each other, and how often the sections over lists on one page may repeat in all.
  package static let inclusions = 100
  package static let repetitions = 1_000_000

  /// The seconds that the Markdown of one file may take to parse.
  package static let parsingSeconds = 10
}
