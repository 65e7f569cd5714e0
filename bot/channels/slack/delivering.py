"""Sending: one method of Slack's for each kind of content, each safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack import cards, files, home, modals, reactions
from bot.channels.slack.cards import Link
from bot.channels.slack.envelope import Identity
from bot.channels.slack.errors import calling, wait_of
from bot.channels.slack.mrkdwn import literal
from bot.channels.slack.reconcile import metadata, posted_before
from bot.channels.slack.words import Json, Say, language_of_room, language_of_user
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import N_
from bot.domain.directory import Directory
from bot.domain.message import SAID
from bot.ports.channel import Delivery, Receipt, SendFailed
from bot.ports.clock import Clock
from bot.ports.desk import (
    Board,
    Card,
    Line,
    Mark,
    Post,
    Reboard,
    Recard,
    Reword,
    Row,
    SetMark,
    SetReactions,
    TextFile,
    Upload,
    Whisper,
)
from bot.ports.home import HomeTab
from bot.ports.modal import FillModal

MARKS = {
    Mark.WAITING: "hourglass_flowing_sand",
    Mark.DELIVERED: "white_check_mark",
    Mark.INTERNAL: "lock",
    Mark.FAILED: "warning",
    Mark.UNTOLD: "no_bell",
    Mark.HANDED: "toolbox",
}
_ALL_MARKS = frozenset(MARKS.values())
_POST_LIMIT = 11_500
_OPENING = 0.5
"""Seconds until a window that is still opening is looked for again."""
_NO_SUCH = ("no_reaction", "already_reacted")


class Desk:
    """Delivers to the desk. ``sign_in`` tells who we are, asking Slack the first time."""

    def __init__(
        self,
        web: AsyncWebClient,
        session: aiohttp.ClientSession,
        sign_in: Callable[[], Awaitable[Identity]],
        directory: Directory,
        say: Say,
        clock: Clock,
    ) -> None:
        self._web, self._session, self._sign_in = web, session, sign_in
        self._directory, self._say, self._clock = directory, say, clock
        self._talks: dict[str, str] = {}
        """The direct conversation with each member: as many as there are staff."""

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send one thing. Raises SendFailed."""
        content = delivery.content
        if isinstance(content, Card | Board):
            return await self._post_top(delivery, content)
        if isinstance(content, Post):
            return await self._post_plain(delivery, content)
        if isinstance(content, Reword):
            return await self._reword(delivery, content)
        if isinstance(content, Recard):
            return await self._recard(delivery, content)
        if isinstance(content, Reboard):
            rows = await self._rows(delivery, content.board)
            return await self._change_top(delivery, content.board.title, rows)
        if isinstance(content, Upload):
            return await self._upload(delivery, content)
        if isinstance(content, SetMark):
            return await self._mark(content)
        if isinstance(content, SetReactions):
            return await self._set_reactions(content)
        if isinstance(content, Whisper):
            return await self._whisper(delivery, content)
        if isinstance(content, HomeTab):
            return await self._publish(delivery, content)
        if isinstance(content, FillModal):
            return await self._fill(content)
        if isinstance(content, TextFile):
            return await self._text_file(delivery, content)
        raise SendFailed("refused", f"the desk does not take {content.kind}")

    async def _post_top(self, delivery: Delivery, content: Card | Board) -> Receipt:
        """What stands on top of a thread."""
        if isinstance(content, Board):
            return await self._post(delivery, content.title, await self._rows(delivery, content))
        return await self._post(delivery, content.title, cards.card_blocks(content, self._teller(delivery)))

    async def _post_plain(self, delivery: Delivery, post: Post) -> Receipt:
        link = await self._link_of(delivery, post)
        return await self._post(
            delivery, self._summary(post, delivery.place.room), _fitting_blocks(post, link)
        )

    async def _link_of(self, delivery: Delivery, post: Post) -> Link | None:
        if post.thread is None:
            return None
        url = self._permalink(await self._sign_in(), delivery.linked.get(post.thread))
        return Link(post.leads_to, self._teller(delivery)(N_("open")), url) if url else None

    async def _reword(self, delivery: Delivery, content: Reword) -> Receipt:
        blocks = _fitting_blocks(content.post, await self._link_of(delivery, content.post))
        async with calling("chat.update"):
            await self._web.chat_update(
                channel=content.target.room,
                ts=content.target.id,
                text=cards.fallback(self._summary(content.post, content.target.room)),
                blocks=blocks,
                parse="none",
            )
        return Receipt()

    async def _post(self, delivery: Delivery, summary: str, blocks: list[Json]) -> Receipt:
        room, thread = await self._room(delivery.place.room), delivery.place.thread
        if delivery.uncertain:
            ts = await posted_before(self._web, room, thread, delivery.key, delivery.queued_at)
            if ts is not None:
                return Receipt(MessageRef("slack", room, ts))
        async with calling("chat.postMessage", repeatable=False):
            answer = await self._web.chat_postMessage(
                channel=room,
                thread_ts=thread,
                text=cards.fallback(summary),
                blocks=blocks,
                metadata=metadata(delivery.key),
                parse="none",
                unfurl_links=False,
                unfurl_media=False,
            )
            return Receipt(MessageRef("slack", str(answer["channel"]), str(answer["ts"])))

    async def _recard(self, delivery: Delivery, content: Recard) -> Receipt:
        moved: Link | None = None
        translate = self._teller(delivery)
        if content.moved_to is not None:
            url = self._permalink(await self._sign_in(), delivery.linked.get(content.moved_to))
            if url is None:
                raise SendFailed("not_ready", "the thread it moved to has no message yet")
            moved = Link(
                translate(N_("This ticket goes on elsewhere:")), translate(N_("the new thread")), url
            )
        blocks = cards.card_blocks(content.card, translate, moved)
        return await self._change_top(delivery, content.card.title, blocks)

    async def _rows(self, delivery: Delivery, board: Board) -> list[Json]:
        label = self._teller(delivery)(N_("open"))
        return cards.board_blocks(board, await self._links(delivery, board.rows, label))

    async def _change_top(self, delivery: Delivery, summary: str, blocks: list[Json]) -> Receipt:
        """Change what stands on top of a thread."""
        place = delivery.place
        if place.thread is None:
            raise SendFailed("not_ready", "the card to change was not posted yet")
        try:
            async with calling("chat.update"):
                await self._web.chat_update(
                    channel=await self._room(place.room),
                    ts=place.thread,
                    text=cards.fallback(summary),
                    blocks=blocks,
                    parse="none",
                )
        except SendFailed as failed:
            if failed.reason == "gone":
                raise SendFailed("lost", failed.detail) from None
            raise
        return Receipt()

    async def _fill(self, content: FillModal) -> Receipt:
        """One that is not there is still opening, or was closed."""
        try:
            async with calling("views.update"):
                await self._web.views_update(
                    view=modals.view_of(content.modal, content.window), **modals.address_of(content.window)
                )
        except SendFailed as failed:
            if not failed.detail.endswith("not_found"):
                raise
            if self._clock.now() < content.until:
                raise SendFailed("not_ready", failed.detail, _OPENING) from failed
        return Receipt()

    async def _publish(self, delivery: Delivery, tab: HomeTab) -> Receipt:
        """The whole page anew: twice is once."""
        identity = await self._sign_in()
        urls = {where: self._permalink(identity, place) for where, place in delivery.linked.items()}
        known = {where: url for where, url in urls.items() if url}
        async with calling("views.publish"):
            await self._web.views_publish(
                user_id=delivery.place.room, view=home.home_view(tab, known, self._teller(delivery))
            )
        return Receipt()

    async def _upload(self, delivery: Delivery, content: Upload) -> Receipt:
        room = await self._room(delivery.place.room)
        author = literal(cards.one_line(content.author, 200)) if content.author else ""
        words = literal(cards.cut(content.caption, 3_000)) if content.caption else ""
        comment = f"*{author}*\n{words}".rstrip() if author else words
        await files.upload(self._web, self._session, delivery, room, comment)
        return Receipt()

    async def _text_file(self, delivery: Delivery, content: TextFile) -> Receipt:
        """Like an upload: what an earlier attempt began is finished, not begun again."""
        room = await self._room(delivery.place.room)
        await files.upload_text(self._web, self._session, delivery, room, content)
        return Receipt()

    async def _mark(self, content: SetMark) -> Receipt:
        ours = set() if content.fresh else await self._ours(content.target) & _ALL_MARKS
        await self._change(content.target, ours, {MARKS[content.mark]})
        return Receipt()

    async def _set_reactions(self, content: SetReactions) -> Receipt:
        names = {name for one in content.emoji if (name := reactions.name_of(one))}
        await self._change(content.target, await self._ours(content.target) - _ALL_MARKS, names - _ALL_MARKS)
        return Receipt()

    async def _ours(self, target: MessageRef) -> set[str]:
        """The names of our own reactions to a message."""
        bot = (await self._sign_in()).bot_user
        async with calling("reactions.get"):
            answer: Any = await self._web.reactions_get(channel=target.room, timestamp=target.id, full=True)
        shown = answer["message"].get("reactions") or ()
        return {one["name"] for one in shown if bot in one["users"]}

    async def _change(self, target: MessageRef, before: set[str], after: set[str]) -> None:
        where = {"channel": target.room, "timestamp": target.id}
        for name in sorted(before - after):
            await self._react("reactions.remove", name, where)
        for name in sorted(after - before):
            await self._react("reactions.add", name, where)

    async def _react(self, method: str, name: str, where: dict[str, str]) -> None:
        try:
            async with calling(method):
                await self._web.api_call(method, params={"name": name, **where})
        except SendFailed as failed:
            if not failed.detail.endswith(_NO_SUCH):
                raise

    async def _whisper(self, delivery: Delivery, content: Whisper) -> Receipt:
        place = delivery.place
        language = language_of_user(self._directory, place.thread or "")
        links = await self._links(delivery, content.lines, self._say(N_("open"), language))
        blocks = cards.whisper_blocks(content, links, self._say(cards.NOT_ALL, language))
        text = cards.fallback(content.title)
        if content.reply_to and await self._answer(content, text, blocks):
            return Receipt()
        if place.thread is None:
            raise SendFailed("gone", "the answer came too late and nobody is named to whisper to")
        about: Json = {"channel": place.room, "user": place.thread, "text": text, "blocks": blocks}
        try:
            async with calling("chat.postEphemeral"):
                await self._web.chat_postEphemeral(**about, thread_ts=content.under)
        except SendFailed as failed:
            if content.under is None or failed.reason != "lost":
                raise
            async with calling("chat.postEphemeral"):
                await self._web.chat_postEphemeral(**about)
        return Receipt()

    async def _answer(self, content: Whisper, text: str, blocks: list[Json]) -> bool:
        """Answer at a response URL, which takes five answers in half an hour; False when it takes no more."""
        url = content.reply_to or ""
        async with calling("response_url"):
            client = AsyncWebhookClient(url, session=self._session, proxy=self._web.proxy, retry_handlers=[])
            answer = await client.send(
                text=text,
                blocks=blocks,
                response_type="ephemeral",
                replace_original=content.replaces,
            )
        if answer.status_code == 429:
            raise SendFailed("flood", "response_url", wait_of(answer.headers))
        if answer.status_code >= 500:
            raise SendFailed("server", f"response_url: HTTP {answer.status_code}")
        return answer.status_code == 200

    async def _links(self, delivery: Delivery, lines: Sequence[Line | Row], label: str) -> list[Link | None]:
        links: list[Link | None] = []
        for line in lines:
            place = delivery.linked.get(line.thread) if line.thread else None
            url = self._permalink(await self._sign_in(), place) if place else None
            links.append(Link("", label, url) if url else None)
        return links

    def _permalink(self, identity: Identity, place: Place | None) -> str | None:
        """The address of a thread's first message, without asking chat.getPermalink for each."""
        if place is None or place.thread is None:
            return None
        return f"{identity.url}archives/{place.room}/p{place.thread.replace('.', '')}"

    async def _room(self, room: str) -> str:
        """The channel to write in: a member's id stands for the direct conversation with him."""
        if not room.startswith(("U", "W")):
            return room
        if room not in self._talks:
            async with calling("conversations.open"):
                answer: Any = await self._web.conversations_open(users=room)
                self._talks[room] = str(answer["channel"]["id"])
        return self._talks[room]

    def _whose(self, room: str) -> str:
        """The member a direct conversation is with, where we began it; any other channel is its own."""
        return next((member for member, talk in self._talks.items() if talk == room), room)

    def _teller(self, delivery: Delivery) -> Callable[[str], str]:
        language = language_of_room(self._directory, self._whose(delivery.place.room))
        return lambda msgid: self._say(msgid, language)

    def _summary(self, post: Post, room: str) -> str:
        """What notifications and old clients show of a post."""
        if not post.author:
            return post.text
        language = language_of_room(self._directory, room)
        return self._say(SAID, language, who=post.author, words=post.text)


def _fitting_blocks(post: Post, link: Link | None = None) -> list[Json]:
    """Raises SendFailed ``too_large``."""
    blocks = cards.post_blocks(post, link)
    if cards.text_size(blocks) > _POST_LIMIT + 500:
        raise SendFailed("too_large", f"a post of more than {_POST_LIMIT} characters; split it first")
    return blocks
