"""What may stand in the metadata of an article."""

import pytest

from qa.ingest.head.metadata import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        (" DE ", "de"),
        ("en_us", "en-US"),
        ("PT-br", "pt-BR"),
        ("zh-hant-TW", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("yue", "yue"),
        ("English", ""),
        ("e", ""),
        ("en-", ""),
        ("en US", ""),
        ("en-GB; q=1", ""),
        ("und", ""),
        ("", ""),
        (None, ""),
        (5, ""),
        (["en"], ""),
    ],
)
def test_language_tags(written, tag):
    assert language_tag(written) == tag
