"""`./dev` itself: what it says, what it decides; the set-up proper is proven by every fresh checkout."""

import os
import subprocess
from pathlib import Path

import pytest

from infra.local import cli, test_groups
from infra.local.setup import pip_settings, stamps
from infra.local.setup.commands import AUTH, BROWSER, COMMANDS, PAGES, WEB, needs_of, usage
from infra.local.setup.console import SetupFailed, run
from infra.local.setup.machine import check_disk
from tests.local.processes import ROOT

BIN = {"PATH": "/usr/bin:/bin"}


def dev(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "dev"), *arguments], capture_output=True, text=True, check=False,
        env=os.environ if env is None else env, cwd="/",
    )  # fmt: skip


def test_without_a_command_all_are_listed() -> None:
    shown = dev()
    assert shown.returncode == 0
    assert all(f"\n  {name}" in shown.stdout for name in COMMANDS)


def test_an_unknown_command_is_refused_with_the_list() -> None:
    refused = dev("fly")
    assert refused.returncode == 2
    assert "no command fly" in refused.stderr
    assert usage() in refused.stderr


def test_a_computer_without_a_fitting_python_is_told_so(tmp_path: Path) -> None:
    for name in ("dirname", "sh"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    refused = dev("up", env={"PATH": str(tmp_path)})
    assert refused.returncode == 1
    assert "needs Python 3.11" in refused.stderr


def test_every_command_has_its_code() -> None:
    assert set(cli.COMMANDS) == set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        ([], {WEB, PAGES, BROWSER}), (["unit", "-x"], set()), (["web"], {WEB}),
        (["e2e", "dal"], {WEB, PAGES, BROWSER}),
    ],
)  # fmt: skip
def test_tests_set_up_only_what_their_groups_need(arguments: list[str], more: set[str]) -> None:
    needs = set(needs_of("test", arguments))
    assert needs & {WEB, PAGES, BROWSER} == more
    assert AUTH in needs


def test_words_before_the_first_option_are_groups() -> None:
    assert test_groups.split_arguments(["unit", "dal", "-x", "-k", "a"]) == (
        ["unit", "dal"], ["-x", "-k", "a"],
    )  # fmt: skip
    assert {"local", "unit", "dal"} <= set(test_groups.known_groups(ROOT))


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert test_groups.run_groups(ROOT, ["nonsense"]) == 2
    assert "no such group: nonsense" in capsys.readouterr().err


def test_pips_own_settings_reach_uv_and_an_explicit_one_wins() -> None:
    told = {
        **BIN,
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://mirror.example/simple",
        "PIP_EXTRA_INDEX_URL": "http://a.example http://b.example",
        "UV_FIND_LINKS": "/mine",
    }
    env = pip_settings.uv_environment(told)
    assert env["UV_DEFAULT_INDEX"] == "http://mirror.example/simple"
    assert env["UV_INDEX"] == "http://a.example http://b.example"
    assert env["UV_INDEX_STRATEGY"] == "unsafe-best-match"
    assert env["UV_FIND_LINKS"] == "/mine"
    alone = pip_settings.uv_environment(told, main_index_only=True)
    assert "UV_INDEX" not in alone


def test_without_settings_uv_decides_by_itself() -> None:
    env = pip_settings.uv_environment({**BIN, "PIP_CONFIG_FILE": "/dev/null"})
    assert not {"UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_STRATEGY"} & set(env)


def test_a_changed_input_makes_a_step_stale(tmp_path: Path) -> None:
    source, stamp = tmp_path / "in", tmp_path / "out/stamp"
    source.write_text("1")
    before = stamps.fingerprint([source])
    assert not stamps.is_fresh(stamp, before)
    stamps.mark(stamp, before)
    assert stamps.is_fresh(stamp, before)
    source.write_text("2")
    assert not stamps.is_fresh(stamp, stamps.fingerprint([source]))


def test_a_failing_tool_is_shown_with_the_end_of_its_words_and_a_hint() -> None:
    with pytest.raises(SetupFailed, match=r"code 3:\nlast words\n\nTry again"):
        run(["sh", "-c", "echo last words; exit 3"], Path("/"), BIN, "Try again")


def test_a_full_disk_is_noticed_before_anything_is_fetched() -> None:
    with pytest.raises(SetupFailed, match="GB are free"):
        check_disk(ROOT, needed_gb=10**9)


def test_lock_files_name_no_host_and_check_every_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text, lock.name
        pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert pins
        assert all(line.endswith("\\") for line in pins), lock.name


def test_the_layer_installs_the_runtime_lock() -> None:
    layer = ROOT / "layers/deps/requirements.txt"
    assert layer.resolve() == ROOT / "requirements/runtime.lock"
