// rich_text blocks as elements.
import { html } from "../html.js";
import { Link, channelOf, face, nameOf } from "./mrkdwn.js";

export function RichText({ elements }) {
  return elements.map((one) => html`<${Part} one=${one} />`);
}

function Part({ one }) {
  const inner = (one.elements ?? []).map((leaf) => html`<${Leaf} one=${leaf} />`);
  switch (one.type) {
    case "rich_text_quote":
      return html`<blockquote>${inner}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre>${inner}</pre>`;
    case "rich_text_list": {
      const items = one.elements.map((item) => html`<li><${Part} one=${item} /></li>`);
      return one.style === "ordered" ? html`<ol class=${`indent${one.indent ?? 0}`}>${items}</ol>` : html`<ul class=${`indent${one.indent ?? 0}`}>${items}</ul>`;
    }
    default:
      return html`<div class="rich">${inner}</div>`;
  }
}

function Leaf({ one }) {
  switch (one.type) {
    case "text":
      return styled(one.text, one.style);
    case "emoji":
      return face(one.name);
    case "user":
      return html`<span class="mention">@${nameOf(one.user_id)}</span>`;
    case "channel":
      return html`<span class="mention">#${channelOf(one.channel_id)}</span>`;
    case "broadcast":
      return html`<span class="mention">@${one.range}</span>`;
    case "usergroup":
      return html`<span class="mention">@${one.usergroup_id}</span>`;
    case "link":
      return html`<${Link} url=${one.url}>${styled(one.text ?? one.url, one.style)}<//>`;
    case "rich_text_section":
      return html`<${Part} one=${one} />`;
    default:
      return one.fallback ?? one.text ?? "";
  }
}

function styled(text, style = {}) {
  let out = text;
  if (style.code) out = html`<code>${out}</code>`;
  if (style.bold) out = html`<strong>${out}</strong>`;
  if (style.italic) out = html`<em>${out}</em>`;
  if (style.underline) out = html`<u>${out}</u>`;
  if (style.strike) out = html`<s>${out}</s>`;
  return out;
}
