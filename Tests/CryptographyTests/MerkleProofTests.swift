import Cryptography
import Testing

struct MerkleProofTests {
  func hashes(_ texts: [String]?) throws -> [[UInt8]] {
    try (texts ?? []).map { try #require(Base64.decode($0)) }
  }

  struct InclusionCase: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String?
    let leafHash: String?
    let proof: [String]?
    let path: String
    let wantErr: Bool
  }

  @Test func `the transparency project's inclusion proofs have its verdicts`() throws {
    let cases = try Vectors.decoded([InclusionCase].self, "rfc6962-merkle/inclusion.json")
    #expect(cases.count == 64)
    for test in cases {
      let head = MerkleTree.Head(
        size: Int(truncatingIfNeeded: test.treeSize),
        root: Base64.decode(test.root ?? "") ?? []
      )
      let verdict = try MerkleTree.verifyInclusion(
        of: Base64.decode(test.leafHash ?? "") ?? [],
        at: Int(truncatingIfNeeded: test.leafIdx),
        in: head,
        proof: hashes(test.proof)
      )
      #expect(verdict == !test.wantErr, "\(test.path)")
    }
  }

  struct ConsistencyCase: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: String?
    let root2: String?
    let proof: [String]?
    let path: String
    let wantErr: Bool
  }

  @Test func `the transparency project's consistency proofs have its verdicts`() throws {
    let cases = try Vectors.decoded([ConsistencyCase].self, "rfc6962-merkle/consistency.json")
    #expect(cases.count == 70)
    for test in cases {
      let old = MerkleTree.Head(
        size: Int(truncatingIfNeeded: test.size1),
        root: Base64.decode(test.root1 ?? "") ?? []
      )
      let new = MerkleTree.Head(
        size: Int(truncatingIfNeeded: test.size2),
        root: Base64.decode(test.root2 ?? "") ?? []
      )
      let verdict = try MerkleTree.verifyConsistency(from: old, to: new, proof: hashes(test.proof))
      #expect(verdict == !test.wantErr, "\(test.path)")
    }
  }

  #if DEBUG
  let sizes = 1...9
  #else
  let sizes = 1...33
  #endif

  func leaf(_ index: Int) -> [UInt8] { Array("leaf-\(index)".utf8) }

  @Test func `every leaf of every small tree is proved, at its place alone`() {
    for size in sizes {
      let tree = MerkleTree(leaves: (0..<size).map(leaf))
      for index in 0..<size {
        let proof = tree.inclusionProof(of: index)
        for other in 0..<size {
          let verdict = MerkleTree.verifyInclusion(
            of: MerkleTree.hash(ofLeaf: leaf(other)),
            at: index,
            in: tree.head,
            proof: proof
          )
          #expect(verdict == (other == index))
          guard other != index else { continue }
          #expect(
            !MerkleTree.verifyInclusion(
              of: MerkleTree.hash(ofLeaf: leaf(index)),
              at: other,
              in: tree.head,
              proof: proof
            )
          )
        }
      }
    }
  }

  @Test func `every beginning of every small tree is proved, and no changed one`() {
    for size in sizes {
      let leaves = (0..<size).map(leaf)
      let tree = MerkleTree(leaves: leaves)
      for old in 1...size {
        let proof = tree.consistencyProof(from: old)
        let head = MerkleTree.Head(size: old, root: tree.root(at: old))
        #expect(MerkleTree.verifyConsistency(from: head, to: tree.head, proof: proof))
        var changed = Array(leaves[..<old])
        changed[old / 2] = leaf(99)
        let forged = MerkleTree(leaves: changed).head
        #expect(!MerkleTree.verifyConsistency(from: forged, to: tree.head, proof: proof))
        guard let first = proof.first else { continue }
        #expect(
          !MerkleTree.verifyConsistency(from: head, to: tree.head, proof: proof + [first])
        )
        #expect(
          !MerkleTree.verifyConsistency(
            from: head,
            to: tree.head,
            proof: Array(proof.dropLast())
          )
        )
      }
    }
  }

  @Test func `bytes cannot move from a node's left to its right`() {
    let tree = MerkleTree(leaves: (0..<2).map(leaf))
    let (left, right) = (MerkleTree.hash(ofLeaf: leaf(0)), MerkleTree.hash(ofLeaf: leaf(1)))
    #expect(MerkleTree.verifyInclusion(of: left, at: 0, in: tree.head, proof: [right]))
    #expect(
      !MerkleTree.verifyInclusion(
        of: left + right.prefix(1),
        at: 0,
        in: tree.head,
        proof: [Array(right.dropFirst())]
      )
    )
  }

  @Test func `the empty tree begins every tree, by the empty proof alone`() {
    let tree = MerkleTree(leaves: (0..<5).map(leaf))
    let empty = MerkleTree().head
    #expect(MerkleTree.verifyConsistency(from: empty, to: tree.head, proof: []))
    #expect(!MerkleTree.verifyConsistency(from: empty, to: tree.head, proof: [tree.root]))
    let forged = MerkleTree.Head(size: 0, root: tree.root)
    #expect(!MerkleTree.verifyConsistency(from: forged, to: tree.head, proof: []))
    let negative = MerkleTree.Head(size: -1, root: tree.root)
    #expect(!MerkleTree.verifyConsistency(from: negative, to: tree.head, proof: []))
    #expect(!MerkleTree.verifyInclusion(of: [], at: 0, in: negative, proof: []))
  }
}
