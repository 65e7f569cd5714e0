// What just happened: the sandbox's journal in plain words, and the product's inbox, outbox and timers.
import { html, useEffect, useState } from "./html.js";
import { remember } from "./memory.js";
import { inspect, store, useStore } from "./store.js";
import { day, has, moment, t, time } from "./words.js";
import { Icon, useStayAtEnd } from "./ui.js";
import { channelOf, face, nameOf, plain } from "./blocks/mrkdwn.js";

export function Panel() {
  const { panel, lines, server } = useStore();
  const [all, setAll] = useState(false);
  const toggle = () => {
    remember("panel", panel ? "closed" : "open");
    store.set({ panel: !panel });
  };
  useEffect(() => {
    if (panel && server?.inspector) inspect();
  }, [panel]);
  const told = lines.filter((line) => spoken(line) || all);
  const last = lines.findLast(spoken);
  return html`<section class=${`panel${panel ? " open" : ""}`} id="panel" aria-label=${t("panel.title")} data-tour="panel">
    <div class="strip">
      <button type="button" class="toggle" aria-expanded=${panel} aria-controls="panel-inside" onClick=${toggle}>
        <${Icon} name=${panel ? "down" : "up"} /><strong>${t("panel.title")}</strong>
      </button>
      ${!panel && html`<p class="latest">${last ? html`<span class=${`dot ${last.side}`}></span>${sentence(last)}` : t("panel.nothing")}</p>`}
      ${panel && html`<label class="tick"><input type="checkbox" checked=${all} onChange=${(event) => setAll(event.target.checked)} /><span>${t("panel.all")}</span></label>`}
    </div>
    <div id="panel-inside" hidden=${!panel}>
      ${panel && html`<div class="columns"><${Journal} lines=${told} />${server?.inspector && html`<${Inside} />`}</div>`}
    </div>
  </section>`;
}

function Journal({ lines }) {
  const stay = useStayAtEnd(lines.at(-1)?.n, "journal");
  return html`<div class="column journal"><h3>${t("panel.journal")}</h3>
    <div class="scroll" role="log" aria-label=${t("panel.journal")} aria-live="off" tabindex="0" ...${stay}><ol>
      ${!lines.length && html`<li class="quiet">${t("panel.nothing")}</li>`}
      ${lines.map((line) => html`<li key=${line.n} class=${line.kind}><time>${time(line.at)}</time><span class=${`dot ${line.side}`}></span><span>${sentence(line)}</span></li>`)}
    </ol></div></div>`;
}

function keyOf(line) {
  const key = `log.${line.side}.${line.kind}.${line.name}`;
  return line.bot && has(`${key}.bot`) ? `${key}.bot` : key;
}

const spoken = (line) => has(keyOf(line));

function sentence(line) {
  const resident = store.get().server?.residents.find((one) => one.id === line.chat);
  const values = {
    who: line.side === "telegram" ? (resident?.name ?? t("panel.somebody")) : line.user ? nameOf(line.user) : (line.to ?? t("panel.somebody")),
    place: line.channel ? channelOf(line.channel) : "",
    text: line.name.endsWith("reaction") ? reaction(line) : plain((line.text ?? "").replace(/<@(\w+)>/g, (_, id) => `@${nameOf(id)}`)),
    name: line.name,
  };
  if (spoken(line)) return t(keyOf(line), values).replace(/\s*[“«「]\s*[”»」]/, "");
  return t(`log.${line.kind}`, values);
}

const reaction = (line) => (line.side === "slack" ? face(line.text ?? "") : (line.text ?? ""));

function Inside() {
  const { inspected } = useStore();
  const { inbox = {}, outbox = [], timers = [] } = inspected ?? {};
  return html`
    <${Column} part="inbox" rows=${Object.entries(inbox).map(([state, number]) => ({ what: word("state", state), facts: [number], hint: state }))} />
    <${Column} part="outbox" rows=${outbox.map(delivery)} />
    <${Column} part="timers" rows=${timers.map(timer)} />`;
}

// What a row says: {what, facts: […], hint: the technical name}.
function Column({ part, rows }) {
  const label = t(`panel.${part}`);
  return html`<div class=${`column ${part}`}><h3>${label}</h3>
    ${rows.length
      ? html`<div class="scroll" role="region" aria-label=${label} tabindex="0"><ul>${rows.map(({ what, facts, hint }) => html`<li title=${hint}><strong>${what}</strong> <span>${facts.filter((one) => one !== null && one !== "").join(" · ")}</span></li>`)}</ul></div>`
      : html`<p class="quiet">${t("panel.empty")}</p>`}
  </div>`;
}

function delivery(row) {
  const facts = [
    word("out.kind", row.kind),
    word("state", row.state),
    row.attempts > 0 ? t("out.tries", { n: row.attempts }) : null,
    instant(row.queued_at),
  ];
  return { what: recipient(row.to), facts, hint: `${row.destination} · ${row.kind} · ${row.state}` };
}

// Whom these reach, their words say without a name.
const NAMELESS = new Set(["time"]);

function recipient(to = {}) {
  const key = `out.to.${to.kind}${to.room ? ".in" : ""}`;
  if (!has(key) || (!to.name && !NAMELESS.has(to.kind))) return t("out.to.other");
  return t(key, { name: to.name ?? "", room: to.room ? channelOf(to.room) : "" });
}

function timer(row) {
  return { what: word("timer", row.kind), facts: [row.about, t("timer.due", { when: instant(row.due_at) })], hint: `${row.kind} · ${row.subject}` };
}

// The plain word for a technical one; what the page has no word for is only "something else".
const word = (group, name) => t(has(`${group}.${name}`) ? `${group}.${name}` : `${group}.other`);

// A moment; of today the hour is enough.
function instant(text) {
  const at = Date.parse(text) / 1000;
  return day(at) === day(store.get().server?.now ?? 0) ? time(at) : moment(at);
}
