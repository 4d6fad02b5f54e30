(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The derivation of a finding, as a tree beneath it: a step that stands there already is named only.
  const numbers = (place) => (place ? place.textContent.match(/\d+/g) || [] : []);
  const branch = (prefix, number, seen) => {
    const id = prefix + number;
    const item = document.createElement("li");
    const step = document.getElementById(id);
    if (!step) return item;
    if (seen.has(id)) {
      item.append(step.querySelector(".id").cloneNode(true), ": as above");
      return item;
    }
    seen.add(id);
    const copy = step.cloneNode(true);
    all(":scope > .from", copy).forEach((one) => one.remove());
    item.append(...copy.childNodes, ...tree(prefix, numbers(step.querySelector(":scope > .from")), seen));
    return item;
  };
  const tree = (prefix, found, seen) => {
    if (!found.length) return [];
    const list = document.createElement("ul");
    list.append(...found.map((number) => branch(prefix, number, seen)));
    return [list];
  };
  const derive = (finding) => {
    const prefix = `${finding.closest(".actor").dataset.prefix}s`;
    for (const place of all("dd.by", finding)) {
      place.className = "tree";
      place.replaceChildren(...tree(prefix, numbers(place), new Set()));
    }
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".f") && event.target.open) derive(event.target);
  }, true);

  // What is linked to opens, wherever it is folded away.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target; one; one = one.parentElement) {
      if (one.hidden) one.hidden = false;
      if (one.matches("details")) one.open = true;
    }
    target.scrollIntoView();
    const first = target.matches("details") ? target.querySelector("summary") : null;
    if (first) first.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);

  all("form.filter").forEach((form) => {
    const section = form.closest("section");
    const findings = all(".f", section);
    const texts = new Map();
    const text = (one) => {
      if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
      return texts.get(one);
    };
    const fields = form.elements;
    const number = (list) => list.reduce((sum, one) => sum + Number(one.dataset.n), 0);
    const total = number(findings);
    const apply = () => {
      const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const asked = words.length || fields.outcome.value || fields.gate.value || fields.strength.value || fields.actor.value;
      const fits = (one) =>
        (!fields.outcome.value || one.parentElement.dataset.o === fields.outcome.value) &&
        (!fields.gate.value || one.dataset.g === fields.gate.value) &&
        (!fields.strength.value || one.dataset.s === fields.strength.value) &&
        (!fields.actor.value || one.closest(".actor").dataset.actor === fields.actor.value) &&
        words.every((word) => text(one).includes(word));
      const shown = findings.filter((one) => {
        one.hidden = !fits(one);
        return !one.hidden;
      });
      all(".group", section).forEach((group) => {
        group.hidden = !group.querySelector(".f:not([hidden])");
        if (asked) group.open = !group.hidden;
      });
      all(".actor", section).forEach((actor) => {
        actor.hidden = !actor.querySelector(".f:not([hidden])");
      });
      form.querySelector("output").value = asked ? `${number(shown)} of ${total} findings shown` : "";
    };
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 120);
    });
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    fields.expand.addEventListener("click", () => {
      all(".group:not([hidden])", section).forEach((one) => (one.open = true));
      findings.filter((one) => !one.hidden).forEach((one) => (one.open = true));
    });
    fields.collapse.addEventListener("click", () => {
      findings.forEach((one) => (one.open = false));
    });
    form.hidden = false;
  });
  reveal();
})();
