import { afterEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, mirrorAddress, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

async function two(): Promise<{ world: TestWorld; one: Guest; person: Person }> {
  const world = createTestWorld()
  worlds.push(world)
  const nic = (privateIp: string) => ({
    interfaces: [{ macAddress: '02:00:00:00:00:01', privateIp, subnetCidr: '172.31.0.0/20' }],
  })
  const one = await world.launch(world.spec('i-1', nic('172.31.5.6')))
  await world.launch(world.spec('i-2', nic('172.31.5.7')))
  world.names.set('db.example.com', ['172.31.5.7'])
  await world.pass(60_000)
  const person = await Person.at(one)
  await person.sees(/\$ $/)
  return { world, one, person }
}

describe('the tools of a network', () => {
  it('ping counts what comes back, waits for what does not, and sums up on Ctrl-C', async () => {
    const { world, person } = await two()
    person.type('ping -c 3 db.example.com; echo "<$?>"\r')
    await person.sees(/icmp_seq=1 ttl=127 time=0\.\d+ ms/)
    await world.pass(2_000)
    expect(await person.sees(/<0>\r\n/)).toMatch(
      /3 packets transmitted, 3 received, 0% packet loss, time 2000ms\r\nrtt min\/avg\/max\/mdev = 0\.4/,
    )
    person.type('ping -c 2 -W 1 172.31.9.9; echo "<$?>"\r')
    await person.sees(/56\(84\) bytes of data/)
    await world.pass(5_000)
    expect(await person.sees(/<1>\r\n/)).toContain(
      '2 packets transmitted, 0 received, 100% packet loss',
    )
    person.type('ping 172.31.5.7\r')
    await person.sees(/icmp_seq=1 /)
    await world.pass(1_000)
    person.type('\u0003')
    await person.sees(/2 packets transmitted, 2 received/)
    await person.sees(/\$ $/)
    expect(await person.runs('ping -c 1 nowhere.example')).toBe(
      'ping: nowhere.example: Name or service not known\n<2>',
    )
  })

  it('names: the resolver, the hosts file, a name server that is not there', async () => {
    const { world, person } = await two()
    expect(await person.runs('dig +short db.example.com')).toBe('172.31.5.7\n<0>')
    expect(await person.runs('dig nowhere.example | grep status')).toMatch(
      /status: NXDOMAIN, id: \d+/,
    )
    expect(await person.runs('host db.example.com')).toBe(
      'db.example.com has address 172.31.5.7\n<0>',
    )
    expect(await person.runs('nslookup db.example.com')).toContain(
      'Name:\tdb.example.com\nAddress: 172.31.5.7',
    )
    await person.runs('echo 172.31.5.7 mine.local | sudo tee -a /etc/hosts')
    expect(await person.runs('getent hosts mine.local')).toBe('172.31.5.7      mine.local\n<0>')
    expect(await person.runs('dig +short mine.local')).toBe('<0>')
    await person.runs('echo nameserver 10.1.1.1 | sudo tee /etc/resolv.conf')
    person.type('curl -sS http://db.example.com/; echo "<$?>"\r')
    await person.sees(/"<\$\?>"/)
    await world.pass(11_000)
    expect(await person.sees(/<\d+>\r\n/)).toContain('Could not resolve host: db.example.com')
  })

  it('ss and netstat show who really listens', async () => {
    const { person } = await two()
    expect(await person.runs('ss -tln | tail -n +2')).toMatch(
      /^LISTEN +0 +\d+ +0\.0\.0\.0:22 +0\.0\.0\.0:\*/,
    )
    await person.runs('(python3 -m http.server 8000 &) >/dev/null 2>&1; sleep 0')
    expect(await person.runs('sudo ss -tlnp | grep 8000')).toMatch(
      /0\.0\.0\.0:8000 .*users:\(\("python3",pid=\d+,fd=3\)\)/,
    )
    expect(await person.runs('sudo netstat -tlnp | grep 8000')).toMatch(/LISTEN +\d+\/python3/)
    await person.runs('pkill python3; sleep 0')
    expect(await person.runs('ss -tln | grep -c 8000')).toBe('0\n<1>')
  })
})

describe('packages', () => {
  it('are not to be had without a way to the mirrors', async () => {
    const { world, person } = await two()
    person.type('sudo dnf install -y nginx >/dev/null 2>&1; echo "<$?>"\r')
    await world.pass(10_000)
    await person.sees(/<0>\r\n/)
    for (const port of [80, 443]) world.servers.delete(`${mirrorAddress}:${port}`)
    person.type('sudo dnf install -y httpd; echo "<$?>"\r')
    await person.sees(/"<\$\?>"/)
    await world.pass(130_000)
    expect(await person.sees(/<\d+>\r\n/)).toMatch(
      /Errors during downloading metadata for repository 'amazonlinux':\r\n {2}- Curl error \(28\): Timeout was reached for https:\/\/al2023-repos-ap-northeast-2-de612dc2[\s\S]*<1>/,
    )
    expect(await person.runs('ls /usr/sbin/httpd')).toContain('No such file')
  })
})
