// A resident's chat: bubbles, albums, buttons, reactions.
import { html, useState } from "../html.js";
import { resident as act } from "../acts.js";
import { useStore } from "../store.js";
import { day, lasting, size, t, time } from "../words.js";
import { Icon, Menu, Reactions, useStayAtEnd } from "../ui.js";
import { Formatted } from "./entities.js";
import { editing, replying } from "./draft.js";
import { GENERAL, TopicMark } from "./topics.js";

const FACES = [["👍"], ["❤"], ["🙏"], ["🎉"], ["😢"], ["👎"]];

export function Chat({ chat, topic }) {
  const shown = chat.messages.filter((one) => topic === null || (one.topic ?? GENERAL) === topic);
  const last = shown.at(-1);
  const stay = useStayAtEnd(`${shown.length}:${last?.id}:${last?.edited}:${last?.rows.length}:${last?.reaction}:${last?.own_reaction}`, topic);
  let before = null;
  return html`<div class="chat" role="log" aria-live="polite" aria-label=${t("phone.chat")} tabindex="0" ...${stay}><ol>
    ${!shown.length && html`<li class="hello">${t("phone.hello")}</li>`}
    ${grouped(shown).map((group) => {
      const date = day(group[0].at);
      const heading = date !== before && html`<li class="date" key=${`day-${group[0].id}`}>${date}</li>`;
      before = date;
      return [heading, html`<${Bubble} key=${group[0].id} parts=${group} chat=${chat} topic=${topic === null && chat.topics.find((one) => one.id === group[0].topic)} />`];
    })}
  </ol></div>`;
}

// Album parts that follow one another are one bubble.
function grouped(messages) {
  const groups = [];
  for (const one of messages) {
    const last = groups.at(-1);
    if (one.album && last?.[0].album === one.album) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function Bubble({ parts, chat, topic }) {
  const { server } = useStore();
  const [one] = parts;
  const captioned = parts.find((part) => part.text) ?? one;
  const quoted = one.reply_to && chat.messages.find((other) => other.id === one.reply_to);
  if (one.service) return html`<li class="service">${t(`phone.service.${one.service.what}`, { name: one.service.name })}</li>`;
  return html`<li class=${one.from_bot ? "bubble theirs" : "bubble own"} data-id=${one.id}>
    <span class="hidden">${one.from_bot ? t("phone.from.bot") : t("phone.from.you")}</span>
    <div class="body"><div class="paper" lang=${chat.language}>
      ${topic && html`<p class="in-topic"><${TopicMark} topic=${topic} />${topic.name}</p>`}
      ${quoted && html`<blockquote><strong>${quoted.from_bot ? server.bot : chat.name}</strong>${quoted.text ?? t("phone.attachment")}</blockquote>`}
      ${parts.some((part) => part.file) && html`<div class=${`files n${Math.min(parts.length, 4)}`}>${parts.map((part) => html`<${Attachment} key=${part.id} one=${part} />`)}</div>`}
      <${Place} one=${one} />
      ${captioned.text && html`<div class="words"><${Formatted} text=${captioned.text} entities=${captioned.entities} command=${(text) => act("send_text", { text })} /></div>`}
      <p class="meta">${one.edited && html`<span>${t("edited")}</span> `}<time>${time(one.at)}</time></p>
      ${(one.reaction || one.own_reaction) && html`<p class="reacted">
        ${one.reaction && html`<span title=${t("phone.from.bot")}>${one.reaction}</span>`}
        ${one.own_reaction && html`<button type="button" title=${t("phone.reaction.remove")} aria-label=${`${t("phone.reaction.remove")} ${one.own_reaction}`} onClick=${() => act("react", { message_id: one.id, emoji: null })}>${one.own_reaction}</button>`}
      </p>`}
    </div>
    <${Deeds} one=${captioned} /></div>
    ${one.rows.length > 0 && html`<${Keys} one=${one} />`}
  </li>`;
}

function Deeds({ one }) {
  const items = [
    { label: t("phone.reply"), icon: "reply", do: () => replying(one) },
    !one.from_bot && one.text && { label: t("edit"), do: () => editing(one) },
    { label: t("delete"), danger: true, do: () => act("delete_message", { message_id: one.id }) },
  ];
  const react = (emoji) => act("react", { message_id: one.id, emoji });
  const faces = (pick) => html`<${Reactions} faces=${FACES} pick=${pick} choose=${react} />`;
  return html`<${Menu} class="deeds" label=${t("message.more")} items=${items} top=${faces} placed=${one.from_bot ? "below" : "below end"} />`;
}

function Keys({ one }) {
  const [busy, setBusy] = useState(null);
  const press = async (label) => {
    if (busy === label) return;
    setBusy(label);
    await act("press", { message_id: one.id, label });
    setTimeout(() => setBusy(null), 400);
  };
  return html`<div class="keys">
    ${one.rows.map((row) => html`<div class="keys-row">${row.map((key) => key.url
      ? html`<a class="key" href=${safe(key.url)} target="_blank" rel="noopener noreferrer">${key.text} ↗</a>`
      : html`<button type="button" class=${`key ${key.style ?? ""}`} aria-disabled=${busy === key.text} onClick=${() => press(key.text)}>${key.text}</button>`)}</div>`)}
  </div>`;
}

const RECORDED = { voice: "mic", video: "play", video_note: "play" };

export const safe = (url) => (/^(https?|mailto|tel):/i.test(url) ? url : "#");

function Attachment({ one }) {
  const { file } = one;
  if (!file) return null;
  const url = file.url;
  if (one.kind === "photo" || (one.kind === "sticker" && file.size > 200)) {
    return html`<a href=${url} target="_blank" rel="noopener"><img src=${url} alt=${one.text || t("phone.photo")} loading="lazy" /></a>`;
  }
  if (one.kind === "sticker") return html`<span class="sticker" role="img" aria-label=${`${t("phone.sticker")} ${one.emoji ?? ""}`}>${one.emoji ?? t("phone.sticker")}</span>`;
  if (one.kind in RECORDED) {
    return html`<a class=${`recorded ${one.kind}`} href=${url} download=${file.name}><span class="round"><${Icon} name=${RECORDED[one.kind]} /></span><span>${t(`phone.${one.kind}`)}<small>${lasting(one.duration ?? 0)}</small></span></a>`;
  }
  return html`<a class="file" href=${url} download=${file.name}><${Icon} name="file" /><span>${file.name}<small>${size(file.size)}</small></span></a>`;
}

function Place({ one }) {
  const place = one.location ?? one.venue?.location;
  if (!place && !one.contact) return null;
  if (one.contact) return html`<p class="recorded contact"><span class="round"><${Icon} name="person" /></span><span>${[one.contact.first_name, one.contact.last_name].filter(Boolean).join(" ")}<small>${one.contact.phone_number}</small></span></p>`;
  const where = `${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`;
  return html`<div class="place"><div class="map" aria-hidden="true"><${Icon} name="pin" /></div><span>${one.venue?.title ?? t("phone.location")}<small>${one.venue?.address || where}</small></span></div>`;
}
