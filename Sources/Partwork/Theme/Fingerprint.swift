/// The part of an asset's name that changes with its bytes, so that browsers may keep the file for ever.
package enum Fingerprint {
  /// The 64-bit FNV-1a hash of `bytes`, in 16 hexadecimal digits.
  ///
  /// It tells versions of one file apart; nobody gains by forging one, so it need not withstand that, and 64 bits leave
  /// no room for chance.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
