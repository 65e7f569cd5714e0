"""The sandbox's Telegram against both real client libraries: sending, files, edits, people, topics."""

from __future__ import annotations

import base64

import aiogram
import aiogram.methods
import aiohttp
import pytest
import pytest_asyncio
import telegram
from aiogram import types
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from sandbox.control import ActionError
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.parameters import METHODS
from sandbox.telegram.people_files import small_png
from sandbox.telegram.server import TOKEN
from tests.e2e.telegram_alone import bot, ptb, tg

__all__ = ["bot", "ptb", "tg"]

PNG = small_png(9)


@pytest_asyncio.fixture
async def ana(tg: TelegramAlone) -> int:
    return (await tg.do("add_resident", "Ana", language_code="fr", username="ana_r", started=True))["id"]


def test_parameters_are_those_of_the_library() -> None:
    for name, parameters in METHODS.items():
        fields = getattr(aiogram.methods, name[0].upper() + name[1:]).model_fields
        required = {field for field, info in fields.items() if info.is_required()}
        assert parameters.required - {"text"} == required - {"text"}, name
        assert parameters.required | parameters.optional == fields.keys(), name


async def test_aiogram_sends_every_kind(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    file = types.BufferedInputFile
    said = await bot.send_message(ana, "<b>Bonjour</b> /help", parse_mode="HTML")
    assert [e.type for e in said.entities or []] == ["bold", "bot_command"]
    assert (await bot.send_photo(ana, file(PNG, "a.png"), caption="vue")).photo
    document = await bot.send_document(ana, file(b"%PDF-1", "bail.pdf"))
    assert document.document
    assert document.document.mime_type == "application/pdf"
    assert (await bot.send_voice(ana, file(b"OggS", "v.ogg"), duration=7)).voice
    assert (await bot.send_video(ana, file(b"mp4", "v.mp4"))).video
    assert (await bot.send_video_note(ana, file(b"mp4", "r.mp4"))).video_note
    assert (await bot.send_sticker(ana, file(b"RIFF", "s.webp"))).sticker
    assert (await bot.send_location(ana, 48.85, 2.35)).location
    assert (await bot.send_venue(ana, 48.85, 2.35, "Hall", "1 rue X")).venue
    assert (await bot.send_contact(ana, "+331", "Gardien")).contact
    again = await bot.send_document(ana, document.document.file_id)
    assert again.document
    assert again.document.file_id == document.document.file_id
    album = await bot.send_media_group(
        ana, [types.InputMediaPhoto(media=file(PNG, "1.png"), caption=str(n)) for n in range(3)]
    )
    assert len({part.media_group_id for part in album}) == 1
    assert await bot.send_chat_action(ana, "typing")
    forwarded = await bot.forward_message(ana, ana, said.message_id)
    assert forwarded.forward_origin
    assert (await bot.copy_message(ana, ana, said.message_id)).message_id > forwarded.message_id
    kinds = [m["file"]["kind"] if m["file"] else None for m in await tg.do("chat", ana)]
    assert kinds[:7] == [None, "photo", "document", "voice", "video", "video_note", "sticker"]
    assert tg.calls("sendDocument")[0].data["document"].startswith("attach://")
    assert "sha256" in str(tg.calls("sendDocument")[0].data)
    assert "%PDF" not in str(tg.journal.entries)


async def test_ptb_sends_every_kind(tg: TelegramAlone, ptb: telegram.Bot, ana: int) -> None:
    await ptb.send_message(ana, "*gras*", parse_mode="MarkdownV2")
    await ptb.send_photo(ana, PNG, filename="a.png", caption="vue")
    sent = await ptb.send_document(ana, b"%PDF-1", filename="bail.pdf")
    assert sent.document
    assert sent.document.mime_type == "application/pdf"
    await ptb.send_voice(ana, b"OggS", filename="v.ogg")
    await ptb.send_video(ana, b"mp4", filename="v.mp4")
    await ptb.send_video_note(ana, b"mp4", filename="r.mp4")
    await ptb.send_sticker(ana, b"RIFFwebp")
    await ptb.send_location(ana, 48.85, 2.35)
    await ptb.send_venue(ana, 48.85, 2.35, "Hall", "1 rue X")
    await ptb.send_contact(ana, "+331", "Gardien")
    parts = await ptb.send_media_group(
        ana, [telegram.InputMediaDocument(b"1"), telegram.InputMediaDocument(b"2")]
    )
    assert len(parts) == 2
    assert await ptb.send_chat_action(ana, "typing")
    assert (await ptb.get_chat(ana)).first_name == "Ana"
    seen = await tg.do("chat", ana)
    assert [m["text"] for m in seen[:2]] == ["gras", "vue"]
    assert seen[0]["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_files_both_ways(tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int) -> None:
    content = bytes(range(256)) * 5
    await tg.do("send_document", ana, "clé.bin", None, base64.b64encode(content).decode(), caption="voilà")
    await tg.do("send_document", ana, "big.bin", size=20_971_521)
    await tg.do("send_photo", ana)
    small, big, photo = await bot.get_updates()
    assert small.message
    assert small.message.document
    assert small.message.caption == "voilà"
    assert (await bot.download(small.message.document)).read() == content
    via_ptb = await ptb.get_file(small.message.document.file_id)
    assert bytes(await via_ptb.download_as_bytearray()) == content
    assert big.message
    assert big.message.document
    assert photo.message
    assert photo.message.photo
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(big.message.document.file_id)
    with pytest.raises(telegram.error.BadRequest, match="File is too big"):
        await ptb.get_file(big.message.document.file_id)
    tg.clock.advance(3601)
    with pytest.raises(telegram.error.InvalidToken):
        await via_ptb.download_as_bytearray()


async def test_buttons_edits_and_toasts(
    tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int
) -> None:
    rows = [[types.InlineKeyboardButton(text="Oui", callback_data="y")]]
    keyboard = types.InlineKeyboardMarkup(inline_keyboard=rows)
    sent = await bot.send_message(ana, "Accord ?", reply_markup=keyboard)
    assert (await tg.do("chat", ana))[0]["buttons"] == [["Oui"]]
    with pytest.raises(Exception, match="its buttons are: 'Oui'"):
        await tg.do("press", ana, sent.message_id, label="Non")
    await tg.do("press", ana, sent.message_id, label="Oui")
    await tg.do("press", ana, 999, data="forgé", force=True)
    pressed, forged = (update.callback_query for update in await bot.get_updates())
    assert pressed
    assert pressed.data == "y"
    assert isinstance(pressed.message, types.Message)
    assert forged
    assert isinstance(forged.message, types.InaccessibleMessage)
    assert await bot.answer_callback_query(pressed.id, "Merci", show_alert=True)
    assert tg.seen("toast")[0]["text"] == "Merci"
    assert tg.seen("toast")[0]["alert"]
    tg.clock.advance(151)
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
        await bot.answer_callback_query(forged.id)
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await ptb.edit_message_reply_markup(
            ana,
            sent.message_id,
            reply_markup=telegram.InlineKeyboardMarkup(
                [[telegram.InlineKeyboardButton("Oui", callback_data="y")]]
            ),
        )
    edited = await ptb.edit_message_text("Noté", ana, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date
    assert edited.reply_markup is None
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        await bot.edit_message_text(text="Noté", chat_id=ana, message_id=sent.message_id)
    photo = await bot.send_photo(ana, types.BufferedInputFile(PNG, "a.png"))
    await bot.edit_message_caption(chat_id=ana, message_id=photo.message_id, caption="légende")
    media = types.InputMediaDocument(media=types.BufferedInputFile(b"x", "x.txt"))
    await bot.edit_message_media(media, chat_id=ana, message_id=photo.message_id)
    assert [e["text"] for e in tg.seen("edit")] == ["Noté", "légende", None]


async def test_reply_keyboard(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    rows = [
        [types.KeyboardButton(text="Mon numéro", request_contact=True)],
        [types.KeyboardButton(text="Non")],
    ]
    sent = await bot.send_message(ana, "?", reply_markup=types.ReplyKeyboardMarkup(keyboard=rows))
    assert sent.reply_markup is None
    assert await tg.do("keyboard", ana) == [["Mon numéro"], ["Non"]]
    await bot.send_message(ana, "!", reply_markup=types.ReplyKeyboardRemove())
    assert await tg.do("keyboard", ana) == []
    url = f"{tg.base}/bot{TOKEN}/editMessageText"
    edit = {
        "chat_id": ana,
        "message_id": sent.message_id,
        "text": "y",
        "reply_markup": {"keyboard": [["x"]]},
    }
    async with aiohttp.ClientSession() as session, session.post(url, json=edit) as answer:
        assert (await answer.json())["description"] == "Bad Request: inline keyboard expected"


async def test_reactions_deletion_and_copies(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    theirs = (await tg.do("send_text", ana, "salut"))["message_id"]
    await bot.set_message_reaction(ana, theirs, [types.ReactionTypeEmoji(emoji="👍")])
    assert (await tg.do("chat", ana))[0]["reaction"] == "👍"
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(ana, theirs, [types.ReactionTypeEmoji(emoji="🐛")])
    reply = await bot.send_message(ana, "oui", reply_parameters=types.ReplyParameters(message_id=theirs))
    assert reply.reply_to_message
    assert reply.reply_to_message.message_id == theirs
    await bot.delete_message(ana, reply.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(ana, reply.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text(text="x", chat_id=ana, message_id=reply.message_id)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ana, "x", reply_parameters=types.ReplyParameters(message_id=reply.message_id))
    old = await bot.send_message(ana, "vieux")
    tg.clock.advance(48 * 3600)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(ana, old.message_id)
    await tg.do("clear_chat", ana)
    assert await tg.do("chat", ana) == []


async def test_blocking_and_other_unreachable_people(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    stranger = (await tg.do("add_resident", "Bo"))["id"]
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger, "x")
    await tg.do("block", ana)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ana, "x")
    await tg.do("unblock", ana)
    assert await bot.send_message(ana, "x")
    kicked, back = (update.my_chat_member for update in await bot.get_updates())
    assert kicked
    assert kicked.new_chat_member.status == "kicked"
    assert back
    assert back.new_chat_member.status == "member"
    await tg.do("deactivate", ana)
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(ana, "x")


async def test_a_bot_in_groups(tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int) -> None:
    group = (await tg.do("add_group", "Les Cèdres"))["id"]
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group, "x")
    await tg.do("put_bot_in", group, ana)
    mine = (await bot.send_message(group, "Bonjour")).message_id
    heard = [
        (await tg.do("say_in_group", group, ana, text))["update_id"] for text in ("Une fuite !", "/help me")
    ]
    answered = (await tg.do("say_in_group", group, ana, "Merci", reply_to=mine))["update_id"]
    called = (await tg.do("say_in_group", group, ana, "Et toi, @palier_sandbox_bot ?"))["update_id"]
    assert heard[0] is None
    assert all((heard[1], answered, called))
    with pytest.raises(TelegramBadRequest, match="does not model sendPhoto in groups"):
        await bot.send_photo(group, "x")
    put, service, *said = await ptb.get_updates()
    assert put.my_chat_member
    assert put.my_chat_member.chat.type == "supergroup"
    assert (put.my_chat_member.old_chat_member.status, put.my_chat_member.new_chat_member.status) == (
        "left",
        "member",
    )
    assert service.message
    assert service.message.new_chat_members[0].is_bot
    assert [one.message.text for one in said if one.message] == [
        "/help me",
        "Merci",
        "Et toi, @palier_sandbox_bot ?",
    ]
    assert await ptb.leave_chat(group)
    out = (await bot.get_updates(offset=said[-1].update_id + 1))[0].my_chat_member
    assert out
    assert (out.from_user.is_bot, out.new_chat_member.status) == (True, "left")
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.leave_chat(group)
    with pytest.raises(TelegramBadRequest, match="can't be changed in private chats"):
        await bot.leave_chat(ana)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.leave_chat(-5)
    seen = await tg.do("group_chat", group)
    assert (seen["bot"], len(seen["messages"])) == ("left", 5)


async def test_groups_of_other_kinds(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    muted = (await tg.do("add_group", "Cour", kind="group", muted=True))["id"]
    await tg.do("put_bot_in", muted, ana)
    with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages"):
        await bot.send_message(muted, "x")
    await tg.do("take_bot_out", muted, ana)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(muted, "x")
    await tg.do("put_bot_in", muted, ana, administrator=True)
    assert (await tg.do("say_in_group", muted, ana, "Une fuite !"))["update_id"]
    assert await bot.send_message(muted, "x")
    channel = (await tg.do("add_group", "Avis", kind="channel"))["id"]
    with pytest.raises(ActionError, match="administrator only"):
        await tg.do("put_bot_in", channel, ana)
    await tg.do("put_bot_in", channel, ana, administrator=True)
    updates = await bot.get_updates()
    statuses = [one.my_chat_member.new_chat_member.status for one in updates if one.my_chat_member]
    assert statuses == ["member", "kicked", "administrator", "administrator"]
    assert await bot.leave_chat(channel)


async def test_topics_in_private_chats(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(ana, "Fuite")
    await tg.do("set_topics_enabled", True)
    assert (await bot.get_me()).has_topics_enabled
    topic = await bot.create_forum_topic(ana, "Fuite")
    thread = topic.message_thread_id
    sent = await bot.send_message(ana, "ici", message_thread_id=thread)
    assert sent.is_topic_message
    assert sent.message_thread_id == thread
    await tg.do("send_text", ana, "reçu", topic=thread)
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.message_thread_id == thread
    assert update.message.is_topic_message
    assert await bot.edit_forum_topic(ana, thread, name="Fuite réparée")
    with pytest.raises(TelegramBadRequest, match="supergroup"):
        await bot.close_forum_topic(ana, thread)
    await tg.do("delete_topic", ana, thread)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(ana, "x", message_thread_id=thread)
    second = await bot.create_forum_topic(ana, "Clés")
    assert await bot.delete_forum_topic(ana, second.message_thread_id)
    mine = (await tg.do("create_topic", ana, "Voisin"))["topic"]
    assert (await tg.do("chat", ana))[-1]["topic"] == mine


async def test_menu_by_scope_and_language(
    tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int
) -> None:
    await bot.set_my_commands([types.BotCommand(command="help", description="Help")])
    await bot.set_my_commands([types.BotCommand(command="aide", description="Aide")], language_code="fr")
    assert [c["command"] for c in await tg.do("menu", ana)] == ["aide"]
    scope = telegram.BotCommandScopeChat(ana)
    await ptb.set_my_commands([("gestion", "Gestion")], scope=scope)
    assert [c.command for c in await ptb.get_my_commands(scope=scope)] == ["gestion"]
    assert [c["command"] for c in await tg.do("menu", ana)] == ["gestion"]
    await ptb.delete_my_commands(scope=scope)
    assert [c["command"] for c in await tg.do("menu", ana)] == ["aide"]
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([types.BotCommand(command="Aide", description="x")])
    await bot.set_my_name("Palier")
    await bot.set_my_description("Votre résidence", language_code="fr")
    await bot.set_my_short_description("Résidence")
    assert (await ptb.get_my_description(language_code="fr")).description == "Votre résidence"


async def test_people_send_everything(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    await tg.do("send_text", ana, "/start go https://ex.org 😀 @staff")
    await tg.do("send_album", ana, ["a", None, "c"], shuffle=True)
    await tg.do("send_voice", ana)
    await tg.do("send_video", ana)
    await tg.do("send_video_note", ana)
    await tg.do("send_sticker", ana)
    await tg.do("send_location", ana, 1.0, 2.0, title="Hall")
    await tg.do("send_contact", ana, "+84")
    first = (await tg.do("send_text", ana, "fuite"))["message_id"]
    await tg.do("edit_text", ana, first, "grosse fuite")
    await tg.do("delete_message", ana, first)
    updates = await bot.get_updates()
    found = [(e.type, e.extract_from(updates[0].message.text)) for e in updates[0].message.entities]
    assert found == [("bot_command", "/start"), ("url", "https://ex.org"), ("mention", "@staff")]
    album = [u.message for u in updates[1:4]]
    assert len({part.media_group_id for part in album}) == 1
    assert {part.caption for part in album} == {"a", None, "c"}
    assert updates[-1].edited_message.text == "grosse fuite"
    assert len(updates) == 12
    assert not tg.seen("message")
