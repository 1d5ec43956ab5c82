/// The place of an element in one of the site's arrays: what one part of the model holds of another.
///
/// A handle is valid for the site it was made for, and for no other.
package struct Handle<Element>: Sendable, Hashable {
  package let offset: Int

  package init(_ offset: Int) {
    self.offset = offset
  }
}

extension Array {
  package subscript(handle: Handle<Element>) -> Element { self[handle.offset] }

  /// The handles of all elements, in order.
  package var handles: [Handle<Element>] { indices.map { Handle($0) } }
}
