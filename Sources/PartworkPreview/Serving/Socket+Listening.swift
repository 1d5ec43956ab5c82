import FlyingSocks
import Foundation

extension Socket {
  /// A socket that listens on `port` of `host`: browsers can connect from now on, and the port is taken.
  ///
  /// - Parameters:
  ///   - host: a name or an address.
  ///   - port: 0 takes any free port.
  static func listening(on host: String, port: UInt16) throws(ListeningError) -> Socket {
    let address = try address(of: host, port: port)
    do {
      return try listening(on: address)
    } catch SocketError.failed("Bind", let code, let message), SocketError.failed("Listen", let code, let message) {
      switch code {
      case EADDRINUSE: throw .portTaken(port, free: nextFreePort(after: port, of: host))
      case EACCES: throw .portForbidden(port)
      case EADDRNOTAVAIL: throw .foreignHost(host)
      default: throw .system(message)
      }
    } catch {
      throw .system(error.localizedDescription)
    }
  }

  /// The port that it listens on.
  var port: UInt16 {
    switch try? sockname() {
    case .ip4(_, let port), .ip6(_, let port): port
    default: 0
    }
  }

  /// The first port after `port` that is free right now.
  private static func nextFreePort(after port: UInt16, of host: String) -> UInt16? {
    guard port < UInt16.max else { return nil }
    return (port + 1...UInt16.max).prefix(100).first { port in
      guard let address = try? address(of: host, port: port), let socket = try? listening(on: address) else {
        return false
      }
      try? socket.close()
      return true
    }
  }

  private static func listening(on address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      // Connections inherit this. Without it the kernel holds back the second part of a response until the client has
      // acknowledged the first (Nagle's algorithm), which takes 40 ms.
      try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
      try socket.bind(to: address)
    } catch {
      try? socket.close()
      throw error
    }
    // This closes the socket if it fails.
    try socket.listen()
    return socket
  }

  /// The first address of `host`, a name or an address. IPv4 comes first, since most people say "localhost" and mean
  /// 127.0.0.1.
  private static func address(of host: String, port: UInt16) throws(ListeningError) -> any SocketAddress {
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
    var found: (any SocketAddress)?
    var next = list
    while let info = next?.pointee {
      let address = UnsafeRawPointer(info.ai_addr)
      if info.ai_family == AF_INET, let address { return address.loadUnaligned(as: sockaddr_in.self) }
      if info.ai_family == AF_INET6, let address { found = found ?? address.loadUnaligned(as: sockaddr_in6.self) }
      next = info.ai_next
    }
    guard let found else { throw .unknownHost(host) }
    return found
  }
}
