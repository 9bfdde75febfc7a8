// What every page needs: the package's own scripts (also in parts that htmx has put in), toasts, print, the end of the session.
(function () {
  "use strict";
  const status = (text) => {
    const place = document.getElementById("gop-status");
    if (place) place.textContent = text;
  };

  // Said where it is seen too: above the content, once.
  const warn = (text, action) => {
    document.getElementById("gop-warning")?.remove();
    const alert = document.createElement("div");
    alert.id = "gop-warning";
    alert.className = "alert alert-warning";
    alert.setAttribute("role", "alert");
    const body = document.createElement("p");
    body.className = "alert-text";
    body.textContent = text + " ";
    if (action) body.append(action);
    alert.append(body);
    document.getElementById("main-content")?.prepend(alert);
  };

  const start = (scope) => {
    if (window.DKFDS) window.DKFDS.init(scope ? { scope } : undefined);
  };

  const toasts = () => {
    for (const box of document.querySelectorAll("[data-toast]")) {
      let timer;
      const hide = () => box.remove();
      const wait = () => { timer = setTimeout(hide, 8000); };
      const stay = () => clearTimeout(timer);
      box.querySelector(".toast-close").addEventListener("click", hide);
      for (const name of ["mouseenter", "focusin"]) box.addEventListener(name, stay);
      for (const name of ["mouseleave", "focusout"]) box.addEventListener(name, wait);
      wait();
    }
  };

  const print = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  // Two minutes before the session ends: say so, and let it be kept.
  const session = () => {
    const { sessionSeconds, sessionKeep } = document.body.dataset;
    if (!sessionSeconds) return;
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    let timer, end;
    const arm = (seconds) => {
      clearTimeout(timer);
      clearTimeout(end);
      const saves = document.querySelector("form[data-autosave]");
      const what = saves ? "Log ind i en ny fane, så gemmer siden igen." : "Kopiér det, du har skrevet, før du henter siden igen.";
      end = setTimeout(() => warn(`Du er logget ud. ${what}`), seconds * 1000);
      timer = setTimeout(() => {
        const keep = document.createElement("button");
        keep.type = "button";
        keep.className = "function-link";
        keep.textContent = "Bliv logget ind";
        keep.addEventListener("click", async () => {
          const answer = await fetch(sessionKeep, { method: "POST", headers: token, redirect: "manual" }).catch(() => null);
          if (!answer || !answer.ok) return warn("Du er logget ud. Kopiér det, du har skrevet, før du henter siden igen.");
          document.getElementById("gop-warning")?.remove();
          status("Du er stadig logget ind.");
          arm((await answer.json()).seconds);
        });
        warn("Du bliver logget ud om to minutter.", sessionKeep ? keep : null);
      }, Math.max(0, seconds - 120) * 1000);
    };
    arm(Number(sessionSeconds));
    // A save by the page is a request too; the server counts it up to a minute late.
    document.addEventListener("gop:saved", () => {
      document.getElementById("gop-warning")?.remove();
      arm(Number(sessionSeconds) - 60);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    start();
    toasts();
    print();
    session();
    document.body.addEventListener("htmx:load", (event) => {
      if (event.detail.elt !== document.body) start(event.detail.elt);
    });
    document.body.addEventListener("htmx:responseError", (event) => {
      const gone = event.detail.xhr.status === 503;
      warn(gone ? "Systemet kan ikke nå sin database lige nu. Det, du har gemt, er der stadig. Prøv igen om lidt." : "Det gik ikke. Intet er ændret. Prøv igen.");
    });
    document.body.addEventListener("htmx:sendError", () => warn("Der er ingen forbindelse lige nu. Prøv igen om lidt."));
  });
})();
