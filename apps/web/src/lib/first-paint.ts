/** A list that does not come must not keep the rest of the page waiting for longer. */
const latestMs = 1500

let resolve: () => void
const firstPaint = new Promise<void>((done) => {
  resolve = done
})

/** Says that the page shows what it was opened for, once the browser has drawn it. */
export function pageShown(): void {
  requestAnimationFrame(() => setTimeout(resolve))
}

/** The page has been put up, but what it was opened for is still awaited. */
export function pageAwaited(): void {
  setTimeout(resolve, latestMs)
}

/** Loads what surrounds the page's content: behind it, for both want the one thread. */
export function afterFirstPaint<T>(load: () => Promise<T>): Promise<T> {
  return firstPaint.then(load)
}

/** Loads in good time what the page will show at a click. What cannot be loaded says so when it is shown. */
export function preloadAfterFirstPaint(load: () => Promise<unknown>): void {
  afterFirstPaint(load).catch(() => undefined)
}
