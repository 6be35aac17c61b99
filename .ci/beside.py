"""What comes beside a release, for the tests of verify.html: bundles, cosignatures, and notices that
the reader is handed; true ones, and what a publisher, a witness or a stranger could forge."""
import base64
import json

import forgeries
from forgeries import (MANIFEST, bundle, canonical, changed_payload, enveloped, envelope, run,
                       signature)


def forged_bundles(stamp):
    """What the signer's bundle becomes beside the good manifest, and a part of the reason."""
    whole = envelope()
    payload = base64.b64decode(whole["payload"])
    bytes_ = base64.b64decode(whole["signatures"][0]["sig"])
    flipped = {**whole["signatures"][0],
               "sig": base64.b64encode(bytes([bytes_[0] ^ 1]) + bytes_[1:]).decode()}
    strangers = {**whole, "signatures": [signature(payload, "other")]}
    lie = json.loads(changed_payload())
    other = "holds another payload or signature"
    form = "no sigstore bundle of one signature"
    return {
        "a bundle of another payload": (bundle(lie), other),
        "a bundle of a false signature": (bundle({**whole, "signatures": [flipped]}), other),
        "a bundle of a stranger's signature": (bundle(strangers), other),
        "a bundle of two signatures": (
            bundle({**whole, "signatures": whole["signatures"] * 2}), form),
        "a bundle of another type": (bundle(whole, mediaType="application/json"), form),
        "a bundle with more in it": (bundle(whole, more=1), form),
        "a bundle written anew": (
            json.dumps(json.loads(bundle(whole))).encode() + b"\n", "one spelling"),
        "a bundle with another's time stamp": (bundle(whole, stamp), "not about its signature"),
        "a bundle with half a time stamp": (bundle(whole, stamp[:100]), "is cut off"),
        "a bundle with no time stamp for one": (bundle(whole, b"0\x03\x02\x01\x02"), "RFC 3161"),
    }


def cosignature(key="witness", request="request"):
    """A witness's line about a request's checkpoint, as of now; it remembers no other."""
    (forgeries.work / "memory").unlink(missing_ok=True)
    return run(forgeries.program, "witness", "cosign", request, "--memory", "memory", "--name",
               "page.test/w1", "--key", f"{key}.pem", "--ledger-key", "ledger.pub.pem")


def in_cosignature(edit):
    """The witness's line with its bytes edited: 4 that tell its key, 8 of time, 64 of signature."""
    start, line = cosignature().decode().strip().rsplit(" ", 1)
    return f"{start} {base64.b64encode(edit(base64.b64decode(line))).decode()}\n".encode()


def forged_cosignatures():
    """What stands beside the release, and a part of the reason."""
    (forgeries.work / "older").write_bytes(
        run(forgeries.program, "ledger", "request", "L", "earlier", "--since", "0"))
    none = "no valid cosignature of page.test/w1"
    later = lambda b: b[:11] + bytes([b[11] ^ 1]) + b[12:]
    return {
        "a cosignature's bit flipped": (in_cosignature(lambda b: b[:-1] + bytes([b[-1] ^ 1])), none),
        "a cosignature's time changed": (in_cosignature(later), none),
        "a cosignature cut": (in_cosignature(lambda b: b[:-1]), none),
        "a cosignature of an older checkpoint": (cosignature(request="older"), none),
        "a cosignature by another's key": (cosignature("other"), none),
        "a true and a false cosignature": (cosignature() + in_cosignature(later), none),
        "no cosignature": (b"hello\n", "is no signature"),
        "nothing": (b"", "is no signature"),
    }


def rotation(old="release", new="next", since="2000-01-01T00:00:00Z"):
    return run_to_file("rotate", "--old", f"{old}.pem", "--new", f"{new}.pem", "--since", since)


def revocation(subject, key="release", since="2000-01-01T00:00:00Z"):
    return run_to_file(
        "revoke", subject, "--key", f"{key}.pem", "--reason", "a test", "--since", since)


