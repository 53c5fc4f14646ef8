import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}
interface Recorded extends Answer {
  readonly category: string
  readonly command: string
}

const read = (name: string): string =>
  readFileSync(new URL(`../../conformance/${name}`, import.meta.url), 'utf8')
const recorded: readonly Recorded[] = JSON.parse(read('recorded.json'))
const known = new Set<string>(JSON.parse(read('known-failures.json')))
const categories = [...new Set(recorded.map(({ category }) => category))]

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Runs each of its commands as it was recorded, in an own shell in a fresh directory, and says code, output and errors. */
const scriptOf = (commands: readonly string[]): string => `
furnish=${quoted(`cd /work && { ${read('prelude.sh')}\n} && exec bash -c "$0"`)}
answer() {
  rm -rf /work/* /work/.[a-z]*
  timeout 60 bash -c "$furnish" "$1" </dev/null >/answers/out 2>/answers/err
  echo "$? $(base64 -w0 /answers/out) $(base64 -w0 /answers/err)"
}
${commands.map((command) => `answer ${quoted(command)}`).join('\n')}
`

/** One category that is given up would go on writing into the next one's files. */
const patienceMs = 120_000

let world: TestWorld
let guest: Guest
beforeAll(async () => {
  world = createTestWorld()
  guest = await world.launch(world.spec('i-1', { distribution: 'debian-12' }))
  await world.pass(60_000)
  const made = await run(
    'mkdir -m 777 /work /answers && apt-get install -yqq bc jq >/dev/null',
    'root',
  )
  if (made !== '') throw new Error(made)
  // Somebody who sits there keeps the guest awake from category to category.
  await Person.at(guest, 'admin')
}, patienceMs)
afterAll(() => world.close())

async function run(script: string, user = 'admin'): Promise<string> {
  const env = { HOME: '/work', TZ: 'UTC', TERM: 'dumb', LANG: 'C.UTF-8' }
  const process = await guest.execute({ user, argv: ['bash', '-c', script], env })
  process.stdin.end()
  const parts: Buffer[] = []
  for (const stream of [process.stdout, process.stderr])
    stream.on('data', (bytes: Uint8Array) => parts.push(Buffer.from(bytes)))
  let ended = false
  const exit = process.exit.then(() => (ended = true))
  // The clock stands still but for this: what is left once nothing is runnable waits for it.
  for (await world.pass(0); !ended; await world.pass(1000));
  await exit
  return Buffer.concat(parts).toString()
}

const textOf = (base64: string | undefined): string =>
  Buffer.from(base64 ?? '', 'base64').toString()

describe.each(categories)('%s', (category) => {
  const cases = recorded.filter((each) => each.category === category)
  const answers: Answer[] = []
  beforeAll(async () => {
    const lines = (await run(scriptOf(cases.map(({ command }) => command)))).trimEnd().split('\n')
    for (const line of lines) {
      const [code, stdout, stderr] = line.split(' ')
      answers.push({ code: Number(code), stdout: textOf(stdout), stderr: textOf(stderr) })
    }
    if (lines.length !== cases.length) throw new Error(`${lines.length} answers to ${cases.length}`)
  }, patienceMs)

  it.each(cases.map((each, index) => ({ ...each, index })))(
    '$command',
    ({ command, index, code, stdout, stderr }) => {
      const expected = { code, stdout, stderr }
      if (known.has(command))
        expect(answers[index], 'passes: take it off known-failures.json').not.toEqual(expected)
      else expect(answers[index]).toEqual(expected)
    },
  )
})

it('lists as known failures only commands that were recorded', () => {
  const commands = new Set(recorded.map(({ command }) => command))
  expect([...known].filter((command) => !commands.has(command))).toEqual([])
})
