"""Adobe Acrobat Sign: https://developer.adobe.com/acrobat-sign/docs/overview/developer_guide/.

The source of that guide is https://github.com/AdobeDocs/acrobat-sign-developer-guide.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

READ_ONLY = ("agreement_read", "library_read", "user_read")

acrobat_sign = Preset(
    name="acrobat_sign",
    title="Adobe Acrobat Sign",
    categories=("documents",),
    authorize_url="https://secure.{shard}.adobesign.com/public/oauth/v2",
    token_url="https://api.{shard}.adobesign.com/oauth/v2/token",
    variables={
        "shard": Variable(
            kind="label",
            example="na1",
            description="Where the account lives: na1 where users sign in at "
            "secure.na1.adobesign.com.",
        )
    },
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "account": tuple(f"{scope}:account" for scope in READ_ONLY),
    },
    scope_descriptions={
        "agreement_read": "Read the user's agreements",
        "library_read": "Read the user's templates",
        "user_read": "Read who the user is",
        "agreement_read:account": "Read the agreements of the whole account",
        "library_read:account": "Read the templates of the whole account",
        "user_read:account": "Read about all users of the account",
    },
    scope_restrictions=dict.fromkeys(
        (f"{scope}:account" for scope in READ_ONLY), "account admins only"
    ),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.adobe.com/acrobat-sign/docs/overview/developer_guide/gstarted",
    setup=(
        "Enter {redirect_uri} under Configure OAuth for Application; it must be https.",
        "Enable each scope there too, with its modifier: self, group or account.",
        "An application of the domain PARTNER, for other accounts, has to be certified.",
        "Refresh at /oauth/v2/refresh on the API host, not at the token URL. An unused refresh "
        "token ends after 60 days.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # Adobe shows the token endpoint, and the other one at an older host
    unverified=("authorize_url",),
)
