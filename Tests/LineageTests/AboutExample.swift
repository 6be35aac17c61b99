import Lineage

/// A file that says what only people know of a release.
enum AboutExample {
  static let text = """
    {
      "marginalia": "about/1",
      "name": "Harbour calls, synthetic",
      "version": "1.0",
      "description": "Calls of ships at a harbour.",
      "address": "https://harbour.example/calls",
      "curators": ["The harbour office"],
      "contact": "mailto:office@harbour.example",
      "intendedUse": "planning of berths",
      "unsuitableUse": "statements about one ship",
      "region": "Norway",
      "sector": "Government",
      "terms": "https://creativecommons.org/licenses/by/4.0/",
      "approval": "none",
      "changes": "first version",
      "dataDomain": "all calls of a year at the harbour",
      "unitDetails": "a row is a call of a ship",
      "unprotectedQuantities": [],
      "actors": "ships, the office, the public",
      "trustAssumptions": "the office is trusted with the calls",
      "rawDataProtection": "on the office's own machine",
      "releaseType": "One release",
      "releasePlan": "none",
      "dataSourceType": "Static",
      "preparation": "nothing",
      "justification": "agreed with the ships' owners",
      "registryAuthors": ["The harbour office"]
    }
    """

  static var about: About {
    guard let about = try? About(parsing: [UInt8](text.utf8), file: "about.json") else {
      preconditionFailure("an example that leaves something blank")
    }
    return about
  }
}
