// `/` to search, `j` and `k` in a list, `?` for the list of keys. Can be switched off, and that is remembered here in the browser.
(function () {
  "use strict";
  const KEY = "gop-keys";
  const read = () => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };
  const write = (on) => { try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* a browser without storage forgets */ } };
  const say = (text) => { const place = document.getElementById("gop-status"); if (place) place.textContent = text; };
  let on = read();

  const typing = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  // The link of each row, in the order of the page; htmx may have added rows since.
  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-list] [data-row]")];
    if (!rows.length) return false;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step));
    const link = rows[next].querySelector("a.gop-row-main") ?? rows[next].querySelector("a[href], button");
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
    return true;
  };

  const actions = {
    "/": () => { const field = document.getElementById("gop-q"); field?.focus(); field?.select(); return Boolean(field); },
    j: () => move(1),
    k: () => move(-1),
    "?": () => {
      const keys = document.getElementById("gop-keys");
      if (!keys) return false;
      keys.open = true;
      keys.querySelector("summary").focus();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (actions[event.key]?.()) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const keys = document.getElementById("gop-keys");
    const box = document.getElementById("gop-keys-on");
    if (!keys || !box) return;
    keys.hidden = false;
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      write(on);
      say(on ? "Tastaturgenveje er slået til." : "Tastaturgenveje er slået fra.");
    });
  });
})();
