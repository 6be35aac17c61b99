/// Why a text is no signed note.
package enum NoteError: Error, Equatable {
  /// There is no empty line with signatures after it, or the last line does not end.
  case noSignatures
  /// The text has a control character other than the newline.
  case controlCharacter
  /// A line, counted from 1, is no signature.
  case malformedSignature(line: Int)
  /// There are more signatures than are read.
  case tooManySignatures(limit: Int)
}

extension NoteError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSignatures:
      "the note has no signatures after an empty line, or its last line does not end; "
        + "it may be cut off: get it anew from the signer"
    case .controlCharacter:
      "the note's text has control characters other than newlines; get it anew from the signer"
    case .malformedSignature(let line):
      "line \(line) of the note is no signature; get it anew from the signer"
    case .tooManySignatures(let limit):
      "the note has more than \(limit) signatures; remove those of no use to you"
    }
  }
}
