"use strict";

// The table of presets. Its rows hold the data that is searched.

const HOST = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#]|$)/;
const COLUMNS = ["title", "host", "category", "pkce", "refresh", "registration", "evidence"];
const ROWS = 40;
const FILTERS = ["category", "evidence", "pkce", "refresh", "region", "registration"];

const words = (text) => text.toLowerCase().match(/[a-z0-9]+/g) || [];
const slug = (text) => text.toLowerCase().replace(/\W+/g, "-");
const listed = (text, separator) => (text ? text.split(separator) : []);

function readRow(element) {
  const cells = [...element.cells];
  const link = cells[0].querySelector("a");
  const name = cells[0].querySelector("code").textContent;
  const categories = listed(cells[2].textContent, ", ");
  const searched = [name, link.textContent, ...listed(element.dataset.keywords, "|"), ...categories];
  const texts = searched.map(words);
  const [evidence, date] = cells[6].textContent.split(/ (?=[\d-]*$)/);
  return {
    element,
    link,
    name,
    texts,
    joined: texts.map((text) => text.join("")),
    hosts: listed(element.dataset.hosts, "|"),
    sorts: [
      link.textContent.toLowerCase(),
      ...cells.slice(1, 6).map((cell) => cell.textContent),
      date || evidence,
    ],
    values: {
      category: categories.map(slug),
      evidence: [slug(evidence)],
      pkce: [slug(cells[3].textContent)],
      refresh: [slug(cells[4].textContent)],
      region: listed(element.dataset.regions, ", ").map(slug),
      registration: listed(cells[5].textContent, ", ").map(slug),
    },
  };
}

// The same search as `oauth-presets list`: exact matches come first, then presets with words that
// begin with those of the query. Only if there are none, presets that contain the query are found.
function rank(wanted, row) {
  const joined = wanted.join("");
  if (!joined) return 0;
  if (row.joined.includes(joined)) return 1;
  const starts = (part) => row.texts.some((text) => text.some((word) => word.startsWith(part)));
  if (wanted.every(starts)) return 2;
  return joined.length > 2 && row.joined.some((text) => text.includes(joined)) ? 3 : 0;
}

function hostRank(host, row) {
  if (row.hosts.includes(host)) return 1;
  const same = (known) => {
    const [shorter, longer] = [host, known.replace(/^\*\./, "")].sort((a, b) => a.length - b.length);
    return shorter.includes(".") && `.${longer}`.endsWith(`.${shorter}`);
  };
  return row.hosts.some(same) ? 2 : 0;
}

function ranked(rows, rankOf) {
  const found = rows.map((row) => [row, rankOf(row)]).filter(([, n]) => n);
  const best = found.filter(([, n]) => n < 3);
  return new Map(best.length ? best : found);
}

function search(rows, query) {
  const typed = query.trim().toLowerCase();
  const beginning = (row) => row.hosts.some((known) => known.startsWith(typed)) && 2; // of a host
  const host = typed.match(HOST);
  if (!host) {
    const found = ranked(rows, (row) => rank(words(typed), row));
    return found.size ? found : ranked(rows, beginning);
  }
  let found = ranked(rows, (row) => hostRank(host[1], row));
  if (!found.size) found = ranked(rows, beginning);
  const labels = host[1].split(".").slice(0, -1);
  while (!found.size && labels.join("").length > 3) {
    const wanted = words(labels.join(" "));
    found = ranked(rows, (row) => rank(wanted, row));
    labels.shift();
  }
  return found;
}

