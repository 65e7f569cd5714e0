// A resident's topics: all of the chat, what is in none ("general"), each topic; one more is opened here.
import { html, useLayoutEffect, useRef, useState } from "../html.js";
import { resident as act } from "../acts.js";
import { store } from "../store.js";
import { t } from "../words.js";

export const GENERAL = 0;

// The chosen topic, or null (all) when it is gone.
export function known(topic, chat) {
  return topic === GENERAL || chat?.topics.some((one) => one.id === topic) ? topic : null;
}

// The sign of a topic without a picture of its own: its colour and its first letter.
export function TopicMark({ topic }) {
  return html`<span class="topic-mark" style=${{ background: topic.color }} aria-hidden="true">${[...topic.name][0]}</span>`;
}

export function Topics({ chat, topic }) {
  const [adding, setAdding] = useState(false);
  const choose = (id) => store.set({ topic: id });
  const tab = (id, name, mark) => html`<button key=${id} type="button" aria-pressed=${topic === id} onClick=${() => choose(id)}>${mark}${name}</button>`;
  return html`<div class="topics" role="group" aria-label=${t("phone.topics")}>
    ${tab(null, t("phone.topics.all"))}
    ${tab(GENERAL, t("phone.topics.general"))}
    ${chat.topics.map((one) => tab(one.id, one.name, html`<${TopicMark} topic=${one} />`))}
    ${adding
      ? html`<${NewTopic} n=${chat.topics.length + 1} done=${(made) => (setAdding(false), made && choose(made.topic))} />`
      : chat.topics_enabled && html`<button type="button" aria-label=${t("phone.topic.add")} title=${t("phone.topic.add")} onClick=${() => setAdding(true)}>+</button>`}
  </div>`;
}

function NewTopic({ n, done }) {
  const field = useRef(null);
  useLayoutEffect(() => field.current.select(), []);
  const submit = async (event) => {
    event.preventDefault();
    const name = field.current.value.trim();
    if (name) done(await act("create_topic", { name }));
  };
  return html`<form onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && done(null)}>
    <input ref=${field} maxlength="128" aria-label=${t("phone.topic.name")} defaultValue=${t("phone.topic.new", { n })} />
  </form>`;
}
