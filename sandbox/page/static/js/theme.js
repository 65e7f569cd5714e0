// Dark or light: the system's choice until somebody chooses here.
import { remembered, remember } from "./memory.js";
import { store } from "./store.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function applyTheme() {
  const theme = remembered("theme") ?? (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  store.set({ theme });
}

export function switchTheme() {
  remember("theme", store.get().theme === "dark" ? "light" : "dark");
  applyTheme();
}

dark.addEventListener("change", applyTheme);
