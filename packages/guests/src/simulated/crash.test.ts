import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createTestWorld, Person } from './test-world.ts'

/** Launches a guest, says what is acknowledged, and goes on writing until it is killed. */
const program = `
import { createTestWorld, Person } from ${JSON.stringify(fileURLToPath(new URL('./test-world.ts', import.meta.url)))}
const world = createTestWorld(process.argv[1])
const guest = await world.launch(world.spec('i-1'))
await world.pass(20_000)
const person = await Person.at(guest)
await person.sees(/\\$ $/)
await person.runs('head -c 300000 /dev/urandom > big; sha256sum big > sum')
for (let round = 0; ; round++) {
  await person.runs('echo ' + round + ' > round; mv round last')
  await world.driver.disks.createSnapshot('snap-' + round, '123456789012/vol-i-1')
  world.driver.disks.createVolume('vol-' + round, 8, { kind: 'snapshot', snapshotId: 'snap-' + round })
  console.log(round)
}
`

async function runUntilKilled(dataDir: string, rounds: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '-e', program, dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let last = -1
  let text = ''
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  for await (const chunk of child.stdout) {
    text += String(chunk)
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) last = Number(line)
    if (last >= rounds) child.kill('SIGKILL')
  }
  await ended
  return last
}

describe('a crash', () => {
  it('loses nothing that was acknowledged', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-crash-'))
    try {
      const last = await runUntilKilled(dataDir, 5)
      expect(last).toBeGreaterThanOrEqual(5)
      const world = createTestWorld(dataDir)
      const disks = [{ volumeId: `vol-${last}`, deviceName: '/dev/xvda', root: true, sizeGiB: 8 }]
      const guest = await world.launch(world.spec('i-2', { disks }))
      await world.pass(20_000)
      const person = await Person.at(guest)
      await person.sees(/\$ $/)
      expect(await person.runs('cat last; sha256sum -c sum; ls round')).toBe(
        `${last}\nbig: OK\nls: cannot access 'round': No such file or directory\n<2>`,
      )
      await world.close()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
