// The whole page: header, the two sides, what just happened, the tour.
import { html } from "./html.js";
import { Header } from "./header.js";
import { Phone } from "./phone/phone.js";
import { Desk } from "./desk/desk.js";
import { Panel } from "./panel.js";
import { Tour } from "./tour.js";
import { Notices } from "./ui.js";
import { useStore } from "./store.js";
import { t } from "./words.js";

export function App() {
  const { ready } = useStore();
  return html`<div class="page">
    <a class="skip" href="#desk">${t("page.skip")}</a>
    <${Header} />
    <main class="sides" aria-busy=${!ready}>
      <h2 class="hidden">${t("page.sides")}</h2>
      <${Phone} />
      <${Desk} />
    </main>
    <${Panel} />
    <${Notices} where="page" />
    <${Tour} />
  </div>`;
}
