"""`configure` fills in a preset with all that a client needs to know."""

import copy
import json
import pickle
import warnings
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from pydantic import SecretStr

from oauth_presets import (
    ArgumentError,
    Configuration,
    Preset,
    PresetRegistry,
    UnsupportedNeedWarning,
    VariableError,
    build_oauth,
    configure,
    list_presets,
)

ACME: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://{region}.acme.example/authorize?own=1",
    "token_url": "https://{region}.acme.example/token",
    "refresh_url": "https://{region}.acme.example/refresh",
    "userinfo_url": "https://{region}.acme.example/me?fields=id",
    "variables": {
        "region": {"kind": "choice", "default": "us", "choices": {"us": "api", "eu": "api.eu"}}
    },
    "scopes": ("a", "b"),
    "scope_separator": ",",
    "authorize_params": {"audience": "x"},
    "offline": {"mode": "request", "params": {"access": "offline"}},
    "api": {
        "base_url": "https://{region}.acme.example/v1",
        "headers": {"X-Client": "{client_id}", "X-Version": "2"},
    },
    "docs_url": "https://docs.acme.example",
}


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**ACME, **changes})


def test_all_variables_and_parameters_are_filled_in() -> None:
    config = configure(
        acme(),
        client_id="id",
        client_secret="s3cret",
        region="eu",
        authorize_params={"mine": "1", "audience": None},
        token_params={"resource": "r"},
    )
    assert config.authorize_url == "https://api.eu.acme.example/authorize"
    assert config.authorize_params == {"own": "1", "access": "offline", "mine": "1"}
    assert config.token_url == "https://api.eu.acme.example/token"
    assert config.refresh_url == "https://api.eu.acme.example/refresh"
    assert config.userinfo_url == "https://api.eu.acme.example/me?fields=id"
    assert config.revocation_url is config.issuer is None
    assert config.api.base_url == "https://api.eu.acme.example/v1"
    assert config.api.headers == {"X-Client": "id", "X-Version": "2"}
    assert (config.scopes, config.scope, config.scope_separator) == (("a", "b"), "a,b", ",")
    assert config.variables == {"region": "eu"}
    assert config.pinned == {"region"}
    assert (config.client_id, config.client_secret) == ("id", "s3cret")
    assert config.token_params == {"resource": "r"}
    assert (config.owner, config.preset.name, config.pkce) == ("<application>", "acme", True)


def test_connector_is_what_build_oauth_returns() -> None:
    compared = 0
    for entry in list_presets():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UnsupportedNeedWarning)
            registry = PresetRegistry()
            preset = registry.get(entry.name)
            values: dict[str, Any] = {
                name: variable.example
                for name, variable in preset.variables.items()
                if variable.example is not None
            }
            config = registry.configure(entry.name, client_id="id", **values)
            assert config.connector() == registry.build(entry.name, client_id="id", **values)
        assert config == registry.configure(entry.name, client_id="id", **values)
        compared += 1
    assert compared >= 239


def test_secret_is_in_no_repr_and_survives_copies() -> None:
    config = configure(acme(), client_id="id", client_secret=SecretStr("s3cret"))
    assert "s3cret" not in repr(config) + str(config)
    assert "client_secret" not in config.as_dict()
    assert config.as_dict(reveal=True)["client_secret"] == "s3cret"
    assert pickle.loads(pickle.dumps(config)) == copy.deepcopy(config) == config  # noqa: S301
    assert json.loads(json.dumps(config.as_dict()))["scopes"] == ["a", "b"]


