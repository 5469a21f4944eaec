"""The redis-server behind the REST interface."""

from typing import Any, cast
from urllib.parse import urlsplit

import redis.asyncio as aioredis
from redis.exceptions import ResponseError

from infra.local.redis_rest.codec import Command, is_read
from infra.local.redis_rest.lagging_replica import LaggingReplica

CONNECTIONS = 64


class Backend:
    """Sends commands as they are and reads raw replies; may read from a replica that lags."""

    def __init__(self, url: str) -> None:
        self._url = url
        # RESP2 keeps the reply shapes (flat hashes, no sets, no doubles) that the REST API returns.
        self.pool = _pool(aioredis.BlockingConnectionPool.from_url(url, **_OPTIONS))
        self._replica: LaggingReplica | None = None
        self._replica_pool: aioredis.ConnectionPool | None = None

    async def lag(self, seconds: float) -> None:
        """Let reads be this old from now on; 0 reads the truth again."""
        if self._replica:
            await self._replica.stop()
            self._replica = self._replica_pool = None
        if seconds > 0:
            replica = LaggingReplica(urlsplit(self._url).port or 6379, seconds)
            await replica.start()
            connections = {"connection_class": aioredis.UnixDomainSocketConnection}
            pool = aioredis.BlockingConnectionPool(path=replica.socket, **connections, **_OPTIONS)
            self._replica, self._replica_pool = replica, _pool(pool)

    async def read_or_write(self, batch: list[Command]) -> list[Any]:
        """Replies in order; command errors come back as values."""
        if self._replica_pool and all(is_read(command) for command in batch):
            return await send(self._replica_pool, batch)
        return await send(self.pool, batch)

    async def transaction(self, batch: list[Command]) -> Any:
        """The reply of EXEC: a list, or the error that discarded everything."""
        return (await send(self.pool, [[b"MULTI"], *batch, [b"EXEC"]]))[-1]

    async def close(self) -> None:
        """Let go of all connections."""
        await self.lag(0)
        await self.pool.disconnect()


_OPTIONS: dict[str, Any] = {"max_connections": CONNECTIONS, "timeout": 5, "protocol": 2}


async def send(pool: aioredis.ConnectionPool, batch: list[Command]) -> list[Any]:
    """Write all commands on one connection, then read one reply each."""
    connection: Any = await pool.get_connection()
    try:
        await connection.send_packed_command(connection.pack_commands(batch))
        return [await _read(connection) for _ in batch]
    except BaseException:
        await connection.disconnect()  # unread replies must never reach the next user of it
        raise
    finally:
        await pool.release(connection)


async def _read(connection: Any) -> Any:
    try:
        return await connection.read_response(disable_decoding=True)
    except ResponseError as error:
        return error


def _pool(pool: object) -> aioredis.ConnectionPool:
    return cast(aioredis.ConnectionPool, pool)
