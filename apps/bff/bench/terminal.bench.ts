import { spawn } from 'node:child_process'
import { createTerminals } from '../src/terminals/index.ts'
import {
  launchWithProfile,
  makeSessionProfile,
  openTerminal,
  TerminalPage,
} from '../src/testing/terminal-page.ts'
import type { TestCloud } from '@brume/test-kit'
import { startTestConsole } from '../src/testing/test-console.ts'

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const keys = 300
/** CR before each LF makes half as many bytes again. */
const floodBytes = 100_000_000

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
    const own = (await ownDelays(brume.cloud, instanceId)).toSorted((a, b) => a - b)
    const flood = await floodMs(page)
    const pty = await ptyMs()
    return [
      row('first terminal to its prompt', cold.ms, 'ms', 'the guest’s thread and the SDK load'),
      row('next terminal to its prompt', warm.ms, 'ms'),
      row('echo of a key, p50', delays[Math.floor(keys * 0.5)] ?? 0, 'ms', `${keys} keys`),
      row('echo of a key, p99', delays[Math.floor(keys * 0.99)] ?? 0, 'ms'),
      row(
        'echo of a key above the guest’s own, p50',
        (delays[Math.floor(keys * 0.5)] ?? 0) - (own[Math.floor(keys * 0.5)] ?? 0),
        'ms',
        `the guest’s own ${(own[Math.floor(keys * 0.5)] ?? 0).toFixed(2)}; target ≤ 5`,
      ),
      row(
        'output',
        floodBytes / 1e6 / (flood.ms / 1000),
        'MB/s',
        `100 MB of yes, read by a page that keeps up, ${flood.lost} bytes lost; target ≥ 10`,
      ),
      row(
        'output of a PTY of this machine',
        floodBytes / 1e6 / (pty / 1000),
        'MB/s',
        'the same through script(1)',
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

/** Keys typed at the guest's terminal itself, without channel, BFF and WebSocket. */
async function ownDelays(cloud: TestCloud, instanceId: string): Promise<number[]> {
  const place = { account: '123456789012', region: 'ap-northeast-2' }
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  let heard = (): void => {}
  let idle: NodeJS.Timeout | undefined
  const terminal = await guest?.openTerminal({
    user: 'ssm-user',
    cols: 200,
    rows: 50,
    onData: () => heard(),
    onExit: () => {},
  })
  const quiet = new Promise<void>((resolve) => {
    heard = () => {
      clearTimeout(idle)
      idle = setTimeout(resolve, 300)
    }
  })
  await quiet
  const delays: number[] = []
  for (let key = 0; key < keys; key += 1) {
    const startedAt = performance.now()
    const echoed = new Promise<void>((resolve) => (heard = resolve))
    terminal?.write(Buffer.from('x'))
    await echoed
    delays.push(performance.now() - startedAt)
  }
  terminal?.close()
  return delays
}

async function floodMs(page: TerminalPage): Promise<{ ms: number; lost: number }> {
  const before = page.bytes
  page.type(`yes | head -c ${wholeLines()}; echo flood"" over\r`)
  const startedAt = performance.now()
  await page.until(
    ({ text, bytes }) => bytes - before > floodBytes / 2 && text.includes('flood over'),
  )
  const ms = performance.now() - startedAt
  return { ms, lost: Math.max(0, (wholeLines() / 2) * 3 - (page.bytes - before)) }
}

function wholeLines(): number {
  return Math.floor(floodBytes / 3) * 2
}

function ptyMs(): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const command = `yes | head -c ${wholeLines()}`
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child.stdout.resume()
    child.once('error', reject)
    child.once('close', () => resolve(performance.now() - startedAt))
  })
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
