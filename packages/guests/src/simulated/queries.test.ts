import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
beforeEach(() => {
  world = createTestWorld()
})
afterEach(() => world.close())

async function seated(extra = {}, user = 'ec2-user'): Promise<Person> {
  const guest = await world.launch(world.spec('i-1', extra))
  await world.pass(20_000)
  const person = await Person.at(guest, user, 200)
  await person.sees(/[$#] $/)
  return person
}

describe('what a guest tells of itself', () => {
  it('rpm knows what is on the disk', async () => {
    const person = await seated()
    expect(await person.runs('rpm -qf /bin/ls; rpm -q bash | cut -d- -f1,2; rpm -q htop')).toMatch(
      /^coreutils-8\.32-30\.amzn2023\.x86_64\nbash-5\.2\.15\npackage htop is not installed\n<1>/,
    )
    person.type('sudo dnf install -y tree >/dev/null; echo in-$((1+1))\r')
    await world.driver.settle('123456789012')
    await world.pass(60_000)
    await person.sees(/in-2/)
    expect(await person.runs('rpm -ql tree; rpm -qa "tre*"; rpm -qf $(which tree)')).toMatch(
      /^\/usr\/bin\/tree\ntree-[\d.]+-1\.amzn2023\.x86_64\ntree-[\d.]+-1\.amzn2023\.x86_64\n<0>/,
    )
  })

  it('dpkg and apt-cache too', async () => {
    const person = await seated({ distribution: 'ubuntu-24.04' }, 'ubuntu')
    expect(
      await person.runs(
        'dpkg -S /usr/bin/ls; dpkg -l passwd | tail -1; dpkg -s nginx 2>&1 | head -1',
      ),
    ).toMatch(
      /^coreutils: \/usr\/bin\/ls\nii {2}passwd [\s\S]*dpkg-query: package 'nginx' is not installed/,
    )
    expect(await person.runs('apt-cache policy tree | head -3')).toMatch(
      /tree:\n {2}Installed: \(none\)\n {2}Candidate: /,
    )
  })

  it('its hardware is that of its type', async () => {
    const nitro = await seated({
      instanceType: 'c7g.xlarge',
      architecture: 'arm64',
      vcpus: 4,
      memoryMiB: 8192,
    })
    expect(
      await nitro.runs(
        'lscpu | grep -E "^CPU\\(s\\)|Hypervisor|Thread"; nproc; free -g | sed -n 2p',
      ),
    ).toMatch(/CPU\(s\): +4\n +Thread\(s\) per core: +1\n +Hypervisor vendor: +KVM\n4\nMem: +7 /)
    expect(
      await nitro.runs(
        'cat /sys/hypervisor/uuid; sudo dmidecode -s system-uuid; cat /sys/class/net/ens5/address',
      ),
    ).toMatch(/No such file or directory\nec2[\s\S]*\n02:00:00:00:00:01/)
  })

  it('settings of old are handed on', async () => {
    const person = await seated()
    expect(await person.runs('sudo chkconfig sshd off; systemctl is-enabled sshd')).toMatch(
      /Forwarding request to 'systemctl disable sshd\.service'\.\n[\s\S]*disabled/,
    )
    expect(await person.runs('sudo chkconfig nothing on')).toContain(
      'error reading information on service nothing: No such file or directory\n<1>',
    )
    expect(
      await person.runs(
        'sudo localectl set-locale LANG=ko_KR.UTF-8; localectl | head -1; head -1 /proc/stat',
      ),
    ).toMatch(/System Locale: LANG=ko_KR\.UTF-8\ncpu {2}\d+ 0 0 \d+/)
  })

  it('processes are found and ended by name', async () => {
    const person = await seated()
    await person.runs('sleep 1000 & sleep 2000 & true')
    expect(await person.runs('pgrep -c sleep; pgrep -af "sleep 2"; killall sleeep')).toMatch(
      /^2\n\d+ sleep 2000\nsleeep: no process found\n<1>/,
    )
    expect(
      await person.runs('pkill -f "sleep 1000"; killall -9 sleep; sleep 0; pgrep sleep'),
    ).toContain('<1>')
  })
})
