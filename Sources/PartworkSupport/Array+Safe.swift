extension Array {
  /// The element at `index`; nil beyond the end.
  @inlinable package subscript(safe index: Int) -> Element? { index < count ? self[index] : nil }
}
