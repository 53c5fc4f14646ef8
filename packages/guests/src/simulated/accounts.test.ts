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
  const person = await Person.at(guest, user, 160)
  await person.sees(/[$#] $/)
  return person
}

describe('accounts', () => {
  it('are made, changed and removed, and every tool tells the same', async () => {
    const person = await seated()
    expect(await person.runs('useradd alice')).toContain('useradd: Permission denied.')
    await person.runs('sudo groupadd -g 2000 dev; sudo useradd -G dev,wheel -c "Alice A" alice')
    expect(
      await person.runs('id alice; getent passwd alice; groups alice; ls -ld /home/alice'),
    ).toMatch(
      /^uid=1001\(alice\) gid=1001\(alice\) groups=1001\(alice\),10\(wheel\),2000\(dev\)\nalice:x:1001:1001:Alice A:\/home\/alice:\/bin\/bash\nalice : alice wheel dev\ndrwx------\. 2 alice alice/,
    )
    expect(await person.runs('sudo useradd alice')).toContain("user 'alice' already exists\n<9>")
    expect(await person.runs('sudo usermod -aG nope alice')).toContain(
      "group 'nope' does not exist\n<6>",
    )
    await person.runs('sudo usermod -G dev -s /bin/sh alice; sudo gpasswd -a alice adm')
    expect(await person.runs('id -Gn alice; getent passwd alice | cut -d: -f7')).toBe(
      'alice adm dev\n/bin/sh\n<0>',
    )
    expect(await person.runs('sudo chage -E 2026-12-31 -M 90 alice; sudo chage -l alice')).toMatch(
      /Account expires\t+: Dec 31, 2026\n[\s\S]*Maximum number of days between password change\t+: 90/,
    )
    expect(await person.runs('sudo groupdel alice')).toContain(
      "cannot remove the primary group of user 'alice'",
    )
    await person.runs('sudo userdel -r alice')
    expect(await person.runs('id alice; ls /home; getent group dev')).toBe(
      'id: ‘alice’: no such user\nec2-user\ndev:x:2000:\n<0>',
    )
  })

  it('have passwords that su and sudo ask for', async () => {
    const person = await seated()
    await person.runs('sudo useradd bob; sudo useradd carol; echo bob:Secret-99 | sudo chpasswd')
    person.type('su - bob\r')
    await person.sees(/Password: /)
    person.type('wrong\r')
    await person.sees(/su: Authentication failure\r\n/)
    person.type('su - bob\r')
    await person.sees(/Password: /)
    person.type('Secret-99\r')
    await person.sees(/bob@[\s\S]*\$ $/)
    expect(await person.runs('whoami; pwd')).toBe('bob\n/home/bob\n<0>')
    person.type('sudo id\r')
    await person.sees(/\[sudo\] password for bob: /)
    person.type('Secret-99\r')
    await person.sees(/bob is not in the sudoers file\.\r\n/)
    expect(await person.runs('USER=root sudo -n id')).toContain('bob is not in the sudoers file')
    person.type('exit\r')
    await person.sees(/ec2-user@[\s\S]*\$ $/)
    await person.runs(
      'echo "bob ALL=(root) NOPASSWD: /usr/bin/systemctl restart *, /usr/bin/whoami" | sudo tee /etc/sudoers.d/bob; sudo gpasswd -a carol wheel',
    )
    person.type('sudo -iu bob\r')
    await person.sees(/bob@[\s\S]*\$ $/)
    expect(await person.runs('sudo whoami')).toBe('root\n<0>')
    expect(await person.runs('sudo systemctl restart sshd')).toBe('<0>')
    expect(await person.runs('sudo -l')).toContain(
      '(root) NOPASSWD: /usr/bin/systemctl restart *, /usr/bin/whoami',
    )
    expect(await person.runs('sudo cat /etc/shadow </dev/null')).toMatch(
      /a terminal is required to read the password|is not allowed to execute '\/usr\/bin\/cat \/etc\/shadow' as root/,
    )
    expect(await person.runs('sudo -u carol whoami </dev/null')).toMatch(
      /terminal is required|not allowed/,
    )
  })

  it('are kept from each other by modes, setuid and the sticky bit', async () => {
    const person = await seated()
    await person.runs(
      'sudo useradd bob; umask 027; echo mine > secret; mkdir shared; chmod 2775 shared',
    )
    expect(await person.runs('ls -l secret; ls -ld shared /tmp; ls -l /usr/bin/sudo')).toMatch(
      /-rw-r-----\. [\s\S]*drwxrwxrwt\. [\s\S]*drwxrwsr-x\. [\s\S]*-rwsr-xr-x\. 1 root root/,
    )
    await person.runs('touch /tmp/own')
    expect(await person.runs('sudo -u bob rm -f /tmp/own')).toContain('Operation not permitted')
    expect(await person.runs('chmod u=rw,go= secret; stat -c %a secret; chown bob secret')).toBe(
      "600\nchown: changing ownership of 'secret': Operation not permitted\n<1>",
    )
  })

  it('of Debian are made with adduser', async () => {
    const person = await seated({ distribution: 'ubuntu-24.04' }, 'ubuntu')
    expect(await person.runs('sudo adduser --disabled-password --gecos "" dora')).toContain(
      "Creating home directory `/home/dora' ...",
    )
    expect(await person.runs('sudo adduser dora sudo; id -Gn dora; sudo passwd -S dora')).toMatch(
      /Adding user `dora' to group `sudo' \.\.\.\nDone\.\ndora sudo\ndora L /,
    )
    expect(
      await person.runs('sudo useradd erin; ls /home; getent passwd erin | cut -d: -f7'),
    ).toMatch(/dora\s+ubuntu\n\/bin\/sh/)
  })
})
