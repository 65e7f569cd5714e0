// Where a resident writes: text, commands, photos, albums, files, a place; the reply keyboard.
import { html, useLayoutEffect, useRef, useState } from "../html.js";
import { resident as act } from "../acts.js";
import { drawnPhoto, encoded, isPhoto, pick } from "../files.js";
import { t } from "../words.js";
import { Icon, Menu } from "../ui.js";
import { settled, useDraft } from "./draft.js";

// A link to the bot, put in here, is opened: Telegram then writes /start with its parameter.
const opened = (words) => words.trim().replace(/^https:\/\/t\.me\/\w+\?start=([\w-]{1,64})$/, "/start $1");

export function Composer({ chat, topic }) {
  const draft = useDraft();
  const [text, setText] = useState("");
  const field = useRef(null);
  useLayoutEffect(() => {
    if (draft?.kind === "edit") setText(draft.message.text);
    if (draft) field.current?.focus();
  }, [draft]);
  if (chat.blocked) {
    return html`<div class="write blocked"><button type="button" class="primary" onClick=${() => act("unblock")}>${t("phone.unblock")}</button></div>`;
  }
  const where = { ...(topic && { topic }), ...(draft?.kind === "reply" && { reply_to: draft.message.id }) };
  const stop = () => {
    if (draft?.kind === "edit") setText("");
    settled();
  };
  const say = async (words) => {
    const done = draft?.kind === "edit"
      ? await act("edit_text", { message_id: draft.message.id, text: words })
      : await act("send_text", { text: opened(words), ...where });
    if (done) {
      setText("");
      settled();
    }
  };
  const submit = (event) => {
    event.preventDefault();
    if (text.trim()) say(text);
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key === "Escape" && draft) stop();
  };
  return html`<div class="write">
    ${chat.keyboard.length > 0 && html`<div class="reply-keyboard" role="group" aria-label=${t("phone.keyboard")}>
      ${chat.keyboard.map((row) => html`<div>${row.map((label) => html`<button type="button" onClick=${() => say(label)}>${label}</button>`)}</div>`)}
    </div>`}
    ${draft && html`<p class="draft"><span>${t(`phone.draft.${draft.kind}`)} <q>${draft.message.text ?? t("phone.attachment")}</q></span>
      <button type="button" class="icon-button" aria-label=${t("cancel")} onClick=${stop}><${Icon} name="close" /></button></p>`}
    <form class="line" onSubmit=${submit}>
      <${Menu} label=${t("phone.attach")} icon="clip" items=${attachments(text, where, () => setText(""))} placed="above" />
      ${chat.menu.length > 0 && html`<${Menu} label=${t("phone.menu")} icon="slash" items=${chat.menu.map((one) => ({ label: `/${one.command}`, hint: one.description, do: () => say(`/${one.command}`) }))} placed="above wide" />`}
      <textarea ref=${field} rows="1" lang=${chat.language} aria-label=${t("phone.write")} placeholder=${t("phone.write")} value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>
      <button type="submit" class="icon-button send" aria-label=${t("send")} title=${t("send")} disabled=${!text.trim()}><${Icon} name="send" /></button>
    </form>
  </div>`;
}

function attachments(text, where, sent) {
  const caption = text.trim() || null;
  const done = (result) => result && caption && sent();
  const photos = async (files) => {
    if (!files.length) return;
    if (files.length === 1) {
      const { data_base64 } = await encoded(files[0]);
      return done(await act("send_photo", { caption, data_base64, ...where }));
    }
    const parts = await Promise.all(files.slice(0, 10).map(encoded));
    const captions = parts.map((_, position) => (position ? null : caption));
    const { reply_to: _, ...place } = where;
    done(await act("send_album", { captions, files: parts, ...place }));
  };
  const documents = async (files) => {
    for (const file of files) {
      done(await act("send_document", { ...(await encoded(file)), caption, ...where }));
    }
  };
  const { topic } = where;
  const place = () => act("send_location", { lat: 48.8636, lon: 2.4083, topic });
  const accept = "image/png,image/jpeg,image/webp";
  return [
    { label: t("phone.attach.drawn"), do: () => photos([drawnPhoto()]) },
    { label: t("phone.attach.album"), do: () => photos([0, 1, 2].map(drawnPhoto)) },
    { label: t("phone.attach.photo"), do: async () => photos((await pick({ accept, several: true })).filter(isPhoto)) },
    { label: t("phone.attach.file"), icon: "file", do: async () => documents(await pick({ several: true })) },
    { label: t("phone.attach.place"), icon: "pin", do: place },
    { label: t("phone.voice"), icon: "mic", do: () => act("send_voice", { duration: 7, topic }) },
    { label: t("phone.video"), icon: "play", do: () => act("send_video", { caption, topic }).then(done) },
    { label: t("phone.video_note"), icon: "play", do: () => act("send_video_note", { topic }) },
    { label: t("phone.sticker"), icon: "smile", do: () => act("send_sticker", { topic }) },
    { label: t("phone.contact"), icon: "person", do: () => act("send_contact", { phone: "+33 6 12 34 56 78", topic }) },
  ];
}
