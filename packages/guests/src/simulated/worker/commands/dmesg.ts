import { kernelLines } from '../../console/kernel-lines.ts'
import { strftime } from '../shell/printf.ts'
import type { Program } from './call.ts'
import { options } from './call.ts'
import { journalLines } from './journal.ts'

/** The kernel's ring: what it said at boot, and since. */
export const dmesg: Program = async (call) => {
  const { flags } = options(call.args, 'lfn', ['level', 'facility'])
  const { machine } = call
  if (machine.facts.family === 'debian' && call.cred.uid !== 0)
    return call.fail('read kernel buffer failed: Operation not permitted')
  const spec = { ...machine.spec, bootedAt: machine.bootedAt }
  const boot = kernelLines(spec, machine.facts).map(([, line]) => {
    const match = /^\[\s*([\d.]+)\] (.*)\r\n$/.exec(line)
    return { seconds: Number(match?.[1] ?? 0), text: match?.[2] ?? line }
  })
  const since = (await journalLines(machine))
    .filter((line) => line.unit === 'kernel' && line.atMs >= machine.bootedAt)
    .map((line, index) => ({
      seconds: (line.atMs - machine.bootedAt) / 1000 + (index % 1000) / 1e6,
      text: line.text,
    }))
  if (flags.has('C') || flags.has('clear'))
    return call.cred.uid === 0
      ? 0
      : call.fail('clear kernel buffer failed: Operation not permitted')
  const human = flags.has('T') || flags.has('ctime')
  for (const { seconds, text } of [...boot, ...since])
    await call.out(
      human
        ? `[${strftime('%a %b %e %H:%M:%S %Y', machine.bootedAt + seconds * 1000)}] ${text}\n`
        : `[${seconds.toFixed(6).padStart(12)}] ${text}\n`,
    )
  return 0
}
