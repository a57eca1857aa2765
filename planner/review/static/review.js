// What the page does beyond forms and links: keys, the clipboard, words that are not saved yet, and
// a look at whether the workbook has changed. Without it everything can still be read and sent.
"use strict";
(() => {
  const body = document.body;
  document.documentElement.classList.add("has-script");
  const LOOK = 3000, LOOK_HIDDEN = 30000, KEEP = 400, REST = 400;
  const opened = performance.now();
  const editor = document.getElementById("editor");
  const waits = document.getElementById("waits");
  let isLeaving = false;

  const post = (address, form) => fetch(address, {
    method: "POST", body: new URLSearchParams(form), headers: { "X-Review-Key": body.dataset.formKey },
    keepalive: true,
  });

  // --- words that are not saved yet ---------------------------------------------------------------
  let isDirty = false, timer = 0;
  const keep = () => {
    clearTimeout(timer);
    if (!editor || !isDirty) return Promise.resolve();
    return post(editor.dataset.keep, new FormData(editor)).catch(() => {});
  };
  if (editor) {
    editor.addEventListener("input", () => {
      isDirty = true;
      clearTimeout(timer);
      timer = setTimeout(keep, KEEP);
    });
    editor.addEventListener("submit", () => { isDirty = false; clearTimeout(timer); });
  }

  // --- keys -----------------------------------------------------------------------------------------
  const box = document.getElementById("keys-on");
  box.checked = localStorage.getItem("planner-keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("planner-keys", box.checked ? "on" : "off"));
  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select") !== null;
  const press = (target) => {
    if (target.matches("input, textarea")) {
      target.focus();
      if (target.matches("input:not([type=search])")) target.select();
    } else {
      target.click();
    }
  };
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      const save = form.querySelector("[data-save]") || form.querySelector("button");
      if (save) { event.preventDefault(); form.requestSubmit(save); }
      return;
    }
    if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    // A key that is held, or pressed before this page was there to be read, answers for nobody.
    if (event.repeat || isLeaving || performance.now() - opened < REST) return;
    const links = document.querySelectorAll(".bar nav a");
    if (/^[1-6]$/.test(event.key) && links[event.key - 1]) { links[event.key - 1].click(); return; }
    if (event.key === "?") { document.querySelector("details.keys").toggleAttribute("open"); return; }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); press(target); }
  });
  document.addEventListener("submit", (event) => {
    if (isLeaving) { event.preventDefault(); return; }
    if (event.target.method === "post") isLeaving = true;
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });

  // --- the clipboard ----------------------------------------------------------------------------------
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      const said = button.firstChild;
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied";
      } catch {
        const range = document.createRange();
        range.selectNodeContents(document.getElementById(button.dataset.copy));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        said.textContent = "Selected: copy it";
      }
      setTimeout(() => { said.textContent = "Copy"; }, 2000);
    });
  }

  // --- is the workbook still what is shown? --------------------------------------------------------
  const holder = document.getElementById("holder"), gone = document.getElementById("gone");
  const look = async () => {
    let state = null;
    try {
      const answer = await fetch(body.dataset.state);
      state = answer.ok ? await answer.json() : null;
    } catch { /* the server has stopped */ }
    gone.hidden = state !== null;
    if (state !== null && !isLeaving) {
      holder.hidden = !state.holder;
      holder.querySelector("span").textContent = state.holder;
      if (waits) {
        if (!state.holder) { isLeaving = true; waits.submit(); }
      } else if (body.dataset.version && state.version && state.version !== body.dataset.version) {
        await keep();
        location.reload();
        return;
      }
    }
    setTimeout(look, document.hidden ? LOOK_HIDDEN : LOOK);
  };
  setTimeout(look, LOOK);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) keep(); });
  window.addEventListener("pagehide", () => {
    keep();
    navigator.sendBeacon(body.dataset.closed, new URLSearchParams({ key: body.dataset.formKey }));
  });

  const chosen = document.querySelector(".rows .chosen, .queue [aria-current]");
  if (chosen) {
    const list = chosen.closest(".rows, .queue");
    if (list.scrollHeight > list.clientHeight) list.scrollTop = chosen.offsetTop - list.offsetTop - 60;
  }
})();
