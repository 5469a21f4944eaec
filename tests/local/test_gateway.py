import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.gateway.template import load_template
from infra.local.gateway.web import pick_locale
from tests.local.processes import ROOT, Server, eventually, serving
from tests.local.receiver import Receiver, Request, receiving

ORIGIN = {"origin": "http://localhost:5173"}
TEMPLATE = """
Globals:
  Function:
    Timeout: 1
    Environment: {Variables: {PLAIN: from-template, STAGE: !Ref Stage}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Handler: echo.handler
      Events:
        One: {Type: HttpApi, Properties: {Method: POST, Path: "/api/things/{id}"}}
        Two: {Type: HttpApi, Properties: {Method: get, Path: /api/things/mine}}
        Rest: {Type: HttpApi, Properties: {Method: ANY, Path: "/api/files/{proxy+}"}}
  Ways:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ways.handler
      FunctionUrlConfig: {AuthType: NONE}
      Events: {Api: {Type: HttpApi, Properties: {Method: GET, Path: /api/ways}}}
  Clock:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ways.tick
      Events:
        Tick: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(15 minutes)}}
  Follow:
    Type: AWS::Serverless::Function
    Metadata: {LocalApp: "follow:app", LocalPath: /stream}
    Properties:
      Handler: stream/run.sh
      FunctionUrlConfig: {AuthType: AWS_IAM}
"""
ECHO = """
import json

def handler(event, context):
    return {
        "statusCode": 201,
        "headers": {"content-type": "application/json", "x-name": context.function_name},
        "cookies": ["a=1; Path=/", "b=2"],
        "body": json.dumps(event),
    }
"""
WAYS = """
import base64, os, time
from pathlib import Path

def tick(event, context):
    with Path(os.environ["TICKS"]).open("a") as file:
        file.write(event["source"] + "\\n")

def handler(event, context):
    match (event.get("queryStringParameters") or {}).get("way"):
        case "bytes":
            return {"statusCode": 200, "body": base64.b64encode(b"\\x00\\xff").decode(), "isBase64Encoded": True}
        case "slow":
            time.sleep(1.5)
        case "fail":
            raise RuntimeError("a bug")
        case "huge":
            return {"statusCode": 200, "body": "x" * (6 * 1024 * 1024 + 1)}
        case "variable":
            return os.environ["PLAIN"]
    return {"bare": context.get_remaining_time_in_millis() <= 1000}
"""
FOLLOW = """
import asyncio

async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    for n in range(3):
        await send({"type": "http.response.body", "body": b"data: %d\\n\\n" % n, "more_body": True})
        await asyncio.sleep(0.3)
    await send({"type": "http.response.body", "body": b""})
"""
LONG = "code;" * 400
PAGES = {
    "index.html": "shell", "zh/index.html": "landing zh", "en/index.html": "landing en",
    "assets/app-1a2b.js": "code", "assets/worker-3c4d.mjs": "code", "robots.txt": "robots",
    "assets/long.js": LONG,
}  # fmt: skip


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    files = {
        "template.yaml": TEMPLATE,
        "functions/echo.py": ECHO,
        "functions/ways.py": WAYS,
        "functions/follow.py": FOLLOW,
    }
    for name, text in {**files, **{f"web/dist/{k}": v for k, v in PAGES.items()}}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture(scope="session")
def identity_stub() -> Iterator[Receiver]:
    def answer(request: Request, _: int) -> tuple[int, dict[str, str], bytes]:
        return (
            200,
            {
                "set-cookie": "neonauth.session_token=s; Path=/",
                "x-seen": request.headers.get("origin", ""),
            },
            request.body,
        )

    with receiving() as stub:
        stub.answer = answer
        yield stub


@pytest.fixture(scope="session")
def gateway(project: Path, identity_stub: Receiver) -> Iterator[Server]:
    env = {
        "PROJECT_ROOT": str(project),
        "WEB_ORIGINS": "http://localhost:4300,http://localhost:5173",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4305",
        "AUTH_PROXY": identity_stub.url,
        "GATEWAY_SCHEDULE_SECONDS": "0.2",
        "TICKS": str(project / "ticks"),
    }
    with serving("infra.local.gateway.app:create", **env) as server:
        yield server


