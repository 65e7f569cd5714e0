import { html, render } from "./html.js";
import { App } from "./app.js";
import { chooseLanguage, initialLanguage } from "./words.js";
import { applyTheme } from "./theme.js";
import { start } from "./store.js";

applyTheme();
await chooseLanguage(initialLanguage());
render(html`<${App} />`, document.getElementById("page"));
start();
