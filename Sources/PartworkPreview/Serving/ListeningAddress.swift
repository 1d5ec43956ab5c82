import Foundation

/// The address of a host and port to listen at.
enum ListeningAddress {
  case ip4(sockaddr_in)
  case ip6(sockaddr_in6)

  /// Looks `host` up, a name or an address, without asking for more than its first address; version 4 comes first, as
  /// most say "localhost" and mean 127.0.0.1.
  init(host: String, port: UInt16) throws(ListeningError) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .unknownHost(host) }
    defer { freeaddrinfo(list) }
    var found: ListeningAddress?
    var next = list
    while let info = next?.pointee {
      let address = UnsafeRawPointer(info.ai_addr)
      if info.ai_family == AF_INET, let address {
        self = .ip4(address.loadUnaligned(as: sockaddr_in.self))
        return
      }
      if info.ai_family == AF_INET6, found == nil, let address {
        found = .ip6(address.loadUnaligned(as: sockaddr_in6.self))
      }
      next = info.ai_next
    }
    guard let found else { throw .unknownHost(host) }
    self = found
  }
}
