"""Packages come from a server or the disk, whole and right or not at all, and go again."""

import fcntl
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from reader import paths
from reader.errors import ModelError, OutputError
from reader.translate import packages


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def listed(found: list[packages.Package]) -> str:
    return " | ".join(
        f"{p.folder.name} {p.version} {'ours' if p.ours else 'argos'} {p.problem or 'fine'}" for p in found
    )


def files_in(folder: Path) -> str:
    return " ".join(sorted(file.name for file in folder.rglob("*") if file.is_file() and file.name != ".lock"))


def fetched(server, **options) -> packages.Package:
    return packages.install(url=server.url, size=len(server.content), sha256=server.sha256, **options)


# Download


def test_install_downloads_checks_and_unpacks(serve, tiny, home):
    steps: list[tuple[int, int]] = []
    package = fetched(serve(tiny.read_bytes()), progress=lambda done, total: steps.append((done, total)))
    size = tiny.stat().st_size
    assert listed([package]) == "translate-zh_en-1_0 1.0 ours fine"
    assert packages.verify(package) == []
    assert steps == sorted(steps)
    assert steps[-1] == (size, size)
    assert files_in(home / "cache") == ""


def test_a_dropped_connection_is_resumed(serve, tiny):
    server = serve(tiny.read_bytes(), cuts=[500_000, 300_000])
    fetched(server)
    assert server.asked == ["", "bytes=500000-", "bytes=800000-"]


def test_a_server_without_ranges_starts_again(serve, tiny):
    server = serve(tiny.read_bytes(), cuts=[500_000], ranges=False)
    assert packages.verify(fetched(server)) == []
    assert server.asked == ["", "bytes=500000-"]


def test_a_stopped_download_goes_on_in_the_next_install(serve, tiny, home):
    server = serve(tiny.read_bytes())
    came = 0

    def progress(done: int, total: int) -> None:
        nonlocal came
        came = done

    with pytest.raises(ModelError, match="stopped; what has come is kept"):
        fetched(server, progress=progress, cancelled=lambda: came > 400_000)
    assert packages.installed() == []
    fetched(server)
    assert server.asked == ["", f"bytes={came}-"]


def test_a_part_of_another_file_is_thrown_away(serve, tiny, home):
    server = serve(tiny.read_bytes())
    part = home / "cache" / "downloads" / f"translate-zh_en-{server.sha256[:12]}.argosmodel.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"\0" * 700_000)
    assert packages.verify(fetched(server)) == []
    assert server.asked == ["bytes=700000-", ""]


def test_a_part_longer_than_the_file_is_thrown_away(serve, tiny, home):
    server = serve(tiny.read_bytes())
    part = home / "cache" / "downloads" / f"translate-zh_en-{server.sha256[:12]}.argosmodel.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(tiny.read_bytes() + b"more")
    assert packages.verify(fetched(server)) == []


def test_a_busy_server_is_asked_again(serve, tiny):
    server = serve(tiny.read_bytes(), errors=[503, 500, 429])
    fetched(server)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("behaviour", "told", "requests"),
    [
        ({"errors": [404]}, "the server answers 404 Not Found; check the address", 1),
        ({"errors": [503] * 9}, "the server answers 503 Service Unavailable, 5 times in a row; try again", 5),
        ({"cuts": [0] * 9}, "the connection was cut at 0 of 9 bytes, 5 times in a row; try again", 5),
    ],
)
def test_a_server_that_fails_is_given_up(serve, home, behaviour, told, requests):
    server = serve(b"nine byte", **behaviour)
    with pytest.raises(ModelError, match=re.escape(told)):
        fetched(server)
    assert len(server.asked) == requests
    assert packages.installed() == []


def test_nobody_there(serve, home):
    with pytest.raises(ModelError, match=r"no connection .*Connection refused.*--from FILE"):
        packages.install(url="http://127.0.0.1:9/model.argosmodel")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "http://[/x", "http://127.0.0.1/a b"])
