"""The half-monthly reminders: the list, and each as a page with its PDF beside."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.chat_lists import ChatList, reminder_lists
from tongbao.documents.pages.page import Link, PageHead, in_section
from tongbao.documents.pages.source import PageSource
from tongbao.documents.reminder import ReminderView
from tongbao.documents.words import full_date

PDF = "reminder.pdf"


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """The reminders by year, the latest first."""

    head: PageHead
    reminders: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """One reminder; `lists` are what it lists, for the chat group."""

    head: PageHead
    reminder: ReminderView
    pdf: Link
    lists: tuple[ChatList, ...]


def reminders_page(source: PageSource) -> RemindersPage:
    """Return the list of reminders."""
    return RemindersPage(
        in_section(addresses.TASKS, addresses.REMINDERS, "半月提醒"),
        tuple(Link(full_date(view.day), addresses.reminder(view.day)) for view in source.reminders),
    )


def reminder_pages(source: PageSource) -> "tuple[ReminderPage, ...]":
    """Return the page of each reminder."""
    return tuple(
        ReminderPage(
            in_section(
                addresses.TASKS,
                addresses.reminder(view.day),
                f"{full_date(view.day)}提醒",
                Link("半月提醒", addresses.REMINDERS),
            ),
            view,
            Link("下载 PDF", addresses.reminder(view.day) + PDF),
            reminder_lists(source.dataset, view, source.audience),
        )
        for view in source.reminders
    )
