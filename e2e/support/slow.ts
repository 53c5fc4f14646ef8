import type { BrowserContext } from '@playwright/test'

/** How late everything comes from the server, at most; set BRUME_E2E_SLOW to milliseconds to find what presses before a page is ready. */
const slowMs = Number(process.env.BRUME_E2E_SLOW ?? 0)

/** Lets scripts, answers and live lists come late, each by another while. */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (slowMs === 0) return
  const late = () =>
    new Promise((resolve) => setTimeout(resolve, slowMs * (0.5 + Math.random() / 2)))
  await context.route(/\/(api|assets)\//, async (route) => {
    await late()
    // the page that asked may be gone by now
    await route.continue().catch(() => undefined)
  })
  await context.routeWebSocket(/\/(live|terminals\/[^/]+)$/, (page) => {
    const server = page.connectToServer()
    let told: Promise<unknown> = Promise.resolve()
    server.onMessage((message) => {
      const due = late()
      told = told.then(() => due).then(() => page.send(message))
    })
  })
}
