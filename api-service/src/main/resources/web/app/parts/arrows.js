const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The Tab key stops once for many things, and arrows go from one of them to the next (the roving tabindex of the ARIA practices). */
export function goOn(event, selector) {
  const all = [...event.currentTarget.querySelectorAll(selector)];
  const here = all.indexOf(event.target);
  const next = all[{ Home: 0, End: all.length - 1 }[event.key] ?? here + STEPS[event.key]];
  if (here >= 0 && next !== undefined) {
    event.preventDefault();
    next.focus();
  }
}
