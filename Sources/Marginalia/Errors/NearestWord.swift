import Schemas

/// The word that was probably meant, for messages.
package enum NearestWord {
  /// The nearest of the words, or nil where none is near.
  ///
  /// - Complexity: O(words · letters²).
  package static func to(_ word: String, among words: [String]) -> String? {
    Suggestion.nearest(to: word, among: words)
  }
}
