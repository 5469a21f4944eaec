"""Serves the built web app as the CDN does: languages, security headers, caching."""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

LOCALES = ("zh", "en")
DEFAULT_LOCALE = "en"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".webmanifest": "application/json"}
FOREVER = "public, max-age=31536000, immutable"
NOT_BUILT = "The web app is not built yet: ./dev up builds it.\n"


def security_headers(bucket: str) -> dict[str, str]:
    """Headers of every page; uploads go straight to the bucket."""
    target = urlsplit(bucket)
    uploads = f" {target.scheme}://{target.netloc}" if target.netloc else ""
    policy = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "connect-src": "'self'" + uploads,
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def pick_locale(cookies: dict[str, str], accepted: str) -> str:
    """The language chosen before, else the first one the browser asks for that we have."""
    if cookies.get("locale") in LOCALES:
        return cookies["locale"]
    wishes = [part.strip().split(";")[0].split("-")[0].lower() for part in accepted.split(",")]
    return next((wish for wish in wishes if wish in LOCALES), DEFAULT_LOCALE)


class WebApp:
    """Files below `dist`; addresses without a file name belong to the app itself."""

    def __init__(self, dist: Path, bucket: str) -> None:
        self._dist, self._headers = dist.resolve(), security_headers(bucket)

    def respond(self, path: str, cookies: dict[str, str], accepted: str) -> Response:
        """The answer to GET or HEAD."""
        if path == "/":
            locale = pick_locale(cookies, accepted)
            vary = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"}
            return RedirectResponse(f"/{locale}", 302, {**vary, **self._headers})
        file = self._find(path)
        if file is None:
            known = (self._dist / "index.html").is_file()
            text, status = ("Not Found\n", 404) if known else (NOT_BUILT, 503)
            return PlainTextResponse(text, status, self._headers)
        cache = FOREVER if path.startswith("/assets/") else "no-cache"
        head = {**self._headers, "Cache-Control": cache}
        return FileResponse(file, headers=head, media_type=TYPES.get(file.suffix))

    def _find(self, path: str) -> Path | None:
        """A file, a language's landing page, or the shell of the app."""
        wanted = (self._dist / path.lstrip("/")).resolve()
        if not wanted.is_relative_to(self._dist):
            return None
        landing, shell = wanted / "index.html", self._dist / "index.html"
        candidates = [wanted] if wanted.suffix else [landing, shell]
        return next((file for file in candidates if file.is_file()), None)
