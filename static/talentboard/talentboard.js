// What the pages do beyond links and forms. Every page works without this file.

const wakeUp = (scope) => window.NHSUKFrontend?.initAll({ scope });

wakeUp(document);

// A part that htmx puts into the page gets its NHS behaviour too.
document.addEventListener("htmx:afterSwap", (event) => wakeUp(event.detail.elt));

// Polling and saving by itself say so: they do not keep a session alive. A request that a person made does.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.closest("[data-background]")) event.detail.headers["X-Background"] = "1";
});

// Ends of pages that only make sense with JavaScript, and those that only make sense without.
for (const part of document.querySelectorAll("[data-needs-javascript]")) part.hidden = false;
for (const part of document.querySelectorAll("[data-without-javascript]")) part.hidden = true;

// Tables that stand open where there is room, and closed on a phone.
if (matchMedia("(max-width: 40.05em)").matches) {
  for (const part of document.querySelectorAll("[data-open-when-wide] > details")) part.open = false;
}

// On a phone the row of navigation is longer than the window: it is scrolled to the entry of this page.
const entry = document.querySelector(".tb-navigation [aria-current]");
const row = entry?.closest("ul");
if (row) row.scrollLeft += entry.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;

// What somebody typed and could not save is kept in the browser, for them alone: it goes when it has been saved, when
// they sign out, and after seven days.
const DRAFT_DAYS = 7;
const account = document.getElementById("session-warning")?.dataset.account;
try {
  const sent = sessionStorage.getItem("tb-sent");
  if (sent && account && !sent.endsWith(`:${location.pathname}`)) {
    localStorage.removeItem(sent);
    sessionStorage.removeItem("tb-sent");
  }
  const isOver = (key) => Date.now() - JSON.parse(localStorage.getItem(key)).at > DRAFT_DAYS * 86_400_000;
  const isTheirs = (key) => !account || key.startsWith(`tb-draft:${account}:`);
  forgetDrafts((key) => isOver(key) || !isTheirs(key));
  for (const form of document.querySelectorAll(".nhsuk-header__account-form")) {
    form.addEventListener("submit", () => forgetDrafts(() => true));
  }
} catch {
  // a browser that keeps nothing has nothing to forget
}

function forgetDrafts(which) {
  for (const key of Object.keys(localStorage)) if (key.startsWith("tb-draft:") && which(key)) localStorage.removeItem(key);
}

// The warning before a session ends.
const dialog = document.getElementById("session-warning");
if (dialog) watchSession(dialog);

function watchSession(dialog) {
  const { keepUrl, account } = dialog.dataset;
  const warnBefore = Number(dialog.dataset.warnSeconds);
  const states = Object.fromEntries(
    [...dialog.querySelectorAll("[data-session-state]")].map((part) => [part.dataset.sessionState, part]),
  );
  const countdowns = dialog.querySelectorAll("[data-session-countdown]");
  const problem = dialog.querySelector("[data-session-problem]");
  let endsAt = 0;
  let timer = 0;

  const show = (state) => {
    for (const [name, part] of Object.entries(states)) part.hidden = name !== state;
    if (!dialog.open) dialog.showModal();
    dialog.setAttribute("aria-labelledby", states[state].querySelector("h2").id);
    states[state].querySelector("[data-session-focus]").focus();
  };

  const plan = (secondsLeft) => {
    endsAt = Date.now() + secondsLeft * 1000;
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(0, secondsLeft - warnBefore) * 1000);
  };

  const say = (secondsLeft) => {
    const minutes = Math.ceil(secondsLeft / 60);
    const text = secondsLeft > 60 ? `${minutes} minutes` : "1 minute";
    for (const countdown of countdowns) if (countdown.textContent !== text) countdown.textContent = text;
  };

  const ask = async (method) => {
    const headers = { Accept: "application/json" };
    if (method === "GET") headers["X-Background"] = "1";
    else headers["X-CSRFToken"] = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
    const response = await fetch(keepUrl, { method, headers, redirect: "manual", cache: "no-store" });
    return response.ok ? response.json() : null;
  };

  // The server knows best: another tab or another device may have kept the session alive.
  async function check() {
    const answer = await ask("GET").catch(() => undefined);
    if (answer === null) return show("ended");
    if (answer && answer.seconds_left > warnBefore + 5) return plan(answer.seconds_left);
    if (answer) endsAt = Date.now() + answer.seconds_left * 1000;
    say((endsAt - Date.now()) / 1000);
    problem.hidden = true;
    show(answer?.ends_anyway ? "last" : "warning");
    timer = setTimeout(tick, 1000);
  }

  function tick() {
    if (!dialog.open) return;
    const left = (endsAt - Date.now()) / 1000;
    if (left <= -5) {
      clearTimeout(timer);
      return void confirmEnd();
    }
    say(left);
    timer = setTimeout(tick, 1000);
  }

  async function confirmEnd() {
    const answer = await ask("GET").catch(() => undefined);
    if (answer && answer.seconds_left > 0) {
      dialog.close();
      return plan(answer.seconds_left);
    }
    return show("ended");
  }

  // After signing in again elsewhere the forms on this page need the new token; nothing typed is touched.
  const takeToken = (token) => {
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  };

  async function keep() {
    const answer = await ask("POST").catch(() => undefined);
    if (!answer) {
      if (answer === null) return show("ended");
      problem.hidden = false;
      return undefined;
    }
    dialog.close();
    return plan(answer.seconds_left);
  }

  async function comeBack() {
    const answer = await ask("GET").catch(() => undefined);
    if (!answer || answer.account !== account) return;
    takeToken(answer.csrf_token);
    dialog.close();
    plan(answer.seconds_left);
  }

  // Nothing prolongs a session whose 12 hours are over: its person goes on, and is told when it has ended.
  function goOn() {
    dialog.close();
    clearTimeout(timer);
    timer = setTimeout(confirmEnd, Math.max(0, endsAt - Date.now()) + 5000);
  }

  dialog.querySelector("[data-session-keep]").addEventListener("click", keep);
  dialog.querySelector("[data-session-go-on]").addEventListener("click", goOn);
  dialog.querySelector("[data-session-back]").addEventListener("click", comeBack);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!states.warning.hidden) keep();
    if (!states.last.hidden) goOn();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (dialog.open && !states.ended.hidden) comeBack();
    else if (!dialog.open && Date.now() > endsAt - warnBefore * 1000) check();
  });
  // A part of the page that was fetched because somebody asked for it counts as activity on the server.
  document.addEventListener("htmx:afterRequest", (event) => {
    const background = event.detail.requestConfig?.headers?.["X-Background"];
    if (!background && event.detail.successful && !dialog.open) plan(Number(dialog.dataset.idleSeconds));
  });

  plan(Number(dialog.dataset.secondsLeft));
}

// A passkey or security key that could not be used: say so in words, beside its button.
document.addEventListener("allauth.error", () => {
  for (const part of document.querySelectorAll("[data-key-problem]")) part.hidden = false;
});
