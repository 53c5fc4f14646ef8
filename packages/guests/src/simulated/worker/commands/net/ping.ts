import type { GuestPing } from '../../../../driver.ts'
import { mtuOf } from '../../../distributions.ts'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { familyOf, type Family } from '../../net/addresses.ts'
import { askedFamily, lookUp, lookUpText } from './dial.ts'

const ping: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ciWwstIMpQ')
  const [host] = operands
  if (host === undefined) {
    await call.err('ping: usage error: Destination address required\n')
    return 1
  }
  const family = call.name === 'ping6' ? 6 : askedFamily(flags)
  const found = await lookUp(call, host, family)
  if (typeof found === 'string') return call.fail(`${host}: ${lookUpText(found)}`, 2)
  const [address = ''] = found
  const six = familyOf(address) === 6
  const count = Number(flags.get('c') ?? Infinity)
  const interval = Number(flags.get('i') ?? 1) * 1000
  const size = Number(flags.get('s') ?? 56)
  const patience = Number(flags.get('W') ?? 10) * 1000
  const deadline = Number(flags.get('w') ?? Infinity) * 1000
  const { machine, process } = call
  const stopped = new AbortController()
  // Ctrl-C asks for the sums.
  process.onSignal = (signal) => {
    if (signal === 2) stopped.abort(new Error('interrupted'))
    return signal === 2
  }
  const signal = AbortSignal.any([stopped.signal, call.signal])
  const wait = (ms: number): Promise<void> =>
    machine.outside.sleep(ms, signal).catch(() => call.signal.throwIfAborted())
  const isReachable =
    call.machine.network.isOwn(address) ||
    call.machine.network.sourceFor(address, flags.get('I')) !== undefined
  if (!isReachable) return call.err('ping: connect: Network is unreachable\n').then(() => 2)
  await call.out(
    six
      ? `PING ${host}(${address}) ${size} data bytes\n`
      : `PING ${host} (${address}) ${size}(${size + 28}) bytes of data.\n`,
  )
  const beganMs = await machine.outside.freshNow()
  const times: number[] = []
  let sent = 0
  while (sent < count && !stopped.signal.aborted) {
    const echo: GuestPing | { unreachable: string } = await machine.network.ping(
      address,
      flags.get('I'),
    )
    sent++
    if (!('unreachable' in echo)) {
      const jitter = (machine.randomBytes(1)[0] ?? 0) / 2560
      const ms = echo.roundTripMs * (1 + jitter)
      times.push(ms)
      if (!flags.has('q'))
        await call.out(
          `${size + 8} bytes from ${address}: icmp_seq=${sent} ttl=${echo.ttl} time=${ms.toPrecision(3)} ms\n`,
        )
    } else if (echo.unreachable === 'no-route') {
      await call.err('ping: connect: Network is unreachable\n')
      return 2
    }
    const pastMs = machine.outside.now() - beganMs
    if (pastMs + interval > deadline) break
    if (sent < count) await wait(interval)
    else if (times.length === 0) await wait(Math.min(patience, deadline - pastMs))
  }
  const totalMs = (await machine.outside.freshNow()) - beganMs
  const lost = sent === 0 ? 0 : Math.round(((sent - times.length) / sent) * 100)
  await call.out(
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${times.length} received, ${lost}% packet loss, time ${totalMs}ms\n${sums(times)}`,
  )
  return times.length > 0 ? 0 : 1
}

function sums(times: readonly number[]): string {
  if (times.length === 0) return '\n'
  const average = times.reduce((sum, ms) => sum + ms, 0) / times.length
  const deviation = Math.sqrt(
    Math.max(0, times.reduce((sum, ms) => sum + ms * ms, 0) / times.length - average ** 2),
  )
  const values = [Math.min(...times), average, Math.max(...times), deviation]
  return `rtt min/avg/max/mdev = ${values.map((ms) => ms.toFixed(3)).join('/')} ms\n`
}

const maxHops = 30

async function destination(
  call: Call,
  host: string | undefined,
  family: Family | undefined,
): Promise<string | number> {
  if (host === undefined) return call.fail('missing host argument', 2)
  const found = await lookUp(call, host, family)
  if (typeof found !== 'string') return found[0] ?? ''
  if (call.name === 'tracepath') return call.fail(`${host}: ${lookUpText(found)}`, 1)
  await call.err(
    `${host}: ${lookUpText(found)}\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc 1)\n`,
  )
  return 2
}

const traceroute: Program = async (call) => {
  const { flags, operands } = options(call.args, 'mwqpifsNz')
  const [host] = operands
  const family = call.name === 'traceroute6' ? 6 : askedFamily(flags)
  const address = await destination(call, host, family)
  if (typeof address === 'number') return address
  const most = Number(flags.get('m') ?? maxHops)
  const seconds = Number(flags.get('w') ?? 5)
  await call.out(
    `traceroute to ${host} (${address}), ${most} hops max, ${familyOf(address) === 6 ? 80 : 60} byte packets\n`,
  )
  const hops = await call.machine.network.trace(address)
  const reached = hops.at(-1)?.address === address
  for (let number = 1; number <= (reached ? Math.min(hops.length, most) : most); number++) {
    const hop = hops[number - 1]
    if (hop?.address === undefined) {
      // Sixteen probes are under way at once: the waits for those that are lost run together.
      if ((number - 1) % 5 === 0 || hop)
        await call.machine.outside.sleep(seconds * 1000, call.signal)
      await call.out(`${String(number).padStart(2)}  * * *\n`)
      continue
    }
    const shown = flags.has('n') ? hop.address : `${hop.address} (${hop.address})`
    const times = [1, 0.97, 0.95].map((share) => `${(hop.roundTripMs * share).toFixed(3)} ms`)
    await call.out(`${String(number).padStart(2)}  ${shown}  ${times.join('  ')}\n`)
  }
  return 0
}

const tracepath: Program = async (call) => {
  const { flags, operands } = options(call.args, 'mlp')
  const address = await destination(call, operands[0], askedFamily(flags))
  if (typeof address === 'number') return address
  await call.out(` 1?: [LOCALHOST]                      pmtu ${mtuOf(call.machine.spec)}\n`)
  const hops = await call.machine.network.trace(address)
  const reached = hops.at(-1)?.address === address
  for (let number = 1; number <= (reached ? hops.length : maxHops); number++) {
    const hop = hops[number - 1]
    if (hop?.address === undefined) {
      await call.machine.outside.sleep(1_000, call.signal)
      await call.out(`${String(number).padStart(2)}:  no reply\n`)
    } else
      await call.out(
        `${String(number).padStart(2)}:  ${hop.address.padEnd(50)} ${hop.roundTripMs.toFixed(3)}ms ${hop.address === address ? 'reached' : ''}\n`,
      )
  }
  await call.out(
    reached
      ? `     Resume: pmtu ${mtuOf(call.machine.spec)} hops ${hops.length} back ${hops.length} \n`
      : `     Too many hops: pmtu ${mtuOf(call.machine.spec)}\n     Resume: pmtu ${mtuOf(call.machine.spec)} \n`,
  )
  return 0
}

export const pingPrograms = {
  ping,
  ping6: ping,
  traceroute,
  traceroute6: traceroute,
  tracepath,
} satisfies Readonly<Record<string, Program>>
