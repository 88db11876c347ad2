"""Bytes to text, and the language of a text. May import: the ground.

In: bytes. Out: text, ISO 639-1 codes.
"""
