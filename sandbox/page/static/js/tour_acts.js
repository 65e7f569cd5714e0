// What the tour does for a visitor who would rather watch: report, answer the questions, show the card, reply.
import { person as atDesk, resident as onPhone } from "./acts.js";
import { refresh, select, staffOf, store } from "./store.js";
import { t } from "./words.js";

const SPOKEN = ["fr", "en", "vi", "zh"];
const QUESTIONS = 14;
const PATIENCE = 8000;

// An example in the language of the phone.
function example(what) {
  const { chat } = store.get().server;
  return t(`tour.${what}.${SPOKEN.includes(chat?.language) ? chat.language : "en"}`);
}

export const report = () => onPhone("send_text", { text: example("example") });

// Answer question after question, each with its first button, until the card is there.
export async function answer() {
  for (let asked = 0; asked < QUESTIONS && !store.get().server.card; asked++) {
    const before = sign();
    const question = store.get().server.chat?.messages.at(-1);
    if (question?.from_bot) {
      // The last row leads back; with no row above it, the answer is typed.
      const first = question.rows.length > 1 && question.rows[0].find((key) => !key.url);
      await (first ? onPhone("press", { message_id: question.id, label: first.text }) : onPhone("send_text", { text: t("tour.unit") }));
    }
    if (!(await changed(before))) return;
  }
}

const sign = () => {
  const { card, chat } = store.get().server;
  return JSON.stringify([card?.ts, chat?.messages.filter((one) => one.from_bot).map((one) => [one.id, one.text, one.rows.length])]);
};

// Whether the chat said something new; a short rest lets the bot finish what it is saying.
async function changed(before) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    await new Promise((done) => setTimeout(done, 250));
    const seen = sign();
    await refresh();
    if (seen !== before && seen === sign()) return true;
  }
  return false;
}

// The card's channel, as somebody who is in it.
export function show() {
  const { server, person } = store.get();
  const { members, channel } = server.card ?? {};
  if (!members) return null;
  const at = members.includes(person) ? person : staffOf(server).find((one) => members.includes(one.id))?.id;
  return select({ person: at, place: channel });
}

export async function reply() {
  await show();
  const { channel, ts } = store.get().server.card;
  select({ thread: ts });
  return atDesk("post", { channel, text: example("reply"), thread_ts: ts });
}
