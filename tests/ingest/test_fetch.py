"""Pages over HTTP, from a real server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.errors import SourceError
from reader.ingest import ingest

from .shown import shown

SENTENCE = "昨天下午，公司在城里开了一个会，请来不少记者，说新的手机下个月就能买到。"
HTML = (
    f"<!DOCTYPE html><html><head><title>新手机</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
)
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, HTML.encode()),
    "/gbk": (200, {"Content-Type": "text/html; charset=gb2312"}, HTML.encode("gb18030")),
    "/meta": (200, {"Content-Type": "text/html"}, HTML.replace("<title>", "<meta charset=big5><title>").encode("gbk")),
    "/plain": (200, {"Content-Type": "text/plain"}, SENTENCE.encode("gb18030")),
    "/notes.md": (200, {"Content-Type": "text/plain"}, f"# 新手机\n\n{SENTENCE}".encode()),
    "/markdown": (200, {"Content-Type": "text/markdown"}, f"- {SENTENCE}".encode()),
    "/untyped": (200, {}, SENTENCE.encode()),
    "/zipped": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(SENTENCE.encode())),
    "/%E6%89%8B%E6%9C%BA": (200, {"Content-Type": "text/plain"}, SENTENCE.encode()),
    "/once": (302, {"Location": "/page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (302, {"Location": "ftp://127.0.0.1/a"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b"<p>no</p>"),
    "/broken": (500, {}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/english": (200, {"Content-Type": "text/plain"}, b"hello"),
    "/nothing": (200, {"Content-Type": "text/html"}, b""),
    "/huge": (200, {"Content-Type": "text/plain"}, b"\n" * (21 << 20)),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"\n" * (30 << 20))),
    "/cut": (200, {"Content-Type": "text/plain", "Content-Length": "999"}, SENTENCE.encode()),
    "/garbled": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, SENTENCE.encode()),
}
PAGES |= {f"/hop{step}": (301, {"Location": f"/hop{step - 1}"}, b"") for step in range(2, 8)}
PAGES["/hop1"] = (301, {"Location": "/page"}, b"")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch, no_network: None) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize("path", ["/page", "/gbk", "/meta", "/once", "/hop5"])
def test_page(server: str, path: str) -> None:
    document = ingest(server + path)
    assert (shown(document), document.origin) == (["# 新手机", SENTENCE], server + path)


@pytest.mark.parametrize("path", ["/plain", "/untyped", "/zipped", "/手机", "/plain#第二节"])
def test_text(server: str, path: str) -> None:
    assert shown(ingest(server + path)) == [SENTENCE]


@pytest.mark.parametrize(("path", "block"), [("/notes.md", "# 新手机"), ("/markdown", f"• {SENTENCE}")])
def test_markdown(server: str, path: str, block: str) -> None:
    assert shown(ingest(server + path))[0] == block


REFUSED = [
    ("/gone", "the server answers 404 Not Found; check the address"),
    ("/broken", "the server answers 500 Internal Server Error; check the address"),
    ("/hop6", "the server answers 301 with more than 5 redirections: Moved Permanently; check the address"),
    ("/loop", "the server answers 302 with more than 5 redirections: Found; check the address"),
    ("/away", "cannot be reached (it leads to ftp://127.0.0.1/a); check the address and the network"),
    ("/picture", "this is image/png, not a page of text; give the address of an article"),
    ("/english", "no Chinese in it; give a text with Chinese in it"),
    ("/nothing", "empty; give a text with Chinese in it"),
    ("/huge", "larger than 20 MB; save the part you want to read as a file"),
    ("/bomb", "larger than 20 MB; save the part you want to read as a file"),
    ("/cut", "the connection broke off in the middle; try again"),
    ("/garbled", "cannot be read (Error -3 while decompressing data: incorrect header check); check the address"),
]


@pytest.mark.parametrize(("path", "message"), REFUSED)
def test_what_is_no_page_is_refused_in_one_line(server: str, path: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        ingest(server + path)
    assert (caught.value.title, caught.value.message) == (server + path, message)


def test_nobody_answers() -> None:
    with pytest.raises(SourceError, match=r"^http://127.0.0.1:1/: cannot be reached \(Connection refused\)"):
        ingest("http://127.0.0.1:1/")


@pytest.mark.parametrize("url", ["http://", "http://a b/", "http://[::1", "https://x\n.y/", "http://127.0.0.1:port/"])
def test_no_address_at_all(url: str) -> None:
    with pytest.raises(SourceError, match=r"^http.*: cannot be (read|reached) \(.*\); check the address.*$"):
        ingest(url)
