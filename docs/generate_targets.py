"""Write docs/integrations/README.md: what each client library loses of each preset.

    python docs/generate_targets.py

docs/generate_presets.py runs it too; a test compares what is checked in.
"""

import warnings
from pathlib import Path
from typing import Any

from oauth_presets import Configuration, configure, get_preset, list_presets
from oauth_presets.integrations import TARGETS, lost_for

PAGE = Path(__file__).parent / "integrations" / "README.md"
HEAD = """\
<!-- Written by docs/generate_targets.py from the presets and what each target carries. -->

# Client libraries

Each module of `oauth_presets.integrations` takes a configuration from `configure` and returns the library's own object, or the arguments of its constructor. If the library cannot carry something that the provider needs, the module raises `IntegrationError` if the sign-in would fail, or else warns with `UnsupportedNeedWarning`. `oauth-presets show NAME --for TARGET` prints what is lost.

"""  # noqa: E501 - a paragraph is a line
TABLE = """
## What is lost, preset by preset

The table is for a client with a secret. It lists the facts that each library cannot carry. **No** means that the sign-in or the API calls would fail, so the integration refuses. Presets that lose nothing in any library are not listed. The column authlib is for `register`; `client` and `async_client` also carry the authorization response. A security scheme (`openapi`) only describes the sign-in; facts that it cannot carry are in its description.
"""  # noqa: E501


def page() -> str:
    """Return the text of the page."""
    # A security scheme signs nobody in.
    targets = [target for target in TARGETS if target != "openapi"]
    lines = [f"- [{_title(target)}]({target}.md): `{target}`" for target in TARGETS]
    head = ["", f"| preset | {' | '.join(targets)} |", f"|---|{'---|' * len(targets)}"]
    rows = []
    for entry in list_presets():
        if entry.first_party:
            config = _configuration(entry.name)
            cells = [_cell(config, target) for target in targets]
            if any(cells):
                rows.append(f"| [{entry.name}](../presets/{entry.name}.md) | {' | '.join(cells)} |")
    return "\n".join([HEAD + "\n".join(lines), TABLE.rstrip(), *head, *rows, ""])


def _title(target: str) -> str:
    text = PAGE.with_name(f"{target}.md").read_text(encoding="utf-8")
    return text.partition("\n")[0].removeprefix("# ")


def _configuration(name: str) -> Configuration:
    variables = get_preset(name).variables
    values: dict[str, Any] = {key: each.example for key, each in variables.items() if each.example}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a secret is not taken
        return configure(name, client_id="id", client_secret="not-a-secret", **values)


def _cell(config: Configuration, target: str) -> str:
    needs = lost_for(config, target)
    facts = ", ".join(need.fact for need in needs)
    return f"**No**: {facts}" if any(need.impact == "breaks" for need in needs) else facts


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
