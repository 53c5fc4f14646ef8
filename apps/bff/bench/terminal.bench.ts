import { createTerminals } from '../src/terminals/index.ts'
import {
  launchWithProfile,
  makeSessionProfile,
  openTerminal,
  TerminalPage,
} from '../src/testing/terminal-page.ts'
import { startTestConsole } from '../src/testing/test-console.ts'

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const keys = 300
const floodBytes = 48_000_000

/** A terminal as a page has it: shell in a simulated guest, Session Manager's channel, BFF, WebSocket; all in one process. */
export async function run(): Promise<Row[]> {
  const brume = await startTestConsole({ terminals: createTerminals })
  try {
    const tab = await brume.tab()
    await makeSessionProfile(brume.cloud)
    const instanceId = await launchWithProfile(brume.cloud)
    const cold = await promptMs(tab, instanceId)
    const warm = await promptMs(tab, instanceId)
    const page = warm.page
    const delays = (await echoDelays(page)).toSorted((a, b) => a - b)
    const flood = await floodMs(page)
    return [
      row('first terminal to its prompt', cold.ms, 'ms', 'the guest’s thread and the SDK load'),
      row('next terminal to its prompt', warm.ms, 'ms'),
      row('echo of a key, p50', delays[Math.floor(keys * 0.5)] ?? 0, 'ms', `${keys} keys`),
      row('echo of a key, p99', delays[Math.floor(keys * 0.99)] ?? 0, 'ms'),
      row(
        'output',
        floodBytes / 1e6 / (flood / 1000),
        'MB/s',
        'yes | head -c, read by a page that keeps up',
      ),
      row('Ctrl-C in a flood to the prompt', await interruptMs(page), 'ms', 'yes'),
    ]
  } finally {
    await brume.close()
  }
}

const row = (name: string, value: number, unit: string, note?: string): Row => ({
  name: `terminal: ${name}`,
  value: Math.round(value * 100) / 100,
  unit,
  note,
})

type Tab = Parameters<typeof openTerminal>[0]

async function promptMs(tab: Tab, instanceId: string) {
  const startedAt = performance.now()
  const page = await TerminalPage.open(tab, await openTerminal(tab, instanceId))
  await page.until(({ text }) => text.includes('sh-5.2$ '))
  return { ms: performance.now() - startedAt, page }
}

async function echoDelays(page: TerminalPage): Promise<number[]> {
  const delays: number[] = []
  for (let key = 0; key < keys; key += 1) {
    const before = page.bytes
    const startedAt = performance.now()
    page.type('x')
    await page.until(({ bytes }) => bytes > before)
    delays.push(performance.now() - startedAt)
  }
  page.type('\x03')
  await page.until(({ text }) => /\^C[^x]*sh-5\.2\$ /.test(text))
  return delays
}

/** CR before each LF makes half as many bytes again. */
async function floodMs(page: TerminalPage): Promise<number> {
  const startedAt = performance.now()
  const before = page.bytes
  page.type(`yes | head -c ${(floodBytes * 2) / 3}; echo flood"" over\r`)
  await page.until(
    ({ text, bytes }) => bytes - before > floodBytes / 2 && text.includes('flood over'),
  )
  return performance.now() - startedAt
}

async function interruptMs(page: TerminalPage): Promise<number> {
  const before = page.bytes
  page.type('yes\r')
  await page.until(({ bytes }) => bytes - before > 5_000_000)
  const startedAt = performance.now()
  page.type('\x03')
  await page.until(({ text }) => /sh-5\.2\$ [^y]*$/.test(text))
  return performance.now() - startedAt
}
