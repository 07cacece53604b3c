"""Providers that depart from the standard, each with a strict server on loopback.

Each row of `DIALECTS` has two independent sides: the data of a preset, and the requests that the
server expects, with the provider's own names. The server refuses everything else: an extra or
missing parameter, another name or format. A client that sends the standard form of a request is
refused, and one that misreads a response has no token.
"""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl, quote, unquote_plus, urlencode, urlsplit

import httpx

from oauth_presets import Preset

CLIENT_ID = "my-client-id"
SECRET = "a:b+c%20d/e&f"  # in HTTP Basic it must be form-encoded (RFC 6749 appendix B)
REDIRECT_URI = "http://127.0.0.1/callback"
SCOPES = ("documents:read", "documents:write")
SPACED = " ".join(SCOPES)
COMMAS = ",".join(SCOPES)

# Placeholders for values that only the server knows, in expected requests and in responses.
CODE, STATE, REFRESH, REDIRECT = "<code>", "<state>", "<refresh token>", "<redirect URI>"

HTTP = httpx.Client(trust_env=False)

Kind = Literal["authorization", "code", "refresh", "api"]
Answer = tuple[int, Mapping[str, Any]]


class Sent(NamedTuple):
    """A request that arrived.

    Attributes:
        kind: its purpose.
        path: the path of its URL.
        params: its query or its body.
        headers: its headers, with names in lower case.
        refused: why it was refused; empty if it was not.
    """

    kind: Kind
    path: str
    params: dict[str, Any]
    headers: dict[str, str]
    refused: str


class Tokens(NamedTuple):
    """An issued pair of tokens."""

    access_token: str
    refresh_token: str


def _standard_answer(tokens: Tokens) -> dict[str, Any]:
    return {**tokens._asdict(), "token_type": "Bearer", "expires_in": 3600}


def _standard_error(error: str, reason: str) -> Answer:
    return 400, {"error": error, "error_description": reason}


@dataclass(frozen=True)
class Dialect:
    """A provider's variant of OAuth 2.0; by default RFC 6749.

    Args:
        name: the preset's name.
        title: the preset's title.
        data: the fields of the preset that describe its departures from the standard.
        authorize: parameters of the authorization request, except those of PKCE.
        callback: parameters of the authorization response.
        auth: how the client authenticates.
        credentials: the names of client identifier and secret in the body, or of the secret alone.
        json_body: whether token requests are JSON.
        token_headers: headers that token requests need.
        code: parameters that redeem a code, except credentials and `code_verifier`.
        refresh: parameters of a refresh, except credentials.
        takes_verifier: whether `code_verifier` is accepted.
        region: the region that accepts the account's codes; empty if there are no regions.
        refresh_path: the path of the refresh endpoint.
        answer: the token response.
        refreshed: the token response of a refresh, if it differs.
        error: an error response of the token endpoint, from an error code and a reason.
        forms: whether responses are forms unless the client accepts JSON.
        api_header: header and prefix with which the API accepts the token.
        api_headers: headers that API calls need.
    """

    name: str
    title: str
    data: Mapping[str, Any]
    authorize: Mapping[str, str] = field(
        default_factory=lambda: {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT,
            "scope": SPACED,
            "state": STATE,
        }
    )
    callback: Mapping[str, str] = field(default_factory=lambda: {"code": CODE, "state": STATE})
    auth: Literal["basic", "post"] = "post"
    credentials: tuple[str, ...] = ("client_id", "client_secret")
    json_body: bool = False
    token_headers: Mapping[str, str] = field(default_factory=dict)
    code: Mapping[str, str] = field(
        default_factory=lambda: {
            "grant_type": "authorization_code",
            "code": CODE,
            "redirect_uri": REDIRECT,
        }
    )
    refresh: Mapping[str, str] = field(
        default_factory=lambda: {"grant_type": "refresh_token", "refresh_token": REFRESH}
    )
    takes_verifier: bool = True
    region: str = ""
    refresh_path: str = "/token"
    answer: Callable[[Tokens], Mapping[str, Any]] = _standard_answer
    refreshed: Callable[[Tokens], Mapping[str, Any]] | None = None
    error: Callable[[str, str], Answer] = _standard_error
    forms: bool = False
    api_header: tuple[str, str] = ("authorization", "Bearer ")
    api_headers: Mapping[str, str] = field(default_factory=dict)

    def preset(self, url: str, without: Collection[str] = ()) -> Preset:
        """Return the preset.

        Args:
            url: the server's URL.
            without: fields of `data` to leave out, as in a preset that lacks these facts.
        """
        here = f"{url}/{{region}}" if self.region else url
        data = {name: value for name, value in self.data.items() if name not in without}
        if "refresh_url" in data:
            data["refresh_url"] = f"{here}{data['refresh_url']}"
        return Preset.model_validate(
            {
                "name": self.name,
                "title": self.title,
                "authorize_url": f"{here}/authorize",
                "token_url": f"{here}/token",
                "userinfo_url": f"{here}/me",
                "docs_url": "https://docs.acme.example/oauth",
                "scopes": SCOPES,
                "offline": {"mode": "always"},
                "token_endpoint_auth_methods": (f"client_secret_{self.auth}",),
                "allow_loopback": True,
                **data,
            }
        )


