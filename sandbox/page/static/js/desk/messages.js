// A list of messages: cards, whispers, files, reactions, what one may do with them.
import { html, useState } from "../html.js";
import { person as act } from "../acts.js";
import { select, useStore } from "../store.js";
import { day, size, t, time } from "../words.js";
import { AppMark, Avatar, Icon, Menu, Reactions, useStayAtEnd } from "../ui.js";
import { Blocks } from "../blocks/blocks.js";
import { face, Mrkdwn, nameOf, plain } from "../blocks/mrkdwn.js";

const FACES = [["👍", "+1"], ["👀", "eyes"], ["✅", "white_check_mark"], ["❤️", "heart"], ["🎉", "tada"], ["🙏", "pray"]];

export function Messages({ messages, label, empty, inThread }) {
  const last = messages.at(-1);
  const stay = useStayAtEnd(`${messages.length}:${last?.ts}:${last?.edited}`, label);
  let before = null;
  return html`<div class="messages" role="log" aria-live="polite" aria-label=${label} tabindex="0" ...${stay}><ol>
    ${!messages.length && html`<li class="hello">${empty}</li>`}
    ${messages.map((one, position) => {
      const date = day(Number(one.ts));
      const heading = date !== before && !inThread && html`<li class="date" key=${`day-${one.ts}`}>${date}</li>`;
      before = date;
      const previous = messages[position - 1];
      const joined = !heading && previous?.user === one.user && previous.username === one.username && !one.whispered && !previous.whispered
        && Number(one.ts) - Number(previous.ts) < 300 && !(inThread && position === 1);
      return [heading, html`<${Message} key=${one.ts} one=${one} joined=${joined} inThread=${inThread} />`,
        inThread && position === 0 && html`<li class="replies-line" key="replies">${t("desk.replies", { n: messages.length - 1 })}</li>`];
    })}
  </ol></div>`;
}

function Message({ one, joined, inThread }) {
  const { person } = useStore();
  const [editing, setEditing] = useState(false);
  if (one.hidden) return html`<li class="message gone">${t("desk.deleted")}${!inThread && html`<${Replies} one=${one} />`}</li>`;
  const author = one.system ? t("desk.system") : (one.username ?? nameOf(one.user));
  const own = one.user === person && !one.whispered;
  const use = (block, element, args) => press(one, block, element, args);
  return html`<li class=${["message", joined && "joined", one.whispered && "whisper"].filter(Boolean).join(" ")} data-ts=${one.ts}>
    ${one.whispered && html`<p class="only-you"><${Icon} name="lock" />${t("desk.only.you")}</p>`}
    <div class="by">${one.app ? html`<${AppMark} />` : html`<${Avatar} name=${author} id=${one.user} />`}</div>
    <div class="said">
      <p class="who"><strong>${author}</strong>${one.app && html` <span class="tag">${t("desk.app")}</span>`} <time>${time(Number(one.ts))}</time></p>
      ${one.subtype === "thread_broadcast" && !inThread && html`<p class="quiet">${t("desk.broadcast")}</p>`}
      ${editing ? html`<${Edit} one=${one} done=${() => setEditing(false)} />` : html`<${Body} one=${one} use=${use} />`}
      ${one.edited && !editing && html`<p class="quiet">${t("edited")}</p>`}
      ${one.files.length > 0 && html`<div class="files">${one.files.map((file) => html`<${File} key=${file.id} file=${file} />`)}</div>`}
      ${(one.attachments ?? []).map((more) => html`<p class="unfurl">${plain(more.text ?? more.fallback ?? more.title ?? "")}</p>`)}
      <${Reacted} one=${one} me=${person} />
      ${!inThread && html`<${Replies} one=${one} />`}
    </div>
    <${Deeds} one=${one} own=${own} inThread=${inThread} edit=${() => setEditing(true)} />
  </li>`;
}

async function press(one, block, element, args) {
  const named = { action_id: element.action_id, block_id: block.block_id };
  if (element.type === "button" && element.value) named.value = element.value;
  await act("press", { channel: one.channel, ts: one.ts, ...named, ...args });
}

function Body({ one, use }) {
  if (one.blocks?.length) return html`<${Blocks} blocks=${one.blocks} state=${one.state} use=${use} />`;
  return one.text ? html`<div class="blocks"><p class="block"><${Mrkdwn} text=${one.text} /></p></div>` : null;
}

function Edit({ one, done }) {
  const [text, setText] = useState(plain(one.text));
  const save = async (event) => {
    event.preventDefault();
    await act("edit", { channel: one.channel, ts: one.ts, text });
    done();
  };
  return html`<form class="edit" onSubmit=${save} onKeyDown=${(event) => event.key === "Escape" && done()}>
    <textarea rows="2" aria-label=${t("edit")} value=${text} onInput=${(event) => setText(event.target.value)} ref=${(node) => node?.focus()}></textarea>
    <div class="row"><button type="submit" class="primary" disabled=${!text.trim()}>${t("save")}</button><button type="button" onClick=${done}>${t("cancel")}</button></div>
  </form>`;
}

function File({ file }) {
  if (file.gone) return html`<p class="quiet">${t("desk.file.gone")}</p>`;
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mime ?? "")) {
    return html`<a href=${file.url} target="_blank" rel="noopener"><img src=${file.url} alt=${file.name} loading="lazy" /></a>`;
  }
  return html`<a class="file" href=${file.url} download=${file.name}><${Icon} name="file" /><span>${file.name}<small>${size(file.size ?? 0)}</small></span></a>`;
}

function Reacted({ one, me }) {
  if (!one.reactions?.length) return null;
  return html`<div class="reacted">${one.reactions.map(({ name, users }) => {
    const mine = users.includes(me);
    const who = users.map(nameOf).join(", ");
    const toggle = () => act(mine ? "unreact" : "react", { channel: one.channel, ts: one.ts, name });
    return html`<button key=${name} type="button" aria-pressed=${mine} title=${who} aria-label=${`${face(name)} ${users.length}: ${who}`} onClick=${toggle}>${face(name)} <span>${users.length}</span></button>`;
  })}</div>`;
}

function Replies({ one }) {
  const { server } = useStore();
  const isBot = (id) => server.users.some((who) => who.id === id && who.bot);
  if (!one.reply_count) return null;
  const faces = one.reply_users.slice(0, 3);
  return html`<button type="button" class="replies" onClick=${() => select({ thread: one.ts })}>
    ${faces.map((id) => (isBot(id) ? html`<${AppMark} small />` : html`<${Avatar} small name=${nameOf(id)} id=${id} />`))}
    <span>${t("desk.replies", { n: one.reply_count })}</span> <time>${time(Number(one.latest_reply))}</time>
  </button>`;
}

function Deeds({ one, own, inThread, edit }) {
  if (one.whispered) return null;
  const react = (name) => act("react", { channel: one.channel, ts: one.ts, name });
  const faces = (pick) => html`<${Reactions} faces=${FACES} pick=${pick} choose=${react} />`;
  const items = [
    own && { label: t("edit"), do: edit },
    own && { label: t("delete"), danger: true, do: () => act("delete", { channel: one.channel, ts: one.ts }) },
  ];
  return html`<div class="deeds">
    ${!inThread && html`<button type="button" class="icon-button" aria-label=${t("desk.reply")} title=${t("desk.reply")} onClick=${() => select({ thread: one.thread_ts ?? one.ts })}><${Icon} name="reply" /></button>`}
    <${Menu} label=${t("message.more")} icon="smile" items=${items} top=${faces} placed="below end" />
  </div>`;
}
