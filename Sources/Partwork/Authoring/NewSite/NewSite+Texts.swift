/// The files that every new site has. The writer's own words are only in YAML, where they are quoted.
///
/// What readers see is in the language of the site. What only the writer reads, comments and README.md, is in English,
/// as are the program and its documentation.
extension NewSite {
  var settings: String {
    let words = SiteWords(theme: BuiltInTheme.languages.map(BuiltInTheme.words)).words(in: language).words
    return """
      # The settings of the site. `partwork build` checks them all: a misspelt key is an error.

      title: \(title.yaml)
      # One sentence for search engines, feed readers and link previews.
      description: \(text(.description).yaml)
      # Where readers find the site. It may have a path, as in https://example.com/blog/.
      url: \(url.absolute("/").yaml)
      # The language of the texts, such as en, en-GB, de or pt-BR.
      language: \(language.yaml)
      # Where midnight is, when a post goes live.
      timezone: \(timeZone)

      # The menu of every page: a name, and a page of the site or another URL.
      navigation:
        - \(words.text(.series).yamlEntry): /series/
        - \(words.text(.archive).yamlEntry): /archive/
        - \(text(.aboutTitle).yamlEntry): pages/\(text(.aboutName)).md

      ## Other keys, with their defaults. Remove the `#` to use one.

      ## The URL of a post; another one is /:year/:month/:slug/.
      # permalink: /posts/:slug/

      ## The number of posts on a page of a category or an author.
      # postsPerPage: 10

      ## The look: colours, fonts, icons and the footer.
      # theme:
      #   accent: "#00695c"
      #   textFont: sans
      #   footer: \("© \(author)".yaml)

      ## Whether HTML in the texts is kept.
      # markdown: {rawHTML: false}

      ## What readers are asked to do at the end of every post; nothing by default.
      # callToAction:
      #   text: Follow the feed for the next part.
      #   label: The feed
      #   url: /feed.xml

      ## Where `partwork publish` sends the site.
      \(publishing)
      """
  }

  /// Where `partwork publish` sends the site; an example, unless it is a server.
  private var publishing: String {
    let lines = [
      "publish:", "  targets:", "    server: {type: rsync, destination: \"me@www.example.com:/srv/site\"}",
    ]
    return lines.map { host == .server ? "\($0)\n" : "# \($0)\n" }.joined()
  }

  var authorFile: String {
    """
    ---
    name: \(author.yaml)
    # role: What you do, below your name
    # links:
    #   - {label: Another site of mine, url: https://example.org/}
    ---

    \(text(.bio))

    """
  }

  var seriesFile: String {
    """
    ---
    title: \(text(.seriesTitle).yaml)
    description: \(text(.seriesDescription).yaml)
    # ongoing, complete or paused.
    status: ongoing
    # The order: the names of the posts' files, and parts that are not written yet.
    parts:
      - \(text(.postName))
      - {title: \(text(.nextTitle).yamlEntry), description: \(text(.nextDescription).yamlEntry)}
    ---

    \(text(.seriesText))
    """
  }

  var postFile: String {
    """
    ---
    title: \(text(.postTitle).yaml)
    date: \(date)
    author: \(authorID.yaml)
    series: \(text(.seriesName))
    categories: [\(text(.category).yamlEntry)]
    description: \(text(.postDescription).yaml)
    ---

    \(text(.postText))
    """
  }

  var aboutPage: String {
    """
    ---
    title: \(text(.aboutTitle).yaml)
    description: \(text(.aboutDescription).yaml)
    ---

    \(text(.aboutText))
    """
  }

  var readme: String {
    """
    # \(title.escapedForMarkdown)

    A site made with Partwork.

    | | |
    | --- | --- |
    | `partwork preview` | shows the site in the browser while you write |
    | `partwork new post "A title" --series \(text(.seriesName))` | starts the next part of a series |
    | `partwork check` | finds what readers would stumble over |
    | `partwork build` | writes the site to `public/` |
    | `partwork help` | says what else there is |

    | file | what it is |
    | --- | --- |
    | `content/site.yml` | the settings: title, address, language, menu |
    | `content/posts/` | the posts; a picture can be in the same folder |
    | `content/series/` | the series, with the order of their parts |
    | `content/authors/` | who writes, with a few words about each |
    | `content/pages/` | pages that are not posts, such as *About* |
    | `public/` | the site as it was built; never change it by hand |

    ## Publishing

    \(host?.instructions ?? """
      Write the address of the site as `url` in `content/site.yml`. `partwork build` then makes `public/`, which any web
      server or host of static sites can serve. `partwork publish` builds the site and sends what changed to a target that
      `site.yml` names.
      """)

    """
  }
}

extension String {
  /// The text as Markdown shows it.
  fileprivate var escapedForMarkdown: String {
    String(flatMap { "\\`*_[]<>&#|".contains($0) ? ["\\", $0] : [$0] })
  }
}