def _authorize(scope: str | None = SPACED, **params: str) -> dict[str, str]:
    standard = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": REDIRECT}
    scopes = {} if scope is None else {"scope": scope}
    return {**standard, **scopes, "state": STATE, **params}


def _without(params: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in params.items() if name not in names}


_CODE = {"grant_type": "authorization_code", "code": CODE, "redirect_uri": REDIRECT}
_REFRESH = {"grant_type": "refresh_token", "refresh_token": REFRESH}
_CALLBACK = {"code": CODE, "state": STATE}

TIKTOK = Dialect(
    "tiktok",
    "TikTok",
    {
        "scope_separator": ",",
        "authorization_request": {"names": {"client_id": "client_key"}},
        "token_request": {"names": {"client_id": "client_key"}},
        "token_response": {"extras": {"open_id": "The user"}},
    },
    authorize=_without(_authorize(COMMAS, client_key=CLIENT_ID), "client_id"),
    credentials=("client_key", "client_secret"),
    answer=lambda tokens: {**_standard_answer(tokens), "open_id": "user-1", "scope": COMMAS},
)

DINGTALK = Dialect(
    "dingtalk",
    "DingTalk",
    {
        "authorization_response": {"names": {"code": "authCode"}},
        "token_request": {
            "body": "json",
            "names": {
                "client_id": "clientId",
                "client_secret": "clientSecret",
                "grant_type": "grantType",
                "refresh_token": "refreshToken",
            },
            "omit": ("redirect_uri",),
        },
        "token_response": {
            "names": {
                "access_token": "accessToken",
                "refresh_token": "refreshToken",
                "expires_in": "expireIn",
            }
        },
        "api": {"header": "x-acs-dingtalk-access-token", "scheme": ""},
    },
    callback={"authCode": CODE, "state": STATE},
    credentials=("clientId", "clientSecret"),
    json_body=True,
    code={"grantType": "authorization_code", "code": CODE},
    refresh={"grantType": "refresh_token", "refreshToken": REFRESH},
    answer=lambda tokens: {
        "accessToken": tokens.access_token,
        "refreshToken": tokens.refresh_token,
        "expireIn": 7200,
    },
    error=lambda error, reason: (400, {"code": error, "message": reason, "requestid": "1"}),
    api_header=("x-acs-dingtalk-access-token", ""),
)

WITHINGS = Dialect(
    "withings",
    "Withings",
    {
        "scope_separator": ",",
        "token_request": {"params": {"action": "requesttoken"}},
        "token_response": {
            "path": ("body",),
            "success": {"status": 0},
            "extras": {"userid": "The user"},
        },
    },
    authorize=_authorize(COMMAS),
    code={**_CODE, "action": "requesttoken"},
    refresh={**_REFRESH, "action": "requesttoken"},
    answer=lambda tokens: {
        "status": 0,
        "body": {**_standard_answer(tokens), "scope": COMMAS, "userid": 363},
    },
    error=lambda error, reason: (200, {"status": 503, "body": {}, "error": f"{error}: {reason}"}),
)

SLACK = Dialect(
    "slack",
    "Slack",
    {
        "scope_separator": ",",
        "token_response": {"failure": {"ok": False}, "extras": {"team.id": "The workspace"}},
    },
    authorize=_authorize(COMMAS),
    auth="basic",
    answer=lambda tokens: {
        "ok": True,
        **_standard_answer(tokens),
        "token_type": "bot",
        "scope": COMMAS,
        "team": {"id": "T1", "name": "Acme"},
    },
    error=lambda error, reason: (200, {"ok": False, "error": error, "reason": reason}),
)

