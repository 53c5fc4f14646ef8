import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
beforeAll(() => {
  world = createTestWorld()
})
afterAll(() => world.close())

async function seated(extra: object, user: string, install: string): Promise<Person> {
  const guest = await world.launch(world.spec(`i-${user}`, extra))
  await world.pass(20_000)
  const person = await Person.at(guest, user, 200)
  await person.sees(/[$#] $/)
  person.type(`${install} >/dev/null 2>&1; echo in-$((1+1))\r`)
  await world.driver.settle('123456789012')
  await world.pass(20_000)
  await person.sees(/in-2/)
  return person
}

it('dnf tells what there is, what is in it, and what was done', async () => {
  const person = await seated(
    {},
    'ec2-user',
    'sudo dnf install -y nginx; sudo dnf remove -y nginx; sudo dnf install -y tree',
  )
  expect(
    await person.runs('dnf list installed tree; dnf list --available nginx; dnf list nothing'),
  ).toMatch(
    /^Installed Packages\ntree\.x86_64 +2\.2\.1-1\.amzn2023 +@amazonlinux\nLast metadata[^\n]*\nAvailable Packages\nnginx\.x86_64 +\S+ +amazonlinux\n[^]*Error: No matching Packages to list\n<1>$/,
  )
  expect(await person.runs('dnf info tree | grep -E "^(Installed|Version|Release|From)"')).toMatch(
    /^Installed Packages\nVersion +: 2\.2\.1\nRelease +: 1\.amzn2023\nFrom repo +: amazonlinux\n/,
  )
  expect(
    await person.runs('dnf provides /usr/bin/htop | sed 1d; dnf provides aws | grep Repo'),
  ).toMatch(
    /^htop-\S+\.amzn2023\.x86_64 : Interactive process viewer\nRepo +: amazonlinux\nMatched from:\nFilename +: \/usr\/bin\/htop\n\nRepo +: @System\n/,
  )
  expect(await person.runs('dnf provides nothing >/dev/null; dnf search htop | sed 1d')).toMatch(
    /^Error: No matches found\.[^\n]*\n=+ Name Exactly Matched: htop =+\nhtop\.x86_64 : Interactive/,
  )
  expect(await person.runs('dnf history | sed 1,2d; dnf history info 2 | tail -2')).toMatch(
    /^3 \| install -y tree +\| 2026-01-05 09:00 \| Install +\| +1 +\n +2 \| remove -y nginx [^]*\n +1 \| install -y nginx [^]*Packages Altered:\n +Removed nginx-/,
  )
  expect(
    await person.runs(
      `rpm -q --qf '%{NAME} %{VERSION} [%{RELEASE}]|%-6{ARCH}|\\n' tree; rpm -q --queryformat '%{NONE}' tree`,
    ),
  ).toMatch(/^tree 2\.2\.1 \[1\.amzn2023\]\|x86_64\|\nerror: incorrect format: unknown tag\n<1>$/)
  expect(await person.runs('dnf repolist; dnf history undo 3')).toMatch(
    /^repo id +repo name\namazonlinux +Amazon Linux 2023 repository\n[^]*not available in a simulated guest: only list and info are\n<1>$/,
  )
})

it('apt does too', async () => {
  const ubuntu = {
    distribution: 'ubuntu-24.04',
    interfaces: [
      { macAddress: '02:00:00:00:00:02', privateIp: '172.31.5.7', subnetCidr: '172.31.0.0/20' },
    ],
  }
  const person = await seated(ubuntu, 'ubuntu', 'sudo apt-get install -y tree')
  expect(
    await person.runs('apt list --installed tree 2>/dev/null; apt list htop 2>/dev/null'),
  ).toMatch(
    /^Listing\.\.\. Done\ntree\/noble,now \S+ amd64 \[installed\]\nListing\.\.\. Done\nhtop\/noble \S+ amd64\n<0>/,
  )
  expect(
    await person.runs(
      'apt search "process viewer" 2>/dev/null | tail -3; apt show tree 2>/dev/null | head -1',
    ),
  ).toMatch(/^htop\/noble \S+ amd64\n {2}Interactive process viewer\n\nPackage: tree\n/)
  expect(
    await person.runs(
      'apt policy tree 2>/dev/null | sed -n 2p; grep -A3 Start /var/log/apt/history.log',
    ),
  ).toMatch(
    /^Installed: \S+\nStart-Date: 2026-01-05 {2}09:\d\d:\d\d\nCommandline: apt-get install -y tree\nRequested-By: ubuntu \(1000\)\nInstall: tree:amd64 \(/,
  )
  expect(
    await person.runs(
      `dpkg-query -W -f='\${Package;-6}|\${Status}|\${binary:Summary}\\n' tree; dpkg-query -W nothing`,
    ),
  ).toMatch(
    /^tree {2}\|install ok installed\|.+\ndpkg-query: no packages found matching nothing\n<1>$/,
  )
  expect(await person.runs('apt frobnicate 2>&1 | tail -1')).toContain(
    'E: Invalid operation frobnicate',
  )
})
