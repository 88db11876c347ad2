"""Bytes to text, and the language of a text. May import: text.

In: bytes. Out: text, ISO 639-1 codes.
"""
