// A walk of five steps. It stands beside what it speaks of; Escape ends it, the page stays usable.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { moveClock } from "./acts.js";
import { remember } from "./memory.js";
import { store, useStore } from "./store.js";
import { answer, reply, report, show } from "./tour_acts.js";
import { t } from "./words.js";
import { Icon } from "./ui.js";

// Where each step points, the side of it on which its card stands, whether its act is done, and how it is done for one.
const STEPS = [
  { at: ".phone", side: "right", done: ({ chat }) => chat?.messages.some((one) => !one.from_bot), act: report },
  { at: ".phone .chat", side: "right", done: ({ card }) => Boolean(card), act: answer },
  { at: ".workspace .channel", side: "left", done: ({ card, place, person }) => card?.channel === place && card.members.includes(person), act: show },
  { at: ".workspace", side: "left", done: ({ card }) => Boolean(card?.answered), act: reply },
  { at: "#clock", side: "below", done: ({ lines }) => lines.some((line) => line.name === "clock" && line.side === "control"), act: () => moveClock({ working_days: 1 }) },
];

export function Tour() {
  const { tour, ready } = useStore();
  return ready && tour !== null ? html`<${Step} step=${tour} />` : null;
}

function Step({ step }) {
  const { server, resident, language, lines, place, person } = useStore();
  const card = useRef(null);
  const [busy, setBusy] = useState(false);
  const [box, setBox] = useState(null);
  const { at, side, done: isDone, act: doIt } = STEPS[step];
  const chat = server?.chat?.id === resident ? server.chat : null;
  const done = Boolean(isDone({ chat, card: server?.card, lines, place, person }));
  useLayoutEffect(() => {
    const place = () => setBox(document.querySelector(at)?.getBoundingClientRect() ?? null);
    document.querySelector(at)?.scrollIntoView({ block: "nearest" });
    place();
    addEventListener("resize", place);
    addEventListener("scroll", place);
    const timer = setTimeout(place, 300);
    return () => {
      removeEventListener("resize", place);
      removeEventListener("scroll", place);
      clearTimeout(timer);
    };
  }, [at, server?.residents.length, language]);
  useEffect(() => card.current?.focus(), [step]);
  // The button that was pressed has gone: the keyboard goes on from the card.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus();
  }, [done]);
  const end = () => {
    remember("tour", "done");
    store.set({ tour: null });
    document.querySelector("[data-tour-button]")?.focus();
  };
  const go = (by) => {
    const next = step + by;
    if (by > 0 && !done) return;
    if (next >= STEPS.length) end();
    else if (next >= 0) store.set({ tour: next });
  };
  const keys = (event) => {
    if (event.key === "Escape") end();
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  const offer = async () => {
    if (busy) return;
    setBusy(true);
    await doIt();
    setBusy(false);
  };
  return html`<div class="tour">
    ${box && html`<div class="ring" style=${{ left: `${box.left - 5}px`, top: `${box.top - 5}px`, width: `${box.width + 10}px`, height: `${box.height + 10}px` }}></div>`}
    <div class="card" role="dialog" aria-modal="false" aria-labelledby="tour-title" aria-describedby="tour-words" tabindex="-1" ref=${card} style=${beside(box, side)} onKeyDown=${keys}>
      <p class="count">${t("tour.count", { n: step + 1, of: STEPS.length })}</p>
      <button type="button" class="icon-button end" aria-label=${t("tour.end")} title=${t("tour.end")} onClick=${end}><${Icon} name="close" /></button>
      <h2 id="tour-title">${t(`tour.${step + 1}.title`)}</h2>
      <p id="tour-words">${t(`tour.${step + 1}.words`)}</p>
      <p class=${`act${done ? " done" : ""}`} role="status">${done ? html`<${Icon} name="check" />${t("tour.act.done")}` : t(`tour.${step + 1}.waiting`)}</p>
      <div class="row">
        ${!done && resident && !chat?.blocked && html`<button type="button" class="try" aria-disabled=${busy} onClick=${offer}>${t(`tour.${step + 1}.try`)}</button>`}
      </div>
      <div class="row">
        <span class="space"></span>
        ${step > 0 && html`<button type="button" onClick=${() => go(-1)}>${t("tour.back")}</button>`}
        <button type="button" class="primary" disabled=${!done} onClick=${() => go(1)}>${step + 1 < STEPS.length ? t("tour.next") : t("tour.done")}</button>
      </div>
    </div>
  </div>`;
}

const WIDTH = 340;
const NARROW = 700;

function beside(box, side) {
  if (innerWidth <= NARROW) return { left: "12px", right: "12px", bottom: "12px", width: "auto" };
  if (!box) return { left: `calc(50% - ${WIDTH / 2}px)`, top: "30%" };
  const fit = (left) => `${Math.max(12, Math.min(left, innerWidth - WIDTH - 12))}px`;
  if (side === "below") return { left: fit(box.left + box.width / 2 - WIDTH / 2), top: `${box.bottom + 18}px` };
  const top = `${Math.max(90, box.top + box.height * 0.22)}px`;
  if (side === "right") return { left: fit(box.right + 20), top };
  return { left: fit(box.left - WIDTH - 20), top };
}
