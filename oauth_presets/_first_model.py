"""Lets pydantic look for its own plugins while nothing depends on it. Imported for that alone.

pydantic does so at the first model of a process, and one unreadable entry_points.txt, of whatever
package, makes that raise. It does not look again: the second model works, with the plugins that
could be loaded. So the first model is one that nobody needs.
"""

from pydantic import BaseModel

try:
    type("_FirstModel", (BaseModel,), {"__module__": __name__})
except KeyboardInterrupt:
    raise
except BaseException:  # noqa: S110 (what it found is not ours to report)
    pass
