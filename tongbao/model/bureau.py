"""The issuing body and the words that are printed in its name."""

from pydantic import Field

from tongbao.model.record import Record
from tongbao.model.scalars import FontFile, Text


class Fonts(Record):
    """Licensed faces that replace the free ones: file names in the fonts folder."""

    xiaobiaosong: FontFile | None = Field(None, description="小标宋（红头、标题）的字体文件名")
    fangsong: FontFile | None = Field(None, description="仿宋（正文）的字体文件名")
    kaiti: FontFile | None = Field(None, description="楷体（二级标题）的字体文件名")
    heiti: FontFile | None = Field(None, description="黑体（一级标题、表头）的字体文件名")
    songti: FontFile | None = Field(None, description="宋体（页码）的字体文件名")


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
    office: Text = Field(description="印发机关，印在版记里", examples=["某某市医疗保障局办公室"])
    categories: tuple[Text, ...] = Field(min_length=1, description="信息类别，报送只能用这些")
    notice: Text | None = Field(
        None, description="选填：印在网站每一页页脚的说明，例如哪些内容是示例"
    )
    fonts: Fonts = Field(
        default_factory=Fonts, description="选填：已购字体的文件名，放在字体文件夹里"
    )
