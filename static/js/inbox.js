// The inbox stands open all day: it asks every so often whether its list has changed, and never disturbs who works in it.
// Without this the list is as new as the page, and ticking and its buttons work all the same.
(function () {
  "use strict";
  const find = (id) => document.getElementById(id);
  const say = (text) => { const place = find("gop-status"); if (place) place.textContent = text; };
  const ids = (root) => [...root.querySelectorAll("[data-row]")].map((row) => row.dataset.row);
  const ticks = (list) => [...list.querySelectorAll(".gop-tick input")];
  const chosen = (list) => ticks(list).filter((box) => box.checked).map((box) => box.value);
  const words = (number) => (number === 1 ? "1 ny sag" : `${number} nye sager`);

  // A focused row, a tick, a chosen colleague, an opened part or words in the search: leave the list as it is.
  const busy = (list) => list.contains(document.activeElement) || chosen(list).length > 0 || Boolean(find("several-to")?.value)
    || Boolean(list.querySelector("details[open]")) || Boolean(find("find-q")?.value) || String(document.getSelection()).length > 0;

  const count = (list) => {
    const place = list.querySelector("[data-chosen]");
    if (!place) return;
    const number = chosen(list).length;
    place.textContent = number === 1 ? "1 sag valgt" : `${number} sager valgt`;
    for (const button of list.querySelectorAll("[data-tick]")) button.hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const list = find("inbox"), news = find("inbox-news");
    if (!list || !news) return;
    let waiting = "";

    list.addEventListener("change", (event) => { if (event.target.matches(".gop-tick input")) count(list); });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tick]");
      if (!button) return;
      for (const box of ticks(list)) box.checked = Boolean(button.dataset.tick);
      count(list);
      say(`${chosen(list).length} sager valgt`);
      if (!button.dataset.tick) ticks(list)[0]?.focus();
    });
    if (chosen(list).length) count(list);

    // What came while somebody worked in the list: said once, and shown when asked for; ticks and choice stay.
    const show = () => {
      const kept = new Set(chosen(list)), to = find("several-to")?.value;
      htmx.swap(list, waiting, { swapStyle: "innerHTML" });
      waiting = "";
      for (const box of ticks(list)) box.checked = kept.has(box.value);
      if (to && find("several-to")) find("several-to").value = to;
      count(list);
      news.replaceChildren();
      list.tabIndex = -1;
      list.focus();
    };
    const offer = (html) => {
      const before = waiting;
      waiting = html;
      const text = told(html);
      if (before && news.firstChild?.textContent === text) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "function-link";
      button.textContent = text.includes("nye") ? "Vis dem" : text.includes("ny") ? "Vis den" : "Vis ændringerne";
      button.addEventListener("click", show);
      news.replaceChildren(text, button);
    };
    const fresh = (html) => {
      const known = new Set(ids(list)), made = new DOMParser().parseFromString(html, "text/html");
      return ids(made).filter((id) => !known.has(id)).length;
    };
    const told = (html) => { const number = fresh(html); return number ? `${words(number)}. ` : "Listen er ændret. "; };

    list.addEventListener("htmx:configRequest", (event) => {
      if (event.target !== list) return;
      event.detail.headers["If-None-Match"] = list.querySelector("[data-etag]")?.dataset.etag ?? "";
      event.detail.headers["X-Poll"] = "1";
    });
    list.addEventListener("htmx:beforeRequest", (event) => { if (event.target === list && document.hidden) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && list.hasAttribute("hx-get")) htmx.trigger(list, "fresh"); });
    list.addEventListener("htmx:beforeSwap", (event) => {
      if (event.target !== list) return;
      const { xhr } = event.detail;
      if (xhr.status !== 200 || busy(list)) event.detail.shouldSwap = false;
      if (xhr.status === 304) waiting = "";
      if (xhr.status !== 200) return;
      if (busy(list)) return offer(xhr.responseText);
      const number = fresh(xhr.responseText);
      waiting = "";
      news.replaceChildren();
      if (number) say(`${words(number)} er kommet.`);
    });
    // A lost network now and then is no warning of the whole page; the next asking may succeed.
    for (const name of ["htmx:sendError", "htmx:responseError"]) {
      list.addEventListener(name, (event) => {
        event.stopPropagation();
        if (!waiting) news.textContent = "Listen kan ikke opdateres lige nu. Den prøver igen af sig selv.";
      });
    }
    list.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful && !waiting) news.replaceChildren(); });
  });
})();