def test_other_addresses_are_refused(url):
    with pytest.raises(ModelError, match="address"):
        packages.install(url=url)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda right: right[:-1] + b"x", "its SHA-256 is not"),
        (lambda right: right + b"x", "it has [0-9,]+ bytes"),
        (lambda right: b"<html>sorry</html>", "it has 18 bytes"),
    ],
)
def test_another_file_is_deleted(serve, tiny, home, content, told):
    right = tiny.read_bytes()
    server = serve(content(right))
    with pytest.raises(ModelError, match=rf"not the file expected \({told}.*nothing of it is kept"):
        packages.install(url=server.url, size=len(right), sha256=hashlib.sha256(right).hexdigest())
    assert files_in(home) == ""


def test_an_installed_package_is_not_fetched_again(serve, tiny):
    server = serve(tiny.read_bytes())
    assert fetched(server) == fetched(server) == packages.current(server.sha256)
    assert len(server.asked) == 1


def test_a_broken_package_is_fetched_again(serve, tiny):
    server = serve(tiny.read_bytes())
    (fetched(server).folder / "model" / "model.bin").write_bytes(b"broken")
    assert packages.current(server.sha256) is None
    assert packages.verify(fetched(server)) == []
    assert listed(packages.installed()) == "translate-zh_en-1_0 1.0 ours fine"


def test_a_trusted_mirror_may_have_any_package(serve, tiny, home):
    assert packages.verify(packages.install(url=serve(tiny.read_bytes()).url, size=None, sha256=None)) == []
    with pytest.raises(ModelError, match="zip"):
        packages.install(url=serve(b"<html>sorry</html>").url, size=None, sha256=None)
    assert files_in(home / "cache") == ""


def test_two_installs_at_once_do_not_meet(serve, tiny, home):
    paths.models().mkdir(parents=True)
    with (paths.models() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ModelError, match="another duizhao is installing"):
            packages.install_from(tiny, trust=True)


def test_what_a_killed_install_left_is_cleared_away(tiny, home):
    (paths.models() / ".installing-x" / "new").mkdir(parents=True)
    packages.install_from(tiny, trust=True)
    assert [folder.name for folder in paths.models().iterdir() if folder.is_dir()] == ["translate-zh_en-1_0"]


# Disks


FULL = "No space left on device|File too large"


def test_full_disk_while_downloading(serve, tiny, disk):
    disk.leave(500_000)
    with pytest.raises(OutputError, match=FULL):
        fetched(serve(tiny.read_bytes()))
    assert files_in(disk.folder) == ""


def test_full_disk_while_unpacking_keeps_the_whole_download(serve, tiny, disk):
    server = serve(tiny.read_bytes())
    with pytest.raises(OutputError, match=FULL):
        # Full from the moment that all is there.
        fetched(server, progress=lambda done, total: disk.leave(500_000) if done == total else None)
    assert files_in(disk.folder) == f"translate-zh_en-{server.sha256[:12]}.argosmodel"
    disk.grow()
    assert packages.verify(fetched(server)) == []
    assert len(server.asked) == 1


def test_full_disk_while_installing_from_disk(tiny, unpacked, disk):
    disk.leave(500_000)
    for path in (tiny, unpacked):
        with pytest.raises(OutputError, match=FULL):
            packages.install_from(path, trust=True)
    assert files_in(disk.folder) == ""


def test_read_only_disk(serve, tiny, disk):
    package = packages.install_from(tiny, trust=True)
    disk.read_only()
    for attempt in (
        lambda: fetched(serve(b"other")),
        lambda: packages.install_from(tiny, trust=True),
        lambda: packages.remove(package),
    ):
        with pytest.raises(OutputError, match=r"Read-only file system|Permission denied"):
            attempt()
    assert packages.verify(package) == []


# From disk


def test_an_unknown_archive_needs_trust(tiny, home):
    with pytest.raises(ModelError, match=rf"unknown SHA-256 {sha256(tiny)}; .*--trust"):
        packages.install_from(tiny)
    assert not home.exists()
    package = packages.install_from(tiny, trust=True)
    assert packages.verify(package) == []
    assert packages.current(sha256(tiny)) == package == packages.find()


