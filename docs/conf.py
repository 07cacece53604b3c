"""Sphinx's settings. `python -m sphinx -W -b dirhtml docs build/site` builds the site, offline."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Union

from oauth_presets import __version__

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))  # for site_extension and catalogue

project = "oauth-presets"
author = "The oauth-presets authors"
copyright = author  # noqa: A001 - the name that Sphinx reads
release = version = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.intersphinx",
    "site_extension",
]
# A page for each preset is in the catalogue; integrations.md includes the folder's README.
exclude_patterns = ["_*", "catalogue_site", "integrations/README.md", "presets"]
nitpicky = False  # types of client libraries have no inventory here

myst_enable_extensions = ["attrs_block"]
myst_heading_anchors = 4
myst_url_schemes = ("http", "https", "mailto", "site")

autodoc_member_order = "groupwise"
autodoc_default_options = {"exclude-members": "model_config, model_post_init"}
autodoc_typehints_format = "short"
# The integrations are documented without the libraries that they are for.
autodoc_mock_imports = [
    "authlib", "cohere", "cryptography", "fastmcp", "filelock", "flask_dance", "httpx2",
    "httpx_oauth", "mcp", "oauthlib", "requests", "requests_oauthlib", "sqlalchemy", "starlette",
]  # fmt: skip
# Annotations such as `Mocked | None` are evaluated.
_mock = import_module("sphinx.ext.autodoc.mock")
_mock._MockObject.__or__ = lambda self, other: Union[self, other]  # noqa: UP007
napoleon_numpy_docstring = False
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_use_ivar = True

# A text file with the few names that signatures need: a build must not depend on a network.
intersphinx_mapping = {"python": ("https://docs.python.org/3/", "python.inv")}

html_theme = "furo"
html_title = "oauth-presets"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
templates_path = ["_templates"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b5cad",
        "color-brand-content": "#0b5cad",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7db8f2",
        "color-brand-content": "#7db8f2",
    },
}
