// The thread that is open beside the channel.
import { html, useLayoutEffect, useRef } from "../html.js";
import { select, useStore } from "../store.js";
import { t } from "../words.js";
import { Icon } from "../ui.js";
import { Messages } from "./messages.js";
import { Composer } from "./composer.js";

export function Thread() {
  const { server, thread } = useStore();
  const head = useRef(null);
  useLayoutEffect(() => head.current?.focus(), []);
  const close = () => {
    const from = document.querySelector(`.channel [data-ts="${CSS.escape(thread)}"] .replies`);
    select({ thread: null });
    from?.focus();
  };
  const keys = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  };
  const shown = server?.thread ?? [];
  const gone = shown.length > 0 && ![shown[0].ts, shown[0].thread_ts].includes(thread);
  return html`<aside class="thread" aria-label=${t("desk.thread")} onKeyDown=${keys}>
    <header class="place"><h3 tabindex="-1" ref=${head}>${t("desk.thread")}</h3>
      <button type="button" class="icon-button" aria-label=${t("desk.thread.close")} title=${t("desk.thread.close")} onClick=${close}><${Icon} name="close" /></button>
    </header>
    <${Messages} messages=${gone ? [] : shown} label=${t("desk.thread")} empty="" inThread />
    <${Composer} thread=${thread} />
  </aside>`;
}
