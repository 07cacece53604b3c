"""An OpenAPI security scheme for a preset."""

import warnings

import pytest

from oauth_presets import UnsupportedNeedWarning, configure
from oauth_presets.integrations.openapi import security_scheme


def test_scheme_has_the_endpoints_and_the_described_scopes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnsupportedNeedWarning)
        scheme = security_scheme(
            configure("google_drive", client_id="not-in-it", client_secret="not-in-it-either")
        )
    flow = scheme["flows"]["authorizationCode"]
    assert scheme["type"] == "oauth2"
    assert flow["authorizationUrl"] == (
        "https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent"
    )
    assert flow["tokenUrl"] == "https://oauth2.googleapis.com/token"
    assert [*flow["scopes"]] == ["https://www.googleapis.com/auth/drive.readonly"]
    assert "not-in-it" not in repr(scheme)


def test_facts_without_an_openapi_field_are_warned_of_and_described() -> None:
    config = configure("shopify", shop="acme")
    with pytest.warns(UnsupportedNeedWarning) as caught:
        scheme = security_scheme(config)
    (warning,) = caught
    assert isinstance(warning.message, UnsupportedNeedWarning)
    assert "scope_separator" in warning.message.lost
    assert warning.filename == __file__
    separator = "Scopes are joined with ','; joined with spaces they are refused or misread."
    assert separator in scheme["description"]
    assert separator in str(warning.message)
