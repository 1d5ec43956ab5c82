/// A site generator whose sites are folders of Markdown.
package enum MarkdownSource: String, Sendable, CaseIterable {
  case jekyll, hugo, zola, eleventy

  /// What people call it.
  package var title: String {
    switch self {
    case .jekyll: "Jekyll"
    case .hugo: "Hugo"
    case .zola: "Zola"
    case .eleventy: "Eleventy"
    }
  }

  /// The files that may have its settings, the first one that is there.
  var settings: [String] {
    switch self {
    case .jekyll: ["_config.yml", "_config.yaml", "_config.toml"]
    case .hugo:
      ["hugo", "config", "config/_default/hugo", "config/_default/config"].flatMap { name in
        ["toml", "yaml", "yml", "json"].map { "\(name).\($0)" }
      }
    case .zola: ["config.toml"]
    case .eleventy:
      ["_data/metadata", "_data/site", "src/_data/metadata", "src/_data/site", "content/_data/metadata"].flatMap {
        name in
        ["json", "yml", "yaml"].map { "\(name).\($0)" }
      }
    }
  }

  /// The folders that hold the texts; the first one that is there. An empty one is that of the site.
  var contentFolders: [String] {
    switch self {
    case .jekyll: [""]
    case .hugo, .zola: ["content"]
    case .eleventy: ["content", "src", ""]
    }
  }

  /// The folders whose files are at the root of the site.
  var staticFolders: [String] {
    switch self {
    case .jekyll: []
    case .hugo: ["static", "assets"]
    case .zola: ["static"]
    case .eleventy: ["public", "static"]
    }
  }

  /// The folders that hold no texts.
  var otherFolders: Set<String> {
    [
      "node_modules", "_site", "_layouts", "_includes", "_sass", "_plugins", "_data", "resources", "themes", "layouts",
      "archetypes", "i18n", "templates", "sass", "vendor", "data",
    ]
  }

  /// The endings of texts.
  static let endings: Set = ["md", "markdown", "mkd", "mkdn", "mkdown", "html", "htm"]
}
