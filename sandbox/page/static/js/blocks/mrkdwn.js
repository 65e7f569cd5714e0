// The desk's text markup as elements: bold, italic, code, quotes, mentions, links, emoji. Nothing becomes HTML.
import { html } from "../html.js";
import { store } from "../store.js";

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
export const face = (name) => store.get().server?.emoji[name] ?? `:${name}:`;
const faces = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => store.get().server?.emoji[name] ?? whole);

export function plain(text, emoji = true) {
  return unescape(emoji ? faces(text ?? "") : (text ?? ""));
}

export const nameOf = (id) => store.get().server?.users.find((one) => one.id === id)?.name ?? id;
export const channelOf = (id) => store.get().server?.rooms[id] || id;

// A text object as elements: {type: "plain_text" | "mrkdwn", text}.
export function TextObject({ text }) {
  if (!text) return null;
  return text.type === "mrkdwn" ? html`<${Mrkdwn} text=${text.text} />` : html`<span class="plain">${plain(text.text, text.emoji !== false)}</span>`;
}

export function Mrkdwn({ text }) {
  const out = [];
  for (const [position, part] of String(text ?? "").split("```").entries()) {
    if (position % 2) out.push(html`<pre>${unescape(part.replace(/^\n/, ""))}</pre>`);
    else out.push(lines(part));
  }
  return html`<span class="mrkdwn">${out}</span>`;
}

function lines(text) {
  const out = [];
  let quote = [];
  const close = () => {
    if (quote.length) out.push(html`<blockquote>${quote.map((line, n) => [n ? html`<br />` : null, inline(line)])}</blockquote>`);
    quote = [];
  };
  for (const [position, line] of text.split("\n").entries()) {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) quote.push(quoted[1]);
    else {
      const after = quote.length > 0;
      close();
      if (position && !after) out.push(html`<br />`);
      out.push(inline(line));
    }
  }
  close();
  return out;
}

const TOKENS = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])\*(?=\S)([^*\n]+?)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_(?=\S)([^_\n]+?)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])~(?=\S)([^~\n]+?)~(?![\p{L}\p{N}])/gu;

function inline(text) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(TOKENS)) {
    out.push(plain(text.slice(at, found.index)));
    const [whole, code, control, bold, italic, strike] = found;
    if (code !== undefined) out.push(html`<code>${unescape(code)}</code>`);
    else if (control !== undefined) out.push(controlled(control));
    else if (bold !== undefined) out.push(html`<strong>${inline(bold)}</strong>`);
    else if (italic !== undefined) out.push(html`<em>${inline(italic)}</em>`);
    else out.push(html`<s>${inline(strike)}</s>`);
    at = found.index + whole.length;
  }
  out.push(plain(text.slice(at)));
  return out;
}

function controlled(inside) {
  const [target, label] = inside.split("|", 2);
  if (target.startsWith("@")) return html`<span class="mention">@${nameOf(target.slice(1))}</span>`;
  if (target.startsWith("#")) return html`<span class="mention">#${channelOf(target.slice(1))}</span>`;
  if (target.startsWith("!date^")) return unescape(label ?? "");
  if (target.startsWith("!")) return html`<span class="mention">${unescape(label ?? `@${target.slice(1).split("^")[0]}`)}</span>`;
  return html`<${Link} url=${unescape(target)}>${unescape(label ?? target)}<//>`;
}

export function Link({ url, children }) {
  if (!/^(https?|mailto|tel):/i.test(url)) return children;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${children}</a>`;
}