def test_a_folder_needs_trust(unpacked, home):
    with pytest.raises(ModelError, match=r"a folder has no SHA-256.*--trust"):
        packages.install_from(unpacked)
    assert packages.verify(packages.install_from(unpacked, trust=True)) == []


def test_the_known_archive_needs_no_trust(tiny, monkeypatch):
    monkeypatch.setattr(packages, "SHA256", sha256(tiny))
    assert packages.verify(packages.install_from(tiny)) == []


def test_our_own_folder_is_not_installed_again(tiny):
    package = packages.install_from(tiny, trust=True)
    with pytest.raises(ModelError, match="installed already"):
        packages.install_from(package.folder, trust=True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("absent.argosmodel", "No such file"),
        ("x" * 300, "File name too long"),
        ("~nobody-here/x", "home"),
        (".", "metadata.json"),
        ("/dev/zero", "neither an .argosmodel file"),
    ],
)
def test_other_places(name, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match=told):
        packages.install_from(Path(name), trust=True)


# What is there


def test_ours_first_then_argos_newest_first(tiny, unpacked, monkeypatch):
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(unpacked.parent))
    for version in ("1.9", "1.10"):
        copy = shutil.copytree(unpacked, paths.models() / version)
        (copy / "metadata.json").write_text(f'{{"from_code": "zh", "to_code": "en", "package_version": "{version}"}}')
    assert listed(packages.installed()) == "1.10 1.10 ours fine | 1.9 1.9 ours fine | tiny-zh_en 1.0 argos fine"
    assert packages.find() == packages.installed()[0]


def test_broken_packages_are_told_and_not_used(unpacked, monkeypatch):
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(unpacked.parent))
    (paths.models() / "empty").mkdir(parents=True)
    (unpacked / "model" / "model.bin").unlink()
    other = shutil.copytree(unpacked, unpacked.parent / "en_zh")
    (other / "metadata.json").write_text('{"from_code": "en", "to_code": "zh"}')
    assert listed(packages.installed()) == (
        "empty  ours metadata.json is missing | tiny-zh_en 1.0 argos model/model.bin is missing"
    )
    assert packages.find() is None


def test_a_model_that_cannot_be_used_is_told_while_there_is_no_other(tiny, unpacked, monkeypatch):
    assert packages.unusable() == ""
    package = packages.install_from(tiny, trust=True)
    assert packages.unusable() == ""
    (package.folder / "model" / "model.bin").unlink()
    assert packages.unusable() == f"{package.folder}: model/model.bin is missing"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(unpacked.parent))
    assert packages.unusable() == ""


@pytest.mark.parametrize("code", ["zh", "zh-Hans", "zh_CN"])
def test_simplified_chinese_has_several_codes(code, unpacked):
    (unpacked / "metadata.json").write_text(f'{{"from_code": "{code}", "to_code": "en"}}')
    assert packages.inspect(unpacked).direction == "zh→en"


def test_verify_names_the_file(tiny):
    package = packages.install_from(tiny, trust=True)
    (package.folder / "README.md").unlink()
    (package.folder / "model" / "model.bin").write_bytes(b"noise")
    assert packages.verify(package) == ["README.md is missing", "model/model.bin has changed since it was installed"]


def test_verify_opens_a_foreign_package(unpacked):
    assert packages.verify(packages.inspect(unpacked)) == []
    (unpacked / "model" / "model.bin").write_bytes(b"noise")
    assert "the model does not run" in " ".join(packages.verify(packages.inspect(unpacked)))


def test_remove_takes_ours_and_leaves_theirs(tiny, unpacked, home):
    packages.remove(packages.install_from(tiny, trust=True))
    assert files_in(home) == ""
    with pytest.raises(ModelError, match="belongs to Argos Translate"):
        packages.remove(packages.inspect(unpacked))
    assert packages.inspect(unpacked).problem == ""


def test_remove_takes_a_link_and_not_what_it_points_to(unpacked, home):
    paths.models().mkdir(parents=True)
    (paths.models() / "linked").symlink_to(unpacked)
    packages.remove(packages.installed()[0])
    assert packages.inspect(unpacked).problem == ""
    assert packages.installed() == []
