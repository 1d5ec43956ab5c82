internal import PartworkDiagnostics
internal import PartworkSupport

/// Authors, with those of the plugins Co-Authors Plus and PublishPress Authors.
extension WordPressReader {
  mutating func readAuthors() {
    var names: [Int: String] = [:]
    for author in export.authors {
      let id = add(ImportedAuthor(id: "", name: author.name), named: author.name)
      // An archive's address made of an e-mail address would show it.
      authorIDs[author.login] = id
      authorIDs[Slug.make(author.login)] = id
      if let number = author.id { names[number] = id }
      if !author.login.contains("@") { addAlias("/author/\(Slug.make(author.login))/", to: id) }
    }
    readGuests()
    readAuthorTerms(names)
  }

  /// The guests of Co-Authors Plus, which are items of their own.
  private mutating func readGuests() {
    for guest in export.items where guest.type == "guest-author" {
      let parts = [guest.meta("cap-first_name"), guest.meta("cap-last_name")].compactMap(\.self).joined(separator: " ")
      let name = [guest.meta("cap-display_name"), parts.nonEmpty, guest.title].lazy.compactMap(\.self)
        .first { !$0.contains("@") && !$0.isEmpty }
      guard let name = name?.plainLine.nonEmpty else { continue }
      let slug = guest.name.hasPrefix("cap-") ? String(guest.name.dropFirst(4)) : guest.name
      // A guest may be linked to a user, who is the same person.
      let linked = guest.meta("cap-linked_account").flatMap { authorIDs[$0] }
      let id = linked ?? add(ImportedAuthor(id: "", name: name), named: name)
      for key in [guest.meta("cap-user_login"), slug.nonEmpty].compactMap(\.self) {
        authorIDs[key] = authorIDs[key] ?? id
      }
      fill(
        id, website: guest.meta("cap-website"), bio: guest.meta("cap-description"),
        avatar: guest.meta("_thumbnail_id"), role: nil)
      if !slug.isEmpty { addAlias("/author/\(slug)/", to: id) }
    }
  }

  /// The terms `author` of PublishPress Authors, whose fields say who they are.
  private mutating func readAuthorTerms(_ names: [Int: String]) {
    for term in export.terms where term.taxonomy == "author" && !term.slug.hasPrefix("cap-") {
      let user = term.meta["user_id"].flatMap { Int($0) }.flatMap { names[$0] }
      guard let id = user ?? authorIDs[term.slug] ?? newAuthor(term.name, slug: term.slug) else { continue }
      authorIDs[term.slug] = id
      fill(
        id, website: term.meta["user_url"], bio: term.meta["description"]?.nonEmpty ?? term.description.nonEmpty,
        avatar: term.meta["avatar"], role: term.meta["job_title"])
      addAlias("/author/\(term.slug)/", to: id)
    }
  }

  /// The IDs of the authors of a post: those of a plugin, else its one author.
  mutating func authors(of item: WordPressItem) -> [String] {
    var uses = item.terms.filter { $0.taxonomy == "author" }
    if let order = item.meta("ppma_authors_name")?.split(separator: ",").map({ $0.trimmedText ?? "" }) {
      uses.sort { order.firstIndex(of: $0.name) ?? .max < order.firstIndex(of: $1.name) ?? .max }
    }
    let credited = uses.compactMap { use -> String? in
      let slug = use.slug.hasPrefix("cap-") ? String(use.slug.dropFirst(4)) : use.slug
      return authorIDs[slug] ?? authorIDs[use.name] ?? newAuthor(use.name, slug: slug)
    }
    if !credited.isEmpty { return credited.uniqued }
    guard let login = item.creator else { return [] }
    return [authorIDs[login] ?? newAuthor(login, slug: Slug.make(login))].compactMap(\.self)
  }

  /// An author that only posts name; nil if the name is an e-mail address, which is not written.
  private mutating func newAuthor(_ name: String, slug: String) -> String? {
    let shown = name.plainLine
    guard !shown.isEmpty, !shown.contains("@") else {
      if let known = authorIDs[name] { return known }
      site.remarks.append(
        ImportRemark(
          .authors,
          "the e-mail address of an author without a name is not written: the author is “Author \(site.authors.count + 1)”"
        ))
      let id = add(ImportedAuthor(id: "", name: "Author \(site.authors.count + 1)"), named: "author")
      authorIDs[name] = id
      return id
    }
    let id = add(ImportedAuthor(id: "", name: shown), named: shown)
    authorIDs[name] = id
    authorIDs[slug] = id
    addAlias("/author/\(slug)/", to: id)
    return id
  }

  private mutating func add(_ author: ImportedAuthor, named name: String) -> String {
    let usual = Slug.make(name).nonEmpty ?? "author"
    let taken = Set(site.authors.map(\.id) + ["index"])
    var author = author
    author.id = usual.numbered(besides: taken)
    site.authors.append(author)
    return author.id
  }

  private mutating func fill(_ id: String, website: String?, bio: String?, avatar: String?, role: String?) {
    guard let index = site.authors.firstIndex(where: { $0.id == id }) else { return }
    if let website, website.hasPrefix("http") { site.authors[index].website = website }
    if let bio { site.authors[index].bio = bio }
    if let role { site.authors[index].role = role.plainLine.nonEmpty }
    if let number = avatar.flatMap({ Int($0) }), let file = attachments[number] { site.authors[index].avatar = file }
  }

  private mutating func addAlias(_ path: String, to id: String) {
    guard let index = site.authors.firstIndex(where: { $0.id == id }) else { return }
    site.authors[index].aliases = (site.authors[index].aliases + [path]).uniqued
  }
}

extension Substring {
  /// The text without white space around it; nil if nothing is left.
  var trimmedText: String? { String(self).trimmedText }
}
