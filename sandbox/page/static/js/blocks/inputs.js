// A modal's inputs: label, hint, error, and the field itself. `value` is what Slack's state would hold, as JSON.
import { encoded } from "../files.js";
import { html } from "../html.js";
import { staffOf, useStore } from "../store.js";
import { t } from "../words.js";
import { optionsOf } from "./elements.js";
import { plain } from "./mrkdwn.js";

// The plain value in an element's state: a text, an option's value, a list of them.
export function valueIn(state = {}) {
  for (const [key, value] of Object.entries(state)) {
    if (key === "type") continue;
    if (key === "selected_option") return value?.value ?? null;
    if (key === "selected_options") return (value ?? []).map((one) => one.value);
    return value;
  }
  return null;
}

export function Input({ block, value, change, error }) {
  const id = `in-${block.block_id}`;
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const { element } = block;
  const group = ["checkboxes", "radio_buttons"].includes(element.type);
  const name = html`${plain(block.label.text)}${block.optional && html` <small>${t("desk.optional")}</small>`}`;
  const field = html`<${Field} id=${id} element=${element} value=${value} change=${change} described=${described} invalid=${Boolean(error)} />`;
  return html`<div class=${`block input${error ? " wrong" : ""}`}>
    ${group
      ? html`<fieldset aria-describedby=${described}><legend>${name}</legend>${field}</fieldset>`
      : html`<label for=${id}>${name}</label>${field}`}
    ${block.hint && html`<p class="hint" id=${`${id}-hint`}>${plain(block.hint.text)}</p>`}
    ${error && html`<p class="error" id=${`${id}-error`}>${plain(error)}</p>`}
  </div>`;
}

const KINDS = { number_input: "text", email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };

// Seconds since 1970 as the field wants them: the day and time of whoever looks.
function localTime(seconds) {
  if (!seconds) return "";
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function Field({ id, element, value, change, described, invalid }) {
  const { server } = useStore();
  const common = { id, "aria-describedby": described, "aria-invalid": invalid ? "true" : undefined };
  const hint = plain(element.placeholder?.text ?? "");
  const text = { ...common, placeholder: hint, value: value ?? "", onInput: (event) => change(event.target.value) };
  const people = element.type.includes("users_select");
  const choices = people
    ? staffOf(server).map((one) => ({ value: one.id, name: one.name }))
    : optionsOf(element).map((one) => ({ value: one.value, name: plain(one.text.text), more: one.description }));
  switch (element.type) {
    case "plain_text_input":
      return element.multiline ? html`<textarea rows="4" ...${text}></textarea>` : html`<input type="text" ...${text} />`;
    case "static_select":
    case "users_select":
      return html`<select ...${common} value=${value ?? ""} onChange=${(event) => change(event.target.value || null)}>
        <option value="" selected=${!value}>${hint || t("desk.choose")}</option>
        ${choices.map((one) => html`<option value=${one.value} selected=${one.value === value}>${one.name}</option>`)}
      </select>`;
    case "multi_static_select":
    case "multi_users_select":
    case "checkboxes":
      return html`<div class="ticks" id=${id}>${choices.map((one) => html`<${Tick} one=${one} type="checkbox" name=${id} checked=${(value ?? []).includes(one.value)} change=${(on) => change(on ? [...(value ?? []), one.value] : value.filter((kept) => kept !== one.value))} />`)}</div>`;
    case "datetimepicker":
      return html`<input type="datetime-local" ...${common} value=${localTime(value)} onInput=${(event) => change(event.target.value ? Math.floor(new Date(event.target.value).getTime() / 1000) : null)} />`;
    case "file_input":
      return html`<input type="file" multiple=${(element.max_files ?? 10) > 1} accept=${(element.filetypes ?? []).map((one) => `.${one}`).join(",")} ...${common} onChange=${async (event) => change(await Promise.all([...event.target.files].map(encoded)))} />`;
    case "radio_buttons":
      return html`<div class="ticks" id=${id}>${choices.map((one) => html`<${Tick} one=${one} type="radio" name=${id} checked=${one.value === value} change=${() => change(one.value)} />`)}</div>`;
    default:
      return html`<input type=${KINDS[element.type] ?? "text"} ...${text} />`;
  }
}

function Tick({ one, type, name, checked, change }) {
  return html`<label class="tick"><input type=${type} name=${name} checked=${checked} onChange=${(event) => change(event.target.checked)} />
    <span>${one.name}${one.more && html`<small>${plain(one.more.text)}</small>`}</span></label>`;
}
