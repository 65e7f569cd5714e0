// Small parts that both sides use: pictures of people, icons, menus, notices.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { t } from "./words.js";

const TINTS = ["#2f6f7e", "#a2542f", "#5b6b2f", "#7a4a72", "#3d5a94", "#8a6116", "#2e7357", "#94404f"];

export function Avatar({ name, id, small }) {
  const seed = [...String(id ?? name)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  const initials = /^[\p{L}]/u.test(name ?? "")
    ? name.split(/\s+/).map((word) => [...word][0]).filter(Boolean)
    : [[...(name || "?")][0]];
  const shown = /\p{Script=Han}/u.test(name ?? "") ? [...name].slice(-1) : [initials[0], initials.length > 1 ? initials.at(-1) : ""];
  const style = { background: TINTS[seed % TINTS.length] };
  return html`<span class=${`avatar${small ? " small" : ""}`} style=${style} aria-hidden="true">${shown.join("").toUpperCase()}</span>`;
}

export function AppMark({ small }) {
  return html`<img class=${`avatar mark${small ? " small" : ""}`} src="/page/static/icon.svg" alt="" />`;
}

const PATHS = {
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  clip: "M8 12.5 14 6.4a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l7.6-7.6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.5 14.5a4.4 4.4 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  reply: "M9 7 4 12l5 5M4 12h9a6 6 0 0 1 6 6",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.500 10.500",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.4-1.200.9-1.200 1.800M12 17h.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  mail: "M3.500 6h17v12h-17zM4 6.500l8 6.500 8-6.500",
  pin: "M12 21s6.500-6 6.500-11a6.500 6.500 0 0 0-13 0C5.500 15 12 21 12 21M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  hash: "M9 4 7 20M17 4l-2 16M4 9h16M4 15h16",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  slash: "M15 5 9 19",
  check: "M5 12.500 10 17 19 7.500",
  mic: "M12 15a3.500 3.500 0 0 0 3.500-3.500v-4a3.500 3.500 0 0 0-7 0v4A3.500 3.500 0 0 0 12 15M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3",
  play: "M8 5l11 7-11 7z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20.500a7.500 7.500 0 0 1 15 0",
  home: "M4 11 12 4l8 7M6 10v10h12V10",
};

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}

// A button that opens a short list. `items`: {label, do, danger?, icon?}; `top`: something above them.
export function Menu({ label, icon = "more", items = [], top, class: extra = "", placed = "", disabled }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const close = (refocus) => {
    setOpen(false);
    if (refocus) root.current?.querySelector("button")?.focus();
  };
  useLayoutEffect(() => {
    if (!open) return undefined;
    root.current.querySelector(".menu button:not(:disabled)")?.focus();
    const outside = (event) => root.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);
  const keys = (event) => {
    const inside = [...root.current.querySelectorAll(".menu button")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close(true);
    } else if (step && open) {
      event.preventDefault();
      inside.at((inside.indexOf(document.activeElement) + step) % inside.length)?.focus();
    }
  };
  const pick = (run) => () => {
    close(true);
    run();
  };
  return html`<div class=${`menu-root ${extra}`} ref=${root} onKeyDown=${keys}>
    <button type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup="true" aria-expanded=${open} disabled=${disabled} onClick=${() => setOpen(!open)}>
      <${Icon} name=${icon} />
    </button>
    ${open && html`<div class=${`menu ${placed}`} role="group" aria-label=${label}>
      ${top?.(pick)}
      ${items.filter(Boolean).map((item) => html`<button type="button" class=${item.danger ? "danger" : ""} onClick=${pick(item.do)}>
        ${item.icon && html`<${Icon} name=${item.icon} />`}<span>${item.label}</span>${item.hint && html`<small>${item.hint}</small>`}
      </button>`)}
    </div>`}
  </div>`;
}

export function Reactions({ faces, pick, choose }) {
  return html`<div class="faces" role="group" aria-label=${t("message.react")}>
    ${faces.map(([face, name]) => html`<button type="button" aria-label=${`${t("message.react")} ${face}`} onClick=${pick(() => choose(name ?? face))}>${face}</button>`)}
  </div>`;
}

const said = (words) => (typeof words === "function" ? words() : words);

export function Notices({ where, silent = false }) {
  const { notices } = useStore();
  return html`<div class="notices" aria-live="polite">
    ${notices.filter((one) => one.where === where && !(silent && one.act)).map((one) => html`<p key=${one.id} class=${`notice ${one.kind}`}><span>${said(one.text)}</span>${one.act && html`<button type="button" onClick=${one.act.do}>${said(one.act.label)}</button>`}</p>`)}
  </div>`;
}

// Keep a list at its end while new lines come, unless somebody scrolled up.
export function useStayAtEnd(mark, reset) {
  const list = useRef(null);
  const atEnd = useRef(true);
  const before = useRef(0);
  useEffect(() => {
    atEnd.current = true;
  }, [reset]);
  useEffect(() => {
    const node = list.current;
    if (node && atEnd.current) node.scrollTop = node.scrollHeight;
  }, [mark, reset]);
  const onScroll = () => {
    const node = list.current;
    const near = node.scrollHeight - node.scrollTop - node.clientHeight < 60;
    // A picture that loads moves the end away; only a person scrolls up.
    if (near) atEnd.current = true;
    else if (node.scrollTop < before.current - 2) atEnd.current = false;
    before.current = node.scrollTop;
  };
  const onLoad = () => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  return { ref: list, onScroll, onLoadCapture: onLoad };
}
