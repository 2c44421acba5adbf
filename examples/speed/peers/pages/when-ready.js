/** Calls back with the button, once the page is there. @param {(button: Element) => void} use */
export function whenReady(use) {
  const begin = () => use(/** @type {Element} */ (document.querySelector("#close")));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
}
