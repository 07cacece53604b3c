"""Properties that hold for every input, tested with Hypothesis.

Each property has 200 examples; `OAUTH_PRESETS_EXAMPLES=10000` asks for more. A property that
refuses nearly all examples proves nothing, so each counts those that it accepted.
"""

import json
import os
import re
import string
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic_core import Url

from oauth_presets import (
    AuthorizationRequest,
    CreateConnectorOAuth,
    InvalidPresetError,
    OAuthPresetsError,
    Offline,
    Preset,
    PresetRegistry,
    TokenRequest,
    UnsupportedNeedWarning,
    Variable,
    list_presets,
)
from oauth_presets.core.connector import MASK
from oauth_presets.core.names import fold
from oauth_presets.core.preset_rules import SCOPE_CHARACTERS, SEPARATORS
from oauth_presets.core.url_template import PROTOCOL_PARAMETERS

EXAMPLES = int(os.environ.get("OAUTH_PRESETS_EXAMPLES", "200"))
pytestmark = pytest.mark.filterwarnings("ignore::oauth_presets.UnsupportedNeedWarning")

Property = Callable[..., None]


def examples(test: Property) -> Property:
    return settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )(test)


# -- strategies ------------------------------------------------------------------------------------


def mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 15).flatmap(lambda number: rare if number == 7 else usual)


WORDS = st.text(string.ascii_letters + string.digits, min_size=1, max_size=8)
BLANKS = st.text("-_. ", min_size=1, max_size=3)
NASTY = st.one_of(
    st.text(max_size=20),
    st.text("aA0.-_/\\@:#?%&=+ \t\n\0{}\"'\u212a\uff0e\u3002\u200b\ud800", max_size=12),
    st.sampled_from(["", "{0.__class__}", "%2e%2e", "xn--a", "evil.com/", "a@b", "client_secret"]),
)
LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
HOSTS = st.builds(
    lambda labels, last: ".".join([*labels, last]),
    st.lists(LABELS, min_size=1, max_size=4),
    st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True),
)
SEGMENTS = st.from_regex(r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,10}[A-Za-z0-9_])?", fullmatch=True)
BASE_URLS = st.builds(
    lambda host, port, path: f"https://{host}{port}{''.join('/' + part for part in path)}",
    HOSTS,
    st.one_of(st.just(""), st.integers(1, 65535).map(lambda port: f":{port}")),
    st.lists(SEGMENTS, max_size=3),
)
PLAIN_NAMES = st.sampled_from(["audience", "prompt", "a", "b", "own", "access", "x.y", "a[]"])
PROTOCOL_NAMES = st.sampled_from([*PROTOCOL_PARAMETERS, "State", "REDIRECT_URI", "user_scope"])
PARAMETER_NAMES = mostly(
    st.one_of(PLAIN_NAMES, st.text("abc_.-[]", min_size=1, max_size=5)), PROTOCOL_NAMES
)
PARAMETER_VALUES = mostly(st.text(string.printable[:95], max_size=8), st.text(max_size=4))
PARAMETERS = st.dictionaries(PARAMETER_NAMES, PARAMETER_VALUES, max_size=3)


def tokens(separator: str) -> st.SearchStrategy[list[str]]:
    """Return lists of scopes that a separator can join. Undeclared scopes have no comma."""
    characters = sorted(SCOPE_CHARACTERS - {separator, ","})
    return st.lists(st.text(characters, min_size=1, max_size=6), max_size=5, unique=True)


# -- presets ---------------------------------------------------------------------------------------

ACME = Preset(
    name="acme",
    title="Acme",
    authorize_url="https://{tenant}.acme.example/{realm}/authorize?own=1&keep=a%20b",
    token_url="https://{tenant}.acme.example/{realm}/token",
    variables={
        "tenant": Variable(kind="label", default="contoso"),
        "realm": Variable(kind="segment", default="main"),
    },
    scopes=("read", "search"),
    scope_sets={"full": ("read", "write"), "none": (), "one": ("one",)},
    authorize_params={"audience": "api"},
    offline=Offline(mode="request", scopes=("offline", "read"), params={"access": "offline"}),
    docs_url="https://docs.acme.example",
)


