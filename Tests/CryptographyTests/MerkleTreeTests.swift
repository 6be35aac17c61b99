import Cryptography
import Testing

struct MerkleTreeTests {
  struct Known: Decodable {
    let roots: [Root]
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    struct Root: Decodable {
      let Size: Int
      let Root: String
    }
    struct Inclusion: Decodable {
      let Index: Int
      let Size: Int
      let Proof: [String]
    }
    struct Consistency: Decodable {
      let Old: Int
      let New: Int
      let Proof: [String]
    }
  }

  let known: Known
  let tree = MerkleTree(leaves: (0..<130).map { Array("leaf-\($0)".utf8) })

  init() throws {
    known = try Vectors.decoded(Known.self, "rfc6962-merkle/xmod-tlog-generated.json")
  }

  @Test func `roots are those of Go's transparency log`() {
    #expect(known.roots.count == 88)
    for root in known.roots {
      #expect(Base64.encode(tree.root(at: root.Size)) == root.Root)
    }
  }

  @Test func `inclusion proofs are those of Go's transparency log`() {
    #expect(known.inclusion.count == 20)
    for proof in known.inclusion {
      #expect(
        tree.inclusionProof(of: proof.Index, at: proof.Size).map(Base64.encode) == proof.Proof
      )
    }
  }

  @Test func `consistency proofs are those of Go's transparency log`() {
    #expect(known.consistency.count == 26)
    for proof in known.consistency {
      let grown = MerkleTree(leaves: (0..<proof.New).map { Array("leaf-\($0)".utf8) })
      #expect(grown.consistencyProof(from: proof.Old).map(Base64.encode) == proof.Proof)
    }
  }

  @Test func `a tree grown leaf by leaf is the tree of all`() {
    var grown = MerkleTree()
    #expect(grown.root == MerkleTree.emptyRoot)
    for index in 0..<130 {
      #expect(grown.root == tree.root(at: index))
      grown.append(Array("leaf-\(index)".utf8))
    }
    #expect(grown.head == tree.head)
  }

  @Test func `a leaf that looks like a node is no node`() {
    let (left, right) = (tree.root(at: 1), MerkleTree.hash(ofLeaf: Array("leaf-1".utf8)))
    let forged = MerkleTree(leaves: [left + right])
    #expect(forged.root != tree.root(at: 2))
  }
}
