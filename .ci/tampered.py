"""Releases for the table of clients: a good one, signed by a curator and an auditor, and tampered
copies of it, truly signed again wherever only the signers could have made them."""
import base64
import json
import pathlib
import subprocess

from cryptography.hazmat.primitives import serialization

here = pathlib.Path(__file__).resolve().parent.parent
ABOUT = str(here / "benchmarks/data/adult/about.json")
program = ""  # Whoever imports this says which.
TYPE = "application/vnd.in-toto+json"
ORDER = 2**252 + 27742317777372353535851937790883648493  # L of RFC 8032
SIGNERS = ["curator", "auditor"]
KEYID = {}  # By name, as ssh-keygen and every signature have it.


def call(*words, codes=(0,)):
    result = subprocess.run([program, *words], capture_output=True, text=True)
    assert result.returncode in codes, (words, result)
    return result


def release(folder, ledger):
    call("ledger", "create", folder + ".ledger", "--dataset", folder, "--epsilon", "4",
         "--delta", "1e-9", "--key", ledger + ".pem")
    call("synthesize", "people.csv", "--schema", "schema.json", "--about", ABOUT,
         "--ledger", folder + ".ledger",
         "--ledger-key", ledger + ".pem", "--key", "curator.pem", "--epsilon", "1",
         "--delta", "1e-9", "--strategy", "independent", "--rows", "20", "--out", folder, "--yes")
    call("sign", folder, "--key", "auditor.pem", "--signed-by", "curator.pub.pem")


def make_releases():
    """The good release, and another of another ledger, in the working directory."""
    pathlib.Path("people.csv").write_text(
        "age,sex\n" + "".join(f"{row * 7 % 90},{'fm'[row % 2]}\n" for row in range(50)))
    pathlib.Path("schema.json").write_text(json.dumps({
        "marginalia": "schema/1", "name": "people", "columns": [
            {"name": "age", "type": "integer", "minimum": 0, "maximum": 99, "bins": {"width": 10}},
            {"name": "sex", "type": "categorical", "categories": ["f", "m"]}]}))
    for name in ["curator", "auditor", "ledger", "other"]:
        call("key", "generate", "--out", name)
    release("good", "ledger")
    release("elsewhere", "other")
    KEYID.update({name: keyid(name) for name in SIGNERS})


# Reading and writing releases as an attacker would, who may hold the keys.

def encode(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def private_key(name):
    return serialization.load_pem_private_key(pathlib.Path(name + ".pem").read_bytes(), None)


def public_key(name):
    return serialization.load_pem_public_key(pathlib.Path(name + ".pub.pem").read_bytes())


def keyid(name):
    """The fingerprint by ssh-keygen, which has to be the manifest's keyid."""
    line = public_key(name).public_bytes(serialization.Encoding.OpenSSH,
                                         serialization.PublicFormat.OpenSSH)
    pathlib.Path(name + ".ssh").write_bytes(line + b"\n")
    return subprocess.run(["ssh-keygen", "-l", "-f", name + ".ssh"], capture_output=True,
                          text=True, check=True).stdout.split()[1]


def pae(kind, body):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)


def manifest(folder):
    return json.loads(pathlib.Path(folder, "manifest.dsse.json").read_text())


def payload(folder):
    return base64.b64decode(manifest(folder)["payload"])


def write(folder, envelope):
    """The envelope, and a bundle for each signature that it has, as the text or value given."""
    text = envelope if isinstance(envelope, str) else encode(envelope)
    pathlib.Path(folder, "manifest.dsse.json").write_text(text + "\n")
    value = json.loads(text)
    for path in pathlib.Path(folder).glob("manifest.*.sigstore.json"):
        bundle = json.loads(path.read_text())
        hint = bundle["verificationMaterial"]["publicKey"]["hint"]
        own = [one for one in value["signatures"] if one["keyid"] == hint][:1]
        if not own:
            continue
        inner = encode({**value, "signatures": own})
        if not isinstance(envelope, str):
            path.write_text(encode({**bundle, "dsseEnvelope": json.loads(inner)}) + "\n")
        else:  # The same twist in the text: the first member is there twice.
            twisted = text[:text.index('"payload"', 10)] + inner[1:]
            rest = encode({k: v for k, v in bundle.items() if k != "dsseEnvelope"})
            path.write_text('{"dsseEnvelope":' + twisted + "," + rest[1:] + "\n")


