"""A page from the network, fetched because the reader named it."""

from __future__ import annotations

import http.client
import time
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reader.errors import SourceError

_SECONDS = 20
_LARGEST = 20 * 1024 * 1024  # bytes
_CHUNK = 64 * 1024
_REDIRECTS = 5
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": "",
    "": "",  # not said
}
_SAFE = "%/:=&?~+!$,;'@()*[]"  # kept as they are in a path or a query; all else but letters and digits is quoted


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent, the encoding it names and the suffix of its type (".html"), "" where it names none."""

    data: bytes
    charset: str
    suffix: str


def fetch(url: str) -> Page:
    """The page at an http or https address.

    Raises:
        SourceError: it can not be had within 20 seconds, 20 MB and 5 redirections, or is no text.
    """
    deadline = time.monotonic() + _SECONDS
    try:
        with build_opener(_Redirects).open(_request(url), timeout=_SECONDS) as response:
            kind = response.headers.get_content_type() if response.headers["content-type"] else ""
            if kind not in _TYPES:
                raise SourceError(url, f"this is {kind}, not a page of text; give the address of an article")
            data = _read(response, url, deadline)
            return Page(data, response.headers.get_content_charset() or "", _TYPES[kind])
    except HTTPError as error:
        error.close()
        raise SourceError(url, f"the server answers {error.code} {error.reason}; check the address") from error
    except TimeoutError as error:
        raise _too_slow(url) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(url) from error
        reason = getattr(error.reason, "strerror", None) or error.reason
        raise SourceError(url, f"cannot be reached ({reason}); check the address and the network") from error
    except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
        reason = str(error) or type(error).__name__
        raise SourceError(url, f"cannot be read ({reason}); check the address") from error


class _Redirects(HTTPRedirectHandler):
    max_redirections = _REDIRECTS
    inf_msg = f"with more than {_REDIRECTS} redirections: "

    def redirect_request(self, *asked: Any) -> Request | None:
        _, response, *_, address = asked
        if urlsplit(address).scheme not in {"http", "https"}:  # urllib would follow to ftp
            response.close()
            raise URLError(f"it leads to {address}")
        return super().redirect_request(*asked)


def _request(url: str) -> Request:
    """A request for an address as people write it, with Chinese in host, path or query."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    ascii_url = urlunsplit((parts.scheme, host, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))
    return Request(
        ascii_url, headers={"User-Agent": "duizhao (reader)", "Accept": "text/html, text/*;q=0.8, */*;q=0.1"}
    )


def _read(response: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    # Some servers compress unasked; 32 is for gzip or zlib, told by the data
    unzip = zlib.decompressobj(32 + zlib.MAX_WBITS) if response.headers["content-encoding"] else None
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += unzip.decompress(chunk, _LARGEST + 1) if unzip else chunk
        if len(data) > _LARGEST:
            raise SourceError(url, f"larger than {_LARGEST >> 20} MB; save the part you want to read as a file")
        if time.monotonic() > deadline:
            raise _too_slow(url)
    if response.length:
        raise SourceError(url, "the connection broke off in the middle; try again")
    return bytes(data)


def _too_slow(url: str) -> SourceError:
    return SourceError(url, f"no whole answer within {_SECONDS} seconds; try again, or save the page and read the file")
