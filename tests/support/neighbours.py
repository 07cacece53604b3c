"""Malformed distributions and hostile plugins, written as an installer would write them.

Each kind is a function that writes one into a folder and returns what a registry should see of it:
`row`, a problem of this distribution; `fails`, entries that raise `PresetLoadError`; `loads`,
entries that work nevertheless. All names differ, so the kinds can share a folder.
"""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from oauth_presets.testing import make_distribution
from support.plugins import offer, preset_module


class Seen(NamedTuple):
    """What a registry should see of a neighbour."""

    row: tuple[str, ...] = ()
    fails: tuple[tuple[str, str], ...] = ()
    """`(name, distribution)` of entries that do not load."""
    loads: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    """More entries for sys.path, before the folder itself."""


Kind = Callable[[Path], Seen]
KINDS: dict[str, Kind] = {}


def kind(lay: Kind) -> Kind:
    KINDS[lay.__name__] = lay
    return lay


def row(name: str) -> Seen:
    return Seen(row=(f"{name}-presets".replace("_", "-"),))


def fails(name: str) -> Seen:
    return Seen(fails=((name, f"{name}-presets"),))


def loads(name: str) -> Seen:
    return Seen(loads=((name, f"{name}-presets"),))


# -- metadata that cannot be read or trusted -------------------------------------------------------


def metadata(name: str, file: str, content: bytes | None) -> None:
    """Add a kind: a valid package with one metadata file replaced or removed."""

    def lay(folder: Path) -> Seen:
        path = offer(folder, name) / file
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        return row(name)

    KINDS[name] = lay


_HEAD = b"[oauth_presets]\n"
metadata("points_latin1", "entry_points.txt", _HEAD + b"caf\xe9 = x:y\n")
metadata("points_utf16", "entry_points.txt", (_HEAD + b"a = x:y\n").decode().encode("utf-16"))
metadata("points_cut_in_a_character", "entry_points.txt", _HEAD + "caf\u00e9".encode()[:-1])
metadata("points_nul", "entry_points.txt", _HEAD + b"a\0b = x:y\n")
metadata("points_look_alike", "entry_points.txt", _HEAD + "g\u043eogle_drive = x:y\n".encode())
metadata("points_kelvin", "entry_points.txt", _HEAD + "\u212aakao = x:y\n".encode())
metadata("points_nameless", "entry_points.txt", _HEAD + b" = x:y\n")
metadata("points_spaced_tab", "entry_points.txt", _HEAD + b"a\tb = x:y\n")
metadata("metadata_missing", "METADATA", None)
metadata("metadata_empty", "METADATA", b"")
metadata("metadata_no_name", "METADATA", b"Metadata-Version: 2.1\nVersion: 1.0\n")
metadata("metadata_no_version", "METADATA", b"Metadata-Version: 2.1\nName: metadata-no-version\n")
metadata("metadata_latin1", "METADATA", b"Name: caf\xe9\nVersion: 1\n")
metadata("metadata_of_us", "METADATA", b"Metadata-Version: 2.1\nName: OAuth.Presets\nVersion: 1\n")
metadata("metadata_of_another", "METADATA", b"Name: healthy-presets\nVersion: 9\n")
metadata(
    "metadata_escapes", "METADATA", b"Name: metadata-escapes-presets\nVersion: 1\x1b[2J\x1b[1A\n"
)


@kind
def metadata_is_a_folder(folder: Path) -> Seen:
    path = offer(folder, "metadata_is_a_folder") / "METADATA"
    path.unlink()
    path.mkdir()
    return row("metadata_is_a_folder")


@kind
def record_missing(folder: Path) -> Seen:
    (offer(folder, "record_missing") / "RECORD").unlink()
    return loads("record_missing")


@kind
def info_is_a_file(folder: Path) -> Seen:
    (folder / "info_is_a_file_presets-1.0.dist-info").write_bytes(_HEAD + b"a = x:y\n")
    return row("info_is_a_file")


@kind
def info_dangles(folder: Path) -> Seen:
    (folder / "info_dangles_presets-1.0.dist-info").symlink_to(folder / "nowhere")
    return row("info_dangles")


@kind
def info_links_to_itself(folder: Path) -> Seen:
    path = folder / "info_links_to_itself_presets-1.0.dist-info"
    path.symlink_to(path)
    return row("info_links_to_itself")