def test_a_route_gets_the_event_of_api_gateway(gateway: Server) -> None:
    answer = httpx.post(
        gateway.url + "/api/things/7?a=1&a=2&b=",
        json={"x": "é"},
        headers={"cookie": "s=1; t=2", "x-twice": "1"},
    )
    event = answer.json()
    assert (answer.status_code, answer.headers["x-name"]) == (201, "Echo")
    assert answer.headers.get_list("set-cookie") == ["a=1; Path=/", "b=2"]
    assert (event["version"], event["routeKey"]) == ("2.0", "POST /api/things/{id}")
    assert event["pathParameters"] == {"id": "7"}
    assert event["queryStringParameters"] == {"a": "1,2", "b": ""}
    assert event["rawQueryString"] == "a=1&a=2&b="
    assert event["cookies"] == ["s=1", "t=2"]
    assert json.loads(event["body"]) == {"x": "é"}
    assert event["requestContext"]["http"]["method"] == "POST"
    assert not event["isBase64Encoded"]


def test_the_event_has_the_keys_of_the_samples(gateway: Server) -> None:
    sample = json.loads((ROOT / "events/api/create_service.json").read_text())
    event = httpx.post(gateway.url + "/api/things/7", json={}).json()
    assert set(sample) - {"pathParameters"} <= set(event)
    assert set(sample["requestContext"]) <= set(event["requestContext"])


def test_other_bodies_than_text_arrive_encoded(gateway: Server) -> None:
    head = {"content-type": "application/octet-stream"}
    event = httpx.post(gateway.url + "/api/things/7", content=b"\x00\xff", headers=head).json()
    assert event["isBase64Encoded"]
    assert base64.b64decode(event["body"]) == b"\x00\xff"


def test_the_most_specific_route_wins_and_others_are_not_found(gateway: Server) -> None:
    assert httpx.get(gateway.url + "/api/things/mine").json()["routeKey"] == "GET /api/things/mine"
    rest = httpx.put(gateway.url + "/api/files/a/b.txt").json()
    assert rest["pathParameters"] == {"proxy": "a/b.txt"}
    assert httpx.get(gateway.url + "/api/nothing").status_code == 404


def test_function_urls_take_the_whole_path(gateway: Server) -> None:
    assert httpx.post(gateway.url + "/fn/Ways/").json() == {"bare": True}
    assert httpx.post(gateway.url + "/fn/Echo/").status_code == 404
    assert httpx.post(gateway.url + "/fn/Follow/").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/ways?way=slow", 503), ("/fn/Ways/?way=slow", 502),
        ("/api/ways?way=fail", 500), ("/api/ways?way=huge", 500),
    ],
)  # fmt: skip
def test_limits_and_bugs_end_as_in_aws(gateway: Server, path: str, status: int) -> None:
    call = httpx.post if path.startswith("/fn") else httpx.get
    assert call(gateway.url + path).status_code == status


def test_a_body_beyond_six_megabytes_is_refused(gateway: Server) -> None:
    answer = httpx.post(gateway.url + "/api/things/7", content=b"x" * (6 * 1024 * 1024 + 1))
    assert answer.status_code == 413


def test_bytes_bare_values_and_literal_variables_come_through(gateway: Server) -> None:
    assert httpx.get(gateway.url + "/api/ways?way=bytes").content == b"\x00\xff"
    assert httpx.get(gateway.url + "/api/ways?way=variable").json() == "from-template"


def test_a_stream_leaves_piece_by_piece(gateway: Server) -> None:
    with httpx.stream("GET", gateway.url + "/stream/1", headers=ORIGIN) as answer:
        times = [time.monotonic() for line in answer.iter_lines() if line]
    assert answer.headers["access-control-allow-origin"] == ORIGIN["origin"]
    assert times[-1] - times[0] > 0.4


