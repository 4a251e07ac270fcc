// Shows one page at a time, joins the marked words with their cards, filters, copies, prints. Builds no markup from text.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const filters = document.getElementById("filters");
  const live = document.getElementById("live");
  const none = document.querySelector(".pages .none");
  const rows = all(".pages li");
  const pages = all(".page").map((section, index) => ({
    section, index, row: rows[index],
    cards: all("[data-severity]", section),
    hits: all(".hit", section),
  }));
  let shown = null;
  let came = null; // the words from which a card was opened

  const say = (text) => { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 50); };
  const pageOf = (element) => pages.find((page) => page.section.contains(element));

  function show(page) {
    if (!page || page === shown) return;
    if (shown) {
      shown.section.classList.remove("shown");
      shown.row.firstElementChild.removeAttribute("aria-current");
    }
    shown = page;
    page.section.classList.add("shown");
    page.row.firstElementChild.setAttribute("aria-current", "page");
    page.row.scrollIntoView({ block: "nearest" });
  }

  function open(card, yes) {
    const button = card.querySelector(".open");
    const body = card.querySelector(".body");
    button.setAttribute("aria-expanded", String(yes));
    body.hidden = !yes;
    const why = yes && body.querySelector(".why");
    if (why && !why.nextElementSibling?.classList.contains("about")) {
      const about = document.getElementById("r-" + why.dataset.rule)?.querySelector(".about");
      if (about) why.after(about.cloneNode(true));
    }
  }

  function select(card, focus = true) {
    show(pageOf(card));
    all(".on", shown.section).forEach((element) => element.classList.remove("on"));
    all(".card", shown.section).forEach((other) => open(other, other === card));
    card.classList.add("on");
    const hits = shown.hits.filter((hit) => hit.dataset.cards.split(" ").includes(card.id));
    hits.forEach((hit) => hit.classList.add("on"));
    hits[0]?.scrollIntoView({ block: "nearest" });
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.querySelector(".open").focus({ preventScroll: true });
  }

  // --- the head stays in sight, and nothing hides behind it
  const head = document.querySelector(".top");
  new ResizeObserver(() => {
    const height = getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0;
    root.style.setProperty("--top", height + "px");
  }).observe(head);

  // --- filters
  function filter() {
    const severities = new Set(all("[name=severity]:checked", filters).map((box) => box.value));
    const kind = filters.elements.category.value;
    const path = filters.elements.path.value.trim().toLowerCase();
    const todo = filters.elements.todo.checked;
    let cards = 0, kept = 0;
    for (const page of pages) {
      const open = new Set();
      for (const card of page.cards) {
        card.hidden = !(severities.has(card.dataset.severity) && (!kind || card.dataset.kind === kind));
        if (!card.hidden) open.add(card.id);
      }
      for (const hit of page.hits) {
        const off = !hit.dataset.cards.split(" ").some((id) => open.has(id));
        hit.classList.toggle("off", off);
        hit.tabIndex = off ? -1 : 0;
      }
      page.row.hidden = !page.section.dataset.path.includes(path) || (todo && open.size === 0);
      const badge = page.row.querySelector(".badge");
      if (badge) { badge.firstChild.data = String(open.size); badge.hidden = open.size === 0; }
      page.section.dataset.kept = String(!page.row.hidden);
      if (!page.row.hidden) { kept += 1; cards += open.size; }
    }
    none.hidden = kept > 0;
    if (shown && shown.row.hidden) show(pages.find((page) => !page.row.hidden));
    say(`${cards} to do on ${kept} of ${pages.length} pages`);
  }
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());

  // --- stepping through
  function step(by) {
    const list = pages.filter((page) => !page.row.hidden).flatMap((page) => page.cards.filter((card) => !card.hidden));
    if (!list.length) return say("Nothing to do here");
    const at = list.indexOf(document.querySelector(".page.shown .card.on"));
    const from = at >= 0 ? at + by : by > 0 ? list.findIndex((card) => pageOf(card).index >= shown.index) : list.length - 1;
    const card = list[(from + list.length) % list.length];
    select(card);
    say(card.querySelector(".open").innerText);
  }
  function turn(by) {
    const list = pages.filter((page) => !page.row.hidden);
    const page = list[list.indexOf(shown) + by];
    if (page) { show(page); scrollTo(0, 0); page.section.querySelector("h2").focus({ preventScroll: true }); }
  }
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));

  // --- copying
  async function copy(button) {
    let done = true;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const area = document.createElement("textarea");
      area.value = button.dataset.copy;
      button.after(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const label = button.textContent;
    button.textContent = done ? "Copied" : "Could not copy";
    say(button.textContent);
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  // --- printing: on paper, the rules of what is printed and no others
  const rules = all(".rule");
  addEventListener("beforeprint", () => {
    const printed = pages.filter((page) => page === shown || (root.classList.contains("whole") && !page.section.hidden));
    const named = new Set(printed.flatMap((page) => all(".why", page.section).map((why) => why.dataset.rule)));
    rules.forEach((rule) => { rule.hidden = !named.has(rule.id.slice(2)); });
  });
  addEventListener("afterprint", () => rules.forEach((rule) => { rule.hidden = false; }));
  function print_(whole) {
    root.classList.toggle("whole", whole);
    if (whole) pages.forEach((page) => { page.section.hidden = page.row.hidden; });
    print();
    root.classList.remove("whole");
    pages.forEach((page) => { page.section.hidden = false; });
  }
  document.getElementById("print-page").addEventListener("click", () => print_(false));
  document.getElementById("print-all").addEventListener("click", () => print_(true));

  // --- clicks, keys, addresses
  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button");
    if (!target) return;
    if (target.classList.contains("hit")) {
      event.preventDefault();
      const ids = target.dataset.cards.split(" ").filter((id) => !document.getElementById(id).hidden);
      if (!ids.length) return;
      const on = ids.findIndex((id) => document.getElementById(id).classList.contains("on"));
      came = target;
      select(document.getElementById(ids[(on + 1) % ids.length]));
    } else if (target.classList.contains("open")) {
      const card = target.closest(".card");
      if (target.getAttribute("aria-expanded") === "true") open(card, false); else select(card);
    } else if (target.classList.contains("copy")) {
      copy(target);
    } else if (target.hash) {
      if (go(target.hash)) { event.preventDefault(); history.replaceState(null, "", target.hash); }
    }
  });
  function go(hash) {
    const element = document.getElementById(decodeURIComponent(hash.slice(1)));
    const page = element && pageOf(element);
    if (!page) return false;
    if (element.classList.contains("card")) { select(element); return true; }
    show(page);
    if (element === page.section) { scrollTo(0, 0); page.section.querySelector("h2").focus({ preventScroll: true }); return true; }
    element.scrollIntoView({ block: "center" });
    const focus = element.matches("[tabindex]") ? element : element.parentElement.querySelector(".hit");
    focus?.focus({ preventScroll: true });
    return false;
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && came) { came.focus(); came = null; return; }
    if (!filters.elements.keys.checked || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const act = { n: () => step(1), p: () => step(-1), "]": () => turn(1), "[": () => turn(-1), "/": () => filters.elements.path.focus() };
    if (act[event.key]) { event.preventDefault(); act[event.key](); }
  });
  addEventListener("hashchange", () => go(location.hash));

  pages.forEach((page) => all(".card", page.section).forEach((card) => open(card, false)));
  if (!(location.hash && go(location.hash))) show(shown || pages[0]);
})();
