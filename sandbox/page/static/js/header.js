// Who we are in a sentence; the clock; language, theme, tour.
import { html, useEffect, useState } from "./html.js";
import { moveClock } from "./acts.js";
import { useStore, store } from "./store.js";
import { switchTheme } from "./theme.js";
import { LANGUAGES, moment, switchLanguage, t } from "./words.js";
import { Icon } from "./ui.js";

const STEPS = [["clock.hour", { seconds: 3600 }], ["clock.day", { working_days: 1 }], ["clock.week", { seconds: 604800 }]];

export function Header() {
  const { theme, language, connected, ready } = useStore();
  return html`<header class="top">
    <div class="brand">
      <img src="/page/static/icon.svg" alt="" width="36" height="36" />
      <h1>Palier</h1>
    </div>
    <p class="headline"><strong>${t("page.headline")}</strong> <span>${t("page.explained")}</span></p>
    ${ready && !connected && html`<p class="offline" role="status">${t("page.offline")}</p>`}
    <${Clock} />
    <div class="settings">
      <label class="hidden" for="language">${t("page.language")}</label>
      <select id="language" value=${language} onChange=${(event) => switchLanguage(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code} selected=${code === language}>${name}</option>`)}
      </select>
      <button type="button" class="icon-button" aria-pressed=${theme === "dark"} aria-label=${t("page.dark")} title=${t("page.dark")} onClick=${switchTheme}>
        <${Icon} name=${theme === "dark" ? "sun" : "moon"} />
      </button>
      <button type="button" class="icon-button" data-tour-button aria-label=${t("tour.open")} title=${t("tour.open")} onClick=${() => store.set({ tour: 0, box: null })}>
        <${Icon} name="help" />
      </button>
    </div>
  </header>`;
}

function Clock() {
  const { server } = useStore();
  const [, tick] = useState(0);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 10000);
    return () => clearInterval(timer);
  }, []);
  const now = server ? server.now + (Date.now() - server.askedAt) / 1000 : Date.now() / 1000;
  const move = async (by) => {
    if (busy) return;
    setBusy(true);
    await moveClock(by);
    setBusy(false);
  };
  return html`<section class="clock" id="clock" aria-label=${t("clock.title")}>
    <${Icon} name="clock" />
    <time aria-live="polite" datetime=${new Date(now * 1000).toISOString()}>${moment(now)}</time>
    <div class="steps" role="group" aria-label=${t("clock.forward")}>
      ${STEPS.map(([key, by]) => html`<button type="button" aria-disabled=${busy} title=${t("clock.forward")} onClick=${() => move(by)}>${t(key)}</button>`)}
    </div>
  </section>`;
}