def registered(*presets: Preset) -> PresetRegistry:
    made = PresetRegistry()
    for preset in presets:
        made.register(preset)
    return made


REGISTRY = registered(
    ACME,
    ACME.model_copy(
        update={
            "name": "elsewhere",
            "authorization_request": AuthorizationRequest(names={"scope": "user_scope"}),
        }
    ),
    ACME.model_copy(
        update={"name": "needy", "token_request": TokenRequest(body="json"), "pkce": "required"}
    ),
    Preset(
        name="hosted",
        title="Hosted",
        authorize_url="https://{host}/{realm}/authorize",
        token_url="https://{host}:8443/{realm}/token",
        variables={"host": Variable(kind="host"), "realm": Variable(kind="segment")},
        docs_url="https://docs.acme.example",
    ),
    Preset(
        name="based",
        title="Based",
        authorize_url="{base}/authorize?x=1",
        token_url="{base}/token",
        variables={"base": Variable(kind="base_url")},
        docs_url="https://docs.acme.example",
    ),
)
SCOPES = st.one_of(
    st.none(), tokens(" "), tokens(" ").map(" ".join), tokens(" ").map(frozenset),
    st.sampled_from(["read", "read write", ["read", "offline"], ()]),
)  # fmt: skip
ARGUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "client_id": st.sampled_from(["id", None]),
        "client_secret": st.sampled_from(["canary", None]),
        "scopes": SCOPES,
        "add_scopes": SCOPES.filter(lambda scopes: scopes is not None),
        "offline": st.booleans(),
        "authorize_params": st.dictionaries(
            st.sampled_from(["own", "audience", "access", "more", "x"]),
            st.one_of(st.none(), st.text(max_size=6)), max_size=3,
        ),
        "tenant": LABELS.filter(lambda label: not label.startswith("xn--")),
        "realm": SEGMENTS.filter(lambda segment: ".." not in segment),
    },
)  # fmt: skip


# -- the properties --------------------------------------------------------------------------------


def test_folding_is_idempotent_and_ignores_spelling() -> None:
    seen = Counter[str]()

    @examples
    @given(st.lists(st.tuples(WORDS, BLANKS, BLANKS), min_size=1, max_size=5), NASTY)
    @example([("a", " ", "-")], "\u212a")
    def holds(parts: list[tuple[str, str, str]], nasty: str) -> None:
        words = [word for word, _, _ in parts]
        first = words[0] + "".join(b + w for w, b, _ in parts[1:])
        second = words[0].upper() + "".join(b + w.swapcase() for w, _, b in parts[1:])
        for name in (first, second, nasty):
            try:
                folded = fold(name)
            except ValueError:
                seen["refused"] += 1
                continue
            seen["accepted"] += 1
            assert fold(folded) == folded
            assert re.fullmatch("[a-z0-9]+(_[a-z0-9]+)*", folded)
        if max(len(first), len(second)) <= 64:
            assert fold(first) == fold(second) == "_".join(words).lower()

    holds()
    assert seen["accepted"] >= EXAMPLES
    assert seen["refused"] >= EXAMPLES / 20


def test_scopes_are_joined_and_split_without_loss() -> None:
    seen = Counter[str]()
    acmes = {
        separator: registered(ACME.model_copy(update={"scope_separator": separator}))
        for separator in SEPARATORS
    }

    @examples
    @given(st.sampled_from(SEPARATORS).flatmap(lambda s: st.tuples(st.just(s), tokens(s))))
    def holds(drawn: tuple[str, list[str]]) -> None:
        separator, scopes = drawn
        made = acmes[separator].build("acme", scopes=scopes, offline=False)
        assert (made.scope or "").split(separator) == (scopes or [""])
        again = acmes[separator].build("acme", scopes=made.scope or "", offline=False)
        assert again.scope == made.scope
        seen[separator] += bool(scopes)

    holds()
    assert min(seen[separator] for separator in SEPARATORS) >= EXAMPLES / 30


