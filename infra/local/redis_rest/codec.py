"""JSON arguments in, Redis replies out, as the managed service writes them."""

import base64
import json
from typing import Any, cast

from redis.exceptions import RedisError, ResponseError

# Not available over REST: commands that block, keep state on a connection, push or administrate.
REFUSED = frozenset(
    b"BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF "
    b"WATCH UNWATCH MULTI EXEC DISCARD SELECT AUTH HELLO QUIT RESET CLIENT "
    b"SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE "
    b"MONITOR CLUSTER SHUTDOWN DEBUG CONFIG REPLICAOF SLAVEOF MODULE ACL SAVE BGSAVE".split()
)
STREAM_READS = frozenset({b"XREAD", b"XREADGROUP"})
READS = frozenset(
    b"GET MGET STRLEN EXISTS TTL PTTL TYPE KEYS SCAN HGET HGETALL HMGET HLEN HKEYS HVALS HEXISTS "
    b"LRANGE LLEN LINDEX SMEMBERS SCARD SISMEMBER ZRANGE ZRANGEBYSCORE ZCARD ZSCORE ZCOUNT ZRANK "
    b"XRANGE XREVRANGE XREAD XLEN XINFO DBSIZE".split()
)

Command = list[bytes]


def parse_command(value: object) -> Command:
    """One JSON command as bytes; refuses what REST does not offer."""
    if not isinstance(value, list) or not value:
        raise ResponseError("ERR failed to parse command")
    args = [to_argument(item) for item in cast(list[object], value)]
    name = args[0].upper()
    blocks = name in STREAM_READS and b"BLOCK" in [arg.upper() for arg in args[1:6]]
    if name in REFUSED or blocks:
        raise ResponseError(f"ERR Command is not available: '{name.decode(errors='replace')}'")
    return args


def is_read(command: Command) -> bool:
    """Whether the managed service may answer it from a replica that lags behind."""
    return command[0].upper() in READS


def to_argument(value: object) -> bytes:
    """One argument; anything that is not a scalar travels as JSON text."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | float):
        return repr(value).encode()
    return json.dumps(value).encode()


def to_item(reply: Any, as_base64: bool) -> dict[str, Any]:
    """`{"result": ...}` or, for a failed command, `{"error": ...}`."""
    try:
        return {"result": to_json(reply, as_base64)}
    except RedisError as error:
        return {"error": error_text(error)}


def to_json(reply: Any, as_base64: bool) -> Any:
    """A raw reply as JSON; errors inside it are raised."""
    if isinstance(reply, Exception):
        raise reply
    if isinstance(reply, bytes):
        return _text(reply, as_base64)
    if isinstance(reply, list | tuple):
        return [to_json(item, as_base64) for item in cast(list[Any], reply)]
    return reply if reply is None or isinstance(reply, int | float) else str(reply)


def error_text(error: Exception) -> str:
    """Redis' own words; texts of ours get the usual first word."""
    text = str(error)
    return text if text.split(" ")[0].isupper() else f"ERR {text}"


def _text(reply: bytes, as_base64: bool) -> str:
    if reply == b"OK":  # the one string the service never encodes
        return "OK"
    return base64.b64encode(reply).decode() if as_base64 else reply.decode("utf-8", "replace")
