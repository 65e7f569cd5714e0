// What just happened: the sandbox's journal in plain words, and the product's inbox, outbox and timers.
import { html, useEffect, useState } from "./html.js";
import { remember } from "./memory.js";
import { inspect, store, useStore } from "./store.js";
import { has, moment, t, time } from "./words.js";
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
    who: line.side === "telegram" ? (resident?.name ?? t("panel.somebody")) : line.user ? nameOf(line.user) : t("panel.somebody"),
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
  return ["inbox", "outbox", "timers"].map((part) => html`<div class="column" key=${part}>
    <h3>${t(`panel.${part}`)}</h3><${Rows} value=${inspected?.[part]} label=${t(`panel.${part}`)} />
  </div>`);
}

const LONG_ID = /\b[0-9a-z]{20,}([0-9a-z]{4})\b/g;

// Whatever the product tells: a number, an object, a list of them.
function Rows({ value, label }) {
  const rows = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (!rows.length) return html`<p class="quiet">${t("panel.empty")}</p>`;
  return html`<div class="scroll" role="region" aria-label=${label} tabindex="0"><ul>${rows.map((row) => html`<li>${typeof row === "object" ? html`<dl>${Object.entries(row).map(([key, one]) => html`<div><dt>${has(`fact.${key}`) ? t(`fact.${key}`) : key}</dt><dd>${shown(key, one)}</dd></div>`)}</dl>` : shown("", row)}</li>`)}</ul></div>`;
}

function shown(key, value) {
  if (value === null || value === "") return "–";
  if (/(^|_)(due|at|until|since)$/.test(key)) {
    const seconds = typeof value === "number" ? (value > 1e11 ? value / 1000 : value) : Date.parse(value) / 1000;
    if (Number.isFinite(seconds)) return moment(seconds);
  }
  if (has(`state.${value}`)) return t(`state.${value}`);
  return typeof value === "object" ? JSON.stringify(value) : String(value).replace(LONG_ID, "…$1");
}
