import { rootCredentials } from '../vfs/inode.ts'
import { signalNumbers } from '../system/process.ts'
import type { Program } from './call.ts'
import { seconds } from './seconds.ts'

/** `timeout`: ends a command and all that it started when its time is over. */
export const timeout: Program = async (call) => {
  const args = [...call.args]
  let signal = 15
  let killAfter: number | undefined
  let preserve = false
  const valueOf = (arg: string): string =>
    arg.startsWith('--')
      ? arg.includes('=')
        ? arg.slice(arg.indexOf('=') + 1)
        : (args.shift() ?? '')
      : arg.slice(2) || (args.shift() ?? '')
  while (args[0]?.startsWith('-')) {
    const arg = args.shift() ?? ''
    if (arg === '--') break
    if (/^(?:-s|--signal)/.test(arg)) {
      const typed = valueOf(arg)
      const number = signalNumbers[typed.toUpperCase().replace(/^SIG/, '')] ?? Number(typed)
      if (!Number.isInteger(number)) return call.fail(`${typed}: invalid signal`, 125)
      signal = number
    } else if (/^(?:-k|--kill-after)/.test(arg)) {
      const typed = valueOf(arg)
      killAfter = seconds(typed)
      if (killAfter === undefined) return call.fail(`invalid time interval ‘${typed}’`, 125)
    } else if (arg === '--preserve-status' || arg === '-p') preserve = true
    else if (!/^(?:--foreground|-f|--verbose|-v)$/.test(arg))
      return call.fail(`unrecognized option '${arg}'`, 125)
  }
  const [duration = '', ...words] = args
  const limit = seconds(duration)
  if (words.length === 0) return call.fail('missing operand', 125)
  if (limit === undefined) return call.fail(`invalid time interval ‘${duration}’`, 125)
  const { outside, processes } = call.machine
  const done = new AbortController()
  let sent: number | undefined
  const send = (pid: number, number: number): void => {
    sent = number
    processes.kill(-pid, number, rootCredentials)
  }
  const watch = async (pid: number): Promise<void> => {
    // No time at all is all the time in the world.
    if (limit === 0) return
    await outside.sleep(limit * 1000, done.signal)
    send(pid, signal)
    if (killAfter === undefined) return
    await outside.sleep(killAfter * 1000, done.signal)
    send(pid, 9)
  }
  let watching: Promise<void> = Promise.resolve()
  const status = await call.run(words, {
    onStart: (pid) => (watching = watch(pid).catch(() => {})),
  })
  done.abort(new Error('done'))
  await watching
  if (sent === undefined || preserve) return status
  return sent === 9 ? 137 : 124
}
