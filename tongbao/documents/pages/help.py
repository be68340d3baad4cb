"""How to file (怎样报送): each step with a picture, from the form to the points on the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.pages.filing_data import FORGES, NewFilePage
from tongbao.documents.pages.forms import blank_form_links
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource
from tongbao.model.forge import ForgeKind


@dataclass(frozen=True, slots=True)
class ForgeWords:
    """What a forge calls things: its buttons that save a file and ask for a merge, the request."""

    save: str
    ask: str
    request: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its heading, what to do, the name of its picture and what the picture shows."""

    heading: str
    text: str
    picture: str
    shows: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The page; `forge` and `words` are empty where items are mailed to the office.

    `form` is the review form's name, `blank_forms` are those to print; empty where there is none.
    """

    head: PageHead
    office: str
    filing: Link
    forge: str
    words: ForgeWords
    has_issue_form: bool
    steps: tuple[Step, ...]
    form: str
    blank_forms: tuple[Link, ...]


_WORDS: Mapping[ForgeKind, ForgeWords] = {
    ForgeKind.GITHUB: ForgeWords("Propose changes", "Create pull request", "拉取请求"),
    ForgeKind.GITLAB: ForgeWords("Commit changes", "Create merge request", "合并请求"),
    ForgeKind.GITEA: ForgeWords("Propose file change", "New Pull Request", "合并请求"),
    ForgeKind.FORGEJO: ForgeWords("Propose file change", "New Pull Request", "合并请求"),
    ForgeKind.GITEE: ForgeWords("提交", "创建 Pull Request", "Pull Request"),
}
_WITH_ISSUE_FORMS = {ForgeKind.GITHUB, ForgeKind.GITEA, ForgeKind.FORGEJO}
_NO_WORDS = ForgeWords("", "", "")


def help_page(source: PageSource) -> HelpPage:
    """Return the page on how to file."""
    bureau = source.dataset.bureau.record
    forge = FORGES[bureau.forge.kind] if bureau.forge else None
    words = _WORDS[bureau.forge.kind] if bureau.forge else _NO_WORDS
    between = _forge_steps(forge, words) if forge else _mail_steps(bureau.office)
    return HelpPage(
        in_section(addresses.FILING, addresses.HELP, "怎样报送"),
        bureau.office,
        Link("报送信息", addresses.FILING),
        forge.name if forge else "",
        words,
        bureau.forge is not None and bureau.forge.kind in _WITH_ISSUE_FORMS,
        (_FORM, *between, _ONLINE),
        bureau.form or "",
        blank_form_links(source),
    )


_FORM = Step(
    "填表",
    "打开“报送信息”，照审核表的样子填：单位、标题、类别、是否公开、正文。写得不对的地方，"
    "下面马上用红字写明应该怎么改。没有填完可以先关掉，草稿留在这台电脑上。",
    "form",
    "报送页上的表格：单位、标题、类别三行，标题下面有一行提示",
)
_ONLINE = Step(
    "网站上就有了",
    "办公室审核通过以后，网站自动重新生成：台账里有这条信息，点得分能看到依据哪一条。",
    "online",
    "网站的台账里新的一行：日期、标题和得分",
)


_FILLED_IN = "文件名和内容已经填好，不用改，"
_PASTED = "内容已经复制，粘贴进去，文件名照报送页上写的填，"


def _forge_steps(forge: NewFilePage, words: ForgeWords) -> Iterator[Step]:
    yield Step(
        f"到 {forge.name} 上提交",
        f"点“在 {forge.name} 上提交”，登录自己的账号（先请办公室登记）。"
        "先问要不要复制一份仓库（Fork）的，点同意。"
        f"{_FILLED_IN if forge.content else _PASTED}点“{words.save}”保存。",
        "save",
        f"{forge.name} 的新建文件页：上面是文件名，中间是内容，右下角是按钮 {words.save}",
    )
    yield Step(
        f"提出{words.request}",
        f"在下一页点“{words.ask}”。这就是把信息报给办公室，一条信息一个{words.request}。",
        "ask",
        f"{words.request}的页面，下面是按钮 {words.ask}",
    )
    yield Step(
        "看检查结果",
        "等几分钟，程序自动检查，在下面写一条评论。检查通过的，评论里写着合并以后增加哪几分、名次怎样变，"
        "等办公室审核就行。",
        "passed",
        "评论：检查通过，下面是新增的报送和增加的得分",
    )
    yield Step(
        "没有通过的，照着改",
        "评论逐条写明哪一行、发现什么、应该怎么改。打开文件，点铅笔图标修改，再保存一次，"
        "会自动重新检查。不会改的，在评论下面留言。",
        "refused",
        "评论：检查没有通过，写着哪一行、发现什么、怎么改",
    )


def _mail_steps(office: str) -> Iterator[Step]:
    yield Step(
        "下载文件，发给办公室",
        f"点“下载文件”，用电子邮件发给{office}。文件名不要改，一条信息一个文件。",
        "mail",
        "电子邮件，附件是下载的文件",
    )
