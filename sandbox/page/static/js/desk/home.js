// The app's home tab.
import { html } from "../html.js";
import { person as act } from "../acts.js";
import { select, useStore } from "../store.js";
import { t } from "../words.js";
import { Blocks } from "../blocks/blocks.js";

export function Home() {
  const { server } = useStore();
  const use = async (block, element, args) => {
    const named = { action_id: element.action_id, block_id: block.block_id };
    if (element.type === "button" && element.value) named.value = element.value;
    await act("press_in_view", { home: true, ...named, ...args });
  };
  return html`<div class="home" tabindex="0" role="region" aria-label=${t("desk.app.home")}>
    ${server.home ? html`<${Blocks} blocks=${server.home.blocks} state=${server.home.state} use=${use} />` : html`<div class="hello"><p><strong>${t("desk.home.none")}</strong></p><p>${t("desk.home.none.words", { app: server.bot, command: server.commands[0] ?? "/" })}</p>
      <button type="button" onClick=${() => select({ place: "app" })}>${t("desk.home.none.do", { app: server.bot })}</button></div>`}
  </div>`;
}