SHOPIFY = Dialect(
    "shopify",
    "Shopify",
    {
        "scope_separator": ",",
        "token_request": {"params": {"expiring": "1"}},
        "api": {"header": "X-Shopify-Access-Token", "scheme": ""},
    },
    authorize=_authorize(COMMAS),
    callback={**_CALLBACK, "hmac": "0123", "shop": "acme", "timestamp": "1700000000"},
    code={**_CODE, "expiring": "1"},
    refresh={**_REFRESH, "expiring": "1"},
    answer=lambda tokens: {**tokens._asdict(), "expires_in": 3600, "scope": COMMAS},
    api_header=("x-shopify-access-token", ""),
)

CLOVER = Dialect(
    "clover",
    "Clover",
    {
        "scopes": (),
        "refresh_url": "/refresh",
        "authorization_response": {"extras": {"merchant_id": "The merchant"}},
        "token_request": {"body": "json", "omit": ("grant_type", "redirect_uri")},
    },
    authorize=_authorize(None),
    callback={**_CALLBACK, "merchant_id": "M1"},
    json_body=True,
    code={"code": CODE},
    refresh={"refresh_token": REFRESH},
    refresh_path="/refresh",
    answer=lambda tokens: {**tokens._asdict(), "access_token_expiration": 4102444800},
    error=lambda error, reason: (400, {"message": f"{error}: {reason}"}),
)

FIGMA = Dialect(
    "figma",
    "Figma",
    {"refresh_url": "/refresh"},
    auth="basic",
    refresh_path="/refresh",
    answer=lambda tokens: {**_standard_answer(tokens), "user_id": 42},
    refreshed=lambda tokens: _without(_standard_answer(tokens), "refresh_token"),
    error=lambda error, reason: (
        400,
        {"error": True, "status": 400, "message": f"{error}: {reason}", "i18n": None},
    ),
)

ZOHO = Dialect(
    "zoho",
    "Zoho",
    {
        "scope_separator": ",",
        "variables": {
            "region": {
                "kind": "choice",
                "default": "us",
                "choices": {"us": "us", "eu": "eu", "in": "in"},
            }
        },
        "offline": {
            "mode": "request",
            "params": {"access_type": "offline", "prompt": "consent"},
        },
        "authorization_response": {"selects": {"location": "region"}},
        "token_response": {"extras": {"api_domain": "Base URL of the API"}},
        "api": {"scheme": "Zoho-oauthtoken"},
    },
    authorize=_authorize(COMMAS, access_type="offline", prompt="consent"),
    callback={**_CALLBACK, "location": "eu", "accounts-server": "https://accounts.zoho.eu"},
    region="eu",
    answer=lambda tokens: {
        **_standard_answer(tokens),
        "scope": COMMAS,
        "api_domain": "https://www.zohoapis.eu",
    },
    refreshed=lambda tokens: _without(_standard_answer(tokens), "refresh_token"),
    error=lambda error, reason: (200, {"error": error.replace("invalid_grant", "invalid_code")}),
    api_header=("authorization", "Zoho-oauthtoken "),
)

QUICKBOOKS = Dialect(
    "quickbooks",
    "QuickBooks",
    {"authorization_response": {"extras": {"realmId": "The company"}}},
    callback={**_CALLBACK, "realmId": "9130"},
    auth="basic",
    answer=lambda tokens: {**_standard_answer(tokens), "x_refresh_token_expires_in": 8726400},
)

LINKEDIN = Dialect(
    "linkedin",
    "LinkedIn",
    {"pkce": "refused"},
    takes_verifier=False,
    answer=lambda tokens: {**_standard_answer(tokens), "scope": COMMAS},
)

GITHUB = Dialect(
    "github",
    "GitHub",
    {"token_request": {"headers": {"Accept": "application/json"}}},
    token_headers={"accept": "application/json"},
    answer=lambda tokens: {**_standard_answer(tokens), "token_type": "bearer", "scope": COMMAS},
    error=lambda error, reason: (200, {"error": error, "error_description": reason}),
    forms=True,
)

AGAIN = Dialect(
    "again",
    "Again",  # requires redirect_uri and scope in a refresh too
    {
        "token_request": {
            "refresh_params": {"redirect_uri": "{redirect_uri}", "scope": "{scope}"},
        }
    },
    refresh={**_REFRESH, "redirect_uri": REDIRECT, "scope": SPACED},
)

