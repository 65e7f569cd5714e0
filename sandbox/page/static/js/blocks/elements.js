// What can be pressed or chosen in a block, outside of a modal's inputs.
import { html, useState } from "../html.js";
import { staffOf, useStore } from "../store.js";
import { t } from "../words.js";
import { Menu } from "../ui.js";
import { plain } from "./mrkdwn.js";

export function Element({ block, element, state, use }) {
  const [busy, setBusy] = useState(false);
  // Nothing is disabled meanwhile: a disabled element would lose the keyboard's focus.
  const act = async (args = {}) => {
    if (busy) return;
    setBusy(true);
    await use(block, element, args);
    setBusy(false);
  };
  switch (element.type) {
    case "button":
      return html`<${Button} element=${element} busy=${busy} act=${act} />`;
    case "overflow":
      return html`<${Menu} class="overflow" label=${t("desk.overflow")} placed="below end" items=${element.options.map((one) => ({ label: plain(one.text.text), do: () => act({ selected: one.value }) }))} />`;
    case "checkboxes":
    case "radio_buttons":
      return html`<${Ticks} element=${element} state=${state} act=${act} />`;
    case "static_select":
    case "users_select":
    case "external_select":
      return html`<${Select} element=${element} state=${state} act=${act} />`;
    case "datepicker":
    case "timepicker":
      return html`<input type=${element.type === "datepicker" ? "date" : "time"} aria-label=${label(element)} value=${state.selected_date ?? state.selected_time ?? ""} onChange=${(event) => act({ selected: event.target.value })} />`;
    case "image":
      return html`<img src="/page/static/icon.svg" alt=${element.alt_text} />`;
    default:
      return html`<${Field} element=${element} state=${state} act=${act} />`;
  }
}

const label = (element) => plain(element.placeholder?.text ?? "") || t("desk.choose");

function Button({ element, busy, act }) {
  const text = plain(element.text.text, element.text.emoji !== false);
  const described = element.accessibility_label;
  if (element.url) {
    return html`<a class=${`button ${element.style ?? ""}`} href=${element.url} target="_blank" rel="noopener noreferrer" aria-label=${described} onClick=${() => act()}>${text}</a>`;
  }
  return html`<button type="button" class=${element.style ?? ""} aria-label=${described} aria-disabled=${busy} onClick=${() => (element.confirm ? sure(element.confirm, act) : act())}>${text}</button>`;
}

function sure(question, act) {
  const words = [question.title?.text, question.text?.text].filter(Boolean).map((one) => plain(one)).join("\n\n");
  if (window.confirm(words)) act();
}

function Ticks({ element, state, act }) {
  const several = element.type === "checkboxes";
  const picked = several ? (state.selected_options ?? []).map((one) => one.value) : [state.selected_option?.value];
  const toggle = (value) => {
    const now = picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value];
    act({ selected: several ? now : value });
  };
  return html`<fieldset class="ticks"><legend class="hidden">${t("desk.ticks")}</legend>
    ${element.options.map((option) => html`<label class="tick">
      <input type=${several ? "checkbox" : "radio"} name=${element.action_id} checked=${picked.includes(option.value)} onChange=${() => toggle(option.value)} />
      <span>${plain(option.text.text)}${option.description && html`<small>${plain(option.description.text)}</small>`}</span>
    </label>`)}
  </fieldset>`;
}

export function optionsOf(element) {
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
}

function Select({ element, state, act }) {
  const { server } = useStore();
  const people = element.type === "users_select";
  const options = people
    ? staffOf(server).map((one) => ({ value: one.id, name: one.name }))
    : optionsOf(element).map((one) => ({ value: one.value, name: plain(one.text.text) }));
  const value = (people ? state.selected_user : state.selected_option?.value) ?? "";
  const change = (event) => event.target.value && act(people ? { selected_user: event.target.value } : { selected: event.target.value });
  return html`<select aria-label=${label(element)} value=${value} onChange=${change}>
    <option value="" selected=${!value}>${label(element)}</option>
    ${options.map((one) => html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.name}</option>`)}
  </select>`;
}

function Field({ element, state, act }) {
  const submit = (event) => {
    if (event.key === "Enter") act({ selected: event.target.value });
  };
  return html`<input aria-label=${label(element)} placeholder=${plain(element.placeholder?.text ?? "")} value=${state.value ?? ""} onKeyDown=${submit} />`;
}
