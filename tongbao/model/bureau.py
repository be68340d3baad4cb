"""The issuing body and the words that are printed in its name."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, WithJsonSchema

from tongbao.diagnostic import Rule
from tongbao.model.forge import Forge
from tongbao.model.record import Record
from tongbao.model.scalars import Day, Flag, FontFile, Text, matching

SITE_PATTERN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?/([A-Za-z0-9._~-]+/)*")

SiteUrl = Annotated[
    str,
    matching(
        SITE_PATTERN,
        Rule.FIELD_VALUE,
        "网站的网址，如 https://tongbao.example.gov.cn/",
        "以 https:// 或 http:// 开头，写到网站首页所在的文件夹为止，末尾带 /",
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{SITE_PATTERN.pattern}$"}),
]


class Fonts(Record):
    """Licensed faces that replace the free ones: file names in the fonts folder."""

    xiaobiaosong: FontFile | None = Field(None, description="小标宋（红头、标题）的字体文件名")
    fangsong: FontFile | None = Field(None, description="仿宋（正文）的字体文件名")
    kaiti: FontFile | None = Field(None, description="楷体（二级标题）的字体文件名")
    heiti: FontFile | None = Field(None, description="黑体（一级标题、表头）的字体文件名")
    songti: FontFile | None = Field(None, description="宋体（页码）的字体文件名")


class ReviewStep(StrEnum):
    """A sign-off that every submission must have; the names are those of `Review`."""

    FIRST = "first"
    SECOND = "second"
    OFFICE = "office"
    THIRD = "third"


class ReviewPolicy(Record):
    """Which sign-offs a submission must have (三审制)."""

    steps: tuple[ReviewStep, ...] = Field(
        min_length=1,
        description="每条报送要有的签名：first 初审、second 复核、office 核稿、third 审核",
    )
    head_for: tuple[Text, ...] = Field(
        (), description="选填：哪些级别的刊物采用、批示要有主要负责人签发；敏感信息总是要有"
    )


class SkippedNumber(Record):
    """A document number that no bulletin here has."""

    number: Text = Field(description="发文字号，如 某医保办发〔2021〕29号")
    reason: Text = Field(description="为什么没有：作废了，或用在哪份别的文件上")


class Numbering(Record):
    """How the bulletins' document numbers run in a year."""

    shared: Flag = Field(
        False, description="选填：true 表示与别的文件一起编号，通报的序号之间可以有间隔"
    )
    skipped: tuple[SkippedNumber, ...] = Field(
        (), description="选填：序号不共用的，写没有用在通报上的字号"
    )


class Bureau(Record):
    """bureau.yaml: one bureau (发文机关)."""

    name: Text = Field(description="发文机关全称，用于署名", examples=["某某市医疗保障局"])
    short: Text = Field(description="发文机关简称，用于网页标题", examples=["某某市医保局"])
    head: tuple[Text, ...] = Field(
        min_length=1, max_length=3, description="发文机关标志（红头），一行一项"
    )
    number_prefix: Text = Field(
        description="发文字号的机关代字，如 某医保办发", examples=["某医保办发"]
    )
    numbering: Numbering = Field(
        default_factory=Numbering,
        description="选填：发文字号怎样编；不写就是通报自己一个序列，一年之内不空号、不重号",
    )
    office: Text = Field(description="印发机关，印在版记里", examples=["某某市医疗保障局办公室"])
    categories: tuple[Text, ...] = Field(min_length=1, description="信息类别，报送只能用这些")
    notice: Text | None = Field(
        None, description="选填：印在网站每一页页脚的说明，例如哪些内容是示例"
    )
    sample: Flag = Field(
        False, description="选填：true 表示全部是示例数据，每个网页和每份文件都印“示例”"
    )
    until: Day | None = Field(
        None,
        description="选填：数据登记到哪一天为止；不再更新的机关写，期限和任务就按这一天看，不按今天",
    )
    review: ReviewPolicy | None = Field(None, description="选填：三审制；不写则不要求签名")
    form: Text | None = Field(None, description="选填：信息报送审核表的标题；写了就能生成审核表")
    site: SiteUrl | None = Field(
        None,
        description="选填：网站发布在哪个网址，末尾带 /；写了，订阅和日历里的链接就写完整的网址",
        examples=["https://tongbao.example.gov.cn/"],
    )
    forge: Forge | None = Field(
        None, description="选填：记录所在的代码平台；写了，网站的报送页就能直接提交到那里"
    )
    fonts: Fonts = Field(
        default_factory=Fonts, description="选填：已购字体的文件名，放在字体文件夹里"
    )
