// Where somebody at the desk writes: text, slash commands, dropped files; "also send to channel" in a thread.
import { html, useRef, useState } from "../html.js";
import { channelName, person as act } from "../acts.js";
import { drawnPhoto, encoded, pick } from "../files.js";
import { notify, useStore } from "../store.js";
import { size, t } from "../words.js";
import { Icon, Menu } from "../ui.js";
import { placeName } from "./sidebar.js";

export function Composer({ thread }) {
  const { server, place } = useStore();
  const [text, setText] = useState("");
  const [files, setFiles] = useState([]);
  const [broadcast, setBroadcast] = useState(false);
  const [over, setOver] = useState(false);
  const field = useRef(null);
  const here = server.channels.find((one) => one.id === place);
  const name = placeName(here, server, !here);
  const hint = thread ? t("desk.write.thread") : t("desk.write", { place: name });
  const short = thread ? hint : t("desk.write.short", { place: name });

  const send = async (event) => {
    event.preventDefault();
    const words = text.trim();
    if (!words && !files.length) return;
    const command = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i.exec(words);
    if (command && thread) return notify(() => t("desk.command.thread"), "desk", "error");
    const channel = channelName();
    const done = command
      ? await act("command", { channel, command: command[1], text: command[2] ?? "" })
      : await act("post", { channel, text: words, thread_ts: thread ?? null, broadcast, files: await Promise.all(files.map(encoded)) });
    if (done) {
      setText("");
      setFiles([]);
      setBroadcast(false);
    }
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const add = (more) => {
    setFiles((kept) => [...kept, ...more].slice(0, 10));
    field.current?.focus();
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const drag = (event) => {
    event.preventDefault();
    setOver(true);
  };
  const items = [
    { label: t("desk.attach.file"), icon: "file", do: async () => add(await pick({ several: true })) },
    { label: t("desk.attach.drawn"), do: () => add([drawnPhoto(1)]) },
  ];
  return html`<form class=${`write${over ? " over" : ""}`} onSubmit=${send} onDragOver=${drag} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    ${files.length > 0 && html`<ul class="to-send">${files.map((file, position) => html`<li>
      <${Icon} name="file" /><span>${file.name}<small>${size(file.size)}</small></span>
      <button type="button" class="icon-button" aria-label=${t("desk.attach.remove", { name: file.name })} onClick=${() => setFiles(files.filter((_, n) => n !== position))}><${Icon} name="close" /></button>
    </li>`)}</ul>`}
    <div class="line">
      <${Menu} label=${t("desk.attach")} icon="clip" items=${items} placed="above" />
      <textarea ref=${field} rows="1" aria-label=${hint} placeholder=${short} title=${hint} value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>
      <button type="submit" class="icon-button send" aria-label=${t("send")} title=${t("send")} disabled=${!text.trim() && !files.length}><${Icon} name="send" /></button>
    </div>
    ${thread && place && here && html`<label class="tick also"><input type="checkbox" checked=${broadcast} onChange=${(event) => setBroadcast(event.target.checked)} /><span>${t("desk.also")}</span></label>`}
  </form>`;
}
