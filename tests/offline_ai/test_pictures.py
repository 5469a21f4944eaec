import base64
import io
from importlib.resources import files
from pathlib import Path

import openai
import pytest
from PIL import Image, ImageDraw, ImageFont

from infra.offline_ai.ocr import NoPicture, read_image
from shared.flow.quotes import Folded
from tests.offline_ai.asking import job_summary, sample
from tests.offline_ai.server import OfflineAi

FONT = Path(str(files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"))


def screenshot(text: str, size: int = 28, ink: str = "#222", ground: str = "white") -> bytes:
    font, lines = ImageFont.truetype(str(FONT), size), text.splitlines()
    wide = max(int(font.getlength(line)) for line in lines) + 60
    image = Image.new("RGB", (wide, int(1.6 * size * len(lines)) + 60), ground)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((30, 30 + 1.6 * size * number), line, ink, font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["job_backend_zh", "job_nurse_en"])
def test_a_screenshot_gives_the_requirements_of_its_text(name: str) -> None:
    text = sample(name)
    read = read_image(screenshot(text))
    expected = [r.text for r in job_summary(text).requirements]
    source = Folded(read)
    found = [line for line in expected if source.find(line)]
    assert len(found) >= len(expected) - 1
    assert len(job_summary(read).requirements) == len(expected)
    assert job_summary(read).title.split("（")[0][:6] == job_summary(text).title[:6]


def test_light_letters_on_dark_ground_are_read() -> None:
    assert "岗位要求" in read_image(
        screenshot("岗位要求\n熟悉 Photoshop 与剪映", ink="#ddd", ground="#181818")
    )


def test_a_long_picture_is_read_in_tiles_without_cutting_a_line() -> None:
    lines = [f"第{n}行 负责第{n}个项目的交付与验收" for n in range(1, 46)]
    read = read_image(screenshot("\n".join(lines), size=44))
    assert sum(line.replace(" ", "") in read.replace(" ", "") for line in lines) >= 44


def test_an_empty_picture_has_no_text() -> None:
    blank = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(blank, "PNG")
    assert read_image(blank.getvalue()) == ""


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(NoPicture):
        read_image(b"no picture")


def test_pictures_come_as_data_urls(offline_ai: OfflineAi) -> None:
    client = openai.OpenAI(base_url=offline_ai.base_url, api_key="x", max_retries=0, timeout=60)

    def read(data: bytes) -> str:
        url = "data:image/png;base64," + base64.b64encode(data).decode()
        messages = [
            {"role": "system", "content": "Task: job_vision\nLanguage: zh"},
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": url}}]},
        ]
        return (
            client.chat.completions.create(model="v", messages=messages).choices[0].message.content
            or ""
        )

    blank = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(blank, "PNG")
    assert "任职要求" in read(screenshot("任职要求\n熟悉金蝶"))
    assert read(blank.getvalue()) == "NO_TEXT"
    with pytest.raises(openai.BadRequestError):
        read(b"no picture")
