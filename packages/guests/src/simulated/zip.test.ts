import { afterEach, expect, it } from 'vitest'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

it('zip packs what unzip gives back, once their packages are installed', async () => {
  const world = createTestWorld()
  worlds.push(world)
  const guest = await world.launch(world.spec('i-1', { distribution: 'ubuntu-24.04' }))
  await world.pass(60_000)
  const person = await Person.at(guest, 'ubuntu')
  await person.sees(/\$ $/)
  expect(await person.runs('unzip a.zip')).toContain('not found')
  person.type('sudo apt-get install -y zip unzip >/dev/null 2>&1; echo "<$?>"\r')
  await world.pass(20_000)
  await person.sees(/<0>\r\n/)
  await person.runs('mkdir -p d/sub; seq 500 > d/numbers; echo hi > d/sub/hi')
  expect(await person.runs('zip -r a.zip d')).toMatch(
    /^adding: d\/ \(stored 0%\)\n {2}adding: d\/numbers \(deflated [56]\d%\)\n {2}adding: d\/sub\/ \(stored 0%\)\n {2}adding: d\/sub\/hi \(stored 0%\)\n<0>$/,
  )
  expect(await person.runs('unzip -l a.zip | tail -1')).toMatch(/1895 +4 files/)
  expect(await person.runs('unzip a.zip -d out')).toMatch(
    /^Archive: {2}a\.zip\n {3}creating: out\/d\/\n {2}inflating: out\/d\/numbers *\n {3}creating: out\/d\/sub\/\n extracting: out\/d\/sub\/hi *\n<0>$/,
  )
  expect(await person.runs('diff d/numbers out/d/numbers && cat out/d/sub/hi')).toBe('hi\n<0>')
  expect(await person.runs('unzip -o -q a.zip -d out')).toBe('<0>')
  expect(await person.runs('unzip a.zip -d out </dev/null 2>&1 | tail -1')).toContain(
    'treating as "[N]one"',
  )
  expect(await person.runs('unzip none.zip')).toBe(
    'unzip:  cannot find or open none.zip, none.zip.zip or none.zip.ZIP.\n<9>',
  )
})
