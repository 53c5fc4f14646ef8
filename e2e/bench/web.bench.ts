import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { chromium, type Browser, type Page, type Request } from '@playwright/test'

/** One line of docs/benchmarks.md. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const consolePort = 28_680
const awsPort = 28_681
const region = 'us-east-1'
const account = '888888888888'
const list = `http://127.0.0.1:${consolePort}/embedded-${account}/${region}/instances`
const runs = 5

/** The instances page in a real browser: first load with forty instances, then work on 10,000. */
export async function run(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-bench-web-'))
  const server = startServer(dataDir)
  const executablePath =
    process.env.CHROMIUM ?? ['/usr/bin/chromium'].find((path) => existsSync(path))
  try {
    await untilHealthy()
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
    })
    const ec2 = new EC2Client({
      endpoint: `http://127.0.0.1:${awsPort}`,
      region,
      credentials: { accessKeyId: account, secretAccessKey: 'any' },
    })
    await launch(ec2, 40)
    const first = await measureFirstLoad(browser)
    for (let made = 40; made < 10_000; made += 830) await launch(ec2, 830)
    const many = await measureMany(browser)
    ec2.destroy()
    await browser.close()
    return [...first, ...many]
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function startServer(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      ...process.env,
      BRUME_PORT: String(consolePort),
      BRUME_AWS_PORT: String(awsPort),
      BRUME_SSH_PORT: '0',
      BRUME_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function untilHealthy(): Promise<void> {
  const deadlineMs = performance.now() + 60_000
  while (performance.now() < deadlineMs) {
    const answer = await fetch(`http://127.0.0.1:${awsPort}/healthz`).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error('The server did not come up within a minute')
}

async function launch(ec2: EC2Client, count: number): Promise<void> {
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  )
  await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'bench' }] }],
    }),
  )
}

const rows = (page: Page) => page.getByRole('checkbox', { name: /^Select bench/ })

async function measureFirstLoad(browser: Browser): Promise<Row[]> {
  const paintedMs: number[] = []
  const slowMs: number[] = []
  let kB = 0
  let requests = 0
  for (let i = 0; i < runs; i++) {
    const { page, close } = await fresh(browser)
    const finished: Request[] = []
    page.on('requestfinished', (request) => finished.push(request))
    paintedMs.push(await untilPainted(page))
    requests = finished.length
    const sizes = await Promise.all(finished.map((request) => request.sizes()))
    kB = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) / 1000
    await close()

    const slow = await fresh(browser)
    const devtools = await slow.page.context().newCDPSession(slow.page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: 10_000_000 / 8,
      uploadThroughput: 10_000_000 / 8,
    })
    slowMs.push(await untilPainted(slow.page))
    await slow.close()
  }
  return [
    {
      name: 'instances page, first load',
      value: kB,
      unit: 'kB',
      note: 'all that the network carried',
    },
    { name: 'instances page, requests', value: requests, unit: '' },
    {
      name: 'instances page, rows painted',
      value: median(paintedMs),
      unit: 'ms',
      note: `median of ${runs}, empty cache`,
    },
    {
      name: 'instances page, rows painted, 4× slower CPU, 10 Mbit/s',
      value: median(slowMs),
      unit: 'ms',
      note: `median of ${runs}`,
    },
  ]
}

async function fresh(browser: Browser) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
  })
  const page = await context.newPage()
  // The page's own clock: looking from outside would cost it a tenth of a second.
  await page.addInitScript(() => {
    const look = (): void => {
      if (!document.querySelector('td input[type=checkbox]')) requestAnimationFrame(look)
      else setTimeout(() => Reflect.set(globalThis, 'brumePaintedMs', performance.now()))
    }
    requestAnimationFrame(look)
  })
  return { page, close: () => context.close() }
}

async function untilPainted(page: Page): Promise<number> {
  await page.goto(list)
  const painted = await page.waitForFunction(
    () => Reflect.get(globalThis, 'brumePaintedMs') as number | undefined,
    undefined,
    { polling: 50 },
  )
  const paintedMs = await painted.jsonValue()
  await rows(page).first().waitFor()
  return paintedMs ?? Number.NaN
}

async function measureMany(browser: Browser): Promise<Row[]> {
  const { page, close } = await fresh(browser)
  const loadMs = await untilPainted(page)
  await page
    .getByText(/\(10,?\d{3}\)/)
    .first()
    .waitFor({ timeout: 60_000 })
  const completeMs = await page.evaluate(() => performance.now())
  const { nodes, heapMB } = await page.evaluate(() => ({
    nodes: document.querySelectorAll('*').length,
    // Chromium's own, not in the standard's types.
    heapMB: (Reflect.get(performance, 'memory') as { usedJSHeapSize: number }).usedJSHeapSize / 1e6,
  }))
  const filter = page.getByRole('combobox', { name: /Find instance/ })
  await filter.click()
  const keyMs = await worst(page, async () => page.keyboard.type('i', { delay: 50 }), 5)
  await page.keyboard.press('Escape')
  await filter.fill('')
  const sortMs = await worst(
    page,
    async () => page.locator('[data-focus-id^="sorting-control"]:visible').nth(1).click(),
    5,
  )
  const pageMs = await worst(
    page,
    async () => page.getByRole('button', { name: 'Next page' }).click(),
    5,
  )
  const selectMs = await worst(page, async () => rows(page).nth(3).click(), 5)
  await close()
  return [
    { name: '10,000 instances, first rows painted', value: loadMs, unit: 'ms' },
    { name: '10,000 instances, list complete', value: completeMs, unit: 'ms' },
    { name: '10,000 instances, DOM nodes', value: nodes, unit: '' },
    { name: '10,000 instances, script heap', value: heapMB, unit: 'MB' },
    {
      name: '10,000 instances, filter keystroke',
      value: keyMs,
      unit: 'ms',
      note: 'input to next paint, median of 5',
    },
    { name: '10,000 instances, sort', value: sortMs, unit: 'ms', note: 'median of 5' },
    { name: '10,000 instances, next page', value: pageMs, unit: 'ms', note: 'median of 5' },
    {
      name: '10,000 instances, select a row',
      value: selectMs,
      unit: 'ms',
      note: 'median of 5, with its panel',
    },
  ]
}

/** From an input event to the paint after it, as the browser's own event timing gives it. */
async function worst(page: Page, act: () => Promise<void>, times: number): Promise<number> {
  const durations: number[] = []
  for (let i = 0; i < times; i++) {
    await page.evaluate(() => {
      const longest = { ms: 0 }
      Reflect.set(globalThis, 'brumeLongest', longest)
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) longest.ms = Math.max(longest.ms, duration)
        // `durationThreshold` is of the Event Timing API, which the standard's types lack.
      }).observe(Object.assign({ type: 'event', buffered: false }, { durationThreshold: 16 }))
    })
    await act()
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 300))),
    )
    durations.push(
      await page.evaluate(() => (Reflect.get(globalThis, 'brumeLongest') as { ms: number }).ms),
    )
  }
  return median(durations)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
