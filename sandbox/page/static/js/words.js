// The page's own words, in four languages. Dictionaries are flat: key → text with {placeholders}.
import { remembered, remember } from "./memory.js";
import { store } from "./store.js";

export const LANGUAGES = { fr: "Français", en: "English", vi: "Tiếng Việt", zh: "中文" };
const LOCALES = { fr: "fr-FR", en: "en-GB", vi: "vi-VN", zh: "zh-CN" };
const loaded = {};
let words = {};

export function initialLanguage() {
  const asked = [remembered("language"), ...(navigator.languages ?? [navigator.language])];
  const known = asked.map((one) => String(one ?? "").slice(0, 2)).find((one) => one in LANGUAGES);
  return known ?? "en";
}

export async function chooseLanguage(language) {
  loaded[language] ??= await (await fetch(`/page/static/words/${language}.json`)).json();
  words = loaded[language];
  document.documentElement.lang = language;
  document.title = words["page.title"];
  store.set({ language });
}

export async function switchLanguage(language) {
  remember("language", language);
  await chooseLanguage(language);
}

// The text of a key; a key without a text is shown as it is, so that a test sees it.
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

export const has = (key) => key in words;
const locale = () => LOCALES[document.documentElement.lang];

// How moments are written. To make a writer takes far longer than to write with it, so each is kept: "fr-FR time" → it.
const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
  moment: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};
const writers = new Map();

function written(shape, seconds) {
  const key = `${locale()} ${shape}`;
  if (!writers.has(key)) writers.set(key, new Intl.DateTimeFormat(locale(), SHAPES[shape]));
  return writers.get(key).format(seconds * 1000);
}

export const time = (seconds) => written("time", seconds);
export const day = (seconds) => written("day", seconds);
export const moment = (seconds) => written("moment", seconds);

export function languageName(code) {
  if (!code) return "";
  return LANGUAGES[code] ?? new Intl.DisplayNames([locale()], { type: "language" }).of(code);
}

// A recording's length, as players show it: 0:07.
export const lasting = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function size(bytes) {
  const units = ["byte", "kilobyte", "megabyte"];
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  const shape = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale(), shape).format(bytes / 1000 ** step);
}