@kind
def points_dangle(folder: Path) -> Seen:
    path = offer(folder, "points_dangle") / "entry_points.txt"
    path.unlink()
    path.symlink_to(folder / "nowhere")
    return row("points_dangle")


@kind
def points_are_a_folder(folder: Path) -> Seen:
    path = offer(folder, "points_are_a_folder") / "entry_points.txt"
    path.unlink()
    path.mkdir()
    return row("points_are_a_folder")


@kind
def points_unreadable(folder: Path) -> Seen:
    (offer(folder, "points_unreadable") / "entry_points.txt").chmod(0)
    return loads("points_unreadable") if os.geteuid() == 0 else row("points_unreadable")


@kind
def folder_says_it_is_us(folder: Path) -> Seen:
    make_distribution(folder, "oauth-presets", {"ours_then": "healthy_mod:preset"}, version="99.0")
    return Seen(row=("oauth-presets",))


@kind
def folder_not_utf8(folder: Path) -> Seen:
    info = offer(folder, "folder_not_utf8")
    os.rename(os.fsencode(info), os.fsencode(folder) + b"/caf\xe9-1.0.dist-info")
    return Seen(row=("caf\\udce9",))


@kind
def folder_with_escapes(folder: Path) -> Seen:
    info = offer(folder, "folder_with_escapes")
    (info / "METADATA").write_text("Name: x\x1b[2J\nVersion: 1\n")
    info.rename(folder / "x\x1b[2J-1.0.dist-info")
    return Seen(row=("x\\x1b[2j",))


@kind
def old_and_new(folder: Path) -> Seen:
    offer(folder, "old_and_new", version="9.0")
    make_distribution(folder, "old_and_new-presets", {"old_and_new": "old_and_new_mod:preset"},
                      version="10.0")  # fmt: skip
    return loads("old_and_new")


@kind
def editable_beside_wheel(folder: Path) -> Seen:
    source = folder / "editable_source"
    source.mkdir()
    offer(source, "editable_beside_wheel")
    name = "editable_beside_wheel"
    make_distribution(folder, f"{name}-presets", {name: f"{name}_mod:preset"}, version="2.0")
    return Seen(loads=((name, f"{name}-presets"),), path=(str(source),))


@kind
def egg_info_without_a_version(folder: Path) -> Seen:
    source = folder / "egg_source"
    source.mkdir()
    info = offer(source, "egg_info")
    (info / "METADATA").rename(info / "PKG-INFO")
    info.rename(source / "egg_info_presets.egg-info")
    return Seen(loads=(("egg_info", "egg_info-presets"),), path=(str(source),))


@kind
def path_is_no_zip(folder: Path) -> Seen:
    (folder / "no.zip").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "no.egg").write_bytes(b"")
    return Seen(path=(str(folder / "no.zip"), str(folder / "no.egg"), str(folder / "not-there")))


@kind
def in_a_zip(folder: Path) -> Seen:
    laid = folder / "zipped"
    laid.mkdir()
    offer(laid, "in_a_zip")
    with zipfile.ZipFile(folder / "zipped.zip", "w") as archive:
        for file in laid.rglob("*"):
            archive.write(file, file.relative_to(laid))
    return Seen(loads=(("in_a_zip", "in_a_zip-presets"),), path=(str(folder / "zipped.zip"),))


@kind
def pydantic_plugin(folder: Path) -> Seen:
    info = make_distribution(folder, "pydantic-plugin", {}, {"pydantic_bad": "raise SystemExit(4)"})
    (info / "entry_points.txt").write_text("[pydantic]\nbad = pydantic_bad:plugin\n")
    return Seen()


# -- entry points that lead nowhere ----------------------------------------------------------------


def value(name: str, text: str) -> None:
    """Add a kind: an entry point with this value."""

    def lay(folder: Path) -> Seen:
        offer(folder, name, value=text)
        return fails(name)

    KINDS[name] = lay


value("value_colons", ":::")
value("value_empty", "")
value("value_two_dots", "a..b:c")
value("value_no_attribute", "os")
value("value_relative", ".os:path")
value("value_path", "os:path.join")
value("value_keyword", "None:None")
value("value_space", "o s:path")
value("value_not_ascii", "\u043es:path")
value("value_another_type", "os:environ")
value("value_of_ours", "oauth_presets_catalog.google:google_drive")
value("value_of_our_registry", "oauth_presets.registry.registry:default_registry")


