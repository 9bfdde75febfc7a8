// A step of a plan saves itself while somebody writes. What is typed is on the page or at the server, never in the browser's storage.
// Without this the buttons save as they always do; with it at most the last seconds are lost.
(function () {
  "use strict";
  const IDLE = 2500, LONGEST = 8000, AGAIN = 10000, QUIET = 1500, GIVE_UP = 8000, FRESH = 60000;
  const OUT = "Du er logget ud. Log ind i en ny fane, så gemmer siden igen. ";
  const KEEPALIVE = 60000; // a browser refuses to keep a bigger request alive after its page
  const MUCH = "Der er mere tekst på siden, end der kan gemmes. Kort den af.";
  const AWAY = "Der er ingen forbindelse lige nu. Siden prøver igen om lidt.";
  const TROUBLE = "Systemet kan ikke gemme lige nu. Siden prøver igen om lidt.";

  const watch = (form) => {
    const place = document.querySelector("[data-saved]");
    const notice = document.querySelector("[data-autosave-notice]");
    let typed = 0, kept = 0, lastKey = -QUIET, contact = performance.now();
    let idle, longest, speaking, inFlight = null, out = false, stopped = false, waiting = false, passing = false;

    // Said when the fingers rest, never while somebody types.
    const quietly = (say) => {
      clearTimeout(speaking);
      const left = lastKey + QUIET - performance.now();
      if (left <= 0) say();
      else speaking = setTimeout(() => quietly(say), left);
    };
    const tell = (text, good) => quietly(() => {
      notice.hidden = true;
      place.querySelector("[data-saved-icon]").hidden = !good;
      place.querySelector("[data-saved-text]").textContent = text;
    });
    const warn = (text, link) => {
      const line = notice.querySelector("p");
      line.textContent = text;
      if (link) line.append(link);
      notice.hidden = false;
    };
    const door = () => {
      const link = document.createElement("a");
      link.href = form.dataset.login;
      link.target = "_blank";
      link.textContent = "Log ind i en ny fane";
      return link;
    };

    const later = () => { clearTimeout(idle); idle = setTimeout(save, AGAIN); };
    const signedOut = () => {
      document.getElementById("gop-warning")?.remove(); // the shell's own word on the same
      if (!out) quietly(() => warn(OUT, door()));
      out = true;
      later();
    };
    const stop = (text) => {
      stopped = true;
      quietly(() => warn(text));
    };
    const trouble = (text) => { tell(text, false); later(); };

    const post = (keepalive) => {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, String(value).replace(/\r\n?|\n/g, "\r\n"));
      body.set("action", "auto");
      const small = keepalive && String(body).length < KEEPALIVE;
      const how = { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", keepalive: small, signal: AbortSignal.timeout(GIVE_UP) };
      return fetch(form.getAttribute("action"), how);
    };

    // After a new log-in the form's token is old: the page at its own address brings the new one.
    const renewed = async () => {
      const answer = await fetch(form.getAttribute("action"), { redirect: "manual", signal: AbortSignal.timeout(GIVE_UP) });
      if (answer.type === "opaqueredirect") return signedOut();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-autosave]");
      const token = fresh?.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (!token) return trouble(TROUBLE);
      form.querySelector("[name=csrfmiddlewaretoken]").value = token;
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
      return true;
    };

    const send = async (keepalive) => {
      clearTimeout(idle);
      clearTimeout(longest);
      longest = undefined;
      const turn = typed;
      try {
        let answer = await post(keepalive);
        if (answer.status === 403) {
          if (!(await renewed())) return;
          answer = await post(keepalive);
        }
        if (answer.type === "opaqueredirect") return signedOut();
        if (answer.status === 409) return stop((await answer.json()).stop);
        if (answer.status === 400) return tell(MUCH, false);
        if (!answer.ok) return trouble(TROUBLE);
        const said = await answer.json();
        if (said.revision !== undefined) form.elements.revision.value = said.revision;
        out = false;
        contact = performance.now();
        kept = turn;
        if (kept === typed) form.dispatchEvent(new CustomEvent("gop:saved", { bubbles: true }));
        else soon();
        tell([said.saved, said.unsaved].filter(Boolean).join(". "), true);
      } catch {
        trouble(AWAY);
      }
    };
    const save = (keepalive) => {
      if (stopped) return Promise.resolve();
      inFlight = inFlight ?? send(keepalive === true).finally(() => { inFlight = null; });
      return inFlight;
    };
    const soon = () => {
      clearTimeout(idle);
      idle = setTimeout(save, IDLE);
      longest = longest ?? setTimeout(save, LONGEST);
    };

    form.addEventListener("input", () => {
      typed += 1;
      lastKey = performance.now();
      if (!stopped) soon();
    });
    window.addEventListener("focus", () => { if (out) save(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" ? out : typed !== kept) save(true);
    });

    // A pressed button waits for a save under way, and asks first whether the session lives when that is long ago.
    form.addEventListener("submit", (event) => {
      const unsure = out || (typed !== kept && performance.now() - contact > FRESH);
      if (passing || stopped || !(inFlight || unsure)) {
        passing = false;
        clearTimeout(idle);
        clearTimeout(longest);
        kept = typed;
        return;
      }
      event.preventDefault();
      if (waiting) return;
      waiting = true;
      save().finally(() => {
        waiting = false;
        if (out) {
          warn(OUT, door());
          notice.querySelector("a").focus();
          return;
        }
        passing = true;
        form.requestSubmit(event.submitter);
      });
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
  });
})();
