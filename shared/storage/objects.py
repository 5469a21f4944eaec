"""S3: what people upload and what is made for them. Keys begin with the kind and the owner."""

from collections.abc import Iterable
from typing import Any

from shared.errors import NotFound
from shared.settings import Settings
from shared.storage.aws import client

POST_SECONDS = 120


class Objects:
    """One bucket; callers name keys, never buckets."""

    def __init__(self, settings: Settings) -> None:
        self._bucket = settings.uploads_bucket
        self._s3: Any = client("s3", settings.aws_endpoint_url)

    def presigned_post(self, key: str, content_type: str, max_bytes: int) -> dict[str, Any]:
        """`{url, fields}` of a form that may write exactly this key, of this type, up to this size."""
        return self._s3.generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", 1, max_bytes],
            ],
            ExpiresIn=POST_SECONDS,
        )

    def get(self, key: str, max_bytes: int | None = None) -> bytes:
        """The object; NotFound if it was never uploaded. Reads at most one byte over `max_bytes`."""
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=key)
        except self._s3.exceptions.NoSuchKey as missing:
            raise NotFound(key.split("/")[0]) from missing
        with answer["Body"] as body:
            return body.read(max_bytes + 1 if max_bytes else None)

    def exists(self, key: str) -> bool:
        """Whether there is such an object."""
        from botocore.exceptions import ClientError

        try:
            self._s3.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return False
            raise
        return True

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Write an object."""
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=content_type)

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects; what is not there is no error."""
        for key in keys:
            self._s3.delete_object(Bucket=self._bucket, Key=key)

    def keys(self, prefix: str) -> list[str]:
        """Every key below a prefix."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        return [item["Key"] for page in pages for item in page.get("Contents", [])]