@kind
def value_with_extras(folder: Path) -> Seen:
    offer(folder, "value_with_extras", value="value_with_extras_mod:preset [more]")
    return fails("value_with_extras")


@kind
def points_cut_in_a_value(folder: Path) -> Seen:
    path = offer(folder, "points_cut_in_a_value") / "entry_points.txt"
    path.write_text(path.read_text()[:-4])
    return fails("points_cut_in_a_value")


@kind
def points_bad_in_another_group(folder: Path) -> Seen:
    path = offer(folder, "points_bad_in_another_group") / "entry_points.txt"
    path.write_text("[console_scripts]\nx = :::\n# [oauth_presets]\n" + path.read_text())
    return loads("points_bad_in_another_group")


@kind
def points_without_a_value(folder: Path) -> Seen:
    path = offer(folder, "points_without_a_value") / "entry_points.txt"
    path.write_text("[oauth_presets]\npoints_without_a_value\n")
    return fails("points_without_a_value")


@kind
def one_name_twice(folder: Path) -> Seen:
    info = offer(folder, "one_name_twice")
    points = info / "entry_points.txt"
    points.write_text(points.read_text() + "One-Name.Twice = one_name_twice_mod:preset\n")
    return fails("one_name_twice")


# -- plugins ---------------------------------------------------------------------------------------


def plugin(name: str, source: str, then: Callable[[str], Seen] = fails) -> None:
    """Add a kind: a plugin with this source, in which `PRESET` stands for a valid preset."""

    def lay(folder: Path) -> Seen:
        offer(folder, name, source.replace("PRESET", preset_module(name)))
        return then(name)

    KINDS[name] = lay


plugin("raises_exception", "raise Exception('no\\nthanks')")
plugin("raises_system_exit", "raise SystemExit(3)")
plugin("raises_generator_exit", "raise GeneratorExit")
plugin("raises_recursion", "def f(): f()\nf()")
plugin("raises_memory_error", "raise MemoryError")
plugin("raises_cancelled", "import asyncio\nraise asyncio.CancelledError")
plugin("raises_stop", "raise StopIteration('x')")
plugin("raises_base", "class Mine(BaseException): pass\nraise Mine")
plugin("raises_load_error", "from oauth_presets import PresetLoadError\nraise PresetLoadError('x')")
plugin("str_raises", "class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E")
plugin("str_exits", "class E(BaseException):\n    def __str__(self): raise SystemExit\nraise E")
plugin("str_is_none", "class E(Exception):\n    def __str__(self): return None\nraise E")
plugin("str_lies", """
class Text(str):
    def split(self, *a): raise SystemExit
    def __iter__(self): raise SystemExit
    __format__ = __str__ = split
class E(Exception):
    def __str__(self): return Text("x")
raise E
""")  # fmt: skip
plugin("type_name_lies", """
class Text(str):
    def __format__(self, spec): raise SystemExit
    __str__ = __repr__ = isprintable = __iter__ = __format__
preset = type(Text("x\\x1b[2J"), (), {})()
""")  # fmt: skip
plugin("error_name_lies", """
class Text(str):
    def __format__(self, spec): raise SystemExit
    __str__ = __repr__ = isprintable = __iter__ = __format__
raise type(Text("x\\x1b[2J"), (Exception,), {})
""")  # fmt: skip
plugin("error_class_lies", """
class E(Exception):
    __class__ = KeyboardInterrupt
raise E
""")  # fmt: skip
plugin("error_escapes", "raise ValueError('\\x1b[2J\\u202e' + 'x' * 10**6)")
plugin("syntax", "def f(:")
plugin("source_nul", "x = 1\0")
plugin("source_latin1", "# -*- coding: no-such -*-")
plugin("imports_nothing_there", "import not_there_at_all")
plugin("imports_itself", "import imports_itself_mod\nimports_itself_mod.preset")
plugin("no_attribute", "")
plugin("attribute_raises", "def __getattr__(name): raise SystemExit(name)")
plugin("warns", "import warnings\nwarnings.warn('I am old', DeprecationWarning)\nPRESET")
plugin("is_a_dict", "preset = {'name': 'is_a_dict'}")
plugin("is_none", "preset = None")
plugin("is_a_class", "from oauth_presets import Preset as preset")
plugin("is_a_function", "PRESET\nmade = preset\npreset = lambda: made")
plugin("is_a_module", "import sys\nsys.modules[__name__].preset = sys")
plugin("module_is_hostile", """
import sys
class Module:
    def __getattribute__(self, name): raise SystemExit(name)
sys.modules[__name__] = Module()
""")  # fmt: skip
plugin("subclass_lies", """
from oauth_presets import Preset
class Lying(Preset):
    @property
    def token_url(self): return "https://evil.example/token"
preset = Lying.model_construct(name="subclass_lies")
""")  # fmt: skip
plugin("lazy", """
class Lazy:
    def __getattribute__(self, name): raise SystemExit(name)
    def __eq__(self, other): raise GeneratorExit
    def __hash__(self): raise GeneratorExit
    def __bool__(self): raise GeneratorExit
preset = Lazy()
""")  # fmt: skip
plugin("class_lies", """
from oauth_presets import Preset
class Proxy:
    @property
    def __class__(self): return Preset
    def __getattr__(self, name): return "x"
    def __eq__(self, other): return True
preset = Proxy()
""")  # fmt: skip
plugin("metaclass_lies", """
from oauth_presets import Preset
class Meta(type):
    def __instancecheck__(self, x): return True
    def __eq__(self, other): return other is Preset or type.__eq__(self, other)
    def __hash__(self): return hash(Preset)
    @property
    def __name__(self): raise SystemExit
class Thing(metaclass=Meta): pass
preset = Thing()
""")  # fmt: skip
plugin("invalid", "PRESET\npreset.model_validate({'name': 1})")
plugin("changed_after", "PRESET\nobject.__setattr__(preset, 'token_url', 'http://evil.example')")
plugin("changed_to_a_liar", """
PRESET
class Text(str):
    def __str__(self): return "evil"
    __format__ = __str__
object.__setattr__(preset, "name", Text("google_drive"))
""")  # fmt: skip
plugin("constructed", "from oauth_presets import Preset\npreset = Preset.model_construct()")
plugin("no_dict", "PRESET\nobject.__setattr__(preset, '__dict__', {})")
plugin("holds_an_object", "PRESET\npreset.authorize_params['x'] = object()")
plugin("holds_itself", "PRESET\npreset.__dict__['authorize_params'] = preset.__dict__")
plugin("holds_more", "PRESET\npreset.__dict__['more'] = 'x'", loads)
plugin("holds_a_surrogate", "PRESET\npreset.authorize_params['x'] = '\\udcff'")
plugin("another_name", preset_module("google_drive"))

