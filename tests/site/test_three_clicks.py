"""A newcomer's questions, each answered within three clicks from a bureau's home.

On a phone no script runs; the answers are those of the published documents.
"""

import io
import unicodedata
from collections.abc import Iterator

import pdfplumber
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.site.browsing import PHONE, Visit
from tests.site.reading import Site

# All that is done here is done by the browser.
pytestmark = pytest.mark.no_cover

WIDE = ViewportSize(width=1440, height=900)
SMALLEST = 12


class Newcomer:
    """Somebody who clicks on what they see, and counts."""

    def __init__(self, browser: Browser, viewport: ViewportSize, *, is_scripted: bool) -> None:
        self._context = browser.new_context(java_script_enabled=is_scripted, viewport=viewport)
        self._width = viewport["width"]
        self._visits: list[Visit] = []
        self._clicks = 0

    def at_home_of(self, site: Site) -> Page:
        visit = Visit(self._context, site)
        self._visits.append(visit)
        return visit.open("index.html")

    def click(self, link: Locator) -> None:
        """Follow a link that stands inside the window, large enough to be seen and hit."""
        expect(link).to_have_count(1)
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= self._width
        link.click()
        self._clicks += 1
        assert self._clicks <= 3

    def leave(self) -> None:
        for visit in self._visits:
            assert visit.foreign == []
            assert visit.missing == []
            assert visit.errors == []
        self._context.close()


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "desk"])
def newcomer(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    newcomer = Newcomer(browser, request.param, is_scripted=request.param is WIDE)
    yield newcomer
    newcomer.leave()


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def test_the_latest_bulletin(newcomer: Newcomer, ningxia: Site) -> None:
    page = newcomer.at_home_of(ningxia)
    # It stands on the first screen.
    expect(page.get_by_text("最新通报", exact=True)).to_be_in_viewport(ratio=1)
    title = "自治区医保局关于2021年一季度政务信息工作情况的通报"
    # Its words stand in lines.
    newcomer.click(page.get_by_role("link").filter(has_text=title))
    expect(page.locator("h1")).to_have_text(title)
    text = page.get_by_role("main").inner_text()
    assert "宁医保办发〔2021〕28号" in text
    assert "各市、县（区）医疗保障局、宁东管委会社会事务局，局各处室、中心" in text


def test_why_yanchi_has_9_points(newcomer: Newcomer, ningxia: Site) -> None:
    """Three months at the cap of 2; one 经验总结 of 2 and two 动态信息 of 0.5 in the journal."""
    page = newcomer.at_home_of(ningxia)
    newcomer.click(row(page, "盐池县").get_by_role("link", name="9", exact=True))
    text = page.get_by_role("main").inner_text()
    assert "盐池县医疗保障局2021年一季度得分说明" in text
    for count in (
        "1月报送8条，满2条得1分，超出6条每条加0.2分得1.2分，合计2.2分，封顶2分，计2分",
        "2月报送16条，满2条得1分，超出14条每条加0.2分得2.8分，合计3.8分，封顶2分，计2分",
        "3月报送22条，满2条得1分，超出20条每条加0.2分得4分，合计5分，封顶2分，计2分",
    ):
        assert count in text
    assert page.get_by_role("row", name="小计 2＋2＋2 6").is_visible()
    sums = page.locator("h2, h3, h4").all_inner_texts()
    assert any("报送数量计分" in each and "6分" in each for each in sums)
    assert any("《宁夏医疗保障信息》采用计分" in each and "3分" in each for each in sums)
    assert "第五条" in text
    assert "总分至2分封顶" in text
    assert "第六条" in text


def test_the_starred_item_of_guyuan(newcomer: Newcomer, ningxia: Site) -> None:
    page = newcomer.at_home_of(ningxia)
    newcomer.click(row(page, "固原市").get_by_role("link", name="13", exact=True))
    starred = row(page, "约稿").get_by_role("link", name="固原市医保局建立五项制度提升")
    newcomer.click(starred)
    text = page.get_by_role("main").inner_text()
    assert "（★约稿任务）固原市医保局建立五项制度提升医疗保障监管服务能力" in text
    assert "宁夏医疗保障信息2021年第2期" in text


def test_who_is_behind_this_month(newcomer: Newcomer, ganzhou: Site) -> None:
    """The nine units with fewer accepted items of September than the task table asks for."""
    page = newcomer.at_home_of(ganzhou)
    newcomer.click(page.get_by_role("main").get_by_role("link", name="任务完成情况"))
    expect(row(page, "统计分析组").get_by_role("cell").first).to_have_text("1/2差1条")
    expect(row(page, "统计分析组").get_by_role("cell").first).to_be_visible()
    newcomer.click(page.get_by_role("link", name="发到工作群的名单"))
    behind = page.get_by_role("region", name="还差任务的单位")
    expect(behind).to_be_in_viewport()
    units = [line.rpartition(" ") for line in behind.inner_text().splitlines()[1:]]
    assert [(unit, short) for unit, _, short in units] == [
        ("统计分析组", "差1条"),
        ("赣县区", "差1条"),
        ("定南县", "差1条"),
        ("寻乌县", "差2条"),
        ("赣州经开区", "差1条"),
        ("蓉江新区", "差3条"),
        ("赣州市第三人民医院", "差1条"),
        ("寻乌县人民医院", "差1条"),
        ("友邦大药房", "差1条"),
    ]


def test_a_form_to_print(newcomer: Newcomer, ganzhou: Site) -> None:
    page = newcomer.at_home_of(ganzhou)
    newcomer.click(page.get_by_role("navigation", name="主菜单").get_by_role("link", name="任务"))
    form = "赣州市部分“两定”机构宣传信息工作考核任务表"
    newcomer.click(page.get_by_role("main").get_by_role("link", name=form))
    pdf = page.get_by_role("link", name="下载 PDF")
    assert pdf.get_attribute("href") == "form.pdf"
    page.emulate_media(media="print")
    assert page.get_by_role("table", name=form).is_visible()
    for needless in ("navigation", "search"):
        assert page.get_by_role(needless).locator("visible=true").count() == 0
    assert not pdf.is_visible()
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        (sheet,) = printed.pages
        text = unicodedata.normalize("NFKC", sheet.extract_text())
    assert "附件3-2" in text
    assert "首页" not in text
    # Near the top, and the last of the printed table.
    assert "赣州市肿瘤医院 12 1" in text
    assert "友邦大药房零售连锁有限公司 12 1" in text
