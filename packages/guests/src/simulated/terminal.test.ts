import { afterEach, describe, expect, it } from 'vitest'
import { TerminalRefused } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

async function booted(extra = {}) {
  const world = createTestWorld()
  worlds.push(world)
  const guest = await world.launch(world.spec('i-1', extra))
  await world.pass(20_000)
  return { world, guest }
}

async function seated(user = 'ec2-user', extra = {}) {
  const { world, guest } = await booted(extra)
  const person = await Person.at(guest, user)
  await person.sees(/[$#] $/)
  return { world, guest, person }
}

describe('a terminal', () => {
  it('greets with the prompt of distribution and user', async () => {
    const { guest, person } = await seated()
    expect(person.screen).toContain('SIMULATED guest')
    expect(person.screen).toMatch(/\[ec2-user@ip-172-31-5-6 ~\]\$ $/)
    const agent = await Person.at(guest, 'ssm-user')
    await agent.sees(/sh-5\.2\$ $/)
    expect(await agent.runs('whoami; pwd')).toBe('ssm-user\n/usr/bin\n<0>')
    agent.type('sudo su -\r')
    await agent.sees(/\[root@ip-172-31-5-6 ~\]# $/)
    agent.type('exit\r')
    await agent.sees(/sh-5\.2\$ $/)
  })

  it('runs one program in the place of a shell, and ends with it', async () => {
    const { guest } = await booted()
    let output = ''
    const terminal = Promise.withResolvers<number>()
    const opened = await guest.openTerminal({
      user: 'root',
      argv: ['sh', '-c', 'tty; stty size; read line; echo "$TERM got $line"; exit 7'],
      term: 'vt100',
      cols: 70,
      rows: 20,
      onData: (bytes) => (output += Buffer.from(bytes).toString()),
      onExit: terminal.resolve,
    })
    opened.write(Buffer.from('a word\r'))
    expect(await terminal.promise).toBe(7)
    // Typed before the program reads, it is echoed first.
    expect(output).toBe('a word\r\n/dev/pts/0\r\n20 70\r\nvt100 got a word\r\n')
  })

  it('is refused before the boot is over, for users that are not there, and on Windows', async () => {
    const world = createTestWorld()
    worlds.push(world)
    const guest = await world.launch(world.spec('i-1'))
    await expect(Person.at(guest)).rejects.toThrow(TerminalRefused)
    const windows = await world.launch(world.spec('i-2', { distribution: 'windows-2022' }))
    await world.pass(60_000)
    await expect(Person.at(windows)).rejects.toThrow('PowerShell')
    const stranger = await Person.at(guest, 'nobody-here')
    expect(await stranger.ends()).toBe(1)
  })

  it('speaks bash: expansions, functions, arrays, here-documents, pipes, exit codes', async () => {
    const { person } = await seated()
    expect(await person.runs('x=5; echo $((x * 2 ** 3)) ${x:-n} {a,b}{1..2} "${HOME%/*}"')).toBe(
      '40 5 a1 a2 b1 b2 /home\n<0>',
    )
    expect(await person.runs('f() { local a=$1; echo "f:$a"; return 3; }; f hi')).toBe('f:hi\n<3>')
    expect(await person.runs('declare -A m=([a]=1 [b]="2 3"); echo "${m[b]}" "${!m[@]}"')).toBe(
      '2 3 a b\n<0>',
    )
    expect(await person.runs('printf "%s\\n" c a b | sort | tr a-z A-Z | paste -sd, -')).toBe(
      'A,B,C\n<0>',
    )
    expect(
      await person.runs('for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done | tac'),
    ).toBe('3\n1\n<0>')
    expect(
      await person.runs(
        '[[ abc =~ b(.) ]] && echo ${BASH_REMATCH[1]}; case x in [a-w]) ;; *) echo other;; esac',
      ),
    ).toBe('c\nother\n<0>')
    // Bytes that are no text, encoded in parts, come out as they were; what is no base64 is said after what was.
    expect(
      await person.runs(`printf '/wCA\\nw2E=/w==' | base64 -d | tee a | wc -c; base64 a`),
    ).toBe('6\n/wCAw2H/\n<0>')
    expect(
      await person.runs(
        'gzip -c a | zcat | base64; mkdir d; tar cz a | tar xz -C d; base64 d/a; tar czf - a | tar tzf -',
      ),
    ).toBe('/wCAw2H/\n/wCAw2H/\na\n<0>')
    expect(await person.runs('seq 40 | base64 -w 20 | head -1; echo "aGk=!" | base64 -d')).toBe(
      'MQoyCjMKNAo1CjYKNwo4\nhibase64: invalid input\n<1>',
    )
    expect(await person.runs('nosuch')).toBe('-bash: nosuch: command not found\n<127>')
    person.type("cat <<'EOF'\rone $x\rEOF\r")
    await person.sees(/\none \$x\r\n/)
    person.type('echo "two\rthree" |\rcat\r')
    await person.sees(/\r\ntwo\r\nthree\r\n/)
    person.type('exit 7\r')
    expect(await person.ends()).toBe(7)
  })

  it('edits lines: history, search, kill and yank, completion, wide characters', async () => {
    const { person } = await seated()
    expect(await person.runs('echo first')).toBe('first\n<0>')
    person.type('echo second\r')
    await person.sees(/\r\nsecond\r\n[\s\S]*\$ $/)
    person.type('\u001b[A\u001b[A\u001b[B\r')
    await person.sees(/\r\nsecond\r\n/)
    person.type('\u0012fir\r')
    await person.sees(/\r\nfirst\r\n/)
    person.type('world hello\u0001\u0005\u0017\u0001\u0019\u0001echo \u0005\r')
    await person.sees(/\r\nhelloworld\r\n/)
    person.type('ls -d /etc/ssh/sshd_c\t\r')
    await person.sees(/\r\n\/etc\/ssh\/sshd_config\r\n/)
    person.type('syst\t\t')
    await person.sees(/systemctl +systemd-analyze +systemd-detect-virt/)
    person.type('\u0003')
    await person.sees(/\^C/)
    person.type('echo 안녕하\u007f하세요\r')
    await person.sees(/\r\n안녕하세요\r\n/)
    person.type('\u001b[200~echo a\necho b\u001b[201~\r')
    await person.sees(/\r\na\r\nb\r\n/)
  })

  it('takes what is typed ahead in its order, in nested shells too', async () => {
    const { world, person } = await seated()
    person.type('sudo -i\rsleep 5\recho one\r')
    person.type('echo two\r')
    await world.driver.settle('123456789012')
    person.type('read x\rvalue\recho "got $x"\rexit\rwhoami\r')
    await world.driver.settle('123456789012')
    await world.pass(5_000)
    expect(
      await person.sees(
        /\r\none\r\n[\s\S]*\r\ntwo\r\n[\s\S]*\r\ngot value\r\n[\s\S]*logout\r\n[\s\S]*\r\nec2-user\r\n/,
      ),
    ).toContain('got value')
  })

  it('interrupts with Ctrl-C, also what computes without a pause, and keeps files and place', async () => {
    const { world, person } = await seated()
    person.type('sleep 1000\r')
    await person.sees(/sleep 1000\r\n/)
    await world.driver.settle('123456789012')
    person.type('\u0003')
    await person.sees(/\^C[\s\S]*\$ $/)
    expect(await person.runs('true; echo was $?')).toContain('was 0')
    person.type('while :; do :; done\r')
    await person.sees(/done\r\n/)
    person.type('\u0003')
    await person.sees(/\$ $/)
    expect(await person.runs('cd /tmp && echo kept > f && export MARK=here')).toBe('<0>')
    person.type("awk 'BEGIN { while (1) x++ }'\r")
    await person.sees(/}'\r\n/)
    person.type('\u0003')
    await person.sees(/\$ $/)
    expect(await person.runs('pwd; cat f; echo $MARK')).toBe('/tmp\nkept\nhere\n<0>')
  })

  it('lets time pass only by the account clock', async () => {
    const { world, person } = await seated()
    person.type('date +%T; sleep 3600; date +%T\r')
    await person.sees(/09:00:20\r\n/)
    await world.pass(3_599_000)
    expect(person.screen).not.toContain('10:00:20')
    await world.pass(1_000)
    await person.sees(/10:00:20\r\n/)
  })

  it('loses no byte of a large output while the reader pauses, and does not run ahead', async () => {
    const { person } = await seated()
    person.terminal.pause()
    person.type('seq 1 60000; echo END-$((1+1))\r')
    const before = person.bytes
    person.terminal.resume()
    person.terminal.pause()
    expect(person.bytes - before).toBeLessThan(400_000)
    person.terminal.resume()
    const text = await person.sees(/END-2\r\n/)
    const numbers = text.split('\r\n').filter((line) => /^\d+$/.test(line))
    expect(numbers).toHaveLength(60_000)
    expect(numbers.at(-1)).toBe('60000')
  })

  it('shows owners and modes, and lets nobody do what they may not', async () => {
    const { person } = await seated()
    expect(
      await person.runs(
        'umask 022; mkdir d; echo x > d/f; chmod 640 d/f; stat -c "%a %U:%G %s %n" d d/f',
      ),
    ).toBe('755 ec2-user:ec2-user 4096 d\n640 ec2-user:ec2-user 2 d/f\n<0>')
    expect(await person.runs('echo x > /etc/nope')).toBe('-bash: /etc/nope: Permission denied\n<1>')
    expect(
      await person.runs(
        'sudo sh -c "echo x > /root/r; chown 1000 /root/r; ls -l /root/r" | cut -d" " -f1,3,4',
      ),
    ).toBe('-rw-r--r--. ec2-user root\n<0>')
    expect(await person.runs('cat /root/r')).toBe('cat: /root/r: Permission denied\n<1>')
    expect(await person.runs('id -un; hostname; uname -s; nproc; systemd-detect-virt')).toBe(
      'ec2-user\nip-172-31-5-6.ap-northeast-2.compute.internal\nLinux\n2\nbrume-simulated\n<0>',
    )
  })

  it('edits files with nano and vi, and pages with less', async () => {
    const { person } = await seated()
    person.type('nano page.html\r')
    await person.sees(/GNU nano/)
    person.type('<h1>안녕</h1>\u0018')
    await person.sees(/Save modified buffer/)
    person.type('y\r')
    await person.sees(/\$ $/)
    person.type('vi page.html\r')
    await person.sees(/1L/)
    person.type('oadded\u001b')
    await person.sees(/added/)
    person.type(':wq\r')
    await person.sees(/\$ $/)
    expect(await person.runs('cat page.html')).toBe('<h1>안녕</h1>\nadded\n<0>')
    person.type('seq 100 | less\r')
    await person.sees(/23/)
    person.type('Gq')
    await person.sees(/\$ $/)
  })

  it('survives a fork bomb and a program that wants all memory', async () => {
    const { guest, person, world } = await seated()
    person.type(':(){ :|:& };:\r')
    await person.sees(/Resource temporarily unavailable/)
    person.terminal.close()
    const again = await Person.at(guest)
    await again.sees(/\$ $/)
    again.type('a=xxxxxxxxxxxxxxxx; while :; do a=$a$a; done\r')
    await again.sees(/(?:Killed|length|memory)[\s\S]*\$ $/i)
    expect(await again.runs('echo alive')).toContain('alive')
    expect(world.events.filter((event) => event.type === 'failed')).toEqual([])
  })

  it('tells the cloud of shutdown and reboot typed inside', async () => {
    const { world, person } = await seated()
    expect(await person.runs('reboot')).toContain('<1>')
    await person.runs('sudo shutdown -h now')
    expect(world.events).toContainEqual({ type: 'power', action: 'poweroff' })
    await person.runs('sudo reboot')
    expect(world.events).toContainEqual({ type: 'power', action: 'reboot' })
  })
})
