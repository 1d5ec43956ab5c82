/// The files that every new site has. The writer's own words are only in YAML, where they are quoted.
extension NewSite {
  var settings: String {
    """
    # The settings of the site. `partwork build` checks them all: a misspelt key is an error.

    title: \(title.yaml)
    # One sentence for search engines, feed readers and link previews.
    description: \("Notes in several parts, by \(author).".yaml)
    # Where readers find the site. It may have a path, as in https://example.com/blog/.
    url: \(url.absolute("/").yaml)
    # The language of the texts, such as en, en-GB, de or pt-BR.
    language: \(language.yaml)
    # Where midnight is, when a post goes live.
    timezone: \(timeZone)

    # The menu of every page: a name, and a page of the site or another URL.
    navigation:
      - Series: /series/
      - Archive: /archive/
      - About: /about/

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

    Write two or three sentences about yourself here. They appear at the end of each of your posts.

    """
  }

  var seriesFile: String {
    """
    ---
    title: My first series
    description: How this site begins, in two parts.
    # ongoing, complete or paused.
    status: ongoing
    # The order: the names of the posts' files, and parts that are not written yet.
    parts:
      - the-first-part
      - {title: The second part, description: What comes next.}
    ---

    Readers see this text above the list of the parts. Say what the series is about, and for whom.

    """
  }

  var postFile: String {
    """
    ---
    title: The first part
    date: \(date)
    author: \(authorID.yaml)
    series: first-series
    categories: [Beginnings]
    description: What this site is about, and how it is written.
    ---

    This is a post. It is a file: `content/posts/the-first-part.md`. Change it, save it, and `partwork preview` shows the
    change at once.

    ## What to do first

    1. Write about yourself in `content/authors/\(authorID).md` and on [the page about this site](/about/).
    2. Give [the series](../series/first-series.md) its name, and list the parts that you plan. Readers see those too.
    3. Write the second part: `partwork new post "The second part" --series first-series`.

    Texts are [Markdown](https://commonmark.org/help/): *emphasis*, **more of it**, `code`, and

    > a quotation.

    """
  }

  var aboutPage: String {
    """
    ---
    title: About
    description: Who writes this site, and why.
    ---

    This page is `content/pages/about.md`. The `navigation` in `content/site.yml` puts it into the menu.

    """
  }

  var readme: String {
    """
    # \(title.escapedForMarkdown)

    A site made with Partwork.

    | | |
    | --- | --- |
    | `partwork preview` | shows the site in the browser while you write |
    | `partwork new post "A title" --series first-series` | starts the next part of a series |
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
