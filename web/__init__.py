"""The web form and the JSON API, over what qa/__init__.py exports. May import: qa.

In: requests, an `Archive`. Out: pages, JSON.
"""

from web.app import create_app

__all__ = ["create_app"]
