"""Where items are sent: only plain https addresses of a repository."""

import pytest
from pydantic import ValidationError

from tongbao.model.forge import Forge, ForgeKind


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/shili/xinxi",
        "https://gitlab.example.org/a/b/c",
        "https://git.example.org:8443/a/b.c",
        "https://gitee.com/a-b/c_d",
    ],
)
def test_the_address_of_a_repository_is_taken(url: str) -> None:
    forge = Forge.model_validate({"kind": "github", "url": url, "branch": "main"})
    assert (forge.kind, forge.url, forge.private) == (ForgeKind.GITHUB, url, False)


@pytest.mark.parametrize(
    "url",
    [
        "http://github.com/a/b",
        "javascript:alert(1)",
        "https://github.com",
        "https://github.com/a",
        "https://github.com/a/b/",
        "https://github.com/a/b.git",
        "https://name:word@github.com/a/b",
        "https://github.com/a/b?c=d",
        "https://github.com/a/b#c",
        "https://github.com/a/..",
        "https://github.com/a/b c",
        'https://github.com/a/b"',
        "//github.com/a/b",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Forge.model_validate({"kind": "github", "url": url, "branch": "main"})


@pytest.mark.parametrize("branch", ["", "-x", "a b", "../x", "a?b", "a#b", "a//b"])
def test_a_branch_is_a_plain_name(branch: str) -> None:
    with pytest.raises(ValidationError):
        Forge.model_validate({"kind": "gitee", "url": "https://gitee.com/a/b", "branch": branch})