def run_to_file(*words):
    """The bytes of a notice."""
    run(forgeries.program, "key", *words, "--out", "notice", "--force")
    return (forgeries.work / "notice").read_bytes()


def half_signed():
    """A rotation that the new key's holder made without the old key's."""
    made = json.loads(rotation(old="release", new="next"))
    by_next = signature(base64.b64decode(made["payload"]), "next")
    return canonical({**made, "signatures": [by_next]}) + b"\n"


def unsigned(notice):
    """A notice with a bit of its signature flipped."""
    made = json.loads(notice)
    bytes_ = base64.b64decode(made["signatures"][0]["sig"])
    made["signatures"][0]["sig"] = base64.b64encode(bytes([bytes_[0] ^ 1]) + bytes_[1:]).decode()
    return canonical(made) + b"\n"


def reworded(notice, **change):
    """A notice with another content, truly signed."""
    changed = json.loads(base64.b64decode(json.loads(notice)["payload"]))
    changed["predicate"].update(change)
    payload = canonical(changed)
    return enveloped(payload, signature(payload))


FUTURE = "2999-01-01T00:00:00Z"


def handed():
    """Notices: the keys that the reader trusts, what is handed over, the verdict, and why."""
    follows, until = "takes over from", "is for releases made until 2000-01-01"
    stranger, form = "by nobody whom you trust", "another form than the program's own"
    own = ("release",)
    rotations = {
        "a key that takes over later": (own, [rotation(since=FUTURE)], "verified", follows),
        "a key that stepped down before": (own, [rotation()], "failed", until),
        "a key that took over": (("other",), [rotation("other", "release")], "verified", follows),
        "a key that takes over after the release": (
            ("other",), [rotation("other", "release", FUTURE)], "failed", "made from 2999-01-01"),
        "a key that took over twice removed": (
            ("other",), [rotation("next", "release"), rotation("other", "next")], "verified",
            follows),
        "a rotation that one key signed": (own, [half_signed()], "failed", "by both of its keys"),
        "a rotation to two keys": (
            own, [rotation(since=FUTURE), rotation(new="other", since=FUTURE)], "failed",
            "was rotated to two keys"),
        "a rotation of a stranger": (
            own, [rotation("next", "other")], "verified", "a key that you don't trust"),
        "a rotation with more in it": (own, [reworded(rotation(), more="x")], "failed", form),
    }
    revocations = {
        "a key revoked by itself": (own, [revocation("release.pub.pem")], "failed", "was revoked"),
        "a key revoked for later": (
            own, [revocation("release.pub.pem", since=FUTURE)], "failed", "was revoked"),
        "a key revoked by a stranger": (
            own, [revocation("release.pub.pem", "other")], "failed", stranger),
        "a key revoked by nobody": (
            own, [unsigned(revocation("release.pub.pem"))], "failed", stranger),
        "another key revoked": (
            own, [revocation("other.pub.pem")], "verified", "which you don't trust"),
        "a release withdrawn": (own, [revocation("good")], "failed", "was withdrawn as of 2000"),
        "a release withdrawn by a stranger": (
            own, [revocation("good", "other")], "failed", stranger),
        "another release withdrawn": (own, [revocation("foreign")], "verified", "another release"),
        "a revocation at no time": (
            own, [reworded(revocation("good"), since="2026-02-30T00:00:00Z")], "failed",
            "no time in UTC"),
        "a revocation of something else": (
            own, [reworded(revocation("good"), revoked="ledger")], "failed", form),
        "a manifest for a notice": (
            own, [(forgeries.work / "good" / MANIFEST).read_bytes()], "failed",
            "neither a rotation nor a revocation"),
    }
    cases = [(name, *case, "rotations") for name, case in rotations.items()]
    cases += [(name, *case, "revocations") for name, case in revocations.items()]
    for name, keys, notices, verdict, reason, kind in cases:
        yield name, keys, {kind: notices}, verdict, reason
    yield ("a revoked key's rotation", ("other",),
           {"rotations": [rotation("other", "release")],
            "revocations": [revocation("other.pub.pem", "other")]}, "failed", "isn't followed")
