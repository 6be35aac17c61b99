"""Releases for the tests of verify.html: good ones, and every forgery that a publisher or a
stranger could make of them, truly signed wherever only the publisher could have made it."""
import base64
import hashlib
import json
import pathlib
import shutil
import subprocess

MANIFEST = "manifest.dsse.json"
TYPE = "application/vnd.in-toto+json"
ABOUT = pathlib.Path(__file__).resolve().parent.parent / "benchmarks/data/adult/about.json"
ORDER = 2**252 + 27742317777372353535851937790883648493


work = pathlib.Path()


def run(*words):
    return subprocess.run([str(word) for word in words], cwd=work, check=True,
                          capture_output=True).stdout


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def make_releases(with_program, into):
    """Two releases of one ledger, one of another, one with δ = 0, and keys."""
    global program, work
    program, work = with_program, into
    (work / "people.csv").write_text(
        "age,sex\n" + "".join(f"{row * 7 % 90},{'fm'[row % 2]}\n" for row in range(500)))
    (work / "schema.json").write_text(json.dumps({
        "marginalia": "schema/1", "name": "people", "columns": [
            {"name": "age", "type": "integer", "minimum": 0, "maximum": 99, "bins": {"width": 10}},
            {"name": "sex", "type": "categorical", "categories": ["f", "m"]}]}))
    for name in ("release", "ledger", "other"):
        run(program, "key", "generate", "--out", name)
    ledgers = (
        ("L", "1e-9", ("earlier", "good")), ("M", "1e-9", ("foreign",)), ("P", "0", ("pure",)))
    for ledger, delta, names in ledgers:
        run(program, "ledger", "create", ledger, "--dataset", "people", "--epsilon", "4",
            "--delta", delta, "--key", "ledger.pem")
        for name in names:
            run(program, "synthesize", "people.csv", "--schema", "schema.json", "--about", ABOUT,
                "--ledger", ledger,
                "--ledger-key", "ledger.pem", "--key", "release.pem", "--epsilon", "1", "--delta",
                delta, "--out", name, "--rows", "200", "--yes", "--quiet")
    run(program, "verify-page", "--out", "verify.html")
    assert (work / "verify.html").read_bytes() == (work / "good" / "verify.html").read_bytes()


def envelope(release="good"):
    return json.loads((work / release / MANIFEST).read_bytes())


def statement(release="good"):
    return json.loads(base64.b64decode(envelope(release)["payload"]))


def signature(payload, key="release", payload_type=TYPE):
    """What a publisher who wants to mislead can always make: a valid signature on anything."""
    (work / "encoded").write_bytes(
        f"DSSEv1 {len(payload_type)} {payload_type} {len(payload)} ".encode() + payload)
    run("openssl", "pkeyutl", "-sign", "-inkey", f"{key}.pem", "-rawin", "-in", "encoded", "-out",
        "signed")
    fingerprint = json.loads(run(program, "key", "show", f"{key}.pub.pem", "--json"))["fingerprint"]
    return {"keyid": fingerprint, "sig": base64.b64encode((work / "signed").read_bytes()).decode()}


def enveloped(payload, *signatures):
    return canonical({"payload": base64.b64encode(payload).decode(), "payloadType": TYPE,
                      "signatures": list(signatures)}) + b"\n"


def signed(edit):
    """The manifest after an edit of its statement, truly signed again."""
    changed = statement()
    edit(changed)
    payload = canonical(changed)
    return enveloped(payload, signature(payload))


def with_signature(edit):
    """The manifest with the bytes of its signature edited."""
    changed = envelope()
    bytes_ = base64.b64decode(changed["signatures"][0]["sig"])
    changed["signatures"][0]["sig"] = base64.b64encode(edit(bytes_)).decode()
    return canonical(changed) + b"\n"


def unreduced(bytes_):
    """S + L: the same residue in another spelling."""
    s = int.from_bytes(bytes_[32:], "little") + ORDER
    return bytes_[:32] + s.to_bytes(32, "little")


