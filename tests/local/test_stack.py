"""The runner: order, subsets, locks, clean ends, no orphans; in short stacks of few services."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from infra.local import control
from infra.local.bounded_log import BoundedLog
from infra.local.environment import application, read_dotenv
from infra.local.layout import Layout
from infra.local.probes import port_is_free
from tests.local.processes import ROOT, eventually, is_alive
from tests.stack import LocalStack

TINY = ("redis", "rest")
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[LocalStack]:
    stack = LocalStack(tmp_path / "state", *TINY)
    stack.start()
    yield stack
    stack.stop()


def free_again(stack: LocalStack) -> bool:
    return all(port_is_free(stack.layout.ports[name]) for name in TINY)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_cleanly(stack: LocalStack, how: signal.Signals) -> None:
    pids = list(stack.pids().values())
    assert stack.stop(how) == 0
    assert not any(is_alive(pid) for pid in pids)
    assert free_again(stack)
    assert not control.is_running(stack.layout)


def test_nothing_outlives_a_killed_runner(stack: LocalStack) -> None:
    stack.kill()
    assert eventually(lambda: free_again(stack))


def test_a_service_that_ends_takes_the_stack_down(stack: LocalStack) -> None:
    os.kill(stack.pids()["redis"], signal.SIGKILL)
    assert stack.runner.wait(20) == 1
    assert free_again(stack)


def test_only_one_stack_runs_on_a_data_folder(stack: LocalStack) -> None:
    env = {**os.environ, "LOCAL_STATE_DIR": str(stack.layout.state), "LOCAL_PORT_BASE": "30500"}
    second = subprocess.run(
        [sys.executable, "-m", "infra.local.runner", "redis"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert "runs already" in second.stderr


def test_a_taken_port_is_named_with_its_remedy(stack: LocalStack, tmp_path: Path) -> None:
    env = {
        **os.environ,
        "LOCAL_STATE_DIR": str(tmp_path / "other"),
        "LOCAL_PORT_BASE": str(stack.layout.base),
    }
    second = subprocess.run(
        [sys.executable, "-m", "infra.local.runner", "redis"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert f"port {stack.layout.ports['redis']} (redis)" in second.stderr
    assert "LOCAL_PORT_BASE=" in second.stderr


def test_status_stop_and_reset_work_from_outside(
    stack: LocalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    assert control.show_status(stack.layout) == 0
    shown = capsys.readouterr().out
    assert "ready" in shown
    assert f"port {stack.layout.ports['rest']}" in shown
    assert control.show_logs(stack.layout, ["redis"], follow=False) == 0
    assert control.stop(stack.layout) == 0
    assert stack.runner.wait(10) == 0
    assert control.show_status(stack.layout) == 3
    assert control.reset(stack.layout) == 0
    assert not stack.layout.state.exists()


def test_everything_listens_on_the_loopback_only(stack: LocalStack) -> None:
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    for name in TINY:
        port = f":{stack.layout.ports[name]:04X}"
        addresses = [line.split()[1] for line in listening if line.split()[1].endswith(port)]
        assert {address.split(":")[0] for address in addresses if address} == {"0100007F"}


def test_postgres_keeps_its_data_over_a_restart_and_a_kill(tmp_path: Path) -> None:
    stack = LocalStack(tmp_path / "state", "postgres")
    stack.start()
    with psycopg.connect(stack.layout.dsn(), autocommit=True) as conn:
        conn.execute("CREATE TABLE kept (n int)")
        conn.execute("INSERT INTO kept VALUES (1)")
    stack.kill()
    eventually(lambda: port_is_free(stack.layout.ports["postgres"]))
    stack.start()
    try:
        with psycopg.connect(stack.layout.dsn(), autocommit=True) as conn:
            assert conn.execute("SELECT count(*) FROM kept").fetchone() == (1,)
    finally:
        assert stack.stop() == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_postgres(tmp_path: Path) -> None:
    usable = shutil.which("setpriv") and not subprocess.run(
        [*NOBODY, sys.executable, "-c", "import psycopg"],
        cwd=ROOT, capture_output=True, check=False,
    ).returncode  # fmt: skip
    if not usable:
        pytest.skip("another account may not read this Python")
    home = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    home.chmod(0o777)
    stack = LocalStack(home / "state", "postgres", prefix=NOBODY)
    try:
        stack.start()
        assert (stack.layout.state / "pg").stat().st_uid == 65534
        assert stack.stop() == 0
    finally:
        stack.stop()
        shutil.rmtree(home)


def test_logs_stay_within_their_bounds(tmp_path: Path) -> None:
    log = BoundedLog(tmp_path / "x.log", limit=1000)
    for n in range(500):
        log.write(b"line %d\n" % n)
    log.close()
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= 1000
    assert (tmp_path / "x.log").read_bytes().endswith(b"line 499\n")


def test_keys_in_the_dotenv_file_win_and_switch_the_offline_models_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DEEPSEEK_API_KEY", "ZHIPU_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    layout = Layout(tmp_path, tmp_path / ".local", 4300)
    offline = application(layout)
    assert offline["MODELS_BASE_URL"] == "http://127.0.0.1:4307/v1"
    text = "# keys\nexport DEEPSEEK_API_KEY='k 1'\nFIRST_COINS=20 # more\nEMPTY=\nnonsense\n"
    (tmp_path / ".env").write_text(text)
    assert read_dotenv(tmp_path / ".env") == {"DEEPSEEK_API_KEY": "k 1", "FIRST_COINS": "20"}
    online = application(layout)
    assert "MODELS_BASE_URL" not in online
    assert online["FIRST_COINS"] == "20"
    assert online["TICKET_KEY"] == offline["TICKET_KEY"]
    assert (tmp_path / ".local/ticket-key").stat().st_mode & 0o077 == 0
