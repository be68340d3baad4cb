"""What somebody says about a new record: given as options, or asked for one after another."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

import click
from pydantic_core import PydanticCustomError

from tongbao.documents.words import enumerated

GivenT = TypeVar("GivenT")
ReadT = TypeVar("ReadT")
_SHOWN = 3
_LISTED = 6


class RefusedError(Exception):
    """An answer can't be taken; the message (Chinese) says what may stand there."""


class AnswerError(Exception):
    """Nothing can be made of the options; the message (Chinese) says which one to mend."""


def as_field(read: Callable[[object], ReadT]) -> Callable[[str], str]:
    """Return a reader that keeps an answer as it was written, if the model's own reads it."""

    def check(text: str) -> str:
        try:
            read(text)
        except PydanticCustomError as error:
            context = error.context or {}
            raise RefusedError(
                f"应为：{context['expected']}。改法：{context['advice']}。"
            ) from error
        return text

    return check


def as_line(read: Callable[[object], ReadT]) -> Callable[[str], str]:
    """Return a reader of one line, without the blanks around it."""
    check = as_field(read)
    return lambda text: check(text.strip())


class Choices:
    """Names from a registry: id → what people call it; `spoken` gives further names."""

    def __init__(
        self, what: str, shown: Mapping[str, str], spoken: Mapping[str, str] | None = None
    ) -> None:
        self.what = what
        self.shown = shown
        self._ids = {**(spoken or {}), **{text: name for name, text in shown.items()}}
        self._ids.update((name, name) for name in shown)

    def read(self, text: str) -> str:
        """Return the id that is meant.

        Raises:
            RefusedError: nothing of that name is registered.
        """
        found = self._ids.get(text.strip())
        if found is not None:
            return found
        close = get_close_matches(text, list(self._ids), n=_SHOWN)
        if close:
            near = f"；是不是 {enumerated(close)}"
        else:
            near = f"；应为 {enumerated(list(self.shown.values()))}" if self._is_short else ""
        raise RefusedError(f"没有登记的{self.what}：{text}{near}")

    @property
    def _is_short(self) -> bool:
        """Whether all there is fits in a message."""
        return 0 < len(self.shown) <= _LISTED

    def read_or_count(self, text: str) -> str:
        """Return the id that is meant by a name, or by a number of the printed list."""
        names = list(self.shown)
        stripped = text.strip()
        if stripped.isascii() and stripped.isdigit() and 0 < int(stripped) <= len(names):
            return names[int(stripped) - 1]
        return self.read(text)

    def show(self) -> None:
        """Print the list with numbers."""
        for number, (name, text) in enumerate(self.shown.items(), 1):
            click.echo(f"  {number:>3}  {text}" + (f"（{name}）" if name != text else ""))


class Answers:
    """The options of one call, and the person at the terminal for what they leave open.

    With everything that is required given, nothing is asked: what is optional stays open.
    """

    def __init__(self, given: Mapping[str, object], *, required: Sequence[str]) -> None:
        self._given = given
        self.asks = any(not given.get(name) for name in required)

    def text(self, name: str, question: str, read: Callable[[str], str], default: str = "") -> str:
        """Return one answer that is required, or its default.

        Raises:
            AnswerError: the option can't be taken, or nobody is there to answer.
        """
        return self._one(name, question, read, read, default)

    def choice(self, name: str, choices: Choices) -> str:
        """Return the id of one of the choices."""
        if not self._given.get(name):
            click.echo(f"{choices.what}：")
            choices.show()
        question = f"{choices.what}（序号、编号或名称）"
        return self._one(name, question, choices.read, choices.read_or_count, "")

    def several(self, name: str, choices: Choices, sets: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the ids of one or more choices; `sets` are names that stand for several ids."""

        def read(words: Sequence[str], one: Callable[[str], str]) -> list[str]:
            ids = [found for word in words for found in sets.get(word.strip()) or (one(word),)]
            if not ids:
                raise RefusedError(f"至少一个{choices.what}")
            return list(dict.fromkeys(ids))

        def read_line(text: str) -> list[str]:
            words = [word for word in text.replace("，", ",").split(",") if word.strip()]
            return read(words, choices.read_or_count)

        given = self.all_given(name)
        if given:
            return self._given_as(name, given, lambda words: read(words, choices.read))
        click.echo(f"{choices.what}：")
        choices.show()
        click.echo(f"  也可以写：{enumerated(sets)}")
        return self._ask(name, f"{choices.what}（序号、编号或名称，用逗号分开）", read_line, "")

    def optional(self, name: str, question: str, read: Callable[[str], str]) -> str:
        """Return an answer that may be left out, empty if it is."""
        given = self._given.get(name)
        if given:
            return self._given_as(name, str(given), read)
        if not self.asks:
            return ""
        return self._ask(name, f"{question}（没有就回车）", lambda text: text and read(text), "")

    def optional_choice(self, name: str, choices: Choices) -> str:
        """Return the id of one of the choices that may be left out, empty if it is."""
        if not self._given.get(name):
            if not self.asks or not choices.shown:
                return ""
            click.echo(f"{choices.what}：")
            choices.show()
        read = choices.read if self._given.get(name) else choices.read_or_count
        return self.optional(name, f"{choices.what}（序号或编号）", read)

    def flag(self, name: str, question: str) -> bool:
        """Return whether something holds; not, unless somebody says so."""
        if self._given.get(name):
            return True
        return self.asks and bool(click.confirm(question, default=False))

    def given(self, name: str) -> str:
        """Return an option that is never asked for."""
        return str(self._given.get(name) or "")

    def all_given(self, name: str) -> tuple[str, ...]:
        """Return an option that may be given several times and is never asked for."""
        found = self._given.get(name) or ()
        assert isinstance(found, tuple)
        return found

    def _one(
        self,
        name: str,
        question: str,
        read: Callable[[str], str],
        read_typed: Callable[[str], str],
        default: str,
    ) -> str:
        given = self._given.get(name)
        if given:
            return self._given_as(name, str(given), read)
        if not self.asks and default:
            return default
        return self._ask(name, question, read_typed, default)

    def _given_as(self, name: str, given: GivenT, read: Callable[[GivenT], ReadT]) -> ReadT:
        try:
            return read(given)
        except RefusedError as error:
            raise AnswerError(f"--{name}　{error}") from error

    def _ask(self, name: str, question: str, read: Callable[[str], ReadT], default: str) -> ReadT:
        while True:
            try:
                text = click.prompt(question, default=default, show_default=bool(default))
            except click.Abort:
                raise AnswerError(f"没有回答“{question}”：补上 --{name}") from None
            try:
                return read(str(text))
            except RefusedError as error:
                click.echo(str(error), err=True)
