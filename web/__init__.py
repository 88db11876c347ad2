"""The web form and the JSON API; all that it knows of the library is what qa/__init__.py exports."""

from web.app import create_app

__all__ = ["create_app"]
