/// What a line of a program's output means, in plain words.
struct FailureReason: Sendable {
  /// The program that prints it; nil for any.
  private let program: String?
  /// Parts of lines that give the reason away, in lower case.
  private let signs: [String]
  let message: String
  let hint: String

  private init(_ signs: String..., of program: String? = nil, message: String, hint: String) {
    self.program = program
    self.signs = signs
    self.message = message
    self.hint = hint
  }

  /// The first reason with a sign in one of `lines`, which `program` printed.
  static func find(program: String, in lines: [String]) -> FailureReason? {
    let lines = lines.map { $0.lowercased() }
    return all.first { reason in
      (reason.program == nil || reason.program == program)
        && reason.signs.contains { sign in lines.contains { $0.contains(sign) } }
    }
  }

  /// The reason that an exit code alone gives. The other end of rsync may be gone before its last words arrive.
  static func find(program: String, status: Int32) -> FailureReason? {
    switch (program, status) {
    case ("rsync", 3), ("rsync", 11): noFolder
    case ("rsync", 10), ("rsync", 12), ("rsync", 30), ("rsync", 255): brokenConnection
    default: nil
    }
  }

  private static let noFolder = FailureReason(
    message: "the folder of `destination` cannot be created or written to",
    hint: "create the folder above it on the server, and check that you may write there and that there is room")

  private static let brokenConnection = FailureReason(
    message: "the connection to the server was lost",
    hint: "check that `ssh` logs in to it and that it has rsync, then publish again to complete the site")

  /// From the specific to the general: the first match is reported.
  private static let all = [
    FailureReason(
      "no space left on device", "disk quota exceeded", "disk full", "quotaexceeded", "insufficient storage",
      "file too big for remaining disk space",
      message: "the target's disk is full", hint: PublishFailure.makeRoom),
    FailureReason(
      "read-only file system",
      message: "the target's file system is read-only", hint: "mount it for writing, then publish again"),
    FailureReason(
      "host key verification failed", "remote host identification has changed", "knownhosts: key",
      message: "this machine does not trust the server's host key",
      hint: "log in once with `ssh` to compare and accept the key, then publish again"),
    FailureReason(
      "permission denied (publickey", "permission denied, please try again", "too many authentication failures",
      "unable to authenticate, attempted methods",
      message: "the server refused the key",
      hint: "check that `ssh` logs in without a password: the key may not be loaded (`ssh-add`), or may be missing "
        + "from the server's `authorized_keys`"),
    FailureReason(
      "could not resolve host", "name or service not known", "nodename nor servname", "no such host",
      "temporary failure in name resolution", "connection refused", "connection timed out", "no route to host",
      "network is unreachable", "operation timed out", "could not connect to server", "failed to connect to",
      "i/o timeout",
      message: "the server cannot be reached", hint: "check its name and port in `site.yml`, and your network"),
    FailureReason(
      "protected branch", "gh006", of: "git",
      message: "the repository does not allow pushes to this branch",
      hint: "allow them in the repository's settings, or publish to another `branch`"),
    FailureReason(
      "refusing to update checked out branch", of: "git",
      message: "the branch is checked out in the repository, so it cannot be pushed to",
      hint: "publish to a bare repository, or to a branch that is not checked out there"),
    FailureReason(
      "pre-receive hook declined", "update hook declined", "aborted by hook", "remote rejected",
      "denying non-fast-forward", of: "git",
      message: "the repository rejected the push",
      hint: "the last lines say why; `history: orphan` needs a branch that may be force-pushed"),
    FailureReason(
      "authentication failed", "could not read username", "could not read password", "terminal prompts disabled",
      "permission to", "invalid username or password", "http basic: access denied", of: "git",
      message: "the repository refused the credentials",
      hint: "use an ssh URL, or give git a credential helper or token that may write to the repository"),
    FailureReason(
      "repository not found", "does not appear to be a git repository", "does not exist", "not a git repository",
      of: "git",
      message: "there is no such repository, or you may not see it",
      hint: "check `repository` in `site.yml`, and that you may write to it"),
    FailureReason(
      "didn't find section in config file", of: "rclone",
      message: "rclone has no remote of that name", hint: "`rclone listremotes` lists them; `rclone config` adds one"),
    FailureReason(
      "unable to decrypt configuration", of: "rclone",
      message: "rclone's configuration is encrypted, and its password is not set",
      hint: "set `RCLONE_CONFIG_PASS` or `RCLONE_PASSWORD_COMMAND` in the environment"),
    FailureReason(
      "nosuchbucket", "bucket does not exist", "directory not found", of: "rclone",
      message: "the remote has no such bucket or folder",
      hint: "check `remote` in `site.yml`, or create it with `rclone mkdir`"),
    FailureReason(
      "accessdenied", "access denied", "forbidden", "invalidaccesskeyid", "signaturedoesnotmatch", "unauthorized",
      "login authentication failed", "login incorrect", "authorizationfailed", of: "rclone",
      message: "the remote refused the credentials",
      hint: "check the keys with `rclone lsd` on the remote; they must allow listing, writing and deleting"),
    FailureReason(
      "connection reset", "broken pipe", "unexpected eof", ": eof", of: "rclone",
      message: "the connection to the server was lost",
      hint: "check your network, then publish again to complete the site"),
    FailureReason(
      "command not found", "rsync: not found", "remote command not found", of: "rsync",
      message: "the server has no rsync",
      hint: "install rsync on the server, or publish with `type: rclone` over SFTP"),
    FailureReason(
      "deletions stopped due to --max-delete", of: "rsync",
      message: "the target changed during the publish", hint: "publish again: it will be compared again"),
    FailureReason("change_dir", "mkdir", of: "rsync", message: noFolder.message, hint: noFolder.hint),
    FailureReason(
      "permission denied", "operation not permitted",
      message: "you are not allowed to write to the target",
      hint: "check the owner and permissions of the files there"),
  ]
}
