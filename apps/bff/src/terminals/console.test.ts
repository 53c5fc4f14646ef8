import type { Terminal } from '@brume/console-api'
import { StopInstancesCommand } from '@aws-sdk/client-ec2'
import { DescribeSessionsCommand } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  launchWithProfile,
  makeSessionProfile,
  openTerminal,
  TerminalPage,
} from '../testing/terminal-page.ts'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'
import { createTerminals } from './index.ts'

const list = '/api/embedded/ap-northeast-2/terminals'
const isClosed = (page: TerminalPage): boolean =>
  page.notices.some((notice) => notice.type === 'state' && notice.state === 'closed')

let bench: TestConsole
let tab: Tab
let instanceId = ''

beforeAll(async () => {
  bench = await startTestConsole({ terminals: createTerminals })
  tab = await bench.tab()
  await makeSessionProfile(bench.cloud)
  instanceId = await launchWithProfile(bench.cloud)
})
afterAll(() => bench.close())

describe('a terminal of the console', () => {
  it('is a shell in the instance, which a reload finds again', async () => {
    const terminal = await openTerminal(tab, instanceId)
    expect(terminal).toMatchObject({
      target: { kind: 'session-manager', instanceId },
      region: 'ap-northeast-2',
      connection: 'embedded',
    })
    const page = await TerminalPage.open(tab, terminal)
    await page.until(({ text }) => text.includes('sh-5.2$ '))
    page.type('echo $((40 + 2)) in $(whoami)\r')
    await page.until(({ text }) => text.includes('42 in ssm-user'))
    page.type('stty size\r')
    await page.until(({ text }) => text.includes('30 100'))
    page.drop()

    const listed = await tab.get(list)
    expect(listed.body).toMatchObject([{ id: terminal.id, state: 'connected' }])
    const reloaded = await TerminalPage.open(tab, terminal)
    await reloaded.until(({ text }) => text.includes('42 in ssm-user'))
    reloaded.type('exit\r')
    await reloaded.until(isClosed)
  })

  it('carries a million lines whole, and obeys Ctrl-C in the middle of a flood', async () => {
    const page = await TerminalPage.open(tab, await openTerminal(tab, instanceId))
    await page.until(({ text }) => text.includes('sh-5.2$ '))
    page.type('seq 1 1000000 && echo all"" done\r')
    const before = page.bytes
    await page.until(({ text }) => text.includes('all done'))
    expect(page.text).toMatch(/\r\n999999\r\n1000000\r\nall done\r\n/)
    // The numbers, each with CR and LF, besides the echoed command and the prompt.
    expect(page.bytes - before).toBeGreaterThanOrEqual(7_888_896)
    expect(page.bytes - before).toBeLessThan(7_888_896 + 500)
    page.type('yes\r')
    const flooded = page.bytes
    await page.until(({ bytes }) => bytes - flooded > 2_000_000)
    page.type('\x03')
    await page.until(({ text }) => /sh-5\.2\$ [^y]*$/.test(text))
  })

  it('belongs to the browser that opened it', async () => {
    const terminal = await openTerminal(tab, instanceId)
    const stranger = await bench.tab()
    expect((await stranger.get(list)).body).toEqual([])
    const page = await TerminalPage.open(stranger, terminal)
    await page.until(({ closeCode }) => closeCode === 4004)
    const end = (headers: Record<string, string>) =>
      bench.send('DELETE', `/api/terminals/${terminal.id}`, headers)
    expect((await end({ cookie: stranger.cookie, origin: bench.origin })).status).toBe(404)
    expect((await end({ cookie: tab.cookie, origin: 'https://evil.example' })).status).toBe(403)
    expect((await end({ cookie: tab.cookie, origin: bench.origin })).status).toBe(204)
    const active = await bench.cloud.ssm().send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(active.Sessions?.map(({ SessionId }) => SessionId)).not.toContain(terminal.sessionId)
  })

  it('says in AWS’s words why there is none', async () => {
    const asked = { instanceId: 'i-0123456789abcdef0', kind: 'session-manager', cols: 80, rows: 24 }
    expect((await tab.post(list, asked)).body).toMatchObject({
      error: { code: 'TargetNotConnected', message: 'i-0123456789abcdef0 is not connected.' },
    })
    for (const bad of [{ instanceId: 'x' }, { cols: 0 }, { kind: 'ssh' }, { more: 1 }]) {
      expect((await tab.post(list, { ...asked, ...bad })).status).toBe(400)
    }
  })

  it('ends with its instance', async () => {
    const id = await launchWithProfile(bench.cloud)
    const page = await TerminalPage.open(tab, await openTerminal(tab, id))
    await page.until(({ text }) => text.includes('sh-5.2$ '))
    await bench.cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await page.until(isClosed)
    expect(page.notices.at(-1)).toMatchObject({ state: 'closed' })
  })
})

