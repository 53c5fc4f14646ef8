import { familyOf, plainAddress } from '../../net/addresses.ts'
import { strftime } from '../../shell/printf.ts'
import type { Call, Program } from '../call.ts'

type Answer = readonly string[] | 'NXDOMAIN' | 'timed-out'

/** Asks the name servers, not the hosts file: what `dig` and its kin do. */
async function query(
  call: Call,
  name: string,
  server: string | undefined,
): Promise<{ readonly answer: Answer; readonly server: string }> {
  const { network } = call.machine
  const used = server ?? (await network.nameServers())[0] ?? '127.0.0.1'
  const found = await network.query(name, server)
  if (!('unreachable' in found)) return { answer: found, server: used }
  return { answer: found.unreachable === 'unknown-host' ? 'NXDOMAIN' : 'timed-out', server: used }
}

const onlyAddresses = 'only A and AAAA records are simulated in this guest'

/** The addresses that a record of this type holds. */
function ofType(answer: Answer, type: 'A' | 'AAAA'): readonly string[] {
  if (typeof answer === 'string') return []
  return answer.filter((address) => (familyOf(address) === 6) === (type === 'AAAA'))
}

const dig: Program = async (call) => {
  const plus = call.args.filter((arg) => arg.startsWith('+')).map((arg) => arg.slice(1))
  const server = call.args.find((arg) => arg.startsWith('@'))?.slice(1)
  // `-4` and `-6` say how a server is asked, and all of them are asked alike.
  const words = call.args.filter((arg) => !/^[-+@]/.test(arg))
  const types = words.filter((word) => /^(?:A|AAAA|MX|TXT|NS|CNAME|SOA|PTR|SRV|ANY)$/i.test(word))
  const [name = '.'] = words.filter((word) => !types.includes(word) && !/^in$/i.test(word))
  const type = (types[0] ?? 'A').toUpperCase()
  if (call.args.includes('-x') || (type !== 'A' && type !== 'AAAA')) return call.fail(onlyAddresses)
  const { answer, server: used } = await query(call, name, server)
  const short = plus.includes('short')
  if (answer === 'timed-out') {
    const lines: string[] = []
    for (let attempt = 0; attempt < 3; attempt++) {
      await call.machine.outside.sleep(5_000, call.signal)
      lines.push(`;; communications error to ${used}#53: timed out\n`)
    }
    await call.out(
      `${lines.join('')}${short ? '' : `\n; <<>> DiG 9.18.33 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n`};; no servers could be reached\n`,
    )
    return 9
  }
  const addresses = ofType(answer, type)
  if (short) {
    await call.out(addresses.map((address) => `${address}\n`).join(''))
    return 0
  }
  const full = `${name.replace(/\.$/, '')}.`
  const section =
    addresses.length > 0
      ? `;; ANSWER SECTION:\n${addresses.map((address) => `${full}\t\t60\tIN\t${type}\t${address}\n`).join('')}\n`
      : ''
  const id = ((call.machine.randomBytes(2)[0] ?? 0) << 8) + (call.machine.randomBytes(1)[0] ?? 0)
  const when = strftime('%a %b %d %H:%M:%S UTC %Y', await call.machine.outside.freshNow())
  await call.out(
    `\n; <<>> DiG 9.18.33 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${answer === 'NXDOMAIN' ? 'NXDOMAIN' : 'NOERROR'}, id: ${id}\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${addresses.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 4096\n;; QUESTION SECTION:\n;${full}\t\t\tIN\t${type}\n\n${section};; Query time: 0 msec\n;; SERVER: ${used}#53(${used}) (UDP)\n;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${full.length + 32 + addresses.length * (type === 'A' ? 16 : 28)}\n\n`,
  )
  return 0
}

const nslookup: Program = async (call) => {
  const [name = '', server] = call.args.filter((arg) => !arg.startsWith('-'))
  if (plainAddress(name) !== undefined) return call.fail(onlyAddresses)
  const { answer, server: used } = await query(call, name, server)
  if (answer === 'timed-out') {
    await call.machine.outside.sleep(15_000, call.signal)
    await call.out(
      `;; communications error to ${used}#53: timed out\n;; no servers could be reached\n\n`,
    )
    return 1
  }
  const head = `Server:\t\t${used}\nAddress:\t${used}#53\n\n`
  if (answer === 'NXDOMAIN') {
    await call.out(`${head}** server can't find ${name}: NXDOMAIN\n\n`)
    return 1
  }
  const rows = answer.map((address) => `Name:\t${name}\nAddress: ${address}\n`)
  await call.out(
    `${head}Non-authoritative answer:\n${rows.length > 0 ? rows.join('') : `*** Can't find ${name}: No answer\n`}\n`,
  )
  return 0
}

const host: Program = async (call) => {
  const [name = '', server] = call.args.filter((arg) => !arg.startsWith('-'))
  if (plainAddress(name) !== undefined) return call.fail(onlyAddresses)
  const { answer } = await query(call, name, server)
  if (answer === 'timed-out') {
    await call.machine.outside.sleep(10_000, call.signal)
    await call.out(';; connection timed out; no servers could be reached\n')
    return 1
  }
  if (answer === 'NXDOMAIN') {
    await call.out(`Host ${name} not found: 3(NXDOMAIN)\n`)
    return 1
  }
  for (const address of answer)
    await call.out(
      `${name} has ${familyOf(address) === 6 ? 'IPv6 address' : 'address'} ${address}\n`,
    )
  return 0
}

export const dnsPrograms = { dig, nslookup, host } satisfies Readonly<Record<string, Program>>
