/**
 * A drawing under way and what gives it up, behind which its failures are nobody's.
 *
 * @param {function(AbortSignal): Promise} draw
 */
export function drawing(draw, ...closing) {
  const giving = new AbortController();
  const signal = AbortSignal.any([giving.signal, ...closing]);
  const done = draw(signal).catch(failure => {
    if (!signal.aborted) {
      throw failure;
    }
  });
  return { done, giveUp: () => giving.abort() };
}
