// The left side: residents, and the phone of the one who is chosen.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../html.js";
import { newResident, resident as act } from "../acts.js";
import { markRead, select, useStore } from "../store.js";
import { LANGUAGES, languageName, t } from "../words.js";
import { AppMark, Avatar, Icon, Menu, Notices } from "../ui.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { known, Topics } from "./topics.js";
import { Mailbox } from "../mail/mailbox.js";

const EXAMPLES = [["Camille Laurent", "fr"], ["James Miller", "en"], ["Nguyễn Thị Lan", "vi"], ["王芳", "zh"]];

export function Phone() {
  const { server, resident, box, topic: chosen } = useStore();
  const chat = server?.chat?.id === resident ? server.chat : null;
  const mailbox = box && server?.box?.address === box ? server.box : null;
  const topic = known(chosen, chat);
  const none = server && !server.residents.length;
  const newest = chat?.from_bot.at(-1);
  useEffect(() => !box && markRead(`phone:${resident}`, newest), [resident, newest, box]);
  return html`<section class="residents" id="residents" aria-labelledby="residents-title" data-tour="phone">
    <div class="side-title"><h2 id="residents-title">${t(box ? "mail.title" : "phone.title")}</h2><p>${t(box ? "mail.subtitle" : "phone.subtitle")}</p></div>
    <${People} />
    ${mailbox && html`<${Mailbox} key=${box} box=${mailbox} />`}
    ${!box && html`<div class="phone">
      ${chat && html`<${Bar} chat=${chat} topic=${topic} />`}
      ${chat && (chat.topics.length > 0 || chat.topics_enabled) && html`<${Topics} chat=${chat} topic=${topic} />`}
      ${chat && html`<${Chat} key=${chat.id} chat=${chat} topic=${topic} />`}
      ${chat && html`<${Composer} key=${`write-${chat.id}`} chat=${chat} topic=${topic} />`}
      ${none && html`<${Nobody} />`}
      <${Notices} where="phone" />
    </div>`}
  </section>`;
}

function People() {
  const { server, resident, box, read } = useStore();
  const [adding, setAdding] = useState(false);
  const people = server?.residents ?? [];
  const list = useRef(null);
  useEffect(() => list.current.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), [resident, box]);
  const here = (one) => !box && one.id === resident;
  const unread = (one) => !here(one) && one.from_bot.filter((id) => id > Number(read[`phone:${one.id}`] ?? 0)).length;
  return html`<nav class="people" aria-label=${t("phone.people")}>
    <ul ref=${list}>
      ${people.map((one) => html`<li key=${one.id}>
        <button type="button" class="person" aria-current=${here(one) ? "true" : undefined} title=${one.name} onClick=${() => select({ resident: one.id })}>
          <${Avatar} name=${one.name} id=${one.id} />
          <span class="name" lang=${one.language}>${one.name}</span>
          <span class="lang">${languageName(one.language)}${one.blocked ? ` · ${t("phone.blocked.short")}` : ""}</span>
          ${unread(one) > 0 && html`<span class="badge">${unread(one)}<span class="hidden"> ${t("unread")}</span></span>`}
        </button>
      </li>`)}
      ${(server?.boxes ?? []).map((one) => html`<${Firm} key=${one.address} one=${one} />`)}
      <li><button type="button" class="person add" aria-expanded=${adding} onClick=${() => setAdding(!adding)}>
        <span class="avatar empty"><${Icon} name="plus" /></span><span class="name">${t("phone.add")}</span>
      </button></li>
    </ul>
    ${adding && html`<${NewResident} done=${() => setAdding(false)} />`}
  </nav>`;
}

function Firm({ one }) {
  const { box, read } = useStore();
  const here = box === one.address;
  const unread = here ? 0 : one.from_us.filter((id) => id > Number(read[`mail:${one.address}`] ?? 0)).length;
  return html`<li><button type="button" class="person" aria-current=${here ? "true" : undefined} title=${`${one.name} · ${one.address}`} onClick=${() => select({ box: one.address })}>
    <span class="avatar firm"><${Icon} name="mail" /></span>
    <span class="name">${one.name}</span>
    <span class="lang">${t("mail.firm")}</span>
    ${unread > 0 && html`<span class="badge">${unread}<span class="hidden"> ${t("unread")}</span></span>`}
  </button></li>`;
}

function NewResident({ done }) {
  const { language } = useStore();
  const first = useRef(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const added = await newResident(String(form.get("name")).trim(), form.get("spoken"));
    if (added) {
      select({ resident: added.id });
      done();
    }
  };
  return html`<form class="new-resident" onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && done()}>
    <label>${t("phone.name")}<input name="name" required maxlength="60" autocomplete="off" ref=${first} /></label>
    <label>${t("phone.language")}<select name="spoken">
      ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} selected=${code === language}>${name}</option>`)}
    </select></label>
    <div class="row"><button type="submit" class="primary">${t("phone.add.do")}</button><button type="button" onClick=${done}>${t("cancel")}</button></div>
  </form>`;
}

function Nobody() {
  const add = async () => {
    const added = [];
    for (const [name, language] of EXAMPLES) added.push(await newResident(name, language));
    if (added[0]) select({ resident: added[0].id });
  };
  return html`<div class="nobody"><p>${t("phone.nobody")}</p><button type="button" class="primary" onClick=${add}>${t("phone.examples")}</button></div>`;
}

function Bar({ chat, topic }) {
  const open = chat.topics.find((one) => one.id === topic);
  const { server, typing } = useStore();
  const isTyping = (typing[chat.id] ?? 0) > Date.now();
  const status = chat.blocked ? t("phone.blocked") : isTyping ? t("phone.typing") : t("phone.with", { name: chat.name });
  const items = [
    chat.blocked
      ? { label: t("phone.unblock"), do: () => act("unblock") }
      : { label: t("phone.block"), danger: true, do: () => act("block") },
    { label: t("phone.clear"), do: () => act("clear_chat") },
    open && { label: t("phone.topic.delete", { name: open.name }), danger: true, do: () => act("delete_topic", { topic: open.id }) },
  ];
  return html`<header class="bar">
    <${AppMark} />
    <div><h3>${server.bot}</h3><p aria-live="polite">${status}</p></div>
    <${Menu} label=${t("phone.more")} items=${items} placed="below end" />
  </header>`;
}
