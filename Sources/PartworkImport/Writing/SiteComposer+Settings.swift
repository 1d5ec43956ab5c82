internal import Partwork
internal import PartworkSupport

/// Authors, series, categories and settings.
extension SiteComposer {
  mutating func compose(_ author: ImportedAuthor) {
    var matter = FrontMatter()
    let file = "content/authors/\(author.id).md"
    matter.add("name", author.name)
    matter.add("role", author.role)
    if let avatar = author.avatar { matter.add("avatar", destination(of: .media(avatar), from: file)) }
    matter.add("url", author.website)
    matter.add("aliases", aliases(author.aliases.filter { OldSite.key($0) != "/authors/\(author.id)" }))
    add(file, matter, author.markdownBio.nonEmpty.map { $0 + "\n" } ?? markdown(author.bio))
  }

  mutating func compose(_ series: ImportedSeries) {
    var matter = FrontMatter()
    let file = "content/series/\(series.id).md"
    matter.add("title", series.title)
    matter.add("parts", series.parts)
    matter.add("aliases", aliases(series.aliases.filter { OldSite.key($0) != "/series/\(series.id)" }))
    if !series.outro.isEmpty { matter.add("outro", block: resolved(series.outro, in: file)) }
    add(file, matter, markdown(series.description))
  }

  mutating func compose(_ category: ImportedCategory, in folder: String) {
    var matter = FrontMatter()
    matter.add("title", category.name)
    matter.add("parent", category.parent)
    matter.add("aliases", aliases(category.aliases))
    add("content/\(folder)/\(category.slug).md", matter, markdown(category.description))
  }

  private func markdown(_ html: String) -> String {
    html.trimmedText.map { ImportedText(html: $0, references()).markdown } ?? ""
  }

  mutating func composeSettings() {
    var matter = FrontMatter()
    let url = site.url?.absolute("/") ?? "https://example.com/"
    matter.add("title", site.title.nonEmpty ?? "Untitled")
    matter.add("description", site.description)
    matter.add("url", yaml: url)
    matter.add("language", site.language.flatMap { try? NewSite.language($0) })
    matter.add("timezone", yaml: site.timeZone)
    if let permalink = site.permalink { matter.add("permalink", yaml: permalink) }
    matter.add("aliases", aliases(site.aliases))
    let links = site.navigation.compactMap { link -> String? in
      let target = ReferenceMark.replacing(in: map.destination(link.address, .link)) { mark in
        destination(of: mark, from: "content/site.yml") ?? ""
      }
      return target.isEmpty ? nil : "  - {label: \(link.label.yamlEntry), url: \(target.yamlEntry)}\n"
    }
    if !links.isEmpty { matter.add("navigation", yaml: "\n" + links.joined().dropLast()) }
    if !site.callToAction.isEmpty {
      matter.add("callToAction", block: resolved(site.callToAction, in: "content/site.yml"))
    }
    if (posts + pages).contains(where: \.hasHTML) { matter.add("markdown", yaml: "{rawHTML: true}") }
    if takesDeadLinks { matter.add("links", yaml: "{broken: warning}") }
    files.append(("content/site.yml", matter.lines))
  }
}
