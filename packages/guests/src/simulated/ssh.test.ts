import { afterEach, beforeEach, expect, test } from 'vitest'
import { personKey, run, sshTo } from './ssh-client.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'
import type { Guest } from '../driver.ts'

let world: TestWorld
/** Where a person sits, and where they go. */
let home: Guest
let server: Guest
const serverNic = {
  macAddress: '02:00:00:00:00:09',
  privateIp: '172.31.5.9',
  subnetCidr: '172.31.0.0/20',
}

beforeEach(async () => {
  world = createTestWorld()
  home = await world.launch(world.spec('i-0home', { sshKeys: [personKey.public] }))
  server = await world.launch(
    world.spec('i-0server', {
      sshKeys: [personKey.public],
      interfaces: [serverNic],
      distribution: 'ubuntu-24.04',
      hostname: 'ip-172-31-5-9.ap-northeast-2.compute.internal',
    }),
  )
  await world.pass(30_000)
  world.names.set('web.example.com', ['172.31.5.9'])
  const client = await sshTo(home)
  await run(client, 'cat > key.pem; chmod 400 key.pem', personKey.private)
  client.end()
})
afterEach(() => world.close())

/** What a line wrote, without its exit code. */
async function said(person: Person, line: string): Promise<string> {
  return (await person.runs(line)).replace(/\n<\d+>$/, '')
}

test('asks about the host once, runs a shell on its terminal, and says goodbye', async () => {
  const person = await Person.at(home)
  await person.sees(/\$ /)
  person.type('ssh -i key.pem ubuntu@172.31.5.9\r')
  const question = await person.sees(/\(yes\/no\/\[fingerprint\]\)\? /)
  expect(question).toContain(
    "The authenticity of host '172.31.5.9 (172.31.5.9)' can't be established.\r\nED25519 key fingerprint is SHA256:",
  )
  person.type('maybe\r')
  await person.sees(/Please type 'yes', 'no' or the fingerprint: /)
  person.type('yes\r')
  expect(await person.sees(/ubuntu@ip-172-31-5-9.*\$ /)).toContain(
    "Warning: Permanently added '172.31.5.9' (ED25519) to the list of known hosts.",
  )
  person.type('whoami; tty; stty size; exit\r')
  expect(await person.sees(/Connection to 172\.31\.5\.9 closed\.[\s\S]*\$ /)).toMatch(
    /ubuntu\r\n\/dev\/pts\/0\r\n24 120\r\n/,
  )
  expect(
    await said(
      person,
      'ssh -i key.pem ubuntu@web.example.com -o StrictHostKeyChecking=no "cat; exit 5" <<< in; echo $?',
    ),
  ).toContain('in\n5')
  expect(await said(person, 'cut -c1-30 ~/.ssh/known_hosts')).toContain('172.31.5.9 ssh-ed25519')
})

test('refuses a key that others may read, in the words of OpenSSH', async () => {
  const person = await Person.at(home)
  const ssh = 'ssh -o StrictHostKeyChecking=no -o BatchMode=yes'
  await person.sees(/\$ /)
  expect(
    await said(person, `chmod 644 key.pem; ${ssh} -i key.pem ubuntu@172.31.5.9 true; echo $?`),
  ).toContain(
    `@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Permissions 0644 for 'key.pem' are too open.
It is required that your private key files are NOT accessible by others.
This private key will be ignored.
Load key "key.pem": bad permissions
ubuntu@172.31.5.9: Permission denied (publickey).
255`,
  )
  expect(await said(person, `${ssh} -i no.pem ubuntu@172.31.5.9 true; echo $?`)).toContain(
    'Warning: Identity file no.pem not accessible: No such file or directory.',
  )
  expect(
    await said(person, `chmod 400 key.pem; ${ssh} -i key.pem ec2-user@172.31.5.9 true; echo $?`),
  ).toContain('ec2-user@172.31.5.9: Permission denied (publickey).\n255')
})

test('says what the network says', async () => {
  const person = await Person.at(home)
  await person.sees(/\$ /)
  expect(await said(person, 'ssh -p 2299 ubuntu@172.31.5.9; echo $?')).toContain(
    'ssh: connect to host 172.31.5.9 port 2299: Connection refused\n255',
  )
  expect(await said(person, 'ssh ubuntu@nowhere.example.com; echo $?')).toContain(
    'ssh: Could not resolve hostname nowhere.example.com: Name or service not known\n255',
  )
  person.type('ssh ubuntu@172.31.99.9\r')
  await person.sees(/99\.9\r\n/)
  await world.pass(200_000)
  await person.sees(/ssh: connect to host 172\.31\.99\.9 port 22: Connection timed out/)
})

