"""One way to build an AWS client: signature v4, short timeouts, few retries."""

from functools import lru_cache
from typing import Any, cast

TIMEOUT_S = 5


@lru_cache
def client(service: str, endpoint_url: str) -> Any:
    """A client of this process; an empty endpoint means AWS itself."""
    import boto3
    from botocore.config import Config

    config = Config(
        signature_version="s3v4" if service == "s3" else None,  # boto3 would presign with SigV2
        connect_timeout=TIMEOUT_S,
        read_timeout=TIMEOUT_S,
        retries={"max_attempts": 3, "mode": "standard"},
        s3={"addressing_style": "path" if endpoint_url else "virtual"},
    )
    vendor = cast(Any, boto3)  # its client is typed by overloads over every service
    return vendor.client(service, endpoint_url=endpoint_url or None, config=config)
