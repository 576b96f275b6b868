// A form saves itself while somebody types. Without this file its button does the same.

const form = document.querySelector("form[data-autosave]");
if (form) keepSaving(form);
for (const line of document.querySelectorAll("[data-words-of]")) keepCounting(line);

// How many words there are, counted as the server counts them (nominations/words.py).
function keepCounting(line) {
  const WORD = /[\p{L}\p{N}]+(?:['’‘\-\u2010\u2011.,@/&][\p{L}\p{N}]+)*/gu;
  const box = document.getElementById(line.dataset.wordsOf);
  const most = Number(line.dataset.most);
  const plural = (number) => `${number.toLocaleString("en-GB")} ${number === 1 ? "word" : "words"}`;

  const count = () => {
    const words = box.value.replace(/\p{M}/gu, "").match(WORD)?.length ?? 0;
    line.classList.toggle("tb-words--over", words > most);
    line.textContent =
      words > most
        ? `${plural(words)}: ${(words - most).toLocaleString("en-GB")} more than the ${most.toLocaleString("en-GB")} allowed`
        : `${words.toLocaleString("en-GB")} of ${plural(most)}`;
  };
  box.form.addEventListener("input", count);
  count();
}

function keepSaving(form) {
  const PAUSE = 1200;
  const AGAIN = 5000;
  const state = document.querySelector("[data-autosave-state]");
  const offer = document.querySelector("[data-draft-offer]");
  const keyOf = (path) => `tb-draft:${form.dataset.account}:${path}`;
  let key = keyOf(location.pathname);
  const own = new Set(["csrfmiddlewaretoken", "account", "version"]);
  let timer = 0;
  let changes = 0;
  let isSaving = false;
  let isHeld = false;
  let isSent = false;

  const typed = () => [...new FormData(form)].filter(([name, value]) => !own.has(name) && typeof value === "string");
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const opened = typed();

  const say = (words, kind = "") => {
    state.className = `tb-autosave ${kind && `tb-autosave--${kind}`}`;
    state.textContent = words;
  };

  const keepHere = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: typed() }));
      return true;
    } catch {
      return false;
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing is kept where nothing can be
    }
  };

  const plan = (after) => {
    clearTimeout(timer);
    timer = setTimeout(save, after);
  };

  const notSaved = (why, then) =>
    say(`${why} ${keepHere() ? "What you typed is kept here, on this device." : "Do not close this page."} ${then}`, "kept");

  async function save() {
    if (isSaving || isHeld) return;
    isSaving = true;
    const upTo = changes;
    await heed(await send().catch(() => null), upTo);
    isSaving = false;
    if (isSent) form.requestSubmit();
  }

  async function heed(answer, upTo) {
    if (isSent && answer?.ok !== true) return undefined;
    if (answer === null || answer.status >= 500) {
      notSaved("No connection.", "It is saved when the connection is back.");
      return void plan(AGAIN);
    }
    if (answer.status === 409) {
      isHeld = true;
      const { sentence, then } = await answer.json();
      return void notSaved(sentence, then ?? "Press Save to see both and choose.");
    }
    if (answer.status === 422) {
      const { sentence, then } = await answer.json();
      return void notSaved(sentence, then);
    }
    if (!answer.ok) return void notSaved("You have been signed out.", "Sign in again, then press Save.");
    const { version, saved, address } = await answer.json();
    for (const box of document.querySelectorAll("input[name=version]")) box.value = version;
    if (address) moveTo(address);
    if (changes !== upTo) return void plan(PAUSE);
    forget();
    return void say(saved, "saved");
  }

  // A new post has a page of its own as soon as something of it is kept.
  const moveTo = (address) => {
    forget();
    form.action = address;
    history.replaceState(null, "", address);
    key = keyOf(location.pathname);
  };

  const send = () =>
    fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Background": "1", Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
    });

  form.addEventListener("input", () => {
    changes += 1;
    keepHere();
    if (!isHeld) {
      say("Saving");
      plan(PAUSE);
    }
  });
  // Saving by itself comes to its end first: else the form would be sent with the version from before.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keepHere();
    if (isSaving) {
      event.preventDefault();
      isSent = true;
      return;
    }
    try {
      sessionStorage.setItem("tb-sent", key);
    } catch {
      // the copy goes when the form is opened again
    }
  });
  window.addEventListener("online", () => changes && plan(0));

  // What was typed here before and not saved, because the connection or the session had ended.
  const draft = (() => {
    try {
      return JSON.parse(localStorage.getItem(key) || "null");
    } catch {
      return null;
    }
  })();
  if (!draft) return;
  if (same(draft.fields, opened) || form.dataset.restored) return void forget();

  const when = new Date(draft.at).toLocaleString("en-GB", {
    day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "Europe/London",
  });
  offer.querySelector("[data-draft-when]").textContent = when;
  offer.hidden = false;
  offer.querySelector("[data-draft-back]").addEventListener("click", () => {
    const fields = new Map(draft.fields);
    for (const box of form.elements) {
      if (!box.name || own.has(box.name)) continue;
      if (box.type === "radio" || box.type === "checkbox") box.checked = fields.get(box.name) === box.value;
      else if (box.type !== "submit" && box.type !== "button") box.value = fields.get(box.name) ?? "";
    }
    offer.hidden = true;
    form.dispatchEvent(new Event("input"));
  });
  offer.querySelector("[data-draft-away]").addEventListener("click", () => {
    forget();
    offer.hidden = true;
  });
}