test('knows a host again, warns when it has changed, and forgets it', async () => {
  const person = await Person.at(home)
  const ssh = 'ssh -i key.pem ubuntu@172.31.5.9'
  await person.sees(/\$ /)
  await said(person, `${ssh} -o StrictHostKeyChecking=accept-new true`)
  expect(await said(person, `${ssh} echo known`)).toBe('known')
  await said(
    person,
    "sed -i 's/AAAAC3NzaC1lZDI1NTE5AAAAI..../AAAAC3NzaC1lZDI1NTE5AAAAIzzzz/' ~/.ssh/known_hosts",
  )
  const warning = await said(person, `${ssh} true; echo $?`)
  expect(warning).toContain('@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @')
  expect(warning).toContain('Offending ED25519 key in /home/ec2-user/.ssh/known_hosts:1')
  expect(warning).toMatch(/Host key verification failed\.\n255/)
  expect(await said(person, 'ssh-keygen -R 172.31.5.9')).toContain(
    '# Host 172.31.5.9 found: line 1',
  )
  expect(await said(person, `${ssh} -o StrictHostKeyChecking=no echo again`)).toContain('again')
})

test('makes a key, gives it to the server by password, and needs none from then on', async () => {
  const client = await sshTo(server, { username: 'ubuntu' })
  await run(
    client,
    'echo ubuntu:Hangul1443 | sudo chpasswd; echo "PasswordAuthentication yes" | sudo tee /etc/ssh/sshd_config.d/01.conf; sudo systemctl reload ssh',
  )
  const person = await Person.at(home)
  await person.sees(/\$ /)
  const made = await said(person, 'ssh-keygen -t ed25519 -N "" -f ~/.ssh/id_ed25519 -C me')
  expect(made).toContain('Your public key has been saved in /home/ec2-user/.ssh/id_ed25519.pub')
  expect(made).toContain('+--[ED25519 256]--+')
  expect(await said(person, 'ssh-keygen -l -f ~/.ssh/id_ed25519.pub')).toMatch(
    /^256 SHA256:\S+ me \(ED25519\)/,
  )
  expect(
    await said(person, 'diff <(ssh-keygen -y -f .ssh/id_ed25519) .ssh/id_ed25519.pub && echo same'),
  ).toContain('same')
  person.type('ssh-copy-id -o StrictHostKeyChecking=no ubuntu@172.31.5.9\r')
  await person.sees(/ubuntu@172\.31\.5\.9's password: /)
  person.type('wrong\r')
  await person.sees(/Permission denied, please try again\.[\s\S]*password: /)
  person.type('Hangul1443\r')
  await person.sees(/Number of key\(s\) added: 1/)
  await person.sees(/\$ /)
  expect(await said(person, 'ssh ubuntu@172.31.5.9 hostname')).toBe('ip-172-31-5-9')
})

test('copies files both ways by scp and by sftp', async () => {
  const person = await Person.at(home)
  await person.sees(/\$ /)
  const o = '-i key.pem -o StrictHostKeyChecking=no'
  await said(
    person,
    'mkdir -p site/css; seq 1 200000 > site/big.txt; echo body > site/css/a.css; chmod 640 site/css/a.css',
  )
  await said(person, `scp -q -r ${o} site ubuntu@172.31.5.9:`)
  expect(
    await said(
      person,
      `ssh ${o} ubuntu@172.31.5.9 'sha256sum < site/big.txt; stat -c %a site/css/a.css'; sha256sum < site/big.txt`,
    ),
  ).toMatch(/^(\w{64}) {2}-\n640\n\1 {2}-$/)
  await said(person, `scp -q ${o} 'ubuntu@172.31.5.9:site/*.txt' back.txt`)
  expect(await said(person, 'diff site/big.txt back.txt && echo same')).toBe('same')
  expect(await said(person, `scp ${o} ubuntu@172.31.5.9:none.txt . ; echo $?`)).toContain(
    'scp: none.txt: No such file or directory\n1',
  )
  expect(
    await said(
      person,
      `printf 'cd site\\nmkdir new\\nput back.txt new\\nls new\\nrm new/back.txt\\nrmdir new\\nls\\nbye\\n' | sftp ${o} ubuntu@172.31.5.9`,
    ),
  ).toMatch(
    /Connected to 172\.31\.5\.9[\s\S]*Uploading back\.txt[\s\S]*back\.txt[\s\S]*big\.txt\ncss/,
  )
})

test('forwards a port, and goes through another host', async () => {
  const inner = await world.launch(
    world.spec('i-0inner', {
      sshKeys: [personKey.public],
      interfaces: [{ ...serverNic, privateIp: '172.31.5.10' }],
      hostname: 'inner',
    }),
  )
  await world.pass(30_000)
  expect(inner.listens(22)).toBe(true)
  const person = await Person.at(home)
  await person.sees(/\$ /)
  await said(
    person,
    `mkdir -p .ssh; printf 'Host *\\n  IdentityFile ~/key.pem\\n  StrictHostKeyChecking no\\n  LogLevel ERROR\\nHost web\\n  HostName 172.31.5.9\\n  User ubuntu\\n' > .ssh/config`,
  )
  expect(await said(person, 'ssh -J web ec2-user@172.31.5.10 hostname')).toBe('inner')
  await said(person, 'ssh -f -N -L 8022:172.31.5.10:22 web')
  expect(await said(person, 'ssh -p 8022 ec2-user@localhost hostname')).toBe('inner')
})