function startCatalogue(form) {
  const table = document.getElementById("presets");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows].map(readRow);
  const query = form.elements.q;
  const fields = FILTERS.map((name) => form.elements[name]);
  const clear = document.getElementById("clear");
  let sort = "";
  let shown = rows;
  let timer = 0;
  let later = 0;

  function compare(ranks) {
    const column = COLUMNS.indexOf(sort.replace("-", ""));
    const sign = sort.startsWith("-") ? -1 : 1;
    return (a, b) => {
      const [x, y] = column < 0 ? [ranks?.get(a), ranks?.get(b)] : [a.sorts[column], b.sorts[column]];
      if (x !== y) return x < y ? -sign : sign;
      const [s, t] = ranks && column < 0 ? [a.name, b.name] : [a.sorts[0], b.sorts[0]];
      return s < t ? -1 : s > t ? 1 : 0;
    };
  }

  // Laying out all rows would delay a key press: only as many as fit a window are shown at once.
  function fill(elements, atOnce) {
    let next = atOnce;
    const more = () => {
      body.append(...elements.slice(next, next + ROWS));
      next += ROWS;
      goOn();
    };
    const goOn = (delay) => {
      if (next >= elements.length) return table.removeAttribute("aria-busy");
      table.setAttribute("aria-busy", "true");
      later = setTimeout(more, delay);
    };
    clearTimeout(later);
    body.replaceChildren(...elements.slice(0, atOnce));
    goOn(100);
  }

  function show(atOnce = ROWS) {
    const ranks = query.value.trim() ? search(rows, query.value) : null;
    const chosen = fields.filter((field) => field.value);
    const fits = (row) => chosen.every((field) => row.values[field.name].includes(field.value));
    shown = rows.filter((row) => (!ranks || ranks.has(row)) && fits(row)).sort(compare(ranks));
    fill(shown.map((row) => row.element), atOnce);
    const isAll = shown.length === rows.length;
    const presets = `${rows.length} presets`;
    document.getElementById("count").textContent = isAll ? presets : `${shown.length} of ${presets}`;
    document.getElementById("none").hidden = shown.length > 0;
    clear.hidden = !(query.value || chosen.length || sort);
    for (const head of heads) {
      const isSorted = head.dataset.sort === (sort.replace("-", "") || (ranks ? "" : "title"));
      if (isSorted) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function keepInUrl() {
    clearTimeout(timer);
    const pairs = [query, ...fields].filter((field) => field.value).map((f) => [f.name, f.value]);
    if (sort) pairs.push(["sort", sort]);
    const text = new URLSearchParams(pairs).toString();
    const url = text ? `?${text}` : location.pathname;
    if (location.search !== url.replace(location.pathname, "")) history.replaceState(null, "", url);
  }

  function changed() {
    show();
    clearTimeout(timer);
    timer = setTimeout(keepInUrl, 150); // browsers limit how often the URL may change
  }

  function readUrl() {
    const given = new URLSearchParams(location.search);
    query.value = given.get("q") || "";
    for (const field of fields) {
      field.value = given.get(field.name) || "";
      if (field.selectedIndex < 0) field.value = "";
    }
    const wanted = given.get("sort") || "";
    sort = COLUMNS.includes(wanted.replace(/^-/, "")) ? wanted : "";
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const column = head.dataset.sort;
      const isFirst = head.getAttribute("aria-sort") === "ascending";
      sort = isFirst ? `-${column}` : column;
      changed();
    });
    head.append(button);
  }

  function move(step) {
    const at = shown.findIndex((row) => row.link === document.activeElement);
    const next = at + step;
    if (next < 0) query.focus();
    else shown[Math.min(next, shown.length - 1)]?.link.focus();
  }

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = target.matches("input, select, textarea");
    if (key === "/" && !isTyping) {
      query.focus();
      query.select();
    } else if (key === "ArrowDown" && (target === query || body.contains(target))) {
      move(1);
    } else if (key === "ArrowUp" && body.contains(target)) {
      move(-1);
    } else if (key === "Escape" && (target === query || body.contains(target))) {
      query.value = "";
      query.focus();
      changed();
    } else {
      return;
    }
    event.preventDefault();
  });

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keepInUrl(); // for the Back button
    shown[0]?.link.click();
  });
  form.addEventListener("reset", () => {
    sort = "";
    setTimeout(changed); // the fields are emptied after this event
    query.focus();
  });
  body.addEventListener("click", keepInUrl);
  window.addEventListener("popstate", () => {
    readUrl();
    show();
  });
  form.hidden = false;
  readUrl();
  const isWide = matchMedia("(min-width: 44rem)").matches;
  document.getElementById("narrow").open = isWide || fields.some((field) => field.value);
  show(rows.length); // all, so that the browser can restore its scroll position
}

// The page of a preset.

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // pages over plain http have no clipboard
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function addCopyButton(element) {
  const button = document.createElement("button");
  const what = element.dataset.copy;
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${what}`);
  button.addEventListener("click", async () => {
    await copy(element.textContent);
    button.textContent = "Copied";
    document.getElementById("told").textContent = `Copied ${what}`;
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  if (element.matches("pre")) {
    const frame = document.createElement("div");
    frame.className = "copied";
    element.replaceWith(frame);
    frame.append(element, button);
  } else {
    element.after(button);
  }
}

function startTabs(container) {
  const panels = [...container.querySelectorAll("[data-tab]")];
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", "Library");

  const tabs = panels.map((panel) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${panel.id}`;
    tab.textContent = panel.dataset.tab;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    if ("refused" in panel.dataset) {
      tab.className = "refused";
      tab.setAttribute("aria-label", `${tab.textContent}, which cannot sign in here`);
    }
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.querySelector("h3").hidden = true;
    tab.addEventListener("click", () => {
      history.replaceState(null, "", `#${panel.id}`);
      select(panel);
    });
    list.append(tab);
    return tab;
  });

  function select(chosen) {
    panels.forEach((panel, n) => {
      panel.hidden = panel !== chosen;
      tabs[n].setAttribute("aria-selected", panel === chosen);
      tabs[n].tabIndex = panel === chosen ? 0 : -1;
    });
  }

  const fromUrl = () => panels.find((panel) => `#${panel.id}` === location.hash);
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const last = tabs.length - 1;
    const next = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    tabs[next].focus();
    tabs[next].click();
  });
  window.addEventListener("hashchange", () => fromUrl() && select(fromUrl()));
  container.prepend(list);
  select(fromUrl() || panels[0]);
}

function startRedirect(field) {
  const marks = [...document.querySelectorAll("[data-redirect]")];
  const before = marks.map((mark) => mark.textContent);
  field.addEventListener("input", () => {
    // Characters that could end a string in the code are percent-encoded, as a URI needs anyway.
    const uri = field.value
      .trim()
      .replace(/["'`\\<>\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    marks.forEach((mark, n) => (mark.textContent = uri || before[n]));
  });
  field.closest("[hidden]").hidden = false;
}

function startPreset(field) {
  const told = document.createElement("p");
  told.id = "told";
  told.className = "hidden";
  told.setAttribute("role", "status");
  document.querySelector("main").append(told);
  document.querySelectorAll("[data-copy]").forEach(addCopyButton);
  document.querySelectorAll(".tabs").forEach(startTabs);
  startRedirect(field);
}

const form = document.getElementById("filters");
const field = document.getElementById("redirect-uri");
if (form) startCatalogue(form);
if (field) startPreset(field);
