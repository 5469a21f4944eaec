"""Twelve Chinese resumes made on the fly: three generators, one and two columns, two invented people.

The second person's file carries what real exporters do to Chinese: radicals in place of characters,
letter-spaced titles, ligatures. What must come out is the text as it was meant.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any

import typst
from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from shared.documents.fonts import font_folder

LI = [
    "李明轩",
    "高级后端工程师",
    "电话：13800000000",
    "邮箱：li.mingxuan@example.com",
    "个人优势",
    "8 年后端研发经验，主导过日均 2,000 万单的交易系统拆分",
    "熟悉 Python、Go、PostgreSQL、Kafka 与 AWS Lambda",
    "核心接口 P99 由 620 ms 降至 140 ms，线上故障数同比下降 43%",
    "工作经历",
    "云帆科技（上海）有限公司 高级后端工程师 2021.07 - 至今",
    "负责订单与库存两条核心链路，将单体拆分为 9 个服务",
    "设计基于幂等键的消息投递方案，全年 0 丢单、0 重复扣款，支撑大促峰值 3.2 万 QPS",
    "推动慢查询治理，优化索引与分区 40 余处，数据库 CPU 使用率下降 35%",
    "北辰数据 后端工程师 2018.07 - 2021.06",
    "从零实现实时指标平台，接入 120 余张业务表，数据延迟从 T+1 缩短到 8 秒以内",
    "以 FastAPI 重写数据服务层，统一鉴权与限流，接口数量由 210 个收敛到 64 个",
    "项目经历",
    "智能排班系统 技术负责人 2023.03 - 2023.11",
    "用约束求解替代人工排班，覆盖 380 家门店，排班耗时由 4 小时降到 6 分钟",
    "教育背景",
    "浙江大学 计算机科学与技术 硕士 2015.09 - 2018.06",
    "研究方向为分布式事务，获国家奖学金",
]

ZHAO = [
    "赵思语",
    "用户增长产品经理",
    "电话：13900000000",
    "邮箱：zhao.siyu@example.com",
    "个人优势",
    "6 年消费互联网产品经验，从 0 到 1 搭建过两条千万级用户的增长链路",
    "擅长数据分析与实验设计，累计完成 A/B 实验 180 余次",
    "工作经历",
    "青禾生活（杭州）信息技术有限公司 高级产品经理 2020.08 - 至今",
    "负责会员体系改版，付费转化率由 2.1% 提升到 3.4%，年增收约 2,600 万元",
    "搭建用户分层与触达平台，月活用户 7 日留存提升 9.8 个百分点",
    "长期维护门户页面与工单大盘，推动 12 个团队统一指标口径",
    "远山网络 产品经理 2018.07 - 2020.07",
    "主导新人引导流程重构，首日完成率从 38% 提高到 61%",
    "与研发共同建立埋点规范，数据缺失率下降 72%",
    "项目经历",
    "门店自助点单小程序 产品负责人 2021.03 - 2021.12",
    "上线 3 个月覆盖 860 家门店，人效提升 27%",
    "专业技能",
    "SQL、Python、Tableau、Axure、office workflow",
    "教育背景",
    "武汉大学 信息管理与信息系统 本科 2014.09 - 2018.06",
    "校级优秀毕业论文",
]

WORN = {"个人优势": "个 人 优 势", "工作经历": "工 作 经 历", "项目经历": "项 目 经 历"}
RADICALS = str.maketrans("工长门页大用方金生", "⼯⻓⻔⻚⼤⽤⽅⾦⽣")

Maker = Callable[[list[str], int], bytes]


def files() -> Iterator[tuple[str, bytes, list[str]]]:
    """Name, bytes, and the phrases that must come out."""
    for make in (by_typst, by_reportlab, by_fpdf):
        for columns in (1, 2):
            yield f"{make.__name__}_{columns}_plain", make(LI, columns), LI
            yield f"{make.__name__}_{columns}_worn", make(worn(ZHAO), columns), ZHAO


def worn(lines: list[str]) -> list[str]:
    """The lines as a bad exporter leaves them."""
    spaced = [WORN.get(line, line) for line in lines]
    return [line.translate(RADICALS).replace("ffi", "ﬃ").replace("fl", "ﬂ") for line in spaced]


def by_typst(lines: list[str], columns: int) -> bytes:
    """Embedded OpenType subset."""
    source = """
    #set page(columns: int(sys.inputs.columns), margin: 15mm)
    #set text(font: ("Source Sans Pro", "Noto Sans SC"), size: 10pt, lang: "zh")
    #for line in sys.inputs.lines.split("\\n") [#line #parbreak()]
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
    values = {"columns": str(columns), "lines": "\n".join(lines)}
    return typst.compile(source.encode(), font_paths=fonts, sys_inputs=values)


def by_reportlab(lines: list[str], columns: int) -> bytes:
    """A Chinese font that is named and not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=10, leading=15, wordWrap="CJK")
    target, width = io.BytesIO(), (A4[0] - 80) / columns
    document: Any = BaseDocTemplate(target, pagesize=A4)
    frames = [Frame(40 + width * n, 40, width - 12, A4[1] - 80) for n in range(columns)]
    if columns == 2:
        frames = [Frame(f._x1, 480, f._width, A4[1] - 520) for f in frames]
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build([Paragraph(line.replace("&", "&amp;"), style) for line in lines])
    return target.getvalue()


def by_fpdf(lines: list[str], columns: int) -> bytes:
    """Another subset writer, with its own table of characters."""
    document: Any = FPDF()
    document.add_page()
    document.add_font("noto", fname=font_folder() / "NotoSansSC-Regular.otf")
    document.set_font("noto", size=10)
    width, half = document.epw / columns - 4, -(-len(lines) // columns)
    top = document.get_y()
    for column in range(columns):
        document.set_y(top)
        for line in lines[column * half : (column + 1) * half]:
            document.set_x(document.l_margin + column * (width + 8))
            document.multi_cell(width, 7, line, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(document.output())
