"""What the product leans on in sign-in and object storage, against the servers of the stack."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from infra.local.provision import provision_bucket, s3_client
from tests.local.processes import ROOT
from tests.stack import LocalStack, running_stack

PERSON = {"email": "ann@example.com", "password": "correct horse", "name": "Ann"}
LIMIT = 1000

pytestmark = pytest.mark.skipif(
    not (ROOT / "infra/local/auth/node_modules").is_dir(), reason="./dev installs npm packages"
)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    state = tmp_path_factory.mktemp("stack") / "state"
    with running_stack(state, "postgres", "s3", "auth") as stack:
        yield stack


@pytest.fixture
def origin(stack: LocalStack) -> str:
    return stack.layout.url("gateway", "localhost")


@pytest.fixture
def auth(stack: LocalStack, origin: str) -> Iterator[httpx.Client]:
    base = stack.environment["AUTH_BASE_URL"]
    with httpx.Client(base_url=base, headers={"origin": origin}) as client:
        yield client


def signed_in(auth: httpx.Client) -> str:
    """Sign Ann up, or in when she is known; her token."""
    if auth.post("/sign-up/email", json=PERSON).status_code != 200:
        auth.post("/sign-in/email", json=PERSON).raise_for_status()
    return auth.get("/token").json()["token"]


def verify(stack: LocalStack, token: str, **changes: str) -> dict[str, Any]:
    base = stack.environment["AUTH_BASE_URL"]
    issuer = base.removesuffix("/neondb/auth")
    key = jwt.PyJWKClient(f"{base}/.well-known/jwks.json").get_signing_key_from_jwt(token).key
    expected = {"issuer": issuer, "audience": issuer, **changes}
    return jwt.decode(token, key, algorithms=["EdDSA"], **expected)  # type: ignore[arg-type]


def test_a_token_of_a_signed_up_person_verifies_by_the_published_keys(
    stack: LocalStack, auth: httpx.Client
) -> None:
    claims = verify(stack, signed_in(auth))
    assert (claims["email"], claims["name"], claims["role"]) == (
        PERSON["email"], PERSON["name"], "authenticated",
    )  # fmt: skip
    assert claims["exp"] - claims["iat"] == 900


@pytest.mark.parametrize("change", [{"issuer": "http://other"}, {"audience": "http://other"}])
def test_tokens_for_somebody_else_are_refused(
    stack: LocalStack, auth: httpx.Client, change: dict[str, str]
) -> None:
    token = signed_in(auth)
    with pytest.raises(jwt.InvalidTokenError):
        verify(stack, token, **change)


def test_a_token_with_another_signature_is_refused(stack: LocalStack, auth: httpx.Client) -> None:
    head, body, signature = signed_in(auth).split(".")
    with pytest.raises(jwt.InvalidTokenError):
        verify(stack, f"{head}.{body}.{signature[::-1]}")


def test_wrong_or_short_passwords_and_taken_addresses_have_their_status(
    auth: httpx.Client,
) -> None:
    signed_in(auth)
    taken = auth.post("/sign-up/email", json=PERSON)
    short = auth.post("/sign-up/email", json={**PERSON, "email": "b@example.com", "password": "x"})
    wrong = auth.post("/sign-in/email", json={**PERSON, "password": "wrong password"})
    assert (taken.status_code, short.status_code, wrong.status_code) == (422, 400, 401)


def test_without_a_session_there_is_no_token(auth: httpx.Client) -> None:
    auth.cookies.clear()
    assert auth.get("/token").status_code == 401
    signed_in(auth)
    assert auth.post("/sign-out", json={}).status_code == 200
    assert auth.get("/token").status_code == 401


def test_a_post_with_the_cookie_from_elsewhere_is_refused(auth: httpx.Client) -> None:
    signed_in(auth)
    foreign = auth.post("/sign-out", json={}, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    preflight = auth.options("/token", headers={"origin": "http://evil.example"})
    assert "access-control-allow-origin" not in preflight.headers


def test_a_lost_password_is_replaced_by_mail(
    stack: LocalStack, auth: httpx.Client, origin: str
) -> None:
    signed_in(auth)
    wish = {"email": PERSON["email"], "redirectTo": f"{origin}/en/reset"}
    assert auth.post("/request-password-reset", json=wish).status_code == 200
    mails = (stack.layout.state / "mail.jsonl").read_text().splitlines()
    mail = json.loads(mails[-1])
    assert (mail["kind"], mail["to"]) == ("reset-password", PERSON["email"])
    back = auth.get(mail["url"]).headers["location"]
    assert back.startswith(f"{origin}/en/reset?token=")
    fresh = {"token": back.split("token=")[1], "newPassword": PERSON["password"]}
    assert auth.post("/reset-password", json=fresh).status_code == 200


@pytest.fixture
def form(stack: LocalStack) -> dict[str, Any]:
    """A presigned form for one small PDF."""
    return s3_client(stack.layout).generate_presigned_post(
        Bucket=stack.environment["UPLOADS_BUCKET"],
        Key="u/1/a.pdf",
        Fields={"Content-Type": "application/pdf"},
        Conditions=[["content-length-range", 1, LIMIT], {"Content-Type": "application/pdf"}],
        ExpiresIn=60,
    )


def upload(form: dict[str, Any], content: bytes = b"%PDF", **changes: str) -> int:
    fields = {**form["fields"], **changes}
    return httpx.post(form["url"], data=fields, files={"file": content}).status_code


def test_an_upload_within_its_policy_is_kept(stack: LocalStack, form: dict[str, Any]) -> None:
    assert upload(form) == 204
    stored = s3_client(stack.layout).get_object(
        Bucket=stack.environment["UPLOADS_BUCKET"], Key="u/1/a.pdf"
    )
    with stored["Body"] as body:
        assert body.read() == b"%PDF"


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (b"x" * (LIMIT + 1), {}),
        (b"%PDF", {"key": "u/2/other.pdf"}),
        (b"%PDF", {"Content-Type": "text/html"}),
        (b"%PDF", {"x-amz-signature": "0" * 64}),
    ],
)
def test_an_upload_beyond_its_policy_is_refused(
    form: dict[str, Any], content: bytes, changes: dict[str, str]
) -> None:
    assert upload(form, content, **changes) in (400, 403)


def test_a_presigned_address_cannot_be_changed(stack: LocalStack) -> None:
    client, bucket = s3_client(stack.layout), stack.environment["UPLOADS_BUCKET"]
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    url = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"})
    assert httpx.get(url).content == b"x"
    assert httpx.get(url.replace("/k?", "/other?")).status_code == 403


def test_only_our_pages_may_upload_from_a_browser(
    stack: LocalStack, form: dict[str, Any], origin: str
) -> None:
    provision_bucket(stack.layout)  # once more: it is done at every start
    ask = {"access-control-request-method": "POST"}
    ours = httpx.options(form["url"], headers={"origin": origin, **ask})
    foreign = httpx.options(form["url"], headers={"origin": "http://evil.example", **ask})
    assert ours.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-origin" not in foreign.headers


def test_the_lock_of_the_identity_server_names_no_host() -> None:
    text = Path(ROOT / "infra/local/auth/package-lock.json").read_text()
    assert '"resolved"' not in text
    assert shutil.which("git") is None or "node_modules" not in subprocess.check_output(
        ["git", "ls-files", "infra/local/auth"], cwd=ROOT, text=True
    )