NOTION = Dialect(
    "notion",
    "Notion",
    {
        "scopes": (),
        "authorize_params": {"owner": "user"},
        "token_request": {"body": "json", "headers": {"Notion-Version": "2025-09-03"}},
        "token_response": {"extras": {"workspace_id": "The workspace"}},
        "api": {"headers": {"Notion-Version": "2025-09-03"}},
    },
    authorize=_authorize(None, owner="user"),
    auth="basic",
    json_body=True,
    token_headers={"notion-version": "2025-09-03"},
    answer=lambda tokens: {**_standard_answer(tokens), "workspace_id": "W1"},
    api_headers={"notion-version": "2025-09-03"},
)

AMAZON_SELLER = Dialect(
    "amazon_seller",
    "Amazon Seller",
    {
        "authorize_params": {"version": "beta"},
        "authorization_request": {
            "names": {"client_id": "application_id"},
            "omit": ("response_type", "scope"),
        },
        "authorization_response": {
            "names": {"code": "spapi_oauth_code"},
            "extras": {"selling_partner_id": "The seller"},
        },
        "api": {"header": "x-amz-access-token", "scheme": ""},
    },
    authorize={
        "application_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "state": STATE,
        "version": "beta",
    },
    callback={"spapi_oauth_code": CODE, "state": STATE, "selling_partner_id": "A1"},
    api_header=("x-amz-access-token", ""),
)

USER_SCOPE = Dialect(
    "user_scope",
    "User Scope",  # like Slack before it had an endpoint for user tokens
    {
        "scope_separator": ",",
        "authorization_request": {"names": {"scope": "user_scope"}},
        "token_response": {"path": ("authed_user",), "success": {"ok": True}},
    },
    authorize=_authorize(None, user_scope=COMMAS),
    answer=lambda tokens: {
        "ok": True,
        "authed_user": {**_standard_answer(tokens), "token_type": "user", "scope": COMMAS},
    },
    error=lambda error, reason: (200, {"ok": False, "error": error, "reason": reason}),
)

IDENTIFIED_BY_HEADER = Dialect(
    "identified_by_header",
    "Identified by Header",
    {"token_request": {"omit": ("client_id",), "headers": {"X-Client-Id": "{client_id}"}}},
    credentials=("client_secret",),
    token_headers={"x-client-id": CLIENT_ID},
)

PLAIN = Dialect("plain", "Plain", {}, auth="basic")
"""The standard without departures, which every client must pass."""

DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        PLAIN, TIKTOK, DINGTALK, WITHINGS, SLACK, SHOPIFY, CLOVER, FIGMA, ZOHO, QUICKBOOKS,
        LINKEDIN, GITHUB, AGAIN, NOTION, AMAZON_SELLER, USER_SCOPE, IDENTIFIED_BY_HEADER,
    )
}  # fmt: skip


class _RefusedError(Exception):
    def __init__(self, error: str, reason: str) -> None:
        super().__init__(reason)
        self.error, self.reason = error, reason


