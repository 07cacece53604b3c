"""GoCardless: https://developer.gocardless.com/partners/connecting-your-users.

The page tells partners to use OAuth; the endpoints are those of other catalogues.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset


def environment(name: str, title: str, suffix: str) -> Preset:
    """Make the preset of one GoCardless environment; only the hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments",),
        keywords=("direct debit",),
        authorize_url=f"https://connect{suffix}.gocardless.com/oauth/authorize",
        token_url=f"https://connect{suffix}.gocardless.com/oauth/access_token",
        scopes=("read_only",),
        scope_sets={"readonly": ("read_only",), "full": ("read_write",)},
        scope_descriptions={
            "read_only": "Read the merchant's account",
            "read_write": "Read the account and collect payments",
        },
        api=Api(base_url=f"https://api{suffix}.gocardless.com"),
        offline=Offline(mode="never"),
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("partner",),
        docs_url="https://developer.gocardless.com/partners/connecting-your-users",
        setup=("Create a partner app, in the sandbox first, with {redirect_uri}.",),
        verified_on=date(2026, 11, 27),
        evidence="catalogues",
        unverified=(
            "authorize_url",
            "token_url",
            "scopes",
            "api",
            "offline",
            "token_endpoint_auth_methods",
        ),
    )


gocardless = environment("gocardless", "GoCardless", "")

gocardless_sandbox = environment("gocardless_sandbox", "GoCardless (sandbox)", "-sandbox")
