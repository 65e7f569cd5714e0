// The right side: the office's workspace as the chosen person sees it.
import { html, useEffect } from "../html.js";
import { person as act } from "../acts.js";
import { markRead, select, useStore } from "../store.js";
import { t } from "../words.js";
import { Icon, Notices } from "../ui.js";
import { Sidebar, placeName } from "./sidebar.js";
import { Messages } from "./messages.js";
import { Composer } from "./composer.js";
import { Thread } from "./thread.js";
import { Home } from "./home.js";
import { Modal } from "./modal.js";

export function Desk() {
  const { server, thread, person, place } = useStore();
  return html`<section class="desk" id="desk" tabindex="-1" aria-labelledby="desk-title" data-tour="desk">
    <div class="side-title"><h2 id="desk-title">${t("desk.title")}</h2><p>${t("desk.subtitle")}</p></div>
    <div class=${`workspace${thread ? " threaded" : ""}`}>
      <${Sidebar} />
      ${server && place && html`<${Channel} key=${`${person}-${place}`} />`}
      ${server && !place && html`<p class="nothing">${t("desk.nothing")}</p>`}
      ${thread && html`<${Thread} key=${thread} />`}
      <${Notices} where="desk" />
    </div>
    <${Modal} />
  </section>`;
}

function Channel() {
  const { server, place, person } = useStore();
  const app = place === "home" || place === "app";
  const here = server.channels.find((one) => one.id === (app ? server.place : place));
  const last = here?.news.at(-1)?.ts;
  const ready = place === "home" ? false : app || server.place === place;
  useEffect(() => ready && markRead(`${person}:${here?.id}`, last), [person, here?.id, last, ready]);
  const openHome = () => {
    select({ place: "home" });
    act("open_home");
  };
  const openMessages = () => {
    select({ place: "app" });
    act("open_home", { tab: "messages" });
  };
  return html`<section class="channel" aria-label=${placeName(here, server, app)}>
    <header class="place">
      <h3>${app ? server.bot : html`<${Icon} name=${here?.kind === "group" ? "lock" : "hash"} />${placeName(here, server)}`}</h3>
      ${app && html`<div class="tabs" role="group" aria-label=${t("desk.app.parts")}>
        <button type="button" aria-pressed=${place === "home"} onClick=${openHome}>${t("desk.app.home")}</button>
        <button type="button" aria-pressed=${place === "app"} onClick=${openMessages}>${t("desk.app.messages")}</button>
      </div>`}
      ${!app && here && html`<p>${t("desk.members", { n: here.members })}${here.shared ? ` · ${t("desk.shared")}` : ""}${here.archived ? ` · ${t("desk.archived")}` : ""}</p>`}
    </header>
    ${place === "home" ? html`<${Home} />` : html`<${Messages} messages=${ready ? server.channel : []} label=${t("desk.messages")} empty=${t("desk.quiet")} />`}
    ${place !== "home" && !here?.archived && html`<${Composer} />`}
  </section>`;
}
