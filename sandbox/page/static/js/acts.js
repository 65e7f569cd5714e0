// What people do: the control API, one function a deed. A refusal is shown where it happened.
import { notify, refresh, store } from "./store.js";

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!said.ok) throw new Error(said.error);
  return said.result ?? said;
}

async function tried(where, work) {
  try {
    return await work();
  } catch (error) {
    notify(error.message, where, "error");
    return null;
  } finally {
    refresh();
  }
}

// The resident whose phone is open does something; null when it was refused.
export function resident(action, args = {}) {
  const body = { resident: store.get().resident, ...args };
  return tried("phone", () => post(`/control/telegram/${action}`, body));
}

export function newResident(name, language) {
  const body = { name, language_code: language };
  return tried("phone", () => post("/control/telegram/add_resident", body));
}

// The contractor whose mailbox is open does something; null when it was refused.
export function contractor(action, args) {
  return tried("mail", () => post(`/control/mail/${action}`, args));
}

// The person at the desk does something; null when it was refused.
export function person(action, args = {}) {
  const body = { user: store.get().person, ...args };
  return tried("desk", () => post(`/control/slack/${action}`, body));
}

// by: { seconds } or { working_days }
export function moveClock(by) {
  return tried("page", () => post("/page/clock", by));
}

// The channel to name in an action; "app" and "home" are the person's own conversation with the app.
export function channelName() {
  const { place, person: who } = store.get();
  return place === "app" || place === "home" ? `@${who}` : place;
}
