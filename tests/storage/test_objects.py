import base64
import json

import pytest

from shared.errors import NotFound
from shared.settings import Settings
from shared.storage.objects import Objects


def test_what_was_put_can_be_read_back(settings: Settings) -> None:
    objects = Objects(settings)
    objects.put("exports/ann/1.pdf", b"%PDF", "application/pdf")

    assert objects.get("exports/ann/1.pdf") == b"%PDF"
    assert objects.exists("exports/ann/1.pdf")


def test_a_key_nobody_wrote_is_not_found(settings: Settings) -> None:
    objects = Objects(settings)

    with pytest.raises(NotFound):
        objects.get("uploads/ann/resume/none")
    assert not objects.exists("uploads/ann/resume/none")


def test_reading_stops_one_byte_after_the_limit(settings: Settings) -> None:
    objects = Objects(settings)
    objects.put("uploads/ann/resume/big", b"x" * 100, "application/pdf")

    assert len(objects.get("uploads/ann/resume/big", max_bytes=10)) == 11


def test_a_form_names_the_one_key_type_and_size_it_allows(settings: Settings) -> None:
    form = Objects(settings).presigned_post("uploads/ann/resume/1", "application/pdf", 500)

    policy = json.loads(base64.b64decode(form["fields"]["policy"]))
    assert ["content-length-range", 1, 500] in policy["conditions"]
    assert {"Content-Type": "application/pdf"} in policy["conditions"]
    assert {"key": "uploads/ann/resume/1"} in policy["conditions"]
    assert form["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"


def test_everything_of_a_person_can_be_found_and_removed(settings: Settings) -> None:
    objects = Objects(settings)
    for number in range(3):
        objects.put(f"uploads/ann/resume/{number}", b"x", "application/pdf")
    objects.put("uploads/anna/resume/9", b"x", "application/pdf")

    objects.delete(objects.keys("uploads/ann/"))
    objects.delete(["uploads/ann/resume/0"])  # a second time is no error

    assert objects.keys("uploads/") == ["uploads/anna/resume/9"]
