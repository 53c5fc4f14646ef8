import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const mine = '2001:db8:1:100::6'
const theirs = '2001:db8:1:100::7'
let world: TestWorld
let one: Guest
let other: Guest
let person: Person
let server: Person

beforeAll(async () => {
  world = createTestWorld()
  const nic = (last: number, address?: string) => ({
    interfaces: [
      {
        macAddress: `02:00:00:00:00:0${last}`,
        privateIp: `172.31.5.${last}`,
        subnetCidr: '172.31.0.0/20',
        ...(address && { ipv6Addresses: [address] }),
      },
    ],
  })
  one = await world.launch(world.spec('i-1', nic(6, mine)))
  other = await world.launch(world.spec('i-2', nic(7, theirs)))
  world.names.set('db.example.com', ['172.31.5.7', theirs])
  await world.pass(60_000)
  person = await Person.at(one)
  server = await Person.at(other)
  for (const each of [person, server]) {
    await each.sees(/\$ $/)
    each.type('sudo dnf install -y nmap-ncat httpd >/dev/null; echo ready\r')
    await world.pass(30_000)
    await each.sees(/ready\r\n/)
  }
})
afterAll(() => world.close())

describe('IPv6 in a guest', () => {
  it('is on its interface, with routes and an address of the link', async () => {
    const addresses = await person.runs('ip -6 addr show ens5')
    expect(addresses).toContain(`inet6 ${mine}/128 metric 512 scope global dynamic`)
    expect(addresses).toContain('inet6 fe80::ff:fe00:6/64 scope link')
    expect(addresses).not.toContain('inet ')
    expect(await person.runs('ip addr')).toMatch(/inet 172\.31\.5\.6\/20[\s\S]*inet6 2001:db8/)
    expect(await person.runs('ip -6 route')).toMatch(/default via fe80::\S+ dev ens5 proto ra/)
    expect(await person.runs(`ip route get ${theirs}`)).toContain(`dev ens5 src ${mine}`)
    expect(await person.runs('hostname -I')).toBe(`172.31.5.6 ${mine} \n<0>`.replace(' \n', ' \n'))
  })

  it('pings, and knows a name by both of its addresses', async () => {
    expect(await person.runs('ping6 -c 1 db.example.com')).toMatch(
      new RegExp(
        `PING db.example.com\\(${theirs}\\) 56 data bytes\n64 bytes from ${theirs}: icmp_seq=1`,
      ),
    )
    expect(await person.runs('ping -4 -c 1 db.example.com | head -1')).toContain('(172.31.5.7)')
    expect(await person.runs('dig +short AAAA db.example.com')).toBe(`${theirs}\n<0>`)
    expect(await person.runs('dig +short db.example.com')).toBe('172.31.5.7\n<0>')
    expect(await person.runs('host db.example.com')).toBe(
      `db.example.com has address 172.31.5.7\ndb.example.com has IPv6 address ${theirs}\n<0>`,
    )
    expect((await person.runs('getent ahosts db.example.com')).split('\n')[0]).toBe(
      `${theirs} STREAM db.example.com`,
    )
    expect(await person.runs('ping -6 -c 1 ::1 | grep -c ttl')).toBe('1\n<0>')
  })

  it('a server bound to :: answers both, one bound to 0.0.0.0 only IPv4', async () => {
    await server.runs('sudo systemctl start httpd; echo six | sudo tee /var/www/html/index.html')
    expect(await server.runs('ss -tln | grep :80')).toMatch(/LISTEN +0 +511 +\*:80 +\*:\*/)
    expect(await server.runs('ss -tln | grep :22')).toMatch(/0\.0\.0\.0:22[\s\S]*\[::\]:22/)
    expect(other.listens(80)).toBe(true)
    expect(other.listens(80, { family: 6 })).toBe(true)
    expect(await person.runs(`curl -s 'http://[${theirs}]/'`)).toBe('six\n<0>')
    expect(await person.runs('curl -s http://172.31.5.7/')).toBe('six\n<0>')
    expect(await person.runs("curl -s -w '%{remote_ip} %{local_ip}' http://db.example.com/")).toBe(
      `six\n${theirs} ${mine}<0>`,
    )
    expect(await server.runs('tail -1 /var/log/httpd/access_log')).toContain(mine)
    await server.runs('(python3 -m http.server 8000 &) >/dev/null 2>&1; sleep 0')
    expect(other.listens(8000, { family: 6 })).toBe(false)
    expect(await person.runs(`curl -sS 'http://[${theirs}]:8000/'`)).toContain(
      `curl: (7) Failed to connect to ${theirs} port 8000`,
    )
    await server.runs('pkill python3; sleep 0')
  })

  it('has no way out without an address', async () => {
    one.changeInterfaces([
      { macAddress: '02:00:00:00:00:06', privateIp: '172.31.5.6', subnetCidr: '172.31.0.0/20' },
    ])
    expect(await person.runs(`curl -sS 'http://[${theirs}]/'; ping -6 -c 1 ${theirs}`)).toMatch(
      /Couldn't connect to server\nping: connect: Network is unreachable/,
    )
    expect(await person.runs('curl -s http://db.example.com/')).toBe('six\n<0>')
    one.changeInterfaces([
      {
        macAddress: '02:00:00:00:00:06',
        privateIp: '172.31.5.6',
        subnetCidr: '172.31.0.0/20',
        ipv6Addresses: [mine],
      },
      { macAddress: '02:00:00:00:00:16', privateIp: '172.31.32.6', subnetCidr: '172.31.32.0/20' },
    ])
    expect(await person.runs('ip -br addr | tail -1')).toMatch(/^ens6 +UP +172\.31\.32\.6\/20/)
    expect(await person.runs('cat /sys/class/net/ens6/address')).toBe('02:00:00:00:00:16\n<0>')
    expect(await person.runs('ip route get 172.31.40.1')).toContain('dev ens6 src 172.31.32.6')
  })
})

describe('UDP', () => {
  it('goes to who is bound there and back, over both families', async () => {
    server.type('nc -ul 5140\r')
    await world.driver.settle('123456789012')
    expect(other.listens(5140, { protocol: 'udp' })).toBe(true)
    expect(other.listens(5140)).toBe(false)
    person.type(`nc -u ${theirs} 5140\r`)
    person.type('hello\r')
    await world.driver.settle('123456789012')
    await server.sees(/hello\r\n/)
    server.type('welcome\r')
    await person.sees(/welcome\r\n/)
    expect(other.listens(5140, { protocol: 'udp', family: 6 })).toBe(true)
    person.type('\u0003')
    server.type('\u0003')
    await person.sees(/\$ $/)
    await server.sees(/\$ $/)
  })

  it('is refused where nobody is bound, and says nothing where it is lost', async () => {
    expect(await person.runs('nc -zu 172.31.5.7 5999')).toBe('Ncat: Connection refused.\n<1>')
    person.type('echo lost | nc -u 172.31.9.9 514; echo "<$?>"\r')
    await person.sees(/\n<0>\r\n/)
    await server.runs('nc -ul 5140 > got & sleep 0')
    expect(await server.runs('ss -uln | grep 5140')).toMatch(/UNCONN +0 +0 +0\.0\.0\.0:5140/)
    expect(await person.runs('echo a line | nc -u 172.31.5.7 5140')).toBe('<0>')
    expect(await server.runs('kill %1; cat got')).toContain('a line')
  })
})
