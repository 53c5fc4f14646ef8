import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
let guest: Guest
let person: Person
beforeAll(async () => {
  world = createTestWorld()
  guest = await world.launch(world.spec('i-1'))
  await world.pass(60_000)
  person = await Person.at(guest, 'ec2-user', 200)
  await person.sees(/[$#] $/)
})
afterAll(() => world.close())

it('the clock follows the time of Amazon, and its daemon said so at boot', async () => {
  expect(await person.runs('chronyc tracking | head -2; chronyc sources | tail -1')).toMatch(
    /^Reference ID +: A9FEA97B \(169\.254\.169\.123\)\nStratum +: 4\n\^\* 169\.254\.169\.123 +3 /,
  )
  const boot = await person.runs('journalctl -u chronyd')
  expect(boot).toMatch(
    /^Jan 05 09:00:07 \S+ systemd\[1\]: Starting chronyd\.service - NTP client\/server\.\.\.\nJan 05 \S+ \S+ chronyd\[\d+\]: chronyd version 4\.3 starting[^]*Selected source 169\.254\.169\.123\n<0>$/,
  )
  await person.runs('sudo systemctl stop chronyd')
  expect(await person.runs('chronyc tracking; journalctl -u chronyd | grep -c Starting')).toBe(
    '506 Cannot talk to daemon\n1\n<0>',
  )
  await person.runs('sudo systemctl start chronyd')
  expect(
    await person.runs(
      'systemctl status chronyd | tail -1; journalctl -u chronyd | grep -c version',
    ),
  ).toMatch(/chronyd\[\d+\]: Selected source 169\.254\.169\.123\n2\n<0>$/)
})

it('the agent of Systems Manager tells of itself', async () => {
  expect(await person.runs('systemctl status amazon-ssm-agent | tail -3')).toMatch(
    /amazon-ssm-agent\[\d+\]: 2026-01-05 09:00:\S+ INFO \[amazon-ssm-agent\] OS: linux, Arch: amd64\n/,
  )
})

it('MariaDB comes up, is to be reached as root, and says what it cannot', async () => {
  person.type('sudo dnf install -y mariadb105-server >/dev/null; echo in-$((1+1))\r')
  await world.driver.settle('123456789012')
  await world.pass(20_000)
  await person.sees(/in-2/)
  expect(await person.runs('sudo mysql -e "select 1"')).toBe(
    "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/lib/mysql/mysql.sock' (2)\n<1>",
  )
  await person.runs('sudo systemctl enable --now mariadb')
  expect(
    await person.runs('systemctl is-active mariadb; sudo mysqladmin ping; ss -tln | grep -c 3306'),
  ).toBe('active\nmysqld is alive\n1\n<0>')
  expect(await person.runs('sudo mysql -e "select 1, version() as v; show databases" | cat')).toBe(
    '1\tv\n1\t10.5.29-MariaDB\nDatabase\ninformation_schema\nmysql\nperformance_schema\n<0>',
  )
  expect(await person.runs('sudo mysql -e "create database shop; select 1+1"')).toMatch(
    /^Query OK, 1 row affected[^]*\+-----\+\n\| 1\+1 \|\n\+-----\+\n\| 2 {3}\|\n/,
  )
  expect(await person.runs('echo "use shop; create table t (id int);" | sudo mysql')).toBe(
    "ERROR 1235 (42000) at line 2: This MariaDB is simulated and doesn't keep tables or users: 'create table' is not supported\n<1>",
  )
  expect(
    await person.runs('mysql -e "select 1"; mysql -h 172.31.5.6 -u root -p -e "select 1"'),
  ).toBe(
    "ERROR 1698 (28000): Access denied for user 'ec2-user'@'localhost'\nERROR 1130 (HY000): Host '172.31.5.6' is not allowed to connect to this MariaDB server\n<1>",
  )
  expect(
    await person.runs('sudo ls -d /var/lib/mysql/shop; tail -1 /var/log/mariadb/mariadb.log'),
  ).toContain('/var/lib/mysql/shop\nVersion: ')
  person.type('exit\r')
  await person.ends()
  await world.driver.settle('123456789012')
  expect('awake' in guest && guest.awake).toBe(false)
})
