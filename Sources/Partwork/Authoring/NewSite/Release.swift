/// This version of Partwork, and where its archives are.
package enum Release {
  package static let version = "0.1.0"

  /// The repository of Partwork. New sites that are built by a host download the program from its releases.
  static let repository = "partwork/partwork"

  /// The archive for Linux on a processor that hosts of sites have.
  static let linuxArchive =
    "https://github.com/\(repository)/releases/download/v\(version)/partwork-\(version)-linux-x86_64.tar.gz"
}
