// Forms: warn before what is typed is lost, send once, show a part only when an answer asks for it.
// Everything works without this: the server answers a repeated form, and all parts are then in sight.
(function () {
  "use strict";
  const changed = new Set();
  const sending = new WeakSet();

  // <form data-guard>: leaving with unsaved changes asks first.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-guard]");
    if (form && event.detail.successful) changed.delete(form);
  });

  document.addEventListener("gop:saved", (event) => changed.delete(event.target));

  // The button is not disabled: its name and value must go along. The second click is stopped instead.
  const buttons = (form) => form.querySelectorAll("button:not([type]), button[type=submit]");
  const release = (form) => {
    sending.delete(form);
    for (const button of buttons(form)) button.removeAttribute("aria-disabled");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch]")) return;
    if (sending.has(form)) return event.preventDefault();
    if (event.defaultPrevented) return;
    sending.add(form);
    changed.delete(form);
    for (const button of buttons(form)) button.setAttribute("aria-disabled", "true");
    // No answer (a lost network, a file instead of a page): the form can be sent again, nothing is gone.
    setTimeout(() => release(form), 10000);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) release(form);
  });

  // data-show-when="type=specialiseret|rehabilitering": in sight while the question has one of the answers.
  const answer = (form, name) => {
    const control = form?.elements[name];
    if (!control) return "";
    if (control.type === "checkbox" || control.type === "radio") return control.checked ? control.value : "";
    return control.value ?? "";
  };
  const show = () => {
    for (const part of document.querySelectorAll("[data-show-when]")) {
      const [name, values] = part.dataset.showWhen.split("=");
      part.hidden = !values.split("|").includes(answer(part.closest("form"), name));
    }
  };
  document.addEventListener("change", show);
  document.addEventListener("htmx:load", show);
  document.addEventListener("DOMContentLoaded", show);
})();
