// A walk of five steps. It stands beside what it speaks of; Escape ends it, the page stays usable.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { resident as act } from "./acts.js";
import { remember } from "./memory.js";
import { store, useStore } from "./store.js";
import { t } from "./words.js";
import { Icon } from "./ui.js";

// Where each step points, and the side of it on which its card stands.
const STEPS = [
  { at: ".phone", side: "right", trial: true },
  { at: ".phone .chat", side: "right" },
  { at: ".workspace .channel", side: "left" },
  { at: ".workspace", side: "left" },
  { at: "#clock", side: "below" },
];

export function Tour() {
  const { tour, ready } = useStore();
  return ready && tour !== null ? html`<${Step} step=${tour} />` : null;
}

function Step({ step }) {
  const { server, resident, language } = useStore();
  const card = useRef(null);
  const [box, setBox] = useState(null);
  const { at, side, trial } = STEPS[step];
  useLayoutEffect(() => {
    const place = () => setBox(document.querySelector(at)?.getBoundingClientRect() ?? null);
    place();
    addEventListener("resize", place);
    const timer = setTimeout(place, 300);
    return () => {
      removeEventListener("resize", place);
      clearTimeout(timer);
    };
  }, [at, server?.residents.length, language]);
  useEffect(() => card.current?.focus(), [step]);
  const end = () => {
    remember("tour", "done");
    store.set({ tour: null });
    document.querySelector("[data-tour-button]")?.focus();
  };
  const go = (by) => {
    const next = step + by;
    if (next >= STEPS.length) end();
    else if (next >= 0) store.set({ tour: next });
  };
  const keys = (event) => {
    if (event.key === "Escape") end();
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  const chat = server?.chat;
  const example = () => act("send_text", { text: t(`tour.example.${["fr", "en", "vi", "zh"].includes(chat.language) ? chat.language : "en"}`) });
  return html`<div class="tour">
    ${box && html`<div class="ring" style=${{ left: `${box.left - 5}px`, top: `${box.top - 5}px`, width: `${box.width + 10}px`, height: `${box.height + 10}px` }}></div>`}
    <div class="card" role="dialog" aria-modal="false" aria-labelledby="tour-title" aria-describedby="tour-words" tabindex="-1" ref=${card} style=${beside(box, side)} onKeyDown=${keys}>
      <p class="count">${t("tour.count", { n: step + 1, of: STEPS.length })}</p>
      <button type="button" class="icon-button end" aria-label=${t("tour.end")} title=${t("tour.end")} onClick=${end}><${Icon} name="close" /></button>
      <h2 id="tour-title">${t(`tour.${step + 1}.title`)}</h2>
      <p id="tour-words">${t(`tour.${step + 1}.words`)}</p>
      <div class="row">
        ${trial && resident && chat && !chat.blocked && html`<button type="button" class="try" onClick=${example}>${t("tour.try")}</button>`}
        <span class="space"></span>
        ${step > 0 && html`<button type="button" onClick=${() => go(-1)}>${t("tour.back")}</button>`}
        <button type="button" class="primary" onClick=${() => go(1)}>${step + 1 < STEPS.length ? t("tour.next") : t("tour.done")}</button>
      </div>
    </div>
  </div>`;
}

const WIDTH = 340;

function beside(box, side) {
  if (!box) return { left: `calc(50% - ${WIDTH / 2}px)`, top: "30%" };
  const fit = (left) => `${Math.max(12, Math.min(left, innerWidth - WIDTH - 12))}px`;
  if (side === "below") return { left: fit(box.left + box.width / 2 - WIDTH / 2), top: `${box.bottom + 18}px` };
  const top = `${Math.max(90, box.top + box.height * 0.22)}px`;
  if (side === "right") return { left: fit(box.right + 20), top };
  return { left: fit(box.left - WIDTH - 20), top };
}
