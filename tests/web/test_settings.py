from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main as qa
from qa.command.machine_commands import serve
from web.serve import main
from web.settings import CHECKS, BadSetting, Settings, read_settings


def test_what_is_not_set_is_as_usual() -> None:
    assert read_settings([], {}) == Settings()
    empty = {"QA_INDEXES": "", "QA_ENGINE": "", "QA_PRECISION": ""}
    assert read_settings([], empty) == Settings()
    assert read_settings(["--port", "0000000000008000"], {}) == Settings()


def test_an_option_comes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cuttings.toml"
    file.write_text(
        'port = 1\nthreads = 2\nworkers = 3\ntrusted_hosts = ["a.example", "b.example"]\nlog_questions = true'
    )
    environ = {"QA_SERVE_PORT": "10", "QA_SERVE_THREADS": "20", "QA_INDEXES": "/srv/x", "PORT": "1", "QA_DEBUG": "1"}
    found = read_settings(["--config", str(file), "--port", "100"], environ)
    assert (found.port, found.threads, found.workers) == (100, 20, 3)
    assert (found.trusted_hosts, found.indexes, found.log_questions) == (
        ("a.example", "b.example"),
        Path("/srv/x"),
        True,
    )
    assert read_settings([], environ | {"QA_SERVE_CONFIG": str(file)}).workers == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1", "sets 'prot', which is no setting; there are indexes, index, host, port"),
        ("port = 70000", "sets port to 70000: it must be from 0 to 65535"),
        ('port = "0000000000070000"', "sets port to '0000000000070000': it must be from 0 to 65535"),
        ('port = ""', "sets port to '': it must be a whole number from 0 to 65535"),
        ("port = true", "sets port to True: it must be a whole number from 0 to 65535"),
        ('threads = "many"', "sets threads to 'many': it must be a whole number from 1 to 256"),
        ('access = "all"', "sets access to 'all': it must be one of auto, keys, anyone"),
        ('address_rate = "often"', "sets address-rate to 'often': it must be a rate such as"),
        ('prefix = "archive"', "sets prefix to 'archive': it must be a path such as /cuttings"),
        ('cors_origins = ["https://a.example/x"]', "it must be origins such as https://example.org, without a path"),
        ('log_questions = "perhaps"', "it must be true or false"),
        ("host = 1", "it must be a text"),
        ("port = ", "cannot be read"),
    ],
)
def test_a_wrong_setting_names_its_place(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "cuttings.toml"
    file.write_text(text)
    with pytest.raises(BadSetting) as caught:
        read_settings(["--config", str(file)], {})
    assert str(file) in caught.value.message
    assert said in caught.value.message


def test_a_wrong_variable_and_a_missing_file_end_the_start(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="the variable QA_SERVE_PORTS sets 'ports'"):
        read_settings([], {"QA_SERVE_PORTS": "1"})
    assert main(["--config", str(tmp_path / "none.toml")]) == 2
    assert capsys.readouterr().err == f"qa: {tmp_path / 'none.toml'} cannot be read: No such file or directory\n"


def test_the_command_has_an_option_for_each_setting_and_hands_on_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {option.removeprefix("--").replace("-", "_") for each in serve.params for option in each.opts} == {
        *CHECKS,
        "config",
    }
    handed: list[str] = []
    monkeypatch.setattr("os.execve", lambda program, words, environment: handed.extend(words))
    CliRunner().invoke(qa, "serve --port 0 --trusted-hosts a --trusted-hosts b --index x --prefix /p".split())
    assert len(handed[3:]) == 10, "nothing that is not given"
    found = read_settings(handed[3:], {})
    assert (found.port, found.trusted_hosts, found.index, found.prefix) == (0, ("a", "b"), ("x",), "/p")
