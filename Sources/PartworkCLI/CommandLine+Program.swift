import Foundation
import PartworkSupport

extension CommandLine {
  /// The arguments after the program's name.
  ///
  /// On Linux, Swift reads them from `/proc`, which a container need not have.
  static var given: [String] {
    #if os(Linux)
      if arguments.isEmpty { return Array(onStack.dropFirst()) }
    #endif
    return Array(arguments.dropFirst())
  }

  /// The path of the program's file; nil if the system does not say.
  static var program: String? {
    #if os(Linux)
      // `Bundle.main` ends the program if there is no `/proc`.
      realPath("/proc/self/exe")
    #else
      Bundle.main.executablePath
    #endif
  }

  #if os(Linux)
    /// The arguments where the kernel puts them: their number, their addresses and a zero come right before the addresses
    /// of the environment (System V ABI, "Process Initialization").
    private static var onStack: [String] {
      let end = environ - 1
      var count = 0
      while Int(bitPattern: (end - count - 1).pointee) != count { count += 1 }
      return (0..<count).compactMap { index in (end - count + index).pointee.map { String(cString: $0) } }
    }
  #endif
}