def test_configuration_as_plain_data() -> None:
    preset = acme(
        authorization_request={"omit": ["response_type"]},
        authorization_response={"extras": {"shop": "The shop"}},
        token_request={"headers": {"Accept": "application/json"}},
        token_response={"names": {"access_token": "token"}},
    )
    assert configure(preset, client_id="id", client_secret="s3cret").as_dict() == {
        "preset": "acme",
        "owner": "<application>",
        "variables": {"region": "us"},
        "client_id": "id",
        "authorize_url": "https://api.acme.example/authorize",
        "authorize_params": {"own": "1", "audience": "x", "access": "offline"},
        "token_url": "https://api.acme.example/token",
        "issuer": None,
        "refresh_url": "https://api.acme.example/refresh",
        "revocation_url": None,
        "introspection_url": None,
        "userinfo_url": "https://api.acme.example/me?fields=id",
        "device_authorization_url": None,
        "registration_url": None,
        "jwks_url": None,
        "api": {
            "base_url": "https://api.acme.example/v1",
            "headers": {"X-Client": "id", "X-Version": "2"},
            "header": "Authorization",
            "scheme": "Bearer",
        },
        "scopes": ["a", "b"],
        "scope_separator": ",",
        "scope": "a,b",
        "pkce": True,
        "auth_method": "client_secret_basic",
        "token_params": {},
        "authorization_request": {"names": {}, "omit": ["response_type"]},
        "authorization_response": {
            "names": {},
            "extras": {"shop": "The shop"},
            "selects": {},
            "iss": None,
        },
        "token_request": {
            "body": "form",
            "params": {},
            "code_params": {},
            "refresh_params": {},
            "headers": {"Accept": "application/json"},
            "names": {},
            "omit": [],
        },
        "token_response": {
            "path": [],
            "names": {"access_token": "token"},
            "extras": {},
            "success": {},
            "failure": {},
        },
    }


def test_configuration_is_frozen_and_shares_nothing() -> None:
    registry = PresetRegistry()
    registry.register(acme(refresh_url=None))
    config = registry.configure("acme")
    with pytest.raises(FrozenInstanceError):
        config.client_id = "other"  # type: ignore[misc]
    config.authorize_params["evil"] = "1"  # type: ignore[index]
    config.api.headers["evil"] = "1"  # type: ignore[index]
    config.variables["region"] = "evil"  # type: ignore[index]
    assert "evil" not in repr(registry.configure("acme"))
    assert "evil" not in str(registry.build("acme").authorize_url)


@pytest.mark.parametrize(
    ("methods", "arguments", "method"),
    [
        ((), {}, "client_secret_basic"),
        ((), {"client_id": "id"}, "none"),
        ((), {"client_id": "id", "client_secret": "s"}, "client_secret_basic"),
        (("client_secret_post", "client_secret_basic"), {}, "client_secret_post"),
        (("private_key_jwt", "client_secret_post"), {}, "client_secret_post"),
        (("none", "client_secret_basic"), {"client_id": "id"}, "none"),
        (("none", "client_secret_basic"), {}, "client_secret_basic"),
        (("none",), {}, "none"),
        (("private_key_jwt",), {"client_id": "id", "client_secret": "s"}, "private_key_jwt"),
        (("client_secret_post",), {"auth_method": "client_secret_basic"}, "client_secret_basic"),
        (("client_secret_post",), {"auth_method": "none", "client_id": "id"}, "none"),
    ],
)
def test_auth_method_follows_preset_and_arguments(
    methods: tuple[str, ...], arguments: dict[str, Any], method: str
) -> None:
    assert configure(acme(token_endpoint_auth_methods=methods), **arguments).auth_method == method


def test_secret_for_a_provider_without_secrets_warns() -> None:
    public = acme(token_endpoint_auth_methods=("none",))
    with pytest.warns(UserWarning, match="accepts no client secret") as caught:
        config = configure(public, client_id="id", client_secret="s3cret")
    assert str(caught[0].message) == (
        "Acme accepts no client secret: it is not sent. Leave it out."
    )
    assert caught[0].filename == __file__
    assert config.auth_method == "none"


