import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
let guest: Guest
beforeAll(async () => {
  world = createTestWorld()
  guest = await world.launch(world.spec('i-1'))
  await world.pass(20_000)
  // Somebody who sits there keeps the guest awake between the scripts.
  await Person.at(guest)
})
afterAll(() => world.close())

/** What a script says on both of its outputs, and its exit code. */
async function runs(text: string, how = 'bash /tmp/s'): Promise<string> {
  const process = await guest.execute({
    user: 'ec2-user',
    argv: ['sh', '-c', `cat > /tmp/s; ${how} 2>&1`],
  })
  process.stdin.end(text)
  let said = ''
  process.stdout.on('data', (bytes: Uint8Array) => (said += Buffer.from(bytes).toString()))
  let ended = false
  const exit = process.exit.then((status) => ((ended = true), status.code))
  for (await world.pass(0); !ended; await world.pass(1000));
  return `${said}<${await exit}>`
}

it('a script runs up to its syntax error, and is told where that is', async () => {
  expect(await runs('echo begin\nif true; then\n  echo x\nfor f in a; do\n  echo $f\ndone\n')).toBe(
    'begin\n/tmp/s: line 7: syntax error: unexpected end of file\n<2>',
  )
  expect(await runs('echo a\n\ndone\necho b\n')).toBe(
    "a\n/tmp/s: line 3: syntax error near unexpected token `done'\n/tmp/s: line 3: `done'\n<2>",
  )
  expect(await runs('echo a\necho "abc\ndef\n')).toBe(
    'a\n/tmp/s: line 2: unexpected EOF while looking for matching `"\'\n<2>',
  )
  expect(await runs('echo a\ncat <<E\nabc\n')).toBe(
    "a\n/tmp/s: line 4: warning: here-document at line 2 delimited by end-of-file (wanted `E')\nabc\n<0>",
  )
})

it('wrong arithmetic and constants end their line, not the script', async () => {
  expect(
    await runs('echo $((1/0)); echo same\necho next $?\n(echo $((1/0)); echo sub); echo $?\n'),
  ).toBe(
    '/tmp/s: line 1: 1/0: division by 0 (error token is "0")\nnext 1\n/tmp/s: line 3: 1/0: division by 0 (error token is "0")\n1\n<0>',
  )
  expect(await runs('readonly r=1\nr=2; echo same\nr=2 true; echo $?\n((1/0)); echo $?\n')).toBe(
    '/tmp/s: line 2: r: readonly variable\n/tmp/s: line 3: r: readonly variable\n0\n/tmp/s: line 4: ((: 1/0: division by 0 (error token is "0")\n1\n<0>',
  )
  expect(await runs('set -u\necho $nothing\necho never\n')).toBe(
    '/tmp/s: line 2: nothing: unbound variable\n<1>',
  )
})

it('messages and traps name the line, wherever the command stands', async () => {
  const script = `echo a
x=$(nosuch1)
cat <<E
$(nosuch3)
E
f() {
  nosuch6
}
f
eval 'nosuch10
nosuch11'
printf 'echo in\\nnosuch2\\n' > /tmp/inc
. /tmp/inc
(nosuch14)
`
  const said = await runs(script)
  expect(said.match(/\S+ line \d+: nosuch\d+/g)).toEqual([
    '/tmp/s: line 2: nosuch1',
    '/tmp/s: line 3: nosuch3',
    '/tmp/s: line 7: nosuch6',
    '/tmp/s: line 10: nosuch10',
    '/tmp/s: line 11: nosuch11',
    '/tmp/inc: line 2: nosuch2',
    '/tmp/s: line 14: nosuch14',
  ])
  const trapped = (option: string): Promise<string> =>
    runs(`set ${option}
trap 'echo "line $LINENO: $BASH_COMMAND ($?)"' ERR
g() {
  ls /nope 2>/dev/null
  return 3
}
g
(exit 4)
if ! g; then echo not; fi
echo end
`)
  expect(await trapped('-u')).toBe('line 7: return 3 (3)\nline 8: (exit 4) (4)\nnot\nend\n<0>')
  expect(await trapped('-E')).toContain('line 4: ls /nope')
  expect(await trapped('-Ee')).toMatch(/^line 4: ls [^\n]* \(2\)\n<2>$/)
})

it('timeout ends what it started, and what that started', async () => {
  const before = world.clock.now()
  expect(await runs('timeout 2 sudo sleep 100; echo $?; pgrep sleep')).toBe('124\n<1>')
  expect(await runs('timeout 2 sh -c "sleep 100; echo no"; echo $?; pgrep sleep')).toBe('124\n<1>')
  expect(world.clock.now() - before).toBeLessThan(20_000)
  const stubborn = "timeout -k 3 1 bash -c 'trap : TERM; while :; do sleep 1; done'; echo $?"
  expect(await runs(stubborn)).toBe('137\n<0>')
  expect(await runs('timeout --preserve-status -s INT 1 sleep 9; echo $?')).toBe('130\n<0>')
  expect(await runs('timeout 5 sh -c "exit 7"; echo $?; timeout 1x true')).toBe(
    '7\ntimeout: invalid time interval ‘1x’\n<125>',
  )
})

it('calculates with bc, and dumps, converts and shuffles as the originals do', async () => {
  expect(
    await runs(
      `bc <<< 'scale=3; 10/3; -1/3; 2^-2; 7 % 2.5; a=5; a+=2; a; sqrt(2); 3 > 2; obase=16; 255'\nbc <<< '1/0'; echo 'x=2; x^200' | bc\n`,
    ),
  ).toBe(
    `3.333\n-.333\n.250\n0\n7\n1.414\n1\nFF\nRuntime error (func=(main), adr=3): Divide by zero\n${2n ** 200n}\n<0>`,
  )
  expect(
    await runs(
      'printf "\\xc7\\xd1\\xb1\\xdb" | iconv -f EUC-KR; echo; printf abc | xxd -p | xxd -r -p; hexdump -C </dev/null; seq 9 | shuf | sort | tr -d "\\n"; shuf -i 5-5 -n 3\n',
    ),
  ).toBe('한글\nabc1234567895\n<0>')
  expect(
    await runs(
      'cd /tmp; mkdir d; head -c 5000 /dev/zero > d/f; du -k d/f; du -sb d/f; du -sh d; od -An -tx2 -N4 <<< abcd; od -v -c d/f | wc -l; od d/f\n',
    ),
  ).toBe(
    '8\td/f\n5000\td/f\n8.0K\td\n 6261 6463\n314\n0000000 000000 000000 000000 000000 000000 000000 000000 000000\n*\n0011600 000000 000000 000000 000000\n0011610\n<0>',
  )
})