def loose_base64():
    """The signature's Base64 with a bit set that nobody reads."""
    changed = envelope()
    text = changed["signatures"][0]["sig"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet[alphabet.index(text[-3]) ^ 1]
    changed["signatures"][0]["sig"] = text[:-3] + last + "=="
    assert base64.b64decode(changed["signatures"][0]["sig"]) == base64.b64decode(text)
    return canonical(changed) + b"\n"


def changed_payload():
    changed = envelope()
    payload = base64.b64decode(changed["payload"]).replace(b'"epsilon":"1"', b'"epsilon":"0"')
    changed["payload"] = base64.b64encode(payload).decode()
    return canonical(changed) + b"\n"


def other_type():
    changed = envelope()
    changed["payloadType"] = "application/vnd.other+json"
    payload = base64.b64decode(changed["payload"])
    changed["signatures"] = [signature(payload, payload_type=changed["payloadType"])]
    return canonical(changed) + b"\n"


def foreign_identifier():
    changed = envelope()
    changed["signatures"][0]["keyid"] = signature(b"", "other")["keyid"]
    return canonical(changed) + b"\n"


def doubled_in_statement():
    payload = base64.b64decode(envelope()["payload"])
    payload = payload.replace(b'"epsilon":"1"', b'"epsilon":"9","epsilon":"1"', 1)
    return enveloped(payload, signature(payload))


def doubled_in_envelope():
    return (work / "good" / MANIFEST).read_bytes().replace(
        b'"payloadType":', b'"payload":"","payloadType":')


def exchange_digests(changed):
    first, second = changed["subject"][:2]
    first["digest"], second["digest"] = second["digest"], first["digest"]


def record(changed, name, edit):
    """Edits a ledger record that the manifest quotes."""
    quoted = json.loads(changed["predicate"]["ledger"]["records"][name])
    edit(quoted)
    changed["predicate"]["ledger"]["records"][name] = canonical(quoted).decode()


def foreign_checkpoint(changed):
    changed["predicate"]["ledger"]["checkpoint"] = (
        statement("foreign")["predicate"]["ledger"]["checkpoint"])


def in_ledger(*path, to):
    """Sets a member of the manifest's ledger to what a function makes of it."""
    def edit(changed):
        inner = changed["predicate"]["ledger"]
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = to(inner[path[-1]])
    return edit


def other_hash(text):
    return ("0" if text[0] != "0" else "1") + text[1:]


def other_signature(note):
    """The checkpoint with the last bit of its signature changed."""
    start, line = note.rstrip("\n").rsplit(" ", 1)
    bytes_ = base64.b64decode(line)
    return f"{start} {base64.b64encode(bytes_[:-1] + bytes([bytes_[-1] ^ 1])).decode()}\n"


def smaller_epsilon(changed):
    changed["predicate"]["privacy"]["thisRelease"]["epsilon"] = "1/2"


def beyond_cap(changed):
    changed["predicate"]["privacy"]["cumulative"]["rho"] = "1000"


def cheap_mechanism(changed):
    def edit(quoted):
        quoted["entries"][0]["parameters"] = {"sensitivitySquared": "1", "variance": "1/1000"}
    record(changed, "commit", edit)
    changed["predicate"]["accounting"]["mechanisms"][0]["parameters"] = {
        "sensitivitySquared": "1", "variance": "1/1000"}


def leave_out(*path):
    def edit(changed):
        inner = changed
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
    return edit


def tree_hash(leaves):
    """The root of RFC 6962, section 2.1."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree_hash(leaves[:half]) + tree_hash(leaves[half:])).digest()


def inclusion(leaves, index):
    """The path of RFC 6962, section 2.1.1, in hexadecimal."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return inclusion(leaves[:half], index) + [tree_hash(leaves[half:]).hex()]
    return inclusion(leaves[half:], index - half) + [tree_hash(leaves[:half]).hex()]


def raw_key(name):
    """The 32 bytes of a public key."""
    text = (work / f"{name}.pub.pem").read_text().split("\n", 1)[1].split("-----")[0]
    return base64.b64decode(text)[-32:]


def with_other_ledger_key(new_signer="other"):
    """The release, as if the ledger's key had changed before its charge: a record in the chain that
    names the key "other", signed by the old key and by `new_signer`."""
    changed = statement("foreign")
    ledger = changed["predicate"]["ledger"]
    genesis, reserve, begin, commit = (
        json.loads(ledger["records"][name]) for name in ("genesis", "reserve", "begin", "commit"))
    change = {"i": 1, "key": raw_key("other").hex(), "prev": "", "signatures": [],
              "t": genesis["t"], "type": "key", "v": genesis["v"]}
    texts = [canonical(genesis)]
    for index, quoted in enumerate((change, reserve, begin, commit), start=1):
        quoted["i"], quoted["prev"] = index, hashlib.sha256(texts[-1]).hexdigest()
        if "reservation" in quoted:
            quoted["reservation"] = 2
        if quoted is change:
            body = canonical(change)
            change["signatures"] = [
                base64.b64decode(signature(
                    body, key, "application/vnd.marginalia.ledger-record+json")["sig"]).hex()
                for key in ("ledger", new_signer)]
        texts.append(canonical(quoted))
    origin = f"marginalia-ledger/{ledger['id'][:32]}"
    text = f"{origin}\n5\n{base64.b64encode(tree_hash(texts)).decode()}\n".encode()
    (work / "encoded").write_bytes(text)
    run("openssl", "pkeyutl", "-sign", "-inkey", "other.pem", "-rawin", "-in", "encoded", "-out",
        "signed")
    identifier = hashlib.sha256(f"{origin}\n".encode() + b"\1" + raw_key("other")).digest()[:4]
    line = base64.b64encode(identifier + (work / "signed").read_bytes()).decode()
    names = ("genesis", "key", "reserve", "begin", "commit")
    records = dict(zip(names, (text.decode() for text in texts)))
    ledger.update(
        checkpoint=text.decode() + f"\n— {origin} {line}\n",
        keyChanges=[{"record": records.pop("key"), "inclusion": inclusion(texts, 1)}],
        inclusion={"genesis": inclusion(texts, 0), "commit": inclusion(texts, 4)},
        earlier=[{"size": 1, "root": tree_hash(texts[:1]).hex(),
                  "consistency": inclusion(texts, 0)}],
        records=records)
    changed["predicate"]["release"]["id"] = hashlib.sha256(texts[2]).hexdigest()
    changed["predicate"]["accounting"]["commitRecord"] = 4
    payload = canonical(changed)
    return enveloped(payload, signature(payload))


PRIVACY = ("predicate", "privacy")
# What the manifest becomes, and a part of the reason that the page has to give.
TAMPERED = {
    "payload changed": (changed_payload, "is false"),
    "signature cut": (lambda: with_signature(lambda s: s[:63]), "is false"),
    "signature's bit flipped": (lambda: with_signature(lambda s: bytes([s[0] ^ 1]) + s[1:]),
                                "is false"),
    "S from L on": (lambda: with_signature(unreduced), "is false"),
    "another payload type": (other_type, "no in-toto statement"),
    "another key's identifier": (foreign_identifier, "not signed by the key you trust"),
    "non-canonical Base64": (loose_base64, "not canonical Base64"),
    "duplicate key in the envelope": (doubled_in_envelope, "a key stands twice"),
    "duplicate key in the statement": (doubled_in_statement, "a key stands twice"),
    "no signature": (lambda: enveloped(base64.b64decode(envelope()["payload"])), "no signature"),
    "digests of other files": (lambda: signed(exchange_digests), "changed or exchanged"),
    "a path for a name": (lambda: signed(lambda s: s["subject"][0].update(name="../model.json")),
                          "no plain file name"),
    "unknown kind of statement": (lambda: signed(lambda s: s.update(predicateType="x")),
                                  "is of the type x, and this page reads https://marginalia.dev"),
    "a record of an earlier version": (
        lambda: signed(lambda s: record(s, "begin", lambda quoted: quoted.update(v=1))),
        "is of version 1, and this page reads version"),
    "no privacy field": (lambda: signed(leave_out(*PRIVACY)), "privacy is missing"),
    "no epsilon": (lambda: signed(leave_out(*PRIVACY, "thisRelease", "epsilon")),
                   "epsilon is missing"),
    "no cumulative total": (lambda: signed(leave_out(*PRIVACY, "cumulative")),
                            "cumulative is missing"),
    "epsilon below its charge": (lambda: signed(smaller_epsilon), "doesn't follow from its ρ"),
    "charges beyond the cap": (lambda: signed(beyond_cap), "pass its cap"),
    "a mechanism under price": (lambda: signed(cheap_mechanism), "more than it was charged"),
    "a mechanism left out": (
        lambda: signed(lambda s: s["predicate"]["accounting"]["mechanisms"].pop()),
        "other mechanisms than the ledger was told of"),
    "checkpoint of another ledger": (lambda: signed(foreign_checkpoint), "of another ledger"),
    "checkpoint's signature changed": (
        lambda: signed(in_ledger("checkpoint", to=other_signature)), "not signed by the ledger's own"),
    "inclusion proof changed": (
        lambda: signed(in_ledger("inclusion", "commit", 0, to=other_hash)), "inclusion proof fails"),
    "consistency proof changed": (
        lambda: signed(in_ledger("earlier", 0, "consistency", 0, to=other_hash)),
        "not shown to be its beginning"),
    "earlier states left out": (
        lambda: signed(in_ledger("earlier", to=lambda _: [])), "not shown to be its beginning"),
    "no proofs": (lambda: signed(leave_out("predicate", "ledger", "inclusion")),
                  "inclusion is missing"),
}


def edited(name, bytes_, release="good"):
    """A copy of a release with another content of one of its files."""
    shutil.rmtree(work / "tampered", ignore_errors=True)
    shutil.copytree(work / release, work / "tampered")
    (work / "tampered" / name).write_bytes(bytes_)
    return "tampered"
