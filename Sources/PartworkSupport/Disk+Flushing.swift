extension Disk {
  /// Returns only when the bytes of the file at `path`, written without `isFlushed`, are on the disk itself.
  ///
  /// Flushing many files after all are written lets the disk order its work; flushing each as it is written takes far
  /// longer.
  package func flush(file path: String) throws(DiskFailure) {
    // `fsync` treats files and folders alike.
    try flush(folder: path)
  }
}
