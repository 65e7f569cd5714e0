"""Which parameters each method requires and allows (Bot API 10.3).

The real server ignores what it does not know; the sandbox refuses it, so that a misspelled or outdated
parameter is found in a test. A method that is not listed answers 404, as an unknown one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.telegram.errors import bad_request

_SEND = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content"
    " allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup"
    " ephemeral_message_parameters receiver_user_id callback_query_id allow_sending_without_reply"
    " reply_to_message_id"
)
_CAPTION = "caption parse_mode caption_entities"
_TARGET = "business_connection_id chat_id message_id inline_message_id"
_FORWARD = (
    "message_thread_id direct_messages_topic_id video_start_timestamp disable_notification protect_content"
    " message_effect_id suggested_post_parameters"
)
_ALBUM = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content"
    " allow_paid_broadcast message_effect_id reply_parameters allow_sending_without_reply reply_to_message_id"
)
_PREVIEW = "link_preview_options disable_web_page_preview"
_FRAME = "duration width height thumbnail"

_TABLE = f"""
getMe |
getUpdates | offset limit timeout allowed_updates
setWebhook url | certificate ip_address max_connections allowed_updates drop_pending_updates secret_token
deleteWebhook | drop_pending_updates
getWebhookInfo |
sendMessage chat_id text | parse_mode entities {_PREVIEW} {_SEND}
forwardMessage chat_id from_chat_id message_id | {_FORWARD}
copyMessage chat_id from_chat_id message_id | {_CAPTION} show_caption_above_media {_FORWARD} \
allow_paid_broadcast reply_parameters reply_markup allow_sending_without_reply reply_to_message_id
sendPhoto chat_id photo | {_CAPTION} show_caption_above_media has_spoiler {_SEND}
sendDocument chat_id document | {_CAPTION} thumbnail disable_content_type_detection {_SEND}
sendVoice chat_id voice | {_CAPTION} duration {_SEND}
sendVideo chat_id video | {_CAPTION} {_FRAME} cover start_timestamp show_caption_above_media has_spoiler \
supports_streaming {_SEND}
sendVideoNote chat_id video_note | duration length thumbnail {_SEND}
sendSticker chat_id sticker | emoji {_SEND}
sendLocation chat_id latitude longitude | horizontal_accuracy live_period heading \
proximity_alert_radius {_SEND}
sendVenue chat_id latitude longitude title address | foursquare_id foursquare_type google_place_id \
google_place_type {_SEND}
sendContact chat_id phone_number first_name | last_name vcard {_SEND}
sendMediaGroup chat_id media | {_ALBUM}
sendChatAction chat_id action | business_connection_id message_thread_id
setMessageReaction chat_id message_id | reaction is_big
getFile file_id |
getChat chat_id |
leaveChat chat_id |
getForumTopicIconStickers |
createForumTopic chat_id name | icon_color icon_custom_emoji_id
editForumTopic chat_id message_thread_id | name icon_custom_emoji_id
closeForumTopic chat_id message_thread_id |
reopenForumTopic chat_id message_thread_id |
deleteForumTopic chat_id message_thread_id |
answerCallbackQuery callback_query_id | text show_alert url cache_time
setMyCommands commands | scope language_code
deleteMyCommands | scope language_code
getMyCommands | scope language_code
setMyName | name language_code
getMyName | language_code
setMyDescription | description language_code
getMyDescription | language_code
setMyShortDescription | short_description language_code
getMyShortDescription | language_code
setChatMenuButton | chat_id menu_button
getChatMenuButton | chat_id
editMessageText | text parse_mode entities reply_markup rich_message {_PREVIEW} {_TARGET}
editMessageCaption | {_CAPTION} show_caption_above_media reply_markup {_TARGET}
editMessageMedia media | reply_markup {_TARGET}
editMessageReplyMarkup | reply_markup {_TARGET}
deleteMessage chat_id message_id |
deleteMessages chat_id message_ids |
"""

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "name": "topic name must be non-empty",
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "video": "there is no video in the request",
    "video_note": "there is no video note in the request",
    "sticker": "there is no sticker in the request",
}


@dataclass(frozen=True, slots=True)
class MethodParameters:
    """The names one method takes."""

    required: frozenset[str]
    optional: frozenset[str]

    def check(self, given: Iterable[str], attached: Iterable[str]) -> None:
        """Refuse unknown and missing names. ``attached`` are upload parts, free to have any name."""
        names = set(given)
        unknown = names - self.required - self.optional
        if unknown:
            raise bad_request(f"the sandbox knows no parameter {', '.join(sorted(unknown))} of this method")
        for name in sorted(self.required - names - set(attached)):
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))


def _parse(table: str) -> dict[str, MethodParameters]:
    found = {}
    for line in table.strip().splitlines():
        head, _, tail = line.partition("|")
        method, *required = head.split()
        found[method] = MethodParameters(frozenset(required), frozenset(tail.split()))
    return found


METHODS = _parse(_TABLE)
"""Every method the sandbox answers, by its exact name in the Bot API."""