def test_scope_replacement_addition_and_sets_compose() -> None:
    seen = Counter[str]()

    @examples
    @given(ARGUMENTS, st.sampled_from([None, None, "full", "none", "one"]))
    @example({"offline": False}, "none")
    def holds(arguments: dict[str, Any], scope_set: str | None) -> None:
        def listed(given: Any) -> list[str]:
            if isinstance(given, str):
                return given.split()
            return sorted(given) if isinstance(given, frozenset) else [*given]

        arguments.pop("authorize_params", None)
        scopes = arguments.get("scopes")
        if scope_set is not None and scopes is not None:
            with pytest.raises(OAuthPresetsError, match="give only one"):
                REGISTRY.build("acme", **arguments, scope_set=scope_set)
            seen["both"] += 1
            return
        asked = [*(ACME.scopes if scope_set is None else ACME.scope_sets[scope_set])]
        if scopes is not None:
            asked = listed(scopes)
        asked += listed(arguments.get("add_scopes", ()))
        asked += ACME.offline.scopes if arguments.get("offline", True) else ()
        expected = " ".join(dict.fromkeys(asked)) or None
        assert REGISTRY.build("acme", **arguments, scope_set=scope_set).scope == expected
        elsewhere = REGISTRY.build("elsewhere", **arguments, scope_set=scope_set)
        assert elsewhere.scope is None
        query = dict(parse_qsl(urlsplit(str(elsewhere.authorize_url)).query))
        assert query.get("user_scope") == expected
        seen["none" if expected is None else "some"] += 1

    holds()
    assert seen["some"] >= EXAMPLES / 2
    assert seen["both"] >= EXAMPLES / 50
    assert seen["none"] >= 1


