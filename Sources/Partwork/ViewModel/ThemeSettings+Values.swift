import PartworkMarkdown
import PartworkMustache

/// What every template sees of the theme's settings: the record `theme`.
///
/// Its names are those that the theme declares, so it is not a `View`, whose names are the program's.
extension ThemeSettings {
  /// The names around those of a page.
  var globals: Shape { Shape("Theme", "", [Field("theme", .record(shape))]) }

  private var shape: Shape {
    Shape(
      "ThemeSettings", "the settings of the theme",
      [Field("styleSheet", .text, "the style sheet with the colours and fonts that the site sets, if it sets any")]
        + declared.map { Field($0.name, $0.type, $0.meaning) })
  }

  /// The values of `globals`.
  ///
  /// - Parameter styleSheet: the URL of the style sheet, if there is one.
  func value(in context: RenderContext, styleSheet: String?) -> Value {
    var links = context.links(of: Settings.file).roles.others.dropFirst(context.site.settings.navigation.count)
    var values = [styleSheet.map { Value.text($0) } ?? .absent]
    for setting in declared {
      let count = self.links(of: setting).count
      values.append(value(of: setting, links.prefix(count), in: context))
      links = links.dropFirst(count)
    }
    let theme = Value.record(.computed(shape) { [values] in values[$0] })
    return .record(.computed(globals) { _ in theme })
  }

  private func value(
    of setting: ThemeSetting, _ links: ArraySlice<ResolvedLink>, in context: RenderContext
  ) -> Value {
    switch values[setting.name] {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .bool(let bool): return .bool(bool)
    case .color(let color): return .text(color.css)
    case .font(let font): return .text(font.css(named: setting.name))
    case .choice(let choice):
      let options = setting.options
      return .record(.computed(setting.choices) { .bool(options[$0] == choice) })
    case .image(let image): return View.picture(links.first.map { context.picture(image, $0) })
    case .links(let sources):
      return View.link.list(
        zip(sources, links).map { LabelledURL(label: $0.label, url: context.links.printed($1.target)) })
    case .markdown(let document):
      let links = Array(links)
      return .html(document.htmlBytes { context.links.target(of: links[$0], on: nil) })
    case nil: return .absent
    }
  }
}

extension ThemeSetting {
  /// The type of its value in templates.
  fileprivate var type: FieldType {
    switch kind {
    case .text, .color, .font: .text
    case .markdown: .html
    case .number: .number
    case .bool: .bool
    case .image: .record(View.picture.shape)
    case .links: .list(.record(View.link.shape))
    case .choice: .record(choices)
    }
  }

  /// A record with a name for each word of a choice, which is true for the one that is chosen.
  fileprivate var choices: Shape { Shape("Choice", meaning, options.map { Field($0, .bool) }) }
}
