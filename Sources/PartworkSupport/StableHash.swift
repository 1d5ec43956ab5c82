extension Sequence<UInt8> {
  /// The 64-bit FNV-1a hash of the bytes: the same in every run and on every machine, unlike `hashValue`.
  ///
  /// It tells texts apart that nobody made to be confused; it is no protection against someone who tries.
  package var stableHash: UInt64 {
    reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
