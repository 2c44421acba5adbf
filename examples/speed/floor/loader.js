// The least that could ask: fetches the prompt when the page is idle and shows it after a click.
{
  const { src } = document.currentScript;
  const prompt = new Promise((settle) => {
    const fetchIt = () => requestIdleCallback(() => settle(import(new URL("prompt.js", src).href)));
    if (document.readyState === "complete") fetchIt();
    else addEventListener("load", fetchIt);
  });
  addEventListener("click", ({ target }) => {
    const trigger = target.closest("[data-aftertask-ask]");
    if (trigger) prompt.then(({ show }) => show(trigger.dataset.aftertaskLabel));
  });
}
