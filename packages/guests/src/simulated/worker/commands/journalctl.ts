import { journalPids } from '../system/journal-file.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { journalLines, type JournalLine } from './journal.ts'

/** Whether a line is about a unit: the service manager's of it, or one that its processes wrote. */
export async function isAbout(call: Call, unit: string): Promise<(line: JournalLine) => boolean> {
  const text = await call.vfs.readText(journalPids, rootCredentials).catch(() => '')
  const pids = new Set(
    text
      .split('\n')
      .filter((line) => line.endsWith(` ${unit}`))
      .map((line) => line.split(' ')[0]),
  )
  const main = call.machine.units.state(unit)?.pid
  if (main !== undefined) pids.add(String(main))
  return ({ unit: identifier, pid, text: said }) =>
    identifier === 'systemd'
      ? said.includes(`${unit}.service`)
      : identifier === unit || pids.has(String(pid))
}

const journalctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'unptSU', [
    'unit',
    'lines',
    'since',
    'until',
    'priority',
    'identifier',
  ])
  const unit = flags.get('u') ?? flags.get('unit')
  const name =
    unit === undefined
      ? undefined
      : (call.machine.units.find(unit)?.name ?? unit.replace(/\.service$/, ''))
  const identifier = flags.get('t') ?? flags.get('identifier')
  const chosen = async (): Promise<string[]> => {
    const fits = name === undefined ? () => true : await isAbout(call, name)
    return (await journalLines(call.machine))
      .filter(
        (entry) =>
          fits(entry) &&
          operands.every((word) => entry.line.includes(word)) &&
          (identifier === undefined || entry.unit === identifier),
      )
      .map(({ line }) => line)
  }
  const follow = flags.has('f') || flags.has('follow')
  const all = await chosen()
  const count = flags.get('n') ?? flags.get('lines') ?? (follow ? '10' : undefined)
  const shown = count === undefined ? all : all.slice(-Number(count))
  if (flags.has('r') || flags.has('reverse')) shown.reverse()
  await call.out(shown.length > 0 ? `${shown.join('\n')}\n` : '-- No entries --\n')
  let seen = all.length
  while (follow) {
    await call.machine.outside.sleep(1_000, call.signal)
    const lines = await chosen()
    for (const line of lines.slice(seen)) await call.out(`${line}\n`)
    seen = lines.length
  }
  return 0
}

const logger: Program = async (call) => {
  const { flags, operands } = options(call.args, 'tpf', ['tag', 'priority', 'file', 'id'])
  const tag = flags.get('t') ?? flags.get('tag') ?? call.env.get('USER') ?? 'root'
  const log = async (text: string): Promise<void> => {
    const line = await call.machine.log(tag, text)
    // Its date, but not the host's name.
    if (flags.has('s') || flags.has('stderr'))
      await call.err(`<13>${line.slice(0, 16)}${tag}: ${text}\n`)
  }
  if (operands.length > 0) {
    await log(operands.join(' '))
    return 0
  }
  let rest = ''
  for (
    let bytes = await call.files.get(0)?.read(65_536, call.signal);
    bytes;
    bytes = await call.files.get(0)?.read(65_536, call.signal)
  ) {
    const lines = (rest + Buffer.from(bytes).toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) await log(line)
  }
  if (rest !== '') await log(rest)
  return 0
}

export const journalPrograms = { journalctl, logger } satisfies Readonly<Record<string, Program>>