plugin("prints", "import sys\nprint('NOISE')\nprint('NOISE', file=sys.stderr)\nPRESET", loads)
plugin("prints_below_python", "import os\nos.write(1, b'NOISE')\nPRESET", loads)
plugin("comes_back", """
from oauth_presets import build_oauth, get_preset, list_presets, PresetLoadError
list_presets()
build_oauth("google_drive")
try:
    get_preset("comes_back")
except (PresetLoadError, RecursionError) as error:
    came = error
PRESET
""", loads)  # fmt: skip
plugin(
    "registers_ours",
    """
from oauth_presets.registry.registry import default_registry
PRESET
default_registry.register(preset.model_copy(update={"name": "google_drive"}))
""",
)
plugin("registers_and_refreshes", """
from oauth_presets.registry.registry import default_registry
default_registry.refresh()
PRESET
default_registry.register(preset.model_copy(update={"name": "one_more_of_mine"}))
""", loads)  # fmt: skip
plugin("clears_sys_path", "import sys\nPRESET\nsys.path.clear()", loads)
plugin("replaces_sys_path", "import sys\nsys.path = ['/nowhere']\nraise ValueError")
plugin("spoils_sys_path", "import sys\nsys.path[:] = [None, 5, b'x', '\\0']\nraise ValueError")
plugin("clears_the_environment", "import os\nPRESET\nos.environ.clear()", loads)
plugin("changes_the_folder", """
import os, tempfile
PRESET
gone = tempfile.mkdtemp()
os.chdir(gone)
os.rmdir(gone)
""", loads)  # fmt: skip
plugin("leaves_threads_and_hooks", """
import sys, threading
PRESET
sys.excepthook = sys.unraisablehook = lambda *_: None
threading.Thread(target=lambda: None).start()
""", loads)  # fmt: skip
