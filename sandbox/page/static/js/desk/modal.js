// The modal that the app opened for this person. What was typed stays where block and element stay.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../html.js";
import { person as act } from "../acts.js";
import { useStore } from "../store.js";
import { t } from "../words.js";
import { Icon, Notices } from "../ui.js";
import { Blocks } from "../blocks/blocks.js";
import { Input, valueIn } from "../blocks/inputs.js";
import { plain } from "../blocks/mrkdwn.js";

export function Modal() {
  const { server } = useStore();
  const view = server?.modal;
  return view ? html`<${Open} key=${view.root_view_id} view=${view} />` : null;
}

function Open({ view }) {
  const dialog = useRef(null);
  const back = useRef(document.activeElement);
  const [typed, setTyped] = useState({});
  const [errors, setErrors] = useState({});
  const [failed, setFailed] = useState(null);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => {
    const node = dialog.current;
    node.showModal();
    focusFirst(node);
    return () => {
      node.close();
      if (back.current?.isConnected) back.current.focus();
    };
  }, []);
  useEffect(() => setErrors({}), [view.id, view.hash]);

  const keyOf = (block) => `${view.id}/${block.block_id}/${block.element.action_id}`;
  const current = (block) => typed[keyOf(block)] ?? valueIn(view.state[block.block_id]?.[block.element.action_id]);
  const change = (block) => (value) => {
    setTyped((kept) => ({ ...kept, [keyOf(block)]: value }));
    if (block.dispatch_action && !block.element.type.includes("text_input")) act("fill_view", { values: { [block.block_id]: value } });
  };
  const close = () => act("close_view");
  const submit = async (event) => {
    event.preventDefault();
    const inputs = view.blocks.filter((block) => block.type === "input");
    const values = Object.fromEntries(inputs.map((block) => [block.block_id, current(block)]));
    setBusy(true);
    setFailed(null);
    const answer = await act("submit_view", { values });
    setBusy(false);
    setErrors(answer?.errors ?? {});
    setFailed(answer?.failed ?? null);
    const wrong = Object.keys(answer?.errors ?? {})[0];
    if (wrong) dialog.current?.querySelector(`#in-${CSS.escape(wrong)}`)?.focus();
  };
  const keys = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (view.submit && !busy) event.currentTarget.requestSubmit();
  };
  const use = async (block, element, args) => {
    const named = { action_id: element.action_id, block_id: block.block_id };
    if (element.type === "button" && element.value) named.value = element.value;
    // What is pressed takes along what is written, as Slack's view.state does.
    const written = view.blocks.filter((one) => one.type === "input" && keyOf(one) in typed);
    if (written.length) await act("fill_view", { values: Object.fromEntries(written.map((one) => [one.block_id, current(one)])) });
    await act("press_in_view", { ...named, ...args });
  };
  const input = (block) => html`<${Input} key=${keyOf(block)} block=${block} value=${current(block)} change=${change(block)} error=${errors[block.block_id]} />`;
  const cancel = (event) => {
    event.preventDefault();
    close();
  };
  return html`<dialog class="modal" ref=${dialog} aria-labelledby="modal-title" onCancel=${cancel}>
    <form onSubmit=${submit} onKeyDown=${keys} novalidate>
      <header><h2 id="modal-title">${plain(view.title?.text ?? "")}</h2>
        <button type="button" class="icon-button" aria-label=${t("close")} onClick=${close}><${Icon} name="close" /></button></header>
      <div class="content"><${Blocks} blocks=${view.blocks} state=${view.state} use=${use} input=${input} /></div>
      ${failed && html`<p class="error" role="alert">${failed}</p>`}
      <footer>
        <button type="button" onClick=${close}>${plain(view.close?.text ?? "") || t("cancel")}</button>
        ${view.submit && html`<button type="submit" class="primary" disabled=${busy} aria-busy=${busy}>${plain(view.submit.text)}</button>`}
      </footer>
    </form>
    <${Notices} where="desk" silent />
  </dialog>`;
}

function focusFirst(node) {
  const field = node.querySelector(".content input, .content textarea, .content select, .content button");
  (field ?? node.querySelector("footer button"))?.focus();
}
