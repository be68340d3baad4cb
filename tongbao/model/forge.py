"""The forge that holds the records: where the filing page sends those who have an account there."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, WithJsonSchema

from tongbao.diagnostic import Rule
from tongbao.model.record import Record
from tongbao.model.scalars import Flag, matching

URL_PATTERN = re.compile(
    r"https://(?!.*\.git$)[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._-]*[A-Za-z0-9_-]){2,}"
)
BRANCH_PATTERN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*([./][A-Za-z0-9_][A-Za-z0-9_-]*)*")

_URL = matching(
    URL_PATTERN,
    Rule.FIELD_VALUE,
    "仓库的网址，如 https://github.com/机关/仓库",
    "以 https:// 开头，写到仓库的名字为止，不带 .git、末尾的斜线、? 和 #",
)
_BRANCH = matching(BRANCH_PATTERN, Rule.FIELD_VALUE, "分支的名字，如 main", "照平台上的名字写")

ForgeUrl = Annotated[
    str, _URL, WithJsonSchema({"type": "string", "pattern": f"^{URL_PATTERN.pattern}$"})
]
Branch = Annotated[
    str, _BRANCH, WithJsonSchema({"type": "string", "pattern": f"^{BRANCH_PATTERN.pattern}$"})
]


class ForgeKind(StrEnum):
    """The software of a forge; each has its own address for a new file."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    FORGEJO = "forgejo"
    GITEE = "gitee"


class Forge(Record):
    """Where the repository of the records is."""

    kind: ForgeKind = Field(description="平台：github、gitlab、gitea、forgejo、gitee")
    url: ForgeUrl = Field(
        description="仓库的网址，以 https:// 开头", examples=["https://github.com/shili/tongbao"]
    )
    branch: Branch = Field(description="合并到哪个分支", examples=["main"])
    private: Flag = Field(
        False,
        description="选填：true 表示仓库不对外公开；不写的，报送页只让公开的信息提交到平台",
    )
