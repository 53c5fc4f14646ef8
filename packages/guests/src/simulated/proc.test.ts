import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
let guest: Guest
let person: Person
beforeAll(async () => {
  world = createTestWorld()
  guest = await world.launch(world.spec('i-1'))
  await world.pass(20_000)
  person = await Person.at(guest, 'ec2-user', 200)
  await person.sees(/[$#] $/)
})
afterAll(() => world.close())

it('a process has a directory, and so has the one that looks', async () => {
  await person.runs('sleep 1000 >/tmp/out & pid=$!')
  expect(
    await person.runs(
      "cat /proc/$pid/comm; tr '\\0' ' ' </proc/$pid/cmdline; echo; grep -E '^(Name|State|PPid|Uid)' /proc/$pid/status; ls -l /proc/$pid/fd | grep -o '[0-9] -> .*'; test $$ = $(cut -d' ' -f4 /proc/$pid/stat) && echo child",
    ),
  ).toMatch(
    /^sleep\nsleep 1000 \nName:\tsleep\nState:\tS \(sleeping\)\nPPid:\t\d+\nUid:\t1000\t1000\t1000\t1000\n0 -> \/dev\/pts\/0\n1 -> \/tmp\/out\n2 -> \/dev\/pts\/0\nchild\n<0>$/,
  )
  expect(
    await person.runs(
      'cat /proc/self/comm; cat /proc/1/comm; ls -d /proc/$$; cat /proc/99999/comm',
    ),
  ).toMatch(/^cat\nsystemd\n\/proc\/\d+\ncat: \/proc\/99999\/comm: No such file or directory\n<1>/)
  expect(await person.runs('readlink /proc/$pid/exe /proc/$$/exe; sudo rm -rf /proc/$pid')).toMatch(
    /^\/usr\/bin\/sleep\n\/usr\/bin\/bash\nrm: cannot remove '\/proc\/\d+\/\w+': Operation not permitted\n/,
  )
  await person.runs('kill $pid')
  expect(await person.runs('ls -d /proc/$pid 2>&1')).toContain('No such file or directory')
})

it('sockets are told with the process that holds them', async () => {
  await person.runs('python3 -m http.server 8000 >/dev/null 2>&1 &')
  const listening = await person.runs('lsof -i :8000 -P; ss -tlnp | grep 8000; sudo fuser 8000/tcp')
  const pid = /python3 +(\d+)/.exec(listening)?.[1] ?? 'nobody'
  expect(listening).toMatch(
    new RegExp(
      `COMMAND +PID +USER +FD +TYPE +DEVICE +SIZE/OFF +NODE +NAME\npython3 +${pid} +ec2-user +3u +IPv4 +\\d+ +0t0 +TCP +\\*:8000 \\(LISTEN\\)\n[^]*users:\\(\\("python3",pid=${pid},fd=3\\)\\)\n8000/tcp: +${pid}\n`,
    ),
  )
  // Root's are not for everybody to see.
  expect(
    await person.runs('ss -tlnp | grep -c :22.*users; sudo ss -tlnp | grep -o :22.*users'),
  ).toMatch(/^0\n:22 [^]*users/)
  expect(
    await person.runs(
      `lsof -t -i tcp:8000; readlink /proc/${pid}/fd/3; grep -c 1F40 /proc/net/tcp`,
    ),
  ).toMatch(new RegExp(`^${pid}\nsocket:\\[\\d+\\]\n1\n`))
  expect(await person.runs('lsof -i :9; fuser -k 8000/tcp; lsof -i :8000')).toContain('\n<1>')
})

it('counters of interfaces and disks are those of the guest', async () => {
  const received = async (): Promise<number> =>
    Number(/ens5: +(\d+)/.exec(await person.runs('cat /proc/net/dev'))?.[1])
  const before = await received()
  const socket = await guest.connect({
    port: 22,
    localAddress: '172.31.5.6',
    remoteAddress: '203.0.113.10',
    remotePort: 40_000,
  })
  if ('unreachable' in socket) throw new Error(socket.unreachable)
  socket.end(`SSH-2.0-${'x'.repeat(90)}\r\n`)
  await text(socket)
  expect(await received()).toBe(before + 100)
  const written = async (): Promise<number> =>
    Number(/nvme0n1 (?:\d+ ){6}(\d+)/.exec(await person.runs('cat /proc/diskstats'))?.[1])
  const sectors = await written()
  await person.runs('head -c 51200 /dev/zero > /tmp/zeros; sync')
  expect((await written()) - sectors).toBeGreaterThanOrEqual(100)
})

it('open files keep what they are on from being unmounted, and lsof says whose they are', async () => {
  await person.runs('exec 7>/tmp/held')
  expect(await person.runs('lsof /tmp/held; fuser /tmp/held 2>/dev/null')).toMatch(
    /^COMMAND[^]*bash +\d+ +ec2-user +7u +REG [^]*\/tmp\/held\n +\d+<0>$/,
  )
  await person.runs('exec 7>&-')
  expect(await person.runs('lsof /tmp/held')).toBe('<1>')
})