describe('My computer', () => {
  const asked = { kind: 'my-computer', cols: 80, rows: 24 }

  it('is a laptop with the keys that were made in the console, and reaches instances as My IP', async () => {
    const made = await tab.post('/api/embedded/ap-northeast-2/ec2/CreateKeyPair', {
      KeyName: 'lecture key',
    })
    expect(made.status).toBe(200)
    const reply = await tab.post(list, asked)
    expect(reply.status).toBe(201)
    const terminal: Terminal = JSON.parse(reply.text)
    expect(terminal).toMatchObject({ target: { kind: 'my-computer' }, sessionId: '' })
    const page = await TerminalPage.open(tab, terminal)
    await page.until(({ text }) => text.includes('$ '))
    page.type('ls -l ~/Downloads; echo "$((40 + 2)) $(whoami)"\r')
    await page.until(({ text }) => text.includes('42 student'))
    expect(page.text).toMatch(/-rw-r--r--.*lecture_key\.pem/)
    page.type('exit\r')
    await page.until(isClosed)
  })

  it('keeps an older download of the name, and is switched on again after a shutdown', async () => {
    const { myComputer } = bench.cloud
    await myComputer.download('123456789012', 'a.pem', Buffer.from('one'))
    await myComputer.download('123456789012', 'a.pem', Buffer.from('two'))
    const first = await TerminalPage.open(tab, JSON.parse((await tab.post(list, asked)).text))
    await first.until(({ text }) => text.includes('$ '))
    first.type('sudo poweroff\r')
    await first.until(isClosed)
    const again = await TerminalPage.open(tab, JSON.parse((await tab.post(list, asked)).text))
    await again.until(({ text }) => text.includes('$ '))
    again.type('cd Downloads; cat a.pem "a (1).pem"; echo " read"\r')
    await again.until(({ text }) => text.includes(' read\r\n'))
    expect(again.text).toContain('\ronetwo read')
    again.type('exit\r')
    await again.until(isClosed)
  })

  it('goes back to its first day with its account', async () => {
    await bench.cloud.myComputer.download('123456789012', 'notes.txt', Buffer.from('mine'))
    bench.cloud.reset('123456789012')
    const page = await TerminalPage.open(tab, JSON.parse((await tab.post(list, asked)).text))
    await page.until(({ text }) => text.includes('$ '))
    page.type('ls ~/Downloads | wc -l\r')
    await page.until(({ text }) => /\r\d+\r\n/.test(text))
    expect(page.text).toMatch(/\r0\r\n/)
  })
})

it('is refused on a connection that only looks', async () => {
  const looking = await startTestConsole({ terminals: createTerminals, readOnly: true })
  const asked = { instanceId: 'i-0123456789abcdef0', kind: 'session-manager', cols: 80, rows: 24 }
  const reply = await (await looking.tab()).post(list, asked)
  expect(reply.body).toMatchObject({ error: { code: 'ReadOnlyConnection' } })
  await looking.close()
})
