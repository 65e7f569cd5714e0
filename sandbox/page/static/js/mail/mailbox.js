// A contractor's mailbox: the office's letters as he reads them, and where he answers one.
import { html, useEffect, useRef, useState } from "../html.js";
import { contractor as act } from "../acts.js";
import { drawnPhoto, encoded, pick } from "../files.js";
import { markRead } from "../store.js";
import { moment, t } from "../words.js";
import { Icon, Menu, Notices, useStayAtEnd } from "../ui.js";

export function Mailbox({ box }) {
  const [chosen, setChosen] = useState(null);
  const field = useRef(null);
  const got = box.letters.filter((one) => !one.own);
  const answering = got.find((one) => one.id === chosen) ?? got.at(-1);
  const newest = got.at(-1)?.id;
  useEffect(() => markRead(`mail:${box.address}`, newest), [box.address, newest]);
  const stay = useStayAtEnd(box.letters.at(-1)?.id, box.address);
  const reply = (letter) => {
    setChosen(letter.id);
    field.current?.focus();
  };
  return html`<div class="phone mailbox">
    <header class="bar"><span class="avatar mark" aria-hidden="true"><${Icon} name="mail" /></span><div><h3>${box.name}</h3><p>${box.address}</p></div></header>
    <div class="chat" role="log" aria-live="polite" aria-label=${t("mail.letters")} tabindex="0" ...${stay}><ol>
      ${!box.letters.length && html`<li class="hello">${t("mail.empty")}</li>`}
      ${box.letters.map((one) => html`<${Letter} key=${one.id} one=${one} reply=${got.length > 1 && !one.own && (() => reply(one))} />`)}
    </ol></div>
    ${answering && html`<${Answer} key=${box.address} box=${box} letter=${answering} field=${field} sent=${() => setChosen(null)} />`}
    <${Notices} where="mail" />
  </div>`;
}

function Letter({ one, reply }) {
  return html`<li class=${one.own ? "letter own" : "letter"} data-id=${one.id}>
    <p class="head"><span>${one.own ? t("mail.own", { to: one.to }) : t("mail.from", { from: one.from })}</span> <time>${moment(one.at)}</time></p>
    <h4>${one.subject}</h4>
    ${one.automatic && html`<p class="quiet">${t("mail.automatic")}</p>`}
    <div class="words" lang=${one.language || undefined}>${one.text.trim()}</div>
    ${one.files.length > 0 && html`<ul class="enclosed">${one.files.map((file) => html`<li><${Icon} name="file" />${file}</li>`)}</ul>`}
    ${reply && html`<button type="button" onClick=${reply}><${Icon} name="reply" />${t("mail.reply")}</button>`}
  </li>`;
}

function Answer({ box, letter, field, sent }) {
  const [text, setText] = useState("");
  const [files, setFiles] = useState([]);
  const send = async (words, more = {}) => {
    const attached = await Promise.all(files.map(encoded));
    const done = await act("answer", { sender: box.address, name: box.name, text: words, letter: letter.id, attached, ...more });
    if (!done) return;
    setText("");
    setFiles([]);
    sent();
  };
  const ready = text.trim() || files.length > 0;
  const submit = (event) => {
    event.preventDefault();
    if (ready) send(text);
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) submit(event);
  };
  const add = (more) => setFiles([...files, ...more]);
  const items = [
    { label: t("phone.attach.drawn"), do: () => add([drawnPhoto(files.length)]) },
    { label: t("phone.attach.file"), icon: "file", do: async () => add(await pick({ several: true })) },
    { label: t("mail.away"), icon: "clock", do: () => send(t("mail.away.words"), { headers: { "Auto-Submitted": "auto-replied" } }) },
  ];
  return html`<form class="write" onSubmit=${submit}>
    <p class="draft"><span>${t("mail.answering")} <q>${letter.subject}</q></span></p>
    ${files.length > 0 && html`<ul class="to-send">${files.map((file, at) => html`<li>${file.name}<button type="button" class="icon-button" aria-label=${t("mail.remove", { name: file.name })} onClick=${() => setFiles(files.filter((_, other) => other !== at))}><${Icon} name="close" /></button></li>`)}</ul>`}
    <div class="line">
      <${Menu} label=${t("phone.attach")} icon="clip" items=${items} placed="above" />
      <textarea ref=${field} rows="3" aria-label=${t("mail.write")} placeholder=${t("mail.write")} value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>
      <button type="submit" class="icon-button send" aria-label=${t("send")} title=${t("send")} disabled=${!ready}><${Icon} name="send" /></button>
    </div>
  </form>`;
}
