// The search, the form that tries an operation, and going from page to page without loading anew. The pages are whole
// without it.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  // Colours: as the system has them, unless the reader chose. Where nothing may be stored, the choice lasts for the page.
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("reference-theme") ?? "";
      if (value) localStorage.setItem("reference-theme", value);
      else localStorage.removeItem("reference-theme");
    } catch { /* as above */ }
    return "";
  };
  const colour = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  colour(stored());

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const say = (text) => { one("[data-said]").textContent = text; };
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Search.

  const readSearch = () => {
    const input = one("#search");
    const entries = all("nav li a").map((link) => {
      const texts = all(".title, .path", link).map((part) => [part, part.textContent]);
      const words = [link.textContent, link.dataset.also ?? "", link.closest("section")?.querySelector("h2")?.textContent ?? ""];
      return { link, texts, words: words.join(" ").toLowerCase() };
    });
    const paint = (part, text, terms) => {
      const low = text.toLowerCase();
      // Letters that change their length with their case would shift what is marked.
      const spots = low.length === text.length ? terms.map((term) => [low.indexOf(term), term.length]).filter(([at]) => at >= 0) : [];
      const [at, length] = spots.sort((a, b) => b[1] - a[1])[0] ?? [];
      if (at === undefined) part.textContent = text;
      else part.replaceChildren(text.slice(0, at), make("mark", { textContent: text.slice(at, at + length) }), text.slice(at + length));
    };
    const search = () => {
      const terms = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      document.body.classList.toggle("searching", terms.length > 0);
      let found = 0;
      for (const { link, texts, words } of entries) {
        const fits = terms.every((term) => words.includes(term));
        link.parentElement.hidden = !fits;
        found += fits;
        for (const [part, text] of texts) paint(part, text, fits ? terms : []);
      }
      for (const section of all("nav section")) section.hidden = !one("li:not([hidden])", section);
      one("[data-found]").textContent = terms.length === 0 ? "" : found === 0 ? "Nothing found." : `${found} found`;
    };
    const shown = () => entries.map(({ link }) => link).filter((link) => link.checkVisibility());
    input.addEventListener("input", search);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        shown()[0]?.focus();
      } else if (event.key === "Enter" && input.value.trim()) {
        event.preventDefault();
        shown()[0]?.click();
      } else if (event.key === "Escape") {
        input.value = "";
        search();
      }
    });
    one("nav").addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const links = shown();
      const at = links.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      (links[at + step] ?? (step < 0 ? input : links[at])).focus();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      const wanted = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
        || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
      if (!wanted) return;
      event.preventDefault();
      openMenu(true);
      input.focus();
      input.select();
    });
    one("[data-search-box]").hidden = false;
  };

  const openMenu = (open) => {
    one("#sidebar").classList.toggle("open", open);
    one("[data-menu]").setAttribute("aria-expanded", String(open));
  };

  // Requests. What is typed as credentials stays in this map, which ends with the page.

  const credentials = new Map();

  const encode = (text, reserved = false) => {
    const encoded = encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
    return reserved ? encoded.replace(/%(3A|2F|3F|40|2C|3B|3D|5B|5D)/g, (of) => decodeURIComponent(of)) : encoded;
  };
  const control = (field) => one("[data-value]", field);
  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

  class Mistake extends Error {
    constructor(message, at) {
      super(message);
      this.at = at;
    }
  }

  // What a field holds: a text, a list or an object; undefined where it is empty.
  const held = (field) => {
    const input = control(field);
    const text = input.value;
    if (text.trim() === "") {
      if (input.getAttribute("aria-required") === "true") throw new Mistake(`${field.dataset.name} is required.`, input);
      return undefined;
    }
    if (field.dataset.shape === "array") return lines(text);
    if (field.dataset.shape === "json") return text.trim();
    if (field.dataset.shape === "object") {
      let value;
      try {
        value = JSON.parse(text);
      } catch (error) {
        throw new Mistake(`${field.dataset.name} is no JSON: ${error.message}.`, input);
      }
      if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Mistake(`${field.dataset.name} has to be a JSON object.`, input);
      return value;
    }
    return text;
  };
  const text = (value) => typeof value === "object" ? JSON.stringify(value) : String(value);

  // The styles of OpenAPI, for values within a path, a header or a cookie.
  const simple = (value, explode, within = (part) => part) => {
    if (Array.isArray(value)) return value.map(within).join(",");
    if (typeof value !== "object") return within(text(value));
    return Object.entries(value).map(([key, inner]) => within(key) + (explode ? "=" : ",") + within(text(inner))).join(",");
  };
  const inPath = (field, value) => {
    const explode = field.dataset.explode === "true";
    const { style, name } = field.dataset;
    if (style === "label") return "." + simple(value, explode, encode).replaceAll(",", explode ? "." : ",");
    if (style === "matrix") {
      if (explode && Array.isArray(value)) return value.map((item) => `;${encode(name)}=${encode(item)}`).join("");
      if (explode && typeof value === "object") return Object.entries(value).map(([key, inner]) => `;${encode(key)}=${encode(text(inner))}`).join("");
      return `;${encode(name)}=${simple(value, false, encode)}`;
    }
    return simple(value, explode, encode);
  };
  const inQuery = (field, value) => {
    const { name, style = "form" } = field.dataset;
    const explode = field.dataset.explode === undefined ? style === "form" : field.dataset.explode === "true";
    if (style === "deepObject" && typeof value === "object") return Object.entries(value).map(([key, inner]) => [`${name}[${key}]`, text(inner)]);
    if (Array.isArray(value)) {
      if (explode) return value.map((item) => [name, item]);
      return [[name, value.join({ spaceDelimited: " ", pipeDelimited: "|" }[style] ?? ",")]];
    }
    if (typeof value === "object" && explode) return Object.entries(value).map(([key, inner]) => [key, text(inner)]);
    return [[name, simple(value, false)]];
  };

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  const authorize = (form, request) => {
    const way = one("[data-way]", form)?.value ?? "0";
    for (const field of all(`[data-requirement="${way}"] [data-scheme]`, form)) {
      const { kind, in: place, name, prefix } = field.dataset;
      const part = (of) => one(`[data-part="${of}"]`, field)?.value ?? "";
      if (kind === "basic") {
        if (part("name") || part("password")) request.headers.push(["Authorization", `Basic ${base64(`${part("name")}:${part("password")}`)}`]);
        continue;
      }
      const secret = part("secret").trim();
      if (!secret) continue;
      if (kind === "bearer") request.headers.push(["Authorization", `Bearer ${secret}`]);
      else if (kind === "http") request.headers.push(["Authorization", `${prefix} ${secret}`]);
      else if (place === "query") request.query.push([name, secret]);
      else if (place === "cookie") request.cookies.push(`${name}=${secret}`);
      else request.headers.push([name, secret]);
    }
  };

  // The body, and for the command line its parts.
  const fill = (form, request) => {
    const choice = one("[data-media-choice]", form);
    const media = choice ? choice.value : one("[data-media]", form)?.dataset.media;
    if (!media) return;
    const box = all("[data-media]", form).find((box) => box.dataset.media === media);
    const { editor } = box.dataset;
    if (editor === "json" || editor === "text") {
      const input = control(box);
      if (editor === "json" && input.value.trim()) {
        try {
          JSON.parse(input.value);
        } catch (error) {
          request.warning = `The body is no JSON: ${error.message}.`;
        }
      }
      request.body = input.value;
      request.curl.push(["--data-raw", input.value]);
      request.headers.push(["Content-Type", media === "*/*" ? "application/json" : media]);
    } else if (editor === "file") {
      const file = control(box).files[0];
      if (!file && one("legend .required", box.parentElement)) throw new Mistake("A file is required.", control(box));
      if (!file) return;
      request.body = file;
      request.curl.push(["--data-binary", `@${file.name}`]);
      request.headers.push(["Content-Type", media.includes("*") ? file.type || "application/octet-stream" : media]);
    } else {
      const multipart = editor === "multipart";
      const data = multipart ? new FormData() : new URLSearchParams();
      const add = (name, value) => {
        data.append(name, value);
        request.curl.push(multipart ? ["--form-string", `${name}=${value}`] : ["--data-urlencode", `${name}=${value}`]);
      };
      for (const field of all("[data-property]", box)) {
        const { name, shape } = field.dataset;
        if (shape === "file") {
          const files = [...control(field).files];
          if (!files.length && field.querySelector(".required")) throw new Mistake(`${name} is required.`, control(field));
          for (const file of files) {
            data.append(name, file);
            request.curl.push(["--form", `${name}=@${file.name}`]);
          }
          continue;
        }
        const value = held(field);
        if (value === undefined) continue;
        if (Array.isArray(value)) value.forEach((item) => add(name, item));
        else add(name, text(value));
      }
      request.body = data;
      if (!multipart) request.headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
    }
  };

  // The whole request. A path is resolved by itself, so that no value leads elsewhere.
  const read = (form) => {
    const request = { method: form.dataset.method, headers: [], query: [], cookies: [], curl: [] };
    let path = form.dataset.path;
    for (const field of all("[data-parameter]", form)) {
      const value = held(field);
      const { in: place, name } = field.dataset;
      if (value === undefined) continue;
      if (place === "path") {
        const written = inPath(field, value);
        if (written === "." || written === "..") throw new Mistake(`${name} cannot be “${written}”: browsers take it for a folder.`, control(field));
        path = path.replaceAll(`{${name}}`, () => written);
      }
      else if (place === "query") request.query.push(...inQuery(field, value));
      else if (place === "header") request.headers.push([name, simple(value, field.dataset.explode === "true")]);
      else request.cookies.push(`${name}=${simple(value, false)}`);
    }
    authorize(form, request);
    fill(form, request);
    if (form.dataset.accept && !request.headers.some(([name]) => name.toLowerCase() === "accept")) request.headers.push(["Accept", form.dataset.accept]);
    // Browsers send no others, and say so in their own words.
    for (const [name, value] of request.headers) {
      const other = value.match(/[^\t\x20-\x7e\x80-\xff]/u)?.[0];
      if (other) throw new Mistake(`${name} cannot hold “${other}”: browsers send only Latin letters in headers.`);
    }
    const server = one("[data-server]", form)?.value || "/";
    const app = new URL(document.body.dataset.root, location.href).href;
    const base = server === "/" ? app : new URL(server, app).href;
    const query = request.query.map(([name, value]) => `${encode(name)}=${encode(value, true)}`).join("&");
    request.url = base.replace(/[?#].*$/s, "").replace(/\/$/, "") + path + (query ? `?${query}` : "");
    return request;
  };

  const quote = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

  const curl = (request) => {
    const parts = [`curl ${quote(request.url)}`];
    if (request.method === "HEAD") parts[0] = `curl --head ${quote(request.url)}`;
    else if (request.method !== "GET" || request.body !== undefined) parts[0] = `curl --request ${request.method} ${quote(request.url)}`;
    for (const [name, value] of request.headers) parts.push(`--header ${quote(`${name}: ${value}`)}`);
    if (request.cookies.length) parts.push(`--cookie ${quote(request.cookies.join("; "))}`);
    for (const [option, value] of request.curl) parts.push(`${option} ${quote(value)}`);
    return parts.join(" \\\n  ");
  };

  const complain = (form, mistake) => {
    for (const input of all("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
    one("[data-problem]", form).textContent = mistake?.message ?? "";
    mistake?.at?.setAttribute("aria-invalid", "true");
    mistake?.at?.focus();
  };

  // The command, as the form stands: a value that is missing or malformed shows as it is named in the path.
  const refresh = (form) => {
    const code = one("[data-curl]", form.parentElement);
    try {
      code.textContent = curl(read(form));
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      code.textContent = `# ${error.message}`;
    }
  };

  // JSON with its tokens told apart, as text nodes: nothing of an answer becomes markup.
  const paintJson = (json) => {
    const code = make("code");
    let last = 0;
    for (const match of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g)) {
      const kind = match[1] ? (match[2] ? "k" : "s") : match[3] ? "l" : "n";
      const token = match[1] ?? match[0];
      code.append(json.slice(last, match.index), make("span", { className: kind, textContent: token }));
      last = match.index + token.length;
    }
    code.append(json.slice(last));
    return code;
  };

  const size = (bytes) => bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
  const SHOWN = 262144;
  let picture;

  const showBody = async (box, response, blob) => {
    const type = (response.headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
    if (picture) URL.revokeObjectURL(picture);
    picture = undefined;
    box.replaceChildren();
    if (blob.size === 0) {
      box.append(make("p", { className: "quiet", textContent: "No body." }));
      return;
    }
    const isPicture = /^image\/(png|jpeg|gif|webp|avif|svg\+xml)$/.test(type);
    const isText = !isPicture && (/^text\/|[/+](json|xml|yaml|javascript|x-ndjson|jsonl|x-www-form-urlencoded)$/.test(type) || type === "");
    if (!isText) {
      picture = URL.createObjectURL(blob);
      if (isPicture) box.append(make("img", { src: picture, alt: "The picture of the answer" }));
      const extension = type.replace(/\+xml$/, "").match(/\/(?:x-)?([a-z0-9]{2,5})$/)?.[1] ?? "bin";
      box.append(make("p", {}, make("a", { href: picture, download: `answer.${extension}`, textContent: `Save the body, ${size(blob.size)}` })));
      return;
    }
    const whole = await blob.text();
    let shown = whole.slice(0, SHOWN);
    let code;
    if (/[/+]json$/.test(type) && whole.length <= SHOWN) {
      // Numbers that a script would round stay as they were sent.
      try {
        const parsed = JSON.stringify(JSON.parse(whole, (_, value, context) =>
          typeof value === "number" && JSON.rawJSON && context?.source ? JSON.rawJSON(context.source) : value), null, 2);
        code = paintJson(parsed);
      } catch { /* shown as it came */ }
    }
    if (!code) code = make("code", { textContent: shown });
    box.append(make("pre", { className: "code", tabIndex: 0 }, code));
    if (whole.length > SHOWN) box.append(make("p", { className: "quiet", textContent: `The first ${size(SHOWN)} of ${size(blob.size)}.` }));
  };

  const send = async (form) => {
    const panel = form.parentElement;
    const button = one("[type=submit]", form);
    let request;
    try {
      request = read(form);
      complain(form);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      complain(form, error);
      return;
    }
    if (request.warning) one("[data-problem]", form).textContent = request.warning;
    const line = one("[data-status]", panel);
    const box = one("[data-body]", panel);
    button.disabled = true;
    const began = performance.now();
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: ["GET", "HEAD"].includes(request.method) ? undefined : request.body,
        // To follow one could leave the host, and would hide the answer.
        redirect: "manual",
        credentials: "same-origin",
        cache: "no-store",
      });
      const blob = response.type === "opaqueredirect" ? new Blob() : await response.blob();
      const took = performance.now() - began;
      one("[data-answer]", panel).hidden = false;
      const headers = one("[data-headers]", panel);
      if (response.type === "opaqueredirect") {
        line.replaceChildren(make("span", { className: "status", textContent: "3xx redirect" }), `${took.toFixed(0)} ms`);
        line.firstChild.dataset.class = "3";
        one("[data-headers-box]", panel).hidden = true;
        const note = make("p", { textContent: "The answer is a redirect; browsers do not tell a page where it leads. The command above does, with --include." });
        if (request.method === "GET") note.append(" ", make("a", { href: request.url, target: "_blank", rel: "noreferrer", textContent: "Follow it in a new tab" }));
        box.replaceChildren(note);
        return;
      }
      const status = make("span", { className: "status", textContent: `${response.status} ${response.statusText}`.trim() });
      status.dataset.class = String(response.status)[0];
      line.replaceChildren(status, make("span", { textContent: `${took.toFixed(0)} ms` }), make("span", { textContent: size(blob.size) }));
      one("[data-headers-box]", panel).hidden = false;
      headers.replaceChildren(...[...response.headers].map(([name, value]) => make("div", {}, make("dt", { textContent: name }), make("dd", { textContent: value }))));
      await showBody(box, response, blob);
    } catch (error) {
      one("[data-answer]", panel).hidden = false;
      one("[data-headers-box]", panel).hidden = true;
      line.replaceChildren(make("span", { className: "missing", textContent: "No answer" }));
      const foreign = new URL(request.url).origin !== location.origin;
      box.replaceChildren(make("p", { textContent: `${error.message.replace(/\.$/, "")}. ${foreign ? "The server may be away, or may not allow requests from this page (CORS)." : "The server may be away, or the browser does not allow this request."}` }));
    } finally {
      button.disabled = false;
    }
  };

  const readConsole = () => {
    const panel = one("[data-console]");
    if (!panel) return;
    const form = one("form", panel);
    const choose = () => {
      const way = one("[data-way]", form)?.value;
      if (way !== undefined) for (const box of all("[data-requirement]", form)) box.hidden = box.dataset.requirement !== way;
      const media = one("[data-media-choice]", form)?.value;
      if (media !== undefined) for (const box of all("[data-media]", form)) box.hidden = box.dataset.media !== media;
    };
    const key = (input) => `${input.closest("[data-scheme]").dataset.scheme} ${input.dataset.part}`;
    const secrets = all("[data-scheme] input", form);
    for (const input of secrets) input.value = credentials.get(key(input)) ?? "";
    form.addEventListener("input", (event) => {
      if (event.target.dataset.part) {
        credentials.set(key(event.target), event.target.value);
        for (const input of secrets) if (input !== event.target && key(input) === key(event.target)) input.value = event.target.value;
      }
      choose();
      refresh(form);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    one("[data-copy]", panel).addEventListener("click", async (event) => {
      const code = one("[data-curl]", panel);
      try {
        await navigator.clipboard.writeText(code.textContent);
        event.target.textContent = "Copied";
        say("The command is copied.");
        setTimeout(() => { event.target.textContent = "Copy"; }, 1500);
      } catch {
        // Without leave to write to the clipboard the text is at least selected.
        getSelection().selectAllChildren(code);
        say("The command is selected.");
      }
    });
    choose();
    refresh(form);
    panel.hidden = false;
    one("[data-jump]").hidden = false;
  };

  // From page to page: the middle is replaced, what the reader typed and searched stays.

  // The entry of the list that is current. By hand: scrollIntoView would make the first Tab go on from there.
  const reveal = () => {
    const current = one("nav [aria-current]");
    const list = one("#sidebar");
    if (!current) return;
    const [at, box] = [current.getBoundingClientRect(), list.getBoundingClientRect()];
    if (at.bottom > box.bottom) list.scrollTop += at.bottom - box.bottom + at.height;
    else if (at.top < box.top) list.scrollTop -= box.top - at.top + at.height;
  };

  const named = (hash) => {
    try {
      return hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  };

  // The last page that was asked for is shown, whichever comes first.
  let asked = 0;
  const open = async (address, push) => {
    const turn = ++asked;
    let page;
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(String(response.status));
      page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!one("main", page)) throw new Error("no page of the reference");
    } catch {
      if (turn === asked) location.assign(address);
      return;
    }
    if (turn !== asked) return;
    if (push) history.pushState(null, "", address);
    document.title = page.title;
    document.body.dataset.root = page.body.dataset.root;
    one("main").replaceChildren(...one("main", page).childNodes);
    // Links of the list are relative to the page that it came with, so that each now says where it leads in full.
    for (const link of all("#sidebar a, .bar a")) {
      if (link.pathname === location.pathname && link.closest("nav")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    openMenu(false);
    readConsole();
    reveal();
    const target = named(location.hash);
    if (target) target.scrollIntoView();
    else scrollTo(0, 0);
    one("h1")?.focus({ preventScroll: true });
  };

  const readLinks = () => {
    const home = new URL(one("a.home").getAttribute("href"), location.href).pathname;
    const isPage = (link) => link.origin === location.origin && link.pathname.startsWith(home)
      && /^(|operations\/[^/]+|schemas\/[^/]+)$/.test(link.pathname.slice(home.length));
    for (const link of all("#sidebar a, .bar a")) link.href = link.href;
    let current = location.pathname;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (link.target || link.hasAttribute("download") || !isPage(link)) return;
      if (link.pathname === location.pathname && link.hash) return;
      event.preventDefault();
      current = link.pathname;
      open(link.href, link.pathname !== location.pathname);
    });
    addEventListener("popstate", () => {
      // A jump within a page is none of ours.
      if (location.pathname === current) return;
      current = location.pathname;
      open(location.href, false);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const theme = one("#theme");
    theme.value = root.dataset.theme ?? "";
    theme.addEventListener("change", () => {
      stored(theme.value);
      colour(theme.value);
    });
    one("[data-theme-box]").hidden = false;
    const menu = one("[data-menu]");
    menu.hidden = false;
    menu.addEventListener("click", () => openMenu(!one("#sidebar").classList.contains("open")));
    readLinks();
    readSearch();
    readConsole();
    reveal();
  });
})();