@pytest.mark.parametrize(
    ("pkce", "argument", "sent"),
    [
        ("required", None, True),
        ("supported", None, True),
        ("ignored", None, True),
        ("unknown", None, True),
        ("refused", None, False),
        ("refused", True, True),
        ("required", False, False),
    ],
)
def test_pkce_follows_preset_and_argument(pkce: str, argument: bool | None, sent: bool) -> None:
    assert configure(acme(pkce=pkce), pkce=argument).pkce is sent


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"pkce": "yes"}, "pkce= takes True, False or None."),
        (
            {"auth_method": "private_key_jwt"},
            "auth_method= takes 'client_secret_basic', 'client_secret_post' or 'none', not "
            "'private_key_jwt'.",
        ),
        (
            {"auth_method": "none", "client_id": "id", "client_secret": "s"},
            "auth_method='none' cannot be used with a client secret.",
        ),
        (
            {"auth_method": "client_secret_post", "client_id": "id"},
            "auth_method='client_secret_post' needs a client secret.",
        ),
        ({"token_params": "a=b"}, "token_params= takes a mapping of names to values, not str."),
        ({"token_params": {1: "a"}}, "token_params=: a name must be a string, not int."),
        ({"token_params": {"a": None}},
         "token_params=: the value of 'a' must be a string, not NoneType."),
        *(
            ({"token_params": {name: "x"}},
             f"token_params=: {name!r} belongs to each token request and cannot be set.")
            for name in ("client_id", "client_secret", "code", "grant_type", "refresh_token", "cid")
        ),
        ({"authorize_params": {"cid": "x"}},
         "authorize_params=: 'cid' belongs to each authorization request and cannot be set."),
    ],
)  # fmt: skip
def test_invalid_arguments_are_refused(arguments: dict[str, Any], message: str) -> None:
    renamed = {"names": {"client_id": "cid"}}
    with pytest.raises(ArgumentError) as caught:
        configure(acme(token_request=renamed, authorization_request=renamed), **arguments)
    assert str(caught.value) == message


def test_redirect_uri_and_scope_may_be_token_parameters() -> None:
    params = {"scope": "a", "redirect_uri": "https://app.example/callback"}
    assert configure(acme(), token_params=params).token_params == params


def test_select_fills_in_the_variables_that_a_response_chose() -> None:
    config = configure(acme(), client_id="id", client_secret="s")
    chosen = config.select({"region": "eu"})
    same = configure(acme(), client_id="id", client_secret="s", region="eu")
    assert chosen == replace(same, pinned=frozenset())
    assert chosen.token_url == "https://api.eu.acme.example/token"
    assert chosen.api.base_url == "https://api.eu.acme.example/v1"
    assert config.token_url == "https://api.acme.example/token"
    with pytest.raises(VariableError, match="'evil' is refused"):
        config.select({"region": "evil"})


def test_preset_object_is_accepted_in_place_of_a_name() -> None:
    preset = acme(refresh_url=None)
    assert isinstance(configure(preset), Configuration)
    assert build_oauth(preset).token_url == "https://api.acme.example/token"
    with pytest.raises(ArgumentError, match=r"^distribution= can be used only with a name"):
        configure(preset, distribution="acme")
    for wrong in (None, 5, b"slack", Preset):
        with pytest.raises(ArgumentError):
            configure(wrong)  # type: ignore[arg-type]


def test_subclass_of_preset_is_refused() -> None:
    class Mine(Preset):
        pass

    with pytest.raises(ArgumentError, match="Subclasses are refused"):
        configure(Mine.model_validate(ACME))


def test_build_refuses_what_only_configure_takes() -> None:
    for name, value in (("pkce", True), ("auth_method", "none"), ("token_params", {"a": "b"})):
        with pytest.raises(VariableError) as caught:
            build_oauth("slack", **{name: value})  # type: ignore[arg-type]
        assert str(caught.value) == (
            f"build_oauth does not take {name!r}: its five fields cannot hold it. Use configure."
        )
