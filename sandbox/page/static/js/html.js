// The one door to the view library: Preact with htm, kept in vendor/.
export {
  html,
  render,
  useState,
  useEffect,
  useLayoutEffect,
  useRef,
  useMemo,
} from "../vendor/preact-htm.js";
