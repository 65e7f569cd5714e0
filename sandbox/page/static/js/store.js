// Everything the page knows, in one place: what the sandbox shows, what is selected, what just happened.
import { useEffect, useState } from "./html.js";
import { remembered, remember } from "./memory.js";
import { t } from "./words.js";

const LINES = 300;
const SILENT = "the app did not respond";
let current = {
  language: "en",
  theme: "light",
  ready: false,
  connected: false,
  server: null, // the answer of /page/state
  inspected: null, // the answer of /page/inspector
  resident: null,
  box: null, // the address of a mailbox that is open in the place of a phone
  topic: null,
  person: null,
  place: null, // a channel's id, "app" for the conversation with the app, "home" for its home tab
  thread: null,
  lines: [],
  typing: {}, // chat → until when the bot is seen typing
  notices: [],
  panel: remembered("panel") === "open",
  tour: remembered("tour") === "done" ? null : 0,
  read: readMarks(), // what each person has seen: "person:place" → ts
};
const listeners = new Set();

export const store = {
  get: () => current,
  set(change) {
    current = { ...current, ...change };
    for (const listener of listeners) listener(current);
  },
};

export function useStore() {
  const [seen, set] = useState(current);
  useEffect(() => {
    listeners.add(set);
    set(current);
    return () => listeners.delete(set);
  }, []);
  return seen;
}

// ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────
let asking = null;
let askAgain = false;

export function refresh() {
  if (asking) {
    askAgain = true;
    return asking;
  }
  asking = load().finally(() => {
    asking = null;
    if (askAgain) {
      askAgain = false;
      refresh();
    }
  });
  return asking;
}

async function load() {
  const { resident, box, person, place, thread, panel } = current;
  const query = new URLSearchParams();
  if (resident) query.set("resident", resident);
  if (box) query.set("box", box);
  if (person) query.set("person", person);
  if (place) query.set("channel", place);
  if (thread) query.set("thread", thread);
  const answer = await fetch(`/page/state?${query}`).catch(() => null);
  if (!answer?.ok) return store.set({ connected: false });
  const server = await answer.json();
  const same = current.resident === resident && current.box === box && current.person === person;
  if (!same || current.place !== place || current.thread !== thread) {
    askAgain = true; // somebody chose something else meanwhile
    return;
  }
  store.set({ server: { ...server, askedAt: Date.now() }, connected: true, ready: true });
  if (choose(server)) askAgain = true;
  if (server.inspector && panel) await inspect();
}

export async function inspect() {
  const answer = await fetch("/page/inspector").catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (said?.ok) store.set({ inspected: said.state });
}

// Keep the selection on something that exists; true when it had to change.
function choose(server) {
  const change = {};
  const { resident, person, place } = current;
  if (!server.residents.some((one) => one.id === resident)) {
    const kept = Number(remembered("resident"));
    const first = server.residents.find((one) => one.id === kept) ?? server.residents[0];
    if ((first?.id ?? null) !== resident) change.resident = first?.id ?? null;
  }
  const staff = staffOf(server);
  if (!staff.some((one) => one.id === person)) {
    const first = staff.find((one) => one.id === remembered("person")) ?? staff[0];
    if ((first?.id ?? null) !== person) change.person = first?.id ?? null;
  } else if (!["home", "app"].includes(place) && !server.channels.some((one) => one.id === place)) {
    const first = server.channels.find((one) => one.kind !== "im");
    if ((first?.id ?? null) !== place) Object.assign(change, { place: first?.id ?? null, thread: null });
  }
  store.set(change);
  return Object.keys(change).length > 0;
}

export const staffOf = (server) => (server?.users ?? []).filter((one) => !one.bot && !one.gone);

// ── Choosing ─────────────────────────────────────────────────────────────────────────────────────────────────
export function select(change) {
  if ("resident" in change) remember("resident", String(change.resident));
  if ("person" in change) remember("person", change.person);
  const more = "resident" in change ? { topic: null, box: null } : "place" in change ? { thread: null } : {};
  const notices = "place" in change ? current.notices.filter((one) => !one.act) : current.notices;
  store.set({ ...more, ...change, notices });
  return refresh();
}

function readMarks() {
  try {
    return JSON.parse(sessionStorage.getItem("palier.read") ?? "{}");
  } catch {
    return {};
  }
}

export function markRead(key, upTo) {
  if (!upTo || Number(current.read[key] ?? 0) >= Number(upTo)) return;
  const read = { ...current.read, [key]: upTo };
  store.set({ read });
  try {
    sessionStorage.setItem("palier.read", JSON.stringify(read));
  } catch {
    // Kept for this visit only.
  }
}

// ── Live ─────────────────────────────────────────────────────────────────────────────────────────────────────
export function start() {
  const feed = new EventSource("/page/feed");
  let waiting = null;
  const soon = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      refresh();
    }, 60);
  };
  feed.onopen = () => {
    store.set({ connected: true });
    refresh();
  };
  feed.onerror = () => store.set({ connected: false });
  feed.onmessage = (event) => {
    const lines = JSON.parse(event.data);
    const fresh = lines.filter((line) => !(line.n <= current.lines.at(-1)?.n));
    const restarted = lines.length && current.lines.length && lines.at(-1).n < current.lines[0].n;
    store.set({ lines: (restarted ? lines : [...current.lines, ...fresh]).slice(-LINES) });
    if (current.ready) fresh.forEach(sense);
    soon();
  };
  refresh();
}

// What is felt but leaves no message: a short notice, somebody typing.
function sense(line) {
  if (line.kind !== "effect") return;
  if (line.name === "toast" && line.text && line.chat === current.resident) notify(line.text, "phone");
  if (line.name === "failure" && line.user === current.person) notify(line.text === SILENT ? () => t("desk.silent") : line.text, "desk");
  if (line.name === "chat_action" && line.action === "typing") typing(line.chat, 5000);
  if (line.name === "message" && line.side === "telegram") typing(line.chat, 0);
  if (line.name === "message" && line.side === "slack" && line.bot && !line.thread) newCard(line.channel);
}

// A card elsewhere: offer the way there.
function newCard(channel) {
  const room = current.server?.channels.find((one) => one.id === channel);
  if (!room?.name || current.place === channel) return;
  const open = () => select({ place: channel });
  notify(() => t("desk.news", { place: room.name }), "desk", "plain", { label: () => t("desk.news.open"), do: open });
}

function typing(chat, lasting) {
  const until = Date.now() + lasting;
  store.set({ typing: { ...current.typing, [chat]: lasting ? until : 0 } });
  if (lasting) setTimeout(() => store.set({ typing: { ...current.typing } }), lasting + 50);
}

// `text` and the label are what people read, or, for the page's own words, what says them in its present language.
let noticed = 0;
export function notify(text, where = "page", kind = "plain", act = null) {
  const gone = () => store.set({ notices: current.notices.filter((one) => one.id !== notice.id) });
  const notice = { id: ++noticed, text, where, kind };
  if (act) notice.act = { label: act.label, do: () => (gone(), act.do()) };
  store.set({ notices: [...current.notices, notice] });
  setTimeout(gone, kind === "error" || act ? 9000 : 5000);
}
