extension Disk {
  /// Flushes the bytes of the file at `path`, written without `isFlushed`, to the disk itself.
  ///
  /// Flushing many files after all of them are written lets the disk order its work; flushing each one as it is written
  /// takes far longer.
  package func flush(file path: String) throws(DiskFailure) {
    // `fsync` treats files and folders alike.
    try flush(folder: path)
  }
}
