import {
  EC2Client,
  DescribeImagesCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'
import { AWS_URL } from './addresses.ts'

export { expect }

export const REGION = 'ap-northeast-2'

/** A world of its own for each test: an account of the embedded cloud with its own clock, at thirty times the pace unless told otherwise. */
export interface World {
  readonly account: string
  /** Path of a page of this world: `path('/instances')`. */
  path(page: string): string
  readonly ec2: EC2Client
  /** Winds the account's clock (`30s`, `2m`); resolves when all that fell due has happened. */
  advance(by: string): Promise<void>
  setSpeed(factor: number): Promise<void>
  /** Holds the account's clock; `advance` and `setSpeed` move it on. */
  pause(): Promise<void>
  /** Lets the Recycle Bin keep what is deleted of a kind for so many days. */
  retain(resource: 'snapshot' | 'image' | 'volume', days: number): Promise<void>
  /** Launches through the SDK, as a colleague at the command line would. */
  launch(name: string, more?: Partial<RunInstancesCommandInput>): Promise<string[]>
}

/** The world of an account, with a clock at thirty times the pace. */
async function makeWorld(account: string): Promise<World & { close(): void }> {
  const credentials = { accessKeyId: account, secretAccessKey: 'any' }
  const ec2 = new EC2Client({ endpoint: AWS_URL, region: REGION, credentials, maxAttempts: 1 })
  const control = async (name: string, command: object) => {
    const answer = await fetch(`${AWS_URL}/_brume/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, ...command }),
    })
    if (!answer.ok) throw new Error(`The ${name} refused: ${answer.status} ${await answer.text()}`)
  }
  const clock = (command: object) => control('clock', command)
  await clock({ speed: 30 })
  return {
    account,
    ec2,
    path: (page) => `/embedded-${account}/${REGION}${page}`,
    advance: (by) => clock({ advance: by }),
    setSpeed: (speed) => clock({ speed }),
    pause: () => clock({ pause: true }),
    retain: (resource, days) => control('recycle-bin', { region: REGION, resource, days }),
    async launch(name, more = {}) {
      const run = await ec2.send(
        new RunInstancesCommand({
          ImageId: await amazonLinux(ec2),
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
          TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
          ...more,
        }),
      )
      return (run.Instances ?? []).map(({ InstanceId = '' }) => InstanceId)
    },
    close: () => ec2.destroy(),
  }
}

let made = 0

interface Fixtures {
  readonly world: World
  /** Somebody else's, for tests of two accounts. */
  readonly neighbour: World
}

async function useWorld(workerIndex: number, use: (world: World) => Promise<void>) {
  made += 1
  const world = await makeWorld(
    `4${String(workerIndex).padStart(5, '0')}${String(made).padStart(6, '0')}`,
  )
  await use(world)
  world.close()
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off this pattern
  world: ({}, use, { workerIndex }) => useWorld(workerIndex, use),
  // oxlint-disable-next-line no-empty-pattern -- likewise
  neighbour: ({}, use, { workerIndex }) => useWorld(workerIndex, use),
})

export async function amazonLinux(ec2: EC2Client): Promise<string> {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  )
  return Images[0]?.ImageId ?? ''
}

/** The rows that a terminal shows, found by the name of its place. */
export function terminal(page: Page, label: string): Locator {
  return page.getByRole('group', { name: label }).locator('.xterm-rows')
}

/** Types a line into a terminal and waits for what it must answer. */
export async function typeLine(
  page: Page,
  label: string,
  line: string,
  answer: string | RegExp,
): Promise<void> {
  await page.getByRole('group', { name: label }).getByRole('textbox').focus()
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
  await expect(terminal(page, label)).toContainText(answer, { useInnerText: true })
}

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/** No serious finding on the page as it stands; `rules` are all of them unless told, `leaveOut` a selector of what is judged elsewhere. */
export async function expectAccessible(
  page: Page,
  rules?: readonly string[],
  leaveOut?: string,
): Promise<void> {
  // Its source is half a megabyte: what has it already keeps it from page to page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const exclude = ['.xterm', ...(leaveOut === undefined ? [] : [leaveOut])]
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    ...(rules ? { runOnly: [...rules] } : {}),
  }
  const serious = await page.evaluate(
    async ({ exclude, options }) => {
      const found = await window.axe?.run({ exclude }, options)
      return found?.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
    },
    { exclude, options },
  )
  expect(serious).toEqual([])
}