class DialectServer:
    """A running server of one dialect.

    Attributes:
        dialect: the dialect.
        url: its base URL.
        sent: the requests that arrived.
        denies: whether the user refuses the authorization.
        redirect_uri: the registered redirect URI.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.sent: list[Sent] = []
        self.denies = False
        self.redirect_uri = REDIRECT_URI
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._requests: dict[str, dict[str, str]] = {}  # code -> the authorization request
        self._pairs: list[Tokens] = []
        self._valid: set[str] = set()

    def preset(self, without: Collection[str] = ()) -> Preset:
        """Return the preset, without some fields of its data."""
        return self.dialect.preset(self.url, without)

    def plain(self) -> Preset:
        """Return the preset without its departures."""
        standard = {"scopes", "variables"}
        return self.preset(self.dialect.data.keys() - standard)

    def browse(self, url: str) -> str:
        """Follow an authorization request as a browser does, and return the URL of the callback.

        Raises:
            AssertionError: the server refused the request.
        """
        response = HTTP.get(url)
        assert response.status_code == 302, response.text
        return str(response.headers["location"])

    def expire(self) -> None:
        """Let all issued access tokens expire."""
        self._valid.clear()

    def of(self, kind: Kind) -> list[Sent]:
        """Return the requests of one kind."""
        return [sent for sent in self.sent if sent.kind == kind]

    @property
    def tokens(self) -> Tokens:
        """The last tokens that were issued."""
        return self._pairs[-1]

    # -- endpoints ---------------------------------------------------------------------------------

    def authorize(self, params: dict[str, str]) -> str:
        """Return the URL of the callback."""
        pkce = {name: params[name] for name in params if name.startswith("code_challenge")}
        _expect(_without(params, *pkce), self._filled(self.dialect.authorize, state=...))
        if pkce and (len(pkce) != 2 or pkce["code_challenge_method"] != "S256"):
            raise _RefusedError("invalid_request", "PKCE without S256")
        code = f"code-{len(self._requests) + 1}"
        self._requests[code] = params
        values = self._filled(self.dialect.callback, code=code, state=params["state"])
        if self.denies:
            values = {"error": "access_denied", "state": params["state"]}
        return f"{params['redirect_uri']}?{urlencode(values, quote_via=quote)}"

    def token(self, path: str, params: dict[str, Any], headers: Mapping[str, str]) -> Tokens:
        """Redeem a code or refresh a token."""
        self._authenticate(params, headers)
        for name, value in self.dialect.token_headers.items():
            if not self.dialect.forms and headers.get(name) != value:
                raise _RefusedError("invalid_request", f"no header {name}: {value}")
        if self.kind(path, params) == "refresh":
            return self._refresh(path, self._standard(params))
        return self._redeem(path, self._standard(params))

    def kind(self, path: str, params: Mapping[str, Any]) -> Kind:
        """Return the purpose of a request to the token endpoint, whatever its form."""
        refreshes = {"refresh_token", "refreshToken"} & {*params, *map(str, params.values())}
        return "refresh" if refreshes or path.endswith("/refresh") else "code"

    def call(self, headers: Mapping[str, str]) -> None:
        """Check the headers of an API call."""
        name, prefix = self.dialect.api_header
        sent = headers.get(name, "")
        if not sent.startswith(prefix) or sent.removeprefix(prefix) not in self._valid:
            raise _RefusedError("invalid_token", f"{name} holds no valid token")
        for name, value in self.dialect.api_headers.items():
            if headers.get(name) != value:
                raise _RefusedError("invalid_request", f"no header {name}: {value}")

    def _authenticate(self, params: dict[str, Any], headers: Mapping[str, str]) -> None:
        basic = headers.get("authorization", "")
        if self.dialect.auth == "basic":
            if not basic.startswith("Basic "):
                raise _RefusedError("invalid_client", "no HTTP Basic")
            user, _, password = b64decode(basic[6:]).decode().partition(":")
            found = [unquote_plus(user), unquote_plus(password)]
        elif basic:
            raise _RefusedError("invalid_client", "HTTP Basic, or two ways at once")
        else:
            found = [params.get(name, "") for name in self.dialect.credentials]
        if found != [CLIENT_ID, SECRET][-len(found) :]:
            raise _RefusedError("invalid_client", "unknown client")

    def _standard(self, params: dict[str, Any]) -> dict[str, Any]:
        """Return the parameters without credentials, which HTTP Basic does not allow there."""
        return _without(params, *(self.dialect.credentials if self.dialect.auth == "post" else ()))

    def _redeem(self, path: str, params: dict[str, Any]) -> Tokens:
        self._at(path, "/token")
        verifier = params.pop("code_verifier", None)
        if verifier is not None and not self.dialect.takes_verifier:
            raise _RefusedError("invalid_client", "a code_verifier")
        code = next((params[n] for n in params if self.dialect.code.get(n) == CODE), "")
        request = self._requests.pop(code, None) if isinstance(code, str) else None
        if request is None:
            raise _RefusedError("invalid_grant", "unknown code")
        _expect(params, self._filled(self.dialect.code, code=code))
        challenge = request.get("code_challenge") if self.dialect.takes_verifier else None
        if challenge != (None if verifier is None else _s256(verifier)):
            raise _RefusedError("invalid_grant", "the code_verifier is wrong or missing")
        return self._issue()

    def _refresh(self, path: str, params: dict[str, Any]) -> Tokens:
        self._at(path, self.dialect.refresh_path)
        current = self._pairs[-1].refresh_token if self._pairs else ""
        if current not in params.values():
            raise _RefusedError("invalid_grant", "unknown refresh token")
        _expect(params, self._filled(self.dialect.refresh, refresh=current))
        return self._issue()

    def _issue(self) -> Tokens:
        number = len(self._pairs) + 1
        rotates = self.dialect.refreshed is None or not self._pairs
        refresh = f"refresh-{number}" if rotates else self._pairs[-1].refresh_token
        self._pairs.append(Tokens(f"access-{number}", refresh))
        self._valid = {self._pairs[-1].access_token}
        return self._pairs[-1]

    def _at(self, path: str, wanted: str) -> None:
        region = f"/{self.dialect.region}" if self.dialect.region else ""
        if path != f"{region}{wanted}":
            raise _RefusedError("invalid_grant", f"not known at {path}")

    def _filled(self, params: Mapping[str, str], **values: Any) -> dict[str, Any]:
        known = {
            CODE: values.get("code"),
            STATE: values.get("state"),
            REFRESH: values.get("refresh"),
            REDIRECT: self.redirect_uri,
        }
        return {name: known.get(value, value) for name, value in params.items()}


def _expect(given: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    missing = wanted.keys() - given.keys()
    unwanted = given.keys() - wanted.keys()
    wrong = {n for n in wanted.keys() & given.keys() if wanted[n] not in (..., given[n])}
    if missing or unwanted or wrong:
        found = {"missing": missing, "unwanted": unwanted, "wrong": wrong}
        texts = [f"{what}: {', '.join(sorted(names))}" for what, names in found.items() if names]
        raise _RefusedError("invalid_request", "; ".join(texts))


def _s256(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def _handler(running: DialectServer) -> type[BaseHTTPRequestHandler]:
    dialect = running.dialect

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self._path.endswith("/authorize"):
                self._authorize()
            elif self._path.endswith("/me"):
                self._api()
            else:
                self._send(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            params: dict[str, Any] = {}
            kind: Kind = "code"
            try:
                params = self._read(body)
                kind = running.kind(self._path, params)
                tokens = running.token(self._path, params, self._headers)
            except _RefusedError as refused:
                self._note(kind, params, refused.reason)
                status, answer = dialect.error(refused.error, refused.reason)
                if refused.error == "invalid_client" and not dialect.takes_verifier:
                    status = 401
                self._send(status, answer)
            else:
                self._note(kind, params)
                refreshed = kind == "refresh" and dialect.refreshed
                self._send(200, (refreshed or dialect.answer)(tokens))

        @property
        def _path(self) -> str:
            return urlsplit(self.path).path

        @property
        def _headers(self) -> dict[str, str]:
            return {name.lower(): value for name, value in self.headers.items()}

        def _authorize(self) -> None:
            params: dict[str, str] = {}
            try:
                params = _unique(urlsplit(self.path).query)
                target = running.authorize(params)
            except _RefusedError as refused:
                self._note("authorization", params, refused.reason)
                self._send(400, {"error": refused.error, "error_description": refused.reason})
            else:
                self._note("authorization", params)
                self._send(302, {}, Location=target)

        def _api(self) -> None:
            try:
                running.call(self._headers)
            except _RefusedError as refused:
                self._note("api", {}, refused.reason)
                self._send(401, {"error": refused.error, "error_description": refused.reason})
            else:
                self._note("api", {})
                self._send(200, {"sub": "user-1", "email": "alice@example.org"})

        def _read(self, body: str) -> dict[str, Any]:
            wanted = "json" if dialect.json_body else "x-www-form-urlencoded"
            content_type = self.headers.get("Content-Type", "").partition(";")[0]
            if content_type != f"application/{wanted}":
                raise _RefusedError("invalid_request", f"the body is not {wanted}")
            if dialect.json_body:
                return dict(json.loads(body))
            return _unique(body)

        def _note(self, kind: Kind, params: dict[str, Any], refused: str = "") -> None:
            running.sent.append(Sent(kind, self._path, params, self._headers, refused))

        def _send(self, status: int, answer: Mapping[str, Any], **headers: str) -> None:
            content_type, body = "application/json", json.dumps(answer)
            plain = self.headers.get("Accept") != "application/json"
            if dialect.forms and plain and self._path.endswith("/token"):
                content_type, body = "application/x-www-form-urlencoded", urlencode(answer)
            self.send_response(status)
            for name, value in {"Content-Type": content_type, **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _unique(query: str) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    if len(dict(pairs)) != len(pairs):
        raise _RefusedError("invalid_request", "a parameter twice")
    return dict(pairs)


@contextmanager
def dialect_server(name: str) -> Iterator[DialectServer]:
    """Run the server of a dialect."""
    running = DialectServer(DIALECTS[name])
    thread = Thread(target=running.server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join(5)
