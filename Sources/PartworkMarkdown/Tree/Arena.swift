internal import CCMark
internal import Foundation

/// Memory for libcmark's trees, given back all at once.
///
/// A tree is thousands of small pieces that are made together and freed together. With `malloc` and `free`, that takes
/// a third of the time of parsing and rendering; here, a piece is a step forward in a block of memory. The arena also
/// frees what libcmark cannot free: the tree of a parser that was stopped.
///
/// libcmark does not pass a context to its memory functions, so each thread has one arena. It lasts from the first tree
/// of a document to the last.
struct Arena: ~Copyable {
  /// What libcmark makes parsers and nodes with.
  static var memory: UnsafeMutablePointer<cmark_mem> { functions.pointer }

  private let state: UnsafeMutablePointer<ArenaState>

  /// Uses the thread's arena until the value is destroyed, which must happen on the same thread.
  init() {
    state = ArenaState.forThisThread()
    state.pointee.users += 1
  }

  deinit {
    state.pointee.users -= 1
    if state.pointee.users == 0 { state.pointee.reset() }
  }

  private static let functions = Functions()
}

/// The memory functions that libcmark is given; they live as long as the program.
private struct Functions: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<cmark_mem>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(
      to: cmark_mem(
        calloc: { count, size in
          let piece = ArenaState.ofThisThread.pointee.allocate(count * size)
          memset(piece, 0, count * size)
          return piece
        },
        realloc: { piece, size in ArenaState.ofThisThread.pointee.resize(piece, to: size) },
        free: { piece in ArenaState.ofThisThread.pointee.free(piece) }))
  }
}

/// The blocks of memory of one thread. A piece has its size in the word before it.
private struct ArenaState {
  var users = 0

  /// The block that is enough for ordinary texts. It is kept for the next document.
  private let first: UnsafeMutableRawPointer
  /// More blocks, each twice as large as the last.
  private var others: [UnsafeMutableRawPointer] = []
  private var length = firstLength

  private var next: UnsafeMutableRawPointer
  private var end: UnsafeMutableRawPointer

  private static let firstLength = 512 << 10
  private static let headLength = 8

  private init() {
    first = Self.block(of: Self.firstLength)
    next = first
    end = first + Self.firstLength
  }

  /// A new piece of memory, which is not cleared.
  mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let whole = Self.headLength + (size + 7) & ~7
    if end - next < whole { addBlock(for: whole) }
    let piece = next + Self.headLength
    piece.storeBytes(of: size, toByteOffset: -Self.headLength, as: Int.self)
    next += whole
    return piece
  }

  mutating func resize(_ piece: UnsafeMutableRawPointer?, to size: Int) -> UnsafeMutableRawPointer {
    guard let piece else { return allocate(size) }
    let old = Self.size(of: piece)
    if size <= old { return piece }
    let isLast = piece + (old + 7) & ~7 == next
    if isLast, end - piece >= (size + 7) & ~7 {
      piece.storeBytes(of: size, toByteOffset: -Self.headLength, as: Int.self)
      next = piece + (size + 7) & ~7
      return piece
    }
    let new = allocate(size)
    memcpy(new, piece, old)
    return new
  }

  /// Frees the piece if it is the last one; all others are freed with the arena.
  mutating func free(_ piece: UnsafeMutableRawPointer?) {
    guard let piece, piece + (Self.size(of: piece) + 7) & ~7 == next else { return }
    next = piece - Self.headLength
  }

  mutating func reset() {
    for block in others { Foundation.free(block) }
    others.removeAll()
    length = Self.firstLength
    next = first
    end = first + length
  }

  private mutating func addBlock(for size: Int) {
    length = max(2 * length, size)
    let block = Self.block(of: length)
    others.append(block)
    next = block
    end = block + length
  }

  private static func size(of piece: UnsafeMutableRawPointer) -> Int {
    piece.load(fromByteOffset: -headLength, as: Int.self)
  }

  private static func block(of length: Int) -> UnsafeMutableRawPointer {
    guard let block = malloc(length) else { preconditionFailure("out of memory") }
    return block
  }
}

extension ArenaState {
  /// The key of each thread's arena. It is written once, before any thread has an arena; a lazy constant would be
  /// checked again for every piece of memory.
  @exclusivity(unchecked) nonisolated(unsafe) private static var key = pthread_key_t(0)

  /// The arena of this thread, which exists once there was a tree.
  static var ofThisThread: UnsafeMutablePointer<ArenaState> {
    guard let state = pthread_getspecific(key) else {
      preconditionFailure("a tree has an arena before it allocates memory")
    }
    return state.assumingMemoryBound(to: ArenaState.self)
  }

  /// The arena of this thread, made on first use and freed when the thread ends.
  static func forThisThread() -> UnsafeMutablePointer<ArenaState> {
    _ = hasKey
    if let state = pthread_getspecific(key) { return state.assumingMemoryBound(to: ArenaState.self) }
    let state = UnsafeMutablePointer<ArenaState>.allocate(capacity: 1)
    state.initialize(to: ArenaState())
    pthread_setspecific(key, state)
    return state
  }

  private static let hasKey: Bool = {
    let code = pthread_key_create(&key) { state in
      #if canImport(Darwin)
        let state = Optional(state)
      #endif
      guard let state = state?.assumingMemoryBound(to: ArenaState.self) else { return }
      Foundation.free(state.pointee.first)
      state.deinitialize(count: 1)
      state.deallocate()
    }
    precondition(code == 0, "the system has no thread-specific keys left")
    return true
  }()
}
