/// What the ledger asks of the operating system, one system call a function.
///
/// ``SystemFiles`` is the real one; tests put one in its place that records every call, one that
/// fails the k-th, and one that crashes. Nothing here repeats a call: short writes and
/// interruptions are looped above this protocol, so that they can be tested too.
package protocol FileOperations {
  /// Opens a file; never follows a symbolic link at the end of the path.
  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32

  /// Closes a descriptor; a lock held through it is given back.
  func close(_ descriptor: Int32)

  /// What kind of file is open, who may write to it, and how long it is.
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus

  /// Whether the folder has an entry of that name, be it a symbolic link that leads nowhere.
  func entryExists(at path: String) throws(SystemError) -> Bool

  /// Locks an open file or fails at once; others fail until the descriptor is closed.
  func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError)

  /// At most `count` bytes from the offset on; none at the end of the file.
  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8]

  /// Writes some of the bytes, at the end of a file that was opened for appending; returns how many.
  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int

  /// Cuts an open file off at the given size.
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError)

  /// Returns once the file's bytes and size, or a folder's entries, would survive a power failure.
  func synchronize(_ descriptor: Int32) throws(SystemError)

  /// Gives a file a new name, in place of whatever had that name.
  func rename(_ path: String, to newPath: String) throws(SystemError)

  /// Removes a folder's entry.
  func remove(_ path: String) throws(SystemError)

  /// Wall-clock time, in whole seconds since 1970-01-01T00:00:00Z.
  func secondsSince1970() -> Int
}

/// A system call that failed, with the operating system's error number.
package struct SystemError: Error, Equatable {
  /// The value of `errno`.
  package let code: Int32

  /// Makes an error of the given number.
  package init(code: Int32) { self.code = code }
}

/// What a file is opened for.
package enum FileUse: Sendable, Equatable {
  /// Reading an existing file.
  case reading
  /// Reading an existing file, and writing at its end.
  case appending
  /// Writing a file that must not exist yet; only its owner may read it (0600).
  case creating
  /// Locking an existing file, or one made now, readable by its owner only (0600).
  case locking
  /// Synchronising a folder's entries.
  case folder
}

/// How many may hold a lock at once.
package enum LockKind: Sendable, Equatable {
  /// One holder, and no shared one.
  case exclusive
  /// Any number of readers, and no exclusive holder.
  case shared
}

/// What the operating system says of an open file.
package struct FileStatus: Sendable, Equatable {
  /// Whether it is a plain file: no folder, pipe or device.
  package let isRegular: Bool

  /// The nine permission bits, such as 0o600.
  package let permissions: UInt32

  /// Its length in bytes.
  package let size: Int

  /// Makes a status.
  package init(isRegular: Bool, permissions: UInt32, size: Int) {
    self.isRegular = isRegular
    self.permissions = permissions
    self.size = size
  }
}
