// What the resident's next message is about: an edit of an own one, or a reply to one.
import { useEffect, useState } from "../html.js";

let current = null;
const listeners = new Set();

function set(draft) {
  current = draft;
  for (const listener of listeners) listener(draft);
}

export const editing = (message) => set({ kind: "edit", message });
export const replying = (message) => set({ kind: "reply", message });
export const settled = () => set(null);

export function useDraft() {
  const [draft, hear] = useState(current);
  useEffect(() => {
    listeners.add(hear);
    hear(current);
    return () => {
      listeners.delete(hear);
      current = null;
    };
  }, []);
  return draft;
}