def signed(body, kind=TYPE):
    """What holders of both keys would make of a statement."""
    return {"payload": base64.b64encode(body).decode(), "payloadType": kind, "signatures": [
        {"keyid": KEYID[name],
         "sig": base64.b64encode(private_key(name).sign(pae(kind, body))).decode()}
        for name in SIGNERS]}


def resigned(folder, change):
    statement = json.loads(payload(folder))
    change(statement)
    write(folder, signed(encode(statement).encode()))


def changed_signatures(folder, change):
    envelope = manifest(folder)
    envelope["signatures"] = [
        {**one, "sig": change(one["sig"])} for one in envelope["signatures"]]
    write(folder, envelope)


# The tampered releases, each made from a copy of the good one.

def intact(folder):
    """the good release"""


def payload_changed(folder):
    """payload changed"""
    envelope = manifest(folder)
    body = payload(folder).replace(b'"epsilon":"1"', b'"epsilon":"0"')
    assert body != payload(folder)
    write(folder, {**envelope, "payload": base64.b64encode(body).decode()})


def signature_cut(folder):
    """signature cut"""
    changed_signatures(folder, lambda text: base64.b64encode(
        base64.b64decode(text)[:-1]).decode())


def other_type(folder):
    """other payload type"""
    write(folder, {**manifest(folder), "payloadType": "application/json"})


def duplicate_member(folder):
    """duplicate JSON key"""
    lie = base64.b64encode(payload(folder).replace(b'"epsilon":"1"', b'"epsilon":"0"')).decode()
    write(folder, '{"payload":"' + lie + '",' + encode(manifest(folder))[1:])


def duplicate_signer(folder):
    """duplicate signer counted twice"""
    envelope = manifest(folder)
    own = [one for one in envelope["signatures"] if one["keyid"] == KEYID["curator"]]
    write(folder, {**envelope, "signatures": own + own})


def swapped_keyids(folder):
    """keyid of another key"""
    envelope = manifest(folder)
    identifiers = [one["keyid"] for one in envelope["signatures"]]
    write(folder, {**envelope, "signatures": [
        {**one, "keyid": other} for one, other in
        zip(envelope["signatures"], reversed(identifiers))]})


def loose_base64(folder):
    """non-canonical base64"""
    def loosen(text):  # Sets bits that no byte is made of.
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        assert text.endswith("==")
        return text[:-3] + letters[letters.index(text[-3]) + 1] + "=="
    changed_signatures(folder, loosen)


def large_scalar(folder):
    """S >= L"""
    def add(text):
        raw = base64.b64decode(text)
        scalar = int.from_bytes(raw[32:], "little") + ORDER
        return base64.b64encode(raw[:32] + scalar.to_bytes(32, "little")).decode()
    changed_signatures(folder, add)


def other_digest(folder):
    """subject digest of another file"""
    def change(statement):
        digests = {one["name"]: one["digest"] for one in statement["subject"]}
        for one in statement["subject"]:
            if one["name"] == "synthetic.csv":
                one["digest"] = digests["model.json"]
    resigned(folder, change)


def field_missing(folder):
    """missing privacy field"""
    def change(statement):
        del statement["predicate"]["privacy"]["adjacency"]
    resigned(folder, change)


def other_checkpoint(folder):
    """checkpoint of another ledger"""
    other = json.loads(payload("elsewhere"))["predicate"]["ledger"]["checkpoint"]

    def change(statement):
        assert statement["predicate"]["ledger"]["checkpoint"] != other
        statement["predicate"]["ledger"]["checkpoint"] = other
    resigned(folder, change)


ARTEFACTS = [intact, payload_changed, signature_cut, other_type, duplicate_member,
             duplicate_signer, swapped_keyids, loose_base64, large_scalar, other_digest,
             field_missing, other_checkpoint]
