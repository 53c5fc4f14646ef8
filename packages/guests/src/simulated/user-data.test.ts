import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

function world(dataDir?: string): TestWorld {
  const made = createTestWorld(dataDir)
  worlds.push(made)
  return made
}

const webServer = `#!/bin/bash -xe
exec > >(tee /var/log/user-data.log) 2>&1
dnf install -y httpd
systemctl enable --now httpd
TOKEN=$(curl -s -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 60")
ID=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id)
echo "<h1>$ID</h1>" > /var/www/html/index.html
echo run >> /root/runs
`

const consoleOf = (guest: { consoleOutput(): Uint8Array }) =>
  Buffer.from(guest.consoleOutput()).toString()

async function run(guest: Parameters<typeof Person.at>[0], line: string): Promise<string> {
  const person = await Person.at(guest)
  await person.sees(/\$ $/)
  const text = await person.runs(line)
  person.type('exit\r')
  await person.ends()
  return text
}

describe('user data', () => {
  it('runs a script once as root, with its output in the log and on the console', async () => {
    const { launch, spec, pass, driver } = world()
    const userData = Buffer.from(webServer)
    const guest = await launch(spec('i-1', { userData }))
    await pass(60_000)
    expect(
      await run(guest, 'curl -s localhost; sudo cat /root/runs; tail -1 /var/log/user-data.log'),
    ).toBe('<h1>i-1</h1>\nrun\n+ echo run\n<0>')
    expect(await run(guest, 'sudo grep -c finished /var/log/cloud-init-output.log')).toBe('1\n<0>')
    expect(consoleOf(guest)).toMatch(
      /cloud-init\[\d+\]: Cloud-init v\. .* finished at Mon, 05 Jan 2026/,
    )

    await guest.reboot()
    await pass(60_000)
    expect(await run(guest, 'curl -s localhost; sudo cat /root/runs')).toBe(
      '<h1>i-1</h1>\nrun\n<0>',
    )

    await guest.stop({ force: false })
    const again = await launch(spec('i-1', { userData, firstBoot: false }))
    await pass(60_000)
    expect(await run(again, 'curl -s localhost; sudo cat /root/runs')).toBe(
      '<h1>i-1</h1>\nrun\n<0>',
    )

    await driver.disks.createSnapshot('snap-1', '123456789012/vol-i-1')
    driver.disks.createVolume('vol-copy', 8, { kind: 'snapshot', snapshotId: 'snap-1' })
    const copy = await launch(
      spec('i-2', {
        disks: [{ volumeId: 'vol-copy', deviceName: '/dev/xvda', root: true, sizeGiB: 8 }],
      }),
    )
    await pass(60_000)
    expect(
      await run(
        copy,
        'curl -s localhost; cat /var/lib/cloud/data/instance-id; sudo cat /root/runs',
      ),
    ).toBe('<h1>i-1</h1>\ni-2\nrun\n<0>')
  })

  it('tells of a script that failed, and ignores what is no script, as cloud-init does', async () => {
    const { launch, spec, pass } = world()
    const failing = await launch(
      spec('i-1', { userData: Buffer.from('#!/bin/bash\necho before\nexit 3\n') }),
    )
    const plain = await launch(spec('i-2', { userData: Buffer.from('echo never > /tmp/never\n') }))
    await pass(60_000)
    expect(consoleOf(failing)).toMatch(
      /: before\r\n.*cc_scripts_user\.py\[WARNING\]: Failed to run module scripts-user/,
    )
    expect(
      await run(plain, 'ls /tmp; grep -c "Unhandled non-multipart" /var/log/cloud-init.log'),
    ).toBe('1\n<0>')
  })

  it('carries out cloud-config, multipart and gzip', async () => {
    const { launch, spec, pass } = world()
    const config = `#cloud-config
hostname: web-1
packages: [jq]
write_files:
  - path: /etc/app.conf
    permissions: '0600'
    content: |
      a=1
runcmd:
  - [sh, -c, "echo list > /opt/list"]
  - echo "text $(hostname)" > /opt/text
`
    const multipart = `Content-Type: multipart/mixed; boundary="==B=="\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/cloud-config; charset="us-ascii"\n\n${config}\n--==B==\nContent-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\necho script > /opt/script\n--==B==--\n`
    const guest = await launch(spec('i-1', { userData: gzipSync(multipart) }))
    await pass(60_000)
    expect(
      await run(
        guest,
        'cat /opt/list /opt/text /opt/script; sudo stat -c %a /etc/app.conf; echo "{}" | jq -c .; hostname',
      ),
    ).toBe('list\ntext web-1\nscript\n600\n{}\nweb-1\n<0>')
  })

  it('gives the same bytes every time, and needs no thread afterwards', async () => {
    const read = async (): Promise<string> => {
      const { launch, spec, pass } = world()
      const guest = await launch(
        spec('i-1', { userData: Buffer.from(`${webServer}echo $RANDOM $(mktemp) $$\ndate\n`) }),
      )
      await pass(60_000)
      expect('awake' in guest && guest.awake).toBe(false)
      return consoleOf(guest)
    }
    expect(await read()).toBe(await read())
  })

  it('takes its turn when many guests boot at once', async () => {
    const { launch, spec, pass, driver } = world()
    const guests = []
    for (let number = 0; number < 9; number++)
      guests.push(
        await launch(
          spec(`i-${number}`, {
            userData: Buffer.from('#!/bin/bash\nsleep 30\necho finished by $(hostname)\n'),
          }),
        ),
      )
    await pass(60_000)
    await driver.settle('123456789012')
    for (const guest of guests) expect(consoleOf(guest)).toContain('finished by ip-172-31-5-6')
  })

  it('is not run again when Brume starts anew in the middle, and services are up', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-guests-'))
    try {
      const first = world(dataDir)
      const userData = Buffer.from(
        webServer.replace('echo run', 'echo run >> /root/runs; sleep 600; echo run'),
      )
      await first.launch(first.spec('i-1', { userData }))
      await first.pass(60_000)
      await first.close()
      worlds.length = 0
      const second = world(dataDir)
      await second.pass(90_000)
      const guest = await second.launch({
        ...second.spec('i-1', { userData, mode: 'resume' }),
        bootedAt: Date.UTC(2026, 0, 5, 9, 0, 0),
      })
      await second.pass(60_000)
      expect(second.events).toContainEqual({ type: 'ready' })
      expect(await run(guest, 'sudo cat /root/runs; systemctl is-active httpd; uptime -s')).toBe(
        'run\nactive\n2026-01-05 09:00:00\n<0>',
      )
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