def test_schedules_run(gateway: Server, project: Path) -> None:
    ticks = project / "ticks"
    eventually(lambda: ticks.exists() and ticks.read_text().count("aws.scheduler") >= 2)


def test_only_known_origins_may_call_from_elsewhere(gateway: Server) -> None:
    known = httpx.options(gateway.url + "/api/ways", headers=ORIGIN)
    assert (known.status_code, known.headers["access-control-allow-origin"]) == (
        204,
        ORIGIN["origin"],
    )
    foreign = httpx.options(gateway.url + "/api/ways", headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert "access-control-allow-origin" not in foreign.headers


def test_signing_in_is_first_party(gateway: Server, identity_stub: Receiver) -> None:
    answer = httpx.post(
        gateway.url + "/neondb/auth/sign-in/email?x=1", json={"email": "a"}, headers=ORIGIN
    )
    assert answer.headers["set-cookie"].startswith("neonauth.session_token")
    assert (answer.headers["x-seen"], answer.json()) == (ORIGIN["origin"], {"email": "a"})
    assert identity_stub.requests[-1].path == "/neondb/auth/sign-in/email?x=1"


def test_long_files_are_compressed_for_whoever_can_read_that(gateway: Server) -> None:
    for accepted, encoding in (("gzip", "gzip"), ("identity", None)):
        answer = httpx.get(f"{gateway.url}/assets/long.js", headers={"accept-encoding": accepted})
        assert answer.headers.get("content-encoding") == encoding
        assert answer.text == LONG


@pytest.mark.parametrize(
    ("path", "text", "cache"),
    [
        ("/zh", "landing zh", "no-cache"),
        ("/en/", "landing en", "no-cache"),
        ("/en/workbench/42", "shell", "no-cache"),
        ("/robots.txt", "robots", "no-cache"),
        ("/assets/app-1a2b.js", "code", "public, max-age=31536000, immutable"),
    ],
)
def test_pages_are_served_as_by_the_cdn(gateway: Server, path: str, text: str, cache: str) -> None:
    answer = httpx.get(gateway.url + path)
    assert (answer.text, answer.headers["cache-control"]) == (text, cache)
    policy = answer.headers["content-security-policy"]
    assert "connect-src 'self' http://127.0.0.1:4305;" in policy
    assert "script-src 'self';" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_scripts_have_the_type_browsers_insist_on(gateway: Server) -> None:
    for name in ("worker-3c4d.mjs", "app-1a2b.js"):
        answer = httpx.get(f"{gateway.url}/assets/{name}")
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/../template.yaml", "/%2e%2e/template.yaml", "/favicon.ico"]
)
def test_missing_files_and_files_outside_are_not_found(gateway: Server, path: str) -> None:
    assert httpx.get(gateway.url + path).status_code == 404


@pytest.mark.parametrize(
    ("cookies", "accepted", "locale"),
    [
        ({}, "zh-CN,zh;q=0.9,en;q=0.8", "zh"), ({}, "en-GB,en", "en"), ({}, "fr,zh;q=0.5", "zh"),
        ({}, "", "en"), ({"locale": "zh"}, "en", "zh"), ({"locale": "xx"}, "zh", "zh"),
    ],
)  # fmt: skip
def test_the_language_is_the_chosen_one_or_the_first_we_have(
    cookies: dict[str, str], accepted: str, locale: str
) -> None:
    assert pick_locale(cookies, accepted) == locale


def test_the_bare_address_leads_to_a_language(gateway: Server) -> None:
    answer = httpx.get(gateway.url + "/", headers={"accept-language": "zh-CN"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/zh")


def test_every_route_of_the_product_is_known() -> None:
    template = load_template(ROOT / "template.yaml")
    assert {"POST /api/services", "GET /api/profile"} <= {route.key for route in template.routes}
    assert {"RunBatch", "RunStream", "RunVision"} <= {
        f.name for f in template.functions if f.has_url
    }
    assert [schedule.function.name for schedule in template.schedules][:1] == ["Sweep"]