RENAMED = {"scope": {}, "user_scope": {"scope": "user_scope"}}


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Return a query for an endpoint, usually a valid one."""
    names = st.one_of(PARAMETER_NAMES, st.sampled_from(["own", "%6Fwn", "st%61te", "a+b", "=", ""]))
    values = st.one_of(
        st.sampled_from(["", "1", "a%20b", "a+b", "%26", "x=y"]), st.text(max_size=3)
    )
    pairs = draw(st.lists(st.tuples(names, values), max_size=4, unique_by=lambda pair: pair[0]))
    return "&".join(f"{name}={value}" for name, value in pairs)


def test_endpoint_query_is_kept_and_protocol_parameters_are_rejected() -> None:
    seen = Counter[str]()

    @examples
    @given(
        queries(),
        PARAMETERS,
        PARAMETERS,
        st.dictionaries(PARAMETER_NAMES, st.one_of(st.none(), PARAMETER_VALUES), max_size=3),
        st.sampled_from(["scope", "scope", "user_scope"]),
    )
    @example("a=1&a=2", {}, {}, {}, "scope")
    @example("own=1&%6Fwn=2", {}, {}, {}, "scope")
    @example("St%61te=1", {}, {}, {}, "scope")
    @example("", {}, {}, {"state": "1"}, "scope")
    def holds(
        query: str,
        always: dict[str, str],
        offline: dict[str, str],
        extra: dict[str, str | None],
        scope_param: str,
    ) -> None:
        url = "https://acme.example/authorize"
        try:
            preset = Preset.model_validate(
                {
                    **dict(ACME), "variables": {}, "token_url": "https://acme.example/token",
                    "authorize_url": f"{url}?{query}" if query else url,
                    "authorize_params": always,
                    "authorization_request": {"names": RENAMED[scope_param]},
                    "offline": {"mode": "request", "scopes": ["o"], "params": offline},
                }
            )  # fmt: skip
        except InvalidPresetError:
            seen["no preset"] += 1
            return
        try:
            made = registered(preset).build("acme", authorize_params=extra).authorize_url
        except OAuthPresetsError:
            seen["refused"] += 1
            return
        seen["built"] += 1
        assert made is not None
        sent = dict(parse_qsl(urlsplit(made).query, keep_blank_values=True))
        assert len(sent) == len(parse_qsl(urlsplit(made).query, keep_blank_values=True))
        assert not PROTOCOL_PARAMETERS & {name.lower() for name in sent}
        later = {**always, **offline, **extra}
        own = [pair for pair in query.split("&") if pair]
        for pair in own:
            ((name, _),) = parse_qsl(pair, keep_blank_values=True)
            if name not in later and name != scope_param:
                assert (name, sent[name]) == (name, dict(parse_qsl(pair, True))[name])
                seen["kept"] += 1
        for name, value in later.items():
            assert sent.get(name) == value
        names = {name for pair in own for name, _ in parse_qsl(pair, keep_blank_values=True)}
        assert {*sent} - {"user_scope"} <= names | {*later}

    holds()
    assert seen["built"] >= EXAMPLES / 8
    assert seen["kept"] >= EXAMPLES / 40
    assert seen["no preset"] >= EXAMPLES / 20
    assert seen["refused"] >= 1


def test_build_never_changes_a_preset_and_explain_matches_it() -> None:
    seen = Counter[str]()
    before = {name: REGISTRY.get(name).model_dump_json() for name in ("acme", "elsewhere")}

    @examples
    @given(st.sampled_from([*before]), ARGUMENTS)
    @example("acme", {"tenant": "-"})
    def holds(name: str, arguments: dict[str, Any]) -> None:
        try:
            made = REGISTRY.build(name, **arguments)
        except OAuthPresetsError:
            seen["refused"] += 1
            with pytest.raises(OAuthPresetsError):
                REGISTRY.explain(name, **arguments)
            return
        assert REGISTRY.build(name, **arguments) == made
        config = REGISTRY.configure(name, **arguments)
        assert config == REGISTRY.configure(name, **arguments)
        assert config.connector() == made
        seen["built"] += 1
        assert from_explanation(REGISTRY.explain(name, **arguments), name) == made.model_dump() | (
            {"client_secret": MASK} if made.client_secret else {}
        )
        made.scope = "changed"
        assert {key: REGISTRY.get(key).model_dump_json() for key in before} == before

    holds()
    assert seen["built"] >= EXAMPLES / 2
    assert seen["refused"] >= 1


def from_explanation(rows: tuple[Any, ...], name: str) -> dict[str, str]:
    """Return the configuration in the rows of `explain`; check that its parts make it up."""
    parts: dict[str, list[str]] = {}
    for row in rows:
        assert row.source
        parts.setdefault(row.field, []).append(row.value)
    assert len(parts.pop("preset")) == len(parts.pop("refresh_token")) == 1
    assert len(parts.pop("variable")) == 2
    parts.pop("dropped", None)
    assert "&".join(parts.pop("query", [])) == parts["authorize_url"][0].partition("?")[2]
    scopes = parts.pop("scope_token", [])
    assert parts.get("scope", [""])[0] == (" ".join(scopes) if name == "acme" else "")
    return {field: value for field, (value,) in parts.items()}


def test_no_accepted_value_changes_the_host() -> None:
    seen = Counter[str]()

    @examples
    @given(
        st.one_of(LABELS, NASTY), st.one_of(HOSTS, NASTY), st.one_of(SEGMENTS, NASTY),
        st.one_of(BASE_URLS, NASTY),
    )  # fmt: skip
    def holds(label: str, host: str, segment: str, base: str) -> None:
        cases: list[tuple[str, dict[str, Any], str]] = [
            ("acme", {"tenant": label, "realm": segment}, f"{label}.acme.example"),
            ("hosted", {"host": host, "realm": segment}, host),
            ("based", {"base": base}, base.removeprefix("https://").partition("/")[0]),
        ]
        for name, values, expected in cases:
            try:
                made = REGISTRY.build(name, **values)
            except OAuthPresetsError:
                seen["refused"] += 1
                continue
            seen[name] += 1
            for url in (str(made.authorize_url), str(made.token_url)):
                hosts = {urlsplit(url).hostname, httpx.URL(url).host, Url(url).host}
                assert hosts == {expected.partition(":")[0]}
                assert urlsplit(url).path.count("/") == {"acme": 2, "hosted": 2}.get(
                    name, 1 + base.removeprefix("https://").count("/")
                )
                assert "@" not in url

    holds()
    assert min(seen[name] for name in ("acme", "hosted", "based", "refused")) >= EXAMPLES / 20


ANYTHING = st.one_of(NASTY, st.sampled_from(["acme", "slack", "read", "full", "oauth-presets"]))


def test_arbitrary_text_arguments_raise_only_library_errors() -> None:
    seen = Counter[str]()
    known = st.sampled_from(["acme", "elsewhere", "needy", "slack", "okta"])
    texts = st.one_of(ANYTHING, st.lists(ANYTHING, max_size=3))
    one = st.one_of(
        st.tuples(st.sampled_from(["client_id", "client_secret", "scope_set"]), ANYTHING),
        st.tuples(st.sampled_from(["tenant", "realm", "distribution"]), ANYTHING),
        st.tuples(st.sampled_from(["scopes", "add_scopes"]), texts),
        st.tuples(
            st.just("authorize_params"),
            st.dictionaries(ANYTHING, st.one_of(st.none(), ANYTHING), max_size=2),
        ),
        st.tuples(ANYTHING, ANYTHING),
    )

    @examples
    @given(mostly(known, ANYTHING), st.lists(one, max_size=3).map(dict))
    def holds(name: str, keywords: dict[str, Any]) -> None:
        for call in (REGISTRY.build, REGISTRY.explain):
            try:
                made = call(name, **keywords)
            except OAuthPresetsError as error:
                text = str(error)
                seen[type(error).__name__] += 1
            else:
                assert isinstance(made, CreateConnectorOAuth | tuple)
                text = repr(made)
                seen["built"] += 1
            assert text.isprintable()
        try:
            REGISTRY.get(name, keywords.get("distribution"))
        except OAuthPresetsError as error:
            seen[type(error).__name__] += 1

    holds()
    assert seen["built"] >= EXAMPLES / 8
    assert {"UnknownPresetError", "VariableError", "ScopeError", "ArgumentError"} <= {*seen}


SERVER = """
import json, sys, warnings
from oauth_presets import OAuthPresetsError, build_oauth, explain, get_preset
warnings.simplefilter("ignore")
for line in sys.stdin:
    name, arguments = json.loads(line)
    for key in ("scopes", "add_scopes"):
        if isinstance(arguments.get(key), dict):
            arguments[key] = set(arguments[key]["set"])
    try:
        made = [build_oauth(name, **arguments).model_dump_json(), explain(name, **arguments),
                get_preset(name).model_dump_json()]
    except OAuthPresetsError as error:
        made = str(error)
    print(json.dumps(made), flush=True)
