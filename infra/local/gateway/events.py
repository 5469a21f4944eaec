"""HTTP requests as Lambda events (payload format 2.0) and Lambda answers as HTTP."""

import base64
import json
import time
import uuid
from typing import Any, cast
from urllib.parse import parse_qs

from starlette.types import Scope

from infra.local.gateway.template import Function

ACCOUNT = "000000000000"
REGION = "us-east-1"
# Every other body arrives base64-encoded: handlers must honour isBase64Encoded before they hash or parse.
TEXT_TYPES = ("text/", "application/json", "application/javascript", "application/xml")
Json = dict[str, Any]
RawHeaders = list[tuple[bytes, bytes]]


class LambdaContext:
    """The part of the Lambda context that handlers and Powertools read."""

    function_version = "$LATEST"
    memory_limit_in_mb = "512"
    log_group_name = "/local"
    log_stream_name = "local"
    identity = None
    client_context = None

    def __init__(self, function: Function) -> None:
        self.function_name = function.name
        self.aws_request_id = str(uuid.uuid4())
        self.invoked_function_arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function.name}"
        self._deadline = time.monotonic() + function.timeout

    def get_remaining_time_in_millis(self) -> int:
        """Time until the function would be stopped."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def http_event(
    scope: Scope, body: bytes, path: str, route_key: str, variables: dict[str, str]
) -> Json:
    """The event of an HTTP API route, and with `$default` that of a Function URL."""
    headers, cookies = _headers(scope["headers"])
    query: str = scope["query_string"].decode("latin1")
    event: Json = {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": _request_context(scope, headers, path, route_key),
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies
    if variables:
        event["pathParameters"] = variables
    if query:
        values = parse_qs(query, keep_blank_values=True)
        event["queryStringParameters"] = {name: ",".join(all_) for name, all_ in values.items()}
    if body:
        is_text = headers.get("content-type", "").startswith(TEXT_TYPES)
        event["body"] = body.decode() if is_text else base64.b64encode(body).decode()
        event["isBase64Encoded"] = not is_text
    return event


def schedule_event() -> Json:
    """The event of a schedule."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "source": "aws.scheduler",
        "detail-type": "Scheduled Event",
        "account": ACCOUNT,
        "region": REGION,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "detail": {},
    }


def http_answer(result: object) -> tuple[int, RawHeaders, bytes]:
    """Status, headers and body; a bare value is a 200 with JSON, as in AWS."""
    if not (isinstance(result, dict) and "statusCode" in result):
        head = [(b"content-type", b"application/json")]
        return 200, head, json.dumps(result).encode()
    answer = cast(Json, result)
    text: str = answer.get("body") or ""
    body = base64.b64decode(text) if answer.get("isBase64Encoded") else text.encode()
    given: Json = answer.get("headers") or {}
    headers: RawHeaders = [
        (name.encode(), str(value).encode("latin1"))
        for name, value in given.items()
        if name.lower() != "content-length"
    ]
    set_cookies: list[str] = answer.get("cookies") or []
    cookies = [(b"set-cookie", cookie.encode()) for cookie in set_cookies]
    return answer["statusCode"], headers + cookies, body


def _headers(raw: RawHeaders) -> tuple[dict[str, str], list[str]]:
    """Repeated headers are joined by a comma; cookies travel by themselves."""
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin1"), raw_value.decode("latin1")
        if name == "cookie":
            cookies += [cookie.strip() for cookie in value.split(";")]
        else:
            headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers, cookies


def _request_context(scope: Scope, headers: dict[str, str], path: str, route_key: str) -> Json:
    host, now = headers.get("host", "localhost"), time.time()
    client = scope.get("client") or ["127.0.0.1"]
    return {
        "accountId": ACCOUNT,
        "apiId": "local",
        "domainName": host,
        "domainPrefix": host.split(".")[0],
        "http": {
            "method": scope["method"],
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": client[0],
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": str(uuid.uuid4()),
        "routeKey": route_key,
        "stage": "$default",
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "timeEpoch": int(now * 1000),
    }
