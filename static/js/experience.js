// The code of a link stands after #, which no browser sends to a server. It is put in the field and taken out of the address.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const field = document.querySelector("input[name=code]");
    const code = location.hash.slice(1);
    if (!field || !/^[A-Za-z-]{16,24}$/.test(code)) return;
    if (!field.value) field.value = code;
    history.replaceState(null, "", location.pathname);
  });
})();