"""


@pytest.fixture
def seeded() -> Iterator[list[Callable[[str], str]]]:
    """Start two processes with different hash seeds, which build what they are sent."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        for seed in ("1", "4711")
    ]  # fmt: skip

    def asking(process: "subprocess.Popen[str]") -> Callable[[str], str]:
        def ask(line: str) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return process.stdout.readline()

        return ask

    try:
        yield [asking(process) for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.communicate(timeout=30)


@pytest.mark.slow
def test_build_does_not_depend_on_the_hash_seed(seeded: list[Callable[[str], str]]) -> None:
    seen = Counter[str]()
    presets = [REGISTRY.get(entry.name) for entry in list_presets() if entry.first_party]

    @examples
    @given(st.sampled_from(presets), ARGUMENTS, st.none() | st.integers(0, 9))
    @example(presets[0], {"scopes": frozenset("abc")}, None)
    @example(presets[-1], {"add_scopes": frozenset("xyz")}, 0)
    def holds(preset: Preset, arguments: dict[str, Any], chosen: int | None) -> None:
        keywords = {k: v for k, v in arguments.items() if k not in ("tenant", "realm")}
        keywords |= {
            name: variable.example or variable.default
            for name, variable in preset.variables.items()
        }
        for key in ("scopes", "add_scopes"):
            if isinstance(keywords.get(key), frozenset):
                keywords[key] = {"set": sorted(keywords[key])}
                seen["sets"] += len(keywords[key]["set"]) > 1
        if preset.scope_sets and keywords.get("scopes") is None and chosen is not None:
            keywords["scope_set"] = [*preset.scope_sets][chosen % len(preset.scope_sets)]
        answers = {ask(json.dumps([preset.name, keywords])) for ask in seeded}
        assert len(answers) == 1
        (answer,) = answers
        seen["built" if answer.startswith("[") else "refused"] += 1

    holds()
    assert seen["built"] >= EXAMPLES / 2
    assert seen["sets"] >= EXAMPLES / 100


def test_build_emits_exactly_one_warning() -> None:
    # The properties above ignore this warning and no other.
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        REGISTRY.build("needy")
    assert [warning.category for warning in caught] == [UnsupportedNeedWarning]
