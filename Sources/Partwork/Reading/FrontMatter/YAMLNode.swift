internal import PartworkSupport
internal import Yams

/// A value of a YAML text, as written: which types its scalars have is for `FieldValue` to say.
struct YAMLNode {
  enum Form {
    case scalar(Scalar)
    case list([YAMLNode])
    case map([Member])
  }

  struct Member {
    let key: YAMLNode
    let value: YAMLNode
  }

  struct Scalar {
    let text: String
    var style = Style.plain
    /// Whether the text follows a word with `!`, which is the name of a type in YAML.
    var isTagged = false
  }

  enum Style { case plain, quoted, block }

  let form: Form
  /// Both from 1, in the YAML text; columns in Unicode scalars.
  let line: Int
  let column: Int

  var scalar: Scalar? { if case .scalar(let scalar) = form { scalar } else { nil } }
  var map: [Member]? { if case .map(let members) = form { members } else { nil } }
}

extension YAMLNode {
  /// What Yams read; nil if it is too deep or too large: a few lines of YAML aliases can make more values than fit in
  /// memory, or nest deeper than the stack.
  init?(_ node: Node) {
    var nodesLeft = Limits.yamlValues
    self.init(node, depth: 0, &nodesLeft)
  }

  private init?(_ node: Node, depth: Int, _ nodesLeft: inout Int) {
    nodesLeft -= 1
    guard nodesLeft > 0, depth < Limits.yamlDepth else { return nil }
    (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
    switch node {
    case .scalar(let scalar):
      form = .scalar(Scalar(scalar))
    case .sequence(let sequence):
      var entries: [YAMLNode] = []
      for entry in sequence {
        guard let entry = YAMLNode(entry, depth: depth + 1, &nodesLeft) else { return nil }
        entries.append(entry)
      }
      form = .list(entries)
    case .mapping(let mapping):
      var members: [Member] = []
      for (key, value) in mapping {
        guard let key = YAMLNode(key, depth: depth + 1, &nodesLeft),
          let value = YAMLNode(value, depth: depth + 1, &nodesLeft)
        else { return nil }
        members.append(Member(key: key, value: value))
      }
      form = .map(members)
    case .alias:
      form = .scalar(Scalar(text: ""))
    }
  }
}

extension YAMLNode.Scalar {
  fileprivate init(_ scalar: Node.Scalar) {
    text = scalar.string
    style =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: .quoted
      case .literal, .folded: .block
      case .any, .plain: .plain
      }
    // A text in quotes has the tag `!`, and so has one after a lone `!`.
    isTagged =
      !["", "!", "tag:yaml.org,2002:str"].contains(scalar.tag.rawValue)
      || scalar.tag.rawValue == "!" && style == .plain && !text.isEmpty
  }
}
