import Foundation

/// The browser that the writer's desktop opens.
enum Browser {
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens `url`.
  ///
  /// - Returns: false if there is no browser. One that takes longer to say so counts as opened.
  static func open(_ url: String) async -> Bool {
    guard let child = start([opener, url]) else { return false }
    for _ in 0..<50 {
      var status: Int32 = 0
      if waitpid(child, &status, WNOHANG) == child { return status == 0 }
      try? await Task.sleep(for: .milliseconds(100))
    }
    return true
  }

  /// Starts a program that has nothing to do with this terminal; nil if there is none of that name.
  private static func start(_ words: [String]) -> pid_t? {
    #if os(macOS)
      var files: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var files = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
    }
    // The runtime's threads block signals, and a group of its own keeps Control-C from the browser.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let arguments = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    return posix_spawnp(&child, words[0], &files, &attributes, arguments + [nil], environ) == 0 ? child : nil
  }
}
