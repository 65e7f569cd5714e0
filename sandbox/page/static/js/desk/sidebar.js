// Who sits at the desk, and the conversations this person is in.
import { html, useState } from "../html.js";
import { person as act } from "../acts.js";
import { select, staffOf, useStore } from "../store.js";
import { has, t } from "../words.js";
import { AppMark, Avatar, Icon } from "../ui.js";

export function placeName(place, server, app = false) {
  if (app) return server.bot;
  if (!place) return "";
  if (place.name && place.kind !== "mpim") return place.name;
  const names = place.others.map((id) => server.users.find((one) => one.id === id)?.name ?? id);
  return names.join(", ") || server.bot;
}

export function Sidebar() {
  const { server, person, place, read } = useStore();
  const staff = staffOf(server);
  const me = staff.find((one) => one.id === person);
  const channels = server?.channels ?? [];
  const direct = channels.find((one) => one.kind === "im" && one.bot);
  const rooms = channels.filter((one) => one !== direct);
  const unread = (one) => one?.news.filter((news) => Number(news.ts) > Number(read[`${person}:${one.id}`] ?? 0)).length ?? 0;
  const openHome = () => {
    select({ place: "home" });
    act("open_home");
  };
  return html`<nav class="sidebar" aria-label=${t("desk.sidebar")}>
    <div class="me">
      ${me && html`<${Avatar} name=${me.name} id=${me.id} />`}
      ${me && html`<p aria-hidden="true"><strong>${me.name}</strong><small>${job(me.title)}</small></p><${Icon} name="down" />`}
      <label><span class="hidden">${t("desk.person")}</span>
        <select id="person" value=${person ?? ""} onChange=${(event) => select({ person: event.target.value, thread: null })}>
          ${staff.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === person}>${named(one)}</option>`)}
        </select>
      </label>
    </div>
    <h3>${t("desk.channels")}</h3>
    <ul>
      ${rooms.map((one) => html`<${Room} key=${one.id} name=${placeName(one, server)} icon=${one.kind === "group" ? "lock" : "hash"} here=${place === one.id} unread=${place === one.id ? 0 : unread(one)} open=${() => select({ place: one.id })} />`)}
    </ul>
    <h3>${t("desk.apps")}</h3>
    <ul>
      <li><button type="button" class=${unread(direct) && !["home", "app"].includes(place) ? "room unread" : "room"} aria-current=${["home", "app"].includes(place) ? "true" : undefined} onClick=${openHome}>
        <${AppMark} small /><span>${server?.bot}</span>${unread(direct) > 0 && place !== "app" && html`<${Badge} n=${unread(direct)} />`}
      </button></li>
    </ul>
    <${NewPerson} />
  </nav>`;
}

// The jobs that the page has a word for; another office's are shown as they stand.
const job = (title) => (has(`job.${title}`) ? t(`job.${title}`) : title);

function named(one) {
  const notes = [job(one.title), one.guest && t("desk.guest"), one.outside && t("desk.outside")].filter(Boolean);
  return [one.name, ...notes].join(" · ");
}

const Badge = ({ n }) => html`<span class="badge">${n}<span class="hidden"> ${t("unread")}</span></span>`;

function Room({ name, icon, here, unread, open }) {
  return html`<li><button type="button" class=${unread ? "room unread" : "room"} aria-current=${here ? "true" : undefined} title=${name} onClick=${open}>
    <${Icon} name=${icon} /><span>${name}</span>${unread > 0 && html`<${Badge} n=${unread} />`}
  </button></li>`;
}

function NewPerson() {
  const { server } = useStore();
  const [open, setOpen] = useState(false);
  if (!server || (staffOf(server).length && server.channels.length)) return null;
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const added = await act("add_user", { user: undefined, name: String(form.get("name")).trim() });
    if (added) {
      if (form.get("room")) await act("add_channel", { user: undefined, name: String(form.get("room")).trim() });
      select({ person: added.id, place: null });
    }
  };
  return html`<div class="new-person">
    <button type="button" onClick=${() => setOpen(!open)} aria-expanded=${open}>${t("desk.add")}</button>
    ${open && html`<form onSubmit=${submit}>
      <label>${t("desk.add.name")}<input name="name" required maxlength="60" /></label>
      <label>${t("desk.add.channel")}<input name="room" maxlength="60" value="tickets" /></label>
      <button type="submit" class="primary">${t("desk.add.do")}</button>
    </form>`}
  </div>`;
}
