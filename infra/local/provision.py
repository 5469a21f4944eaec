"""What the product finds when it starts: its database, its schema, its bucket. Safe at every start."""

import asyncio
import os
import signal
import sys
from typing import Any, cast

import psycopg

from infra.local.child import tie_to
from infra.local.environment import AWS, application
from infra.local.layout import DATABASE, Layout

UPLOAD_SECONDS = 3000


def provision_database(layout: Layout) -> None:
    """Create the database, then let the migrations bring its schema up to date."""
    from infra.db.migrate import migrate

    with psycopg.connect(layout.dsn("postgres"), autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
        if known.fetchone() is None:
            server.execute("CREATE DATABASE careershaper")
    with psycopg.connect(layout.dsn(), autocommit=True) as database:
        database.execute("CREATE EXTENSION IF NOT EXISTS vector")
        database.execute("CREATE SCHEMA IF NOT EXISTS neon_auth")
    migrate(layout.dsn())


def provision_bucket(layout: Layout) -> None:
    """Create the bucket; its CORS rules are forgotten after a hard stop, so they are set again."""
    variables = application(layout)
    bucket, client = variables["UPLOADS_BUCKET"], s3_client(layout)
    known = {item["Name"] for item in client.list_buckets()["Buckets"]}
    if bucket not in known:
        client.create_bucket(Bucket=bucket)
    rule = {
        "AllowedOrigins": variables["WEB_ORIGINS"].split(","),
        "AllowedMethods": ["GET", "POST", "PUT"],
        "AllowedHeaders": ["*"],
        "MaxAgeSeconds": UPLOAD_SECONDS,
    }
    client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})


async def provision_knowledge(layout: Layout) -> tuple[bool, str]:
    """Embed what is new in the starter set; whether all of it is stored, and the last words."""
    runner = os.getpid()
    ingest = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rag_ingest",
        cwd=layout.root, env={**os.environ, **application(layout)},
        preexec_fn=lambda: tie_to(runner, signal.SIGTERM),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await ingest.communicate()
    finally:
        if ingest.returncode is None:
            ingest.kill()
    words = said.decode(errors="replace").strip().splitlines() or ["nothing said"]
    return ingest.returncode == 0, words[-1]


def s3_client(layout: Layout) -> Any:
    """A client of the local object storage."""
    import boto3
    from botocore.config import Config

    boto = cast(Any, boto3)
    return boto.client(
        "s3",
        endpoint_url=layout.url("s3"),
        region_name=AWS["AWS_DEFAULT_REGION"],
        config=Config(signature_version="s3v4"),
        aws_access_key_id=AWS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=AWS["AWS_SECRET_ACCESS_KEY"],
    )
