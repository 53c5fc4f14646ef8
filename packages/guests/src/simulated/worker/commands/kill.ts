import { signalName, signalNumbers } from '../system/process.ts'
import type { Program } from './call.ts'

/** `kill` as a program of its own: what units and other programs call; shells have theirs built in. */
const kill: Program = async (call) => {
  const args = [...call.args]
  let signal = 15
  const [first = ''] = args
  if (first === '-l') {
    await call.out(`${Object.keys(signalNumbers).join(' ')}\n`)
    return 0
  }
  if (first === '-s' || first === '-n' || first === '--signal' || /^-[A-Za-z0-9]+$/.test(first)) {
    args.shift()
    const typed = /^(?:-[sn]|--signal)$/.test(first) ? (args.shift() ?? '') : first.slice(1)
    const name = typed.toUpperCase().replace(/^SIG/, '')
    const number = /^\d+$/.test(name) ? Number(name) : signalNumbers[name]
    if (number === undefined || (number !== 0 && signalName(number) === undefined))
      return call.fail(`unknown signal ${typed}`)
    signal = number
  }
  let status = 0
  for (const typed of args) {
    const pid = Number(typed)
    const wrong = Number.isInteger(pid)
      ? call.machine.processes.kill(pid, signal, call.cred)
      : 'arguments must be process or job IDs'
    if (wrong === undefined) continue
    status = 1
    await call.fail(`sending signal to ${typed} failed: ${wrong}`)
  }
  return status
}

export const killPrograms = { kill } satisfies Readonly<Record<string, Program>>
