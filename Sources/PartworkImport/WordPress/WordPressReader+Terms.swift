internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// Categories and tags.
extension WordPressReader {
  /// The terms of a taxonomy: those that the export lists, and those that only its items name.
  func terms(of taxonomy: String) -> [WordPressTerm] {
    var terms = export.terms.filter { $0.taxonomy == taxonomy }
    var known = Set(terms.map(\.slug))
    for item in export.items {
      for use in item.terms where use.taxonomy == taxonomy && known.insert(use.slug).inserted {
        terms.append(
          WordPressTerm(
            taxonomy: taxonomy, slug: use.slug, parent: nil, name: use.name, description: "", meta: [:]))
      }
    }
    return terms
  }

  mutating func readTerms() {
    sortTaxonomies()
    (site.categories, categoryNames) = read(terms(of: "category"), below: "category")
    (site.tags, tagNames) = read(terms(of: "post_tag"), below: "tag")
  }

  /// Each term, and the name of each by its slug in WordPress; terms of one name become one.
  ///
  /// - Parameter folder: Where their addresses begin.
  private func read(
    _ terms: [WordPressTerm], below folder: String
  ) -> (terms: [ImportedCategory], names: [String: String]) {
    var found: [ImportedCategory] = []
    var names: [String: String] = [:]
    var slugs: [String: String] = [:]
    var byName: [String: Int] = [:]
    var taken: Set<String> = []
    let parents = Dictionary(terms.map { ($0.slug, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for term in terms {
      let name = Slug.make(term.name).isEmpty ? term.slug : term.name.plainLine
      guard !Slug.make(name).isEmpty else { continue }
      let path = "/\(folder)/" + Self.ancestry(term.slug, parents).joined(separator: "/") + "/"
      if let index = byName[name.lowercased()] {
        found[index].aliases += [path, path + "feed/"]
        (names[term.slug], slugs[term.slug]) = (found[index].name, found[index].slug)
        continue
      }
      let slug = (Slug.make(term.slug).nonEmpty ?? Slug.make(name)).numbered(besides: taken)
      taken.insert(slug)
      byName[name.lowercased()] = found.count
      (names[term.slug], slugs[term.slug]) = (name, slug)
      found.append(
        ImportedCategory(
          slug: slug, name: name, description: term.description, parent: term.parent, aliases: [path, path + "feed/"]))
    }
    for index in found.indices {
      let parent = found[index].parent.flatMap { slugs[$0] }
      found[index].parent = parent == found[index].slug ? nil : parent
    }
    return (found, names)
  }

  private static func ancestry(_ slug: String, _ parents: [String: String?]) -> [String] {
    var names = [slug]
    while let parent = parents[names[0]] ?? nil, !names.contains(parent) { names.insert(parent, at: 0) }
    return names
  }

  /// The names of the item's categories, the main one first.
  func categories(of item: WordPressItem) -> [String] {
    let names = item.terms.filter { $0.taxonomy == "category" }.compactMap { categoryNames[$0.slug] }.uniqued
    let main = item.meta("_yoast_wpseo_primary_category", "rank_math_primary_category").flatMap { Int($0) }
    guard let main, let term = export.terms.first(where: { $0.id == main && $0.taxonomy == "category" }),
      let name = categoryNames[term.slug], names.contains(name)
    else { return names }
    return [name] + names.filter { $0 != name }
  }
}

/// Taxonomies that plugins and writers add.
extension WordPressReader {
  /// Finds the taxonomies whose terms are series: those with a usual name, and those to whose terms the numbers of parts
  /// belong. The others that writers can have made are kept below `extra`.
  private mutating func sortTaxonomies() {
    let numbers = Set(export.items.flatMap { $0.numberedMetas("_series_part_").map(\.number) })
    let usual: Set = ["series", "serie", "post_series", "post-series"]
    let numbered = Set(export.terms.lazy.filter { $0.id.map(numbers.contains) ?? false }.map(\.taxonomy))
    let read: Set = ["category", "post_tag", "author", "nav_menu"]
    let all = (export.terms.map(\.taxonomy) + export.items.flatMap { $0.terms.map(\.taxonomy) }).uniqued
    for taxonomy in all where !read.contains(taxonomy) {
      if usual.contains(taxonomy) || numbered.contains(taxonomy) && !Self.technical.contains(taxonomy) {
        seriesTaxonomies.append(taxonomy)
      } else if Self.technical.contains(taxonomy) {
        technicalTaxonomies.append(taxonomy)
      } else {
        otherTaxonomies.append(taxonomy)
      }
    }
  }

  /// Taxonomies that say how WordPress and its plugins show something.
  private static let technical: Set = [
    "post_format", "link_category", "wp_theme", "wp_template_part_area", "wp_pattern_category",
    "post_translations", "term_translations", "term_language", "elementor_library_type", "elementor_library_category",
    "product_type", "product_visibility", "product_shipping_class", "action-group", "yst_prominent_words",
  ]

  /// The terms of the item that have no counterpart, by their taxonomies.
  func extra(of item: WordPressItem) -> [(key: String, yaml: String)] {
    otherTaxonomies.compactMap { taxonomy in
      let names = item.terms.filter { $0.taxonomy == taxonomy }.map(\.name.plainLine).uniqued
      return names.isEmpty ? nil : (taxonomy.yamlEntry, names.yaml)
    }
  }

  /// Says which terms did not come over.
  mutating func noteTerms(of kept: [WordPressItem]) {
    let uses = Dictionary(
      kept.flatMap { item in Set(item.terms.map(\.taxonomy)).map { ($0, 1) } }, uniquingKeysWith: +)
    for taxonomy in technicalTaxonomies {
      guard let texts = uses[taxonomy].map({ ImportReport.count($0, "text") }) else { continue }
      site.remarks.append(ImportRemark(.leftOut, "the taxonomy `\(taxonomy)` of \(texts): it means nothing here"))
    }
    for taxonomy in otherTaxonomies {
      let used = Set(kept.flatMap { item in item.terms.filter { $0.taxonomy == taxonomy }.map(\.slug) })
      let count = terms(of: taxonomy).count { !used.contains($0.slug) }
      guard count > 0 else { continue }
      let terms = ImportReport.count(count, "term")
      site.remarks.append(ImportRemark(.leftOut, "\(terms) of `\(taxonomy)` that no text has"))
    }
  }
}
