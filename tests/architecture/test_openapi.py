from infra.openapi import TARGET, as_text


def test_the_contract_in_the_repository_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == as_text(), "run python -m infra.openapi"
