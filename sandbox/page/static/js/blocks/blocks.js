// Block Kit's blocks. `use(block, element, args)` is what pressing or choosing does; inputs are the modal's.
import { html } from "../html.js";
import { Element } from "./elements.js";
import { plain, TextObject } from "./mrkdwn.js";
import { RichText } from "./rich.js";

export function Blocks({ blocks, state = {}, use, input }) {
  return html`<div class="blocks">
    ${blocks.map((block) => html`<${Block} key=${block.block_id} block=${block} state=${state[block.block_id] ?? {}} use=${use} input=${input} />`)}
  </div>`;
}

function Block({ block, state, use, input }) {
  const element = (one) => html`<${Element} key=${one.action_id} block=${block} element=${one} state=${state[one.action_id] ?? {}} use=${use} />`;
  switch (block.type) {
    case "header":
      return html`<p class="block header" role="heading" aria-level="4">${plain(block.text.text)}</p>`;
    case "section":
      return html`<div class="block section">
        <div class="grow">
          ${block.text && html`<p><${TextObject} text=${block.text} /></p>`}
          ${block.fields && html`<div class="fields">${block.fields.map((one) => html`<div class="field"><${TextObject} text=${one} /></div>`)}</div>`}
        </div>
        ${block.accessory && html`<div class="accessory">${element(block.accessory)}</div>`}
      </div>`;
    case "rich_text":
      return html`<div class="block rich-text"><${RichText} elements=${block.elements} /></div>`;
    case "markdown":
      return html`<p class="block section">${block.text}</p>`;
    case "context":
      return html`<div class="block context">${block.elements.map((one) => (one.type === "image" ? html`<img src=${shown(one.image_url)} alt=${one.alt_text} />` : html`<${TextObject} text=${one} />`))}</div>`;
    case "actions":
      return html`<div class="block actions">${block.elements.map(element)}</div>`;
    case "divider":
      return html`<hr class="block" />`;
    case "image":
      return html`<figure class="block"><img src=${shown(block.image_url)} alt=${block.alt_text} /></figure>`;
    case "input":
      return input ? input(block) : null;
    default:
      return html`<p class="block context">${block.type}</p>`;
  }
}

// Pictures from elsewhere are not fetched: the page needs no network.
const shown = (url) => (url?.startsWith("data:") ? url : "/page/static/icon.svg");
