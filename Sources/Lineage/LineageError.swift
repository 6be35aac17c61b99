package import JSON
import Ledger

/// Why a file of a release can't be written, read or replayed; none of it is private.
package enum LineageError: Error, Sendable, Equatable {
  /// The file is no JSON.
  case json(file: String, JSONError)

  /// A member of the file is missing or isn't what the format asks for; `path` is like `a.b[3]`.
  case member(file: String, path: String, fault: MemberFault)

  /// The file is of a kind or version that this program doesn't know; `found` is what it calls itself,
  /// nil where it doesn't say.
  case unknownFormat(file: String, found: String?, expected: String)

  /// The file says what it says in other bytes than the format's own.
  case notCanonical(file: String)

  /// A field that every manifest must have is blank, so it isn't signed.
  case blank(field: String)

  /// Fields of a file that a person fills in say nothing yet.
  case blanks(file: String, fields: [String])

  /// The envelope in a file is malformed.
  case envelope(file: String, EnvelopeFault)

  /// A statement doesn't carry the signatures that make it one.
  case notSigned(file: String, by: String)

  /// A trust file asks for what can't be.
  case trust(file: String, Trust.Fault)

  /// An answer has no price in zero-concentrated differential privacy; entries count from 0.
  case unpriced(entry: Int)

  /// The measurements don't belong to the schema they are replayed with.
  case schemaMismatch

  /// The schema's impossible combinations leave no row, or a model that is too large.
  case impossibleSchema
}

/// What is wrong with a member of a file.
package enum MemberFault: Sendable, Equatable {
  /// It isn't there.
  case missing
  /// It is no text.
  case notText
  /// It is no integer.
  case notInteger
  /// It is no exact number in quotation marks, such as "3/4".
  case notExact
  /// It is no list.
  case notList
  /// It is no number.
  case notNumber
  /// It is no SHA-256 digest in hexadecimal.
  case notDigest
  /// It is no ledger record in canonical form.
  case notARecord
  /// It is a ledger record of another version than this program reads.
  case recordVersion(Int)
  /// It is no time in UTC such as 2026-11-21T12:00:00Z.
  case notTime
  /// It is no Ed25519 public key in PEM.
  case notPublicKey
  /// It is outside the values that make sense.
  case outOfRange
  /// It is none of the words that the format knows there.
  case unknownWord
  /// It names an attribute that isn't in the domain, twice the same, or not in the domain's order.
  case notAttributes
  /// A list has another length than what it belongs to.
  case wrongLength
}

/// What is wrong with a manifest's envelope.
package enum EnvelopeFault: Error, Sendable, Equatable {
  /// It is no JSON.
  case json(JSONError)
  /// It lacks payload, payload type or signatures, or one of them has the wrong type.
  case form
  /// Payload or signature is not canonical base64.
  case base64
  /// Another spelling of the envelope than the one that is written.
  case notCanonical
  /// The payload is of another type than an in-toto statement.
  case payloadType
  /// There is no signature.
  case unsigned
}

extension LineageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .json(let file, let error): "\(file): \(error)"
    case .member(let file, let path, let fault): "\(file): \(path) \(fault); get an intact copy"
    case .unknownFormat(let file, nil, let expected):
      "\(file): it doesn't say that it is of the format \(expected); give the right file"
    case .unknownFormat(let file, let found?, let expected):
      "\(file): it is of the format \(found.printable), and this program reads \(expected); use the "
        + "version of marginalia that wrote it"
    case .notCanonical(let file):
      "\(file): the bytes are not the ones that marginalia writes; get an intact copy"
    case .blank(let field):
      "the manifest's field \(field) is blank, and a manifest is not signed with a blank in it; "
        + "fill it in"
    case .blanks(let file, let fields):
      "\(file) leaves blank: \(fields.joined(separator: ", ")); fill in all of it, as no release is "
        + "signed with a blank"
    case .envelope(let file, let fault): "\(file): \(fault); get an intact copy"
    case .notSigned(let file, let signers):
      "\(file): not signed by \(signers); get an intact copy from its author"
    case .trust(let file, let fault): "\(file): \(fault)"
    case .unpriced(let entry):
      "\(ReleaseFile.measurements): transcript[\(entry)] has no price in zero-concentrated "
        + "differential privacy; only Gaussian noise and selections have one"
    case .schemaMismatch:
      "\(ReleaseFile.measurements) was made with another schema; replay it with the "
        + "\(ReleaseFile.schema) that was released beside it"
    case .impossibleSchema:
      "\(ReleaseFile.schema): its impossible combinations leave no row, or too large a model; get an "
        + "intact copy"
    }
  }
}

extension MemberFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "is missing"
    case .notText: "is no text"
    case .notInteger: "is no integer"
    case .notExact: "is no exact number in quotation marks"
    case .notList: "is no list"
    case .notNumber: "is no number"
    case .notDigest: "is no SHA-256 digest in hexadecimal"
    case .notARecord: "is no ledger record in canonical form"
    case .recordVersion(let found):
      "is a ledger record of version \(found), and this program reads version \(LedgerRecord.version)"
    case .notTime: "is no time in UTC such as 2026-11-21T12:00:00Z"
    case .notPublicKey: "is no Ed25519 public key in PEM"
    case .outOfRange: "is out of range"
    case .unknownWord: "is no word that the format knows"
    case .notAttributes: "is no list of the domain's attributes in the domain's order"
    case .wrongLength: "has the wrong length"
    }
  }
}

extension EnvelopeFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .json(let error): "the envelope is no JSON: \(error)"
    case .form: "the envelope has not the members of a DSSE envelope"
    case .base64: "payload or signature is not canonical base64"
    case .notCanonical: "the envelope's bytes are not the one spelling that is written"
    case .payloadType: "the payload is no in-toto statement"
    case .unsigned: "the envelope carries no signature"
    }
  }
}
