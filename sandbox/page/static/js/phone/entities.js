// Formatted text by entities: offsets count UTF-16 units, as JavaScript's strings do.
import { html } from "../html.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

export function Formatted({ text, entities, command }) {
  return piece(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), command);
}

function piece(text, from, to, entities, command) {
  const out = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [one] = rest;
    const end = Math.min(one.offset + one.length, to);
    const inner = rest.slice(1).filter((other) => other.offset < end);
    rest = rest.slice(1).filter((other) => other.offset >= end);
    if (one.offset < at || one.offset >= to) continue;
    out.push(text.slice(at, one.offset), wrap(one, text.slice(one.offset, end), piece(text, one.offset, end, inner, command), command));
    at = end;
  }
  out.push(text.slice(at, to));
  return out;
}

function wrap(entity, text, inner, command) {
  const { type } = entity;
  if (TAGS[type]) return html`<${TAGS[type]}>${inner}<//>`;
  if (type === "bot_command") return html`<button type="button" class="command" onClick=${() => command(text)}>${text}</button>`;
  const target = { text_link: entity.url, url: /^https?:/i.test(text) ? text : `https://${text}`, email: `mailto:${text}` }[type];
  if (target && /^(https?|mailto|tel):/i.test(target)) {
    return html`<a href=${target} target="_blank" rel="noopener noreferrer">${inner}</a>`;
  }
  if (type === "spoiler") return html`<span class="spoiler" tabindex="0">${inner}</span>`;
  return inner;
}
