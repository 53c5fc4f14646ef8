import {
  Bash,
  defineCommand,
  unsafeBytesFromLatin1,
  latin1FromBytes,
  type CommandName,
} from 'just-bash'
import type { Call, Program } from './call.ts'
import { CallFileSystem } from './call-file-system.ts'
import { gnuArguments, gnuOutput } from './gnu-dialect.ts'
import { BytesFile, CollectingFile } from '../system/open-file.ts'

/** How many operands come before a program's files; with fewer or equal it reads standard input. */
const operandsBeforeFiles: Readonly<Record<string, number>> = {
  grep: 1,
  egrep: 1,
  fgrep: 1,
  sed: 1,
  awk: 1,
  jq: 1,
  sort: 0,
  uniq: 0,
  cut: 0,
  paste: 0,
  nl: 0,
  tac: 0,
  rev: 0,
  fold: 0,
  expand: 0,
  unexpand: 0,
  md5sum: 0,
  sha1sum: 0,
  sha256sum: 0,
  od: 0,
  gzip: 0,
  gunzip: 0,
  zcat: 0,
  split: 0,
  column: 0,
  tr: 9,
  strings: 0,
  xargs: 9,
  numfmt: 9,
}
const valueOptions: Readonly<Record<string, string>> = {
  cut: 'dfcb',
  sort: 'kt',
  grep: 'efmABC',
  sed: 'ef',
  awk: 'Fvf',
  uniq: 'fsw',
  fold: 'w',
  od: 'ANjtw',
  head: 'nc',
  split: 'lbn',
  paste: 'd',
  jq: '',
}

/** Programs whose output is bytes. The library gives what a script writes as text, and would not say which it was. */
const writesBytes: ReadonlySet<string> = new Set(['gzip', 'gunzip', 'zcat', 'tar'])
/** Stands in for the program at the end of its pipe; the library wants a name that the guest's disk has. */
const sinkName = 'cat'

/** Whether a call of tar reads an archive, from no file: `tar xz`, `tar -tzf -`. */
function tarReadsStdin(args: readonly string[]): boolean {
  const options = args.filter((arg, index) => /^-[^-]/.test(arg) || (index === 0 && arg !== '-'))
  const letters = options.filter((arg) => !arg.startsWith('--')).join('')
  const reads = /[xt]/.test(letters) || args.some((arg) => /^--(extract|get|list)$/.test(arg))
  const named = /f/.test(letters) || args.some((arg) => arg.startsWith('--file'))
  return reads && (!named || args.includes('-') || args.includes('--file=-'))
}

function readsStdin(call: Call, name: string): boolean {
  if (name === 'tar') return tarReadsStdin(call.args)
  const limit = operandsBeforeFiles[name]
  if (limit === undefined) return false
  if (call.args.some((arg) => arg === '-')) return true
  const withValue = valueOptions[name] ?? ''
  let operands = 0
  let given = false
  for (let i = 0; i < call.args.length; i++) {
    const arg = call.args[i] ?? ''
    if (!arg.startsWith('-') || arg === '-') operands++
    else if (/^-[a-zA-Z]$/.test(arg) && withValue.includes(arg.charAt(1))) {
      if ('ef'.includes(arg.charAt(1)) && ['grep', 'sed', 'awk', 'egrep', 'fgrep'].includes(name))
        given = true
      i++
    } else if (arg.startsWith('-r') || arg === '-R' || arg.includes('recursive'))
      if (name.endsWith('grep')) return false
  }
  return operands <= (given ? 0 : limit)
}

/** A program of the just-bash library, run on the guest's files with the caller's rights. */
export function bundled(
  name: CommandName,
  others: () => Readonly<Record<string, Program>>,
): Program {
  return async (call) => {
    const args = await gnuArguments(
      call,
      name,
      call.args.filter((arg) => !/^--colou?r(?:=|$)/.test(arg)),
    )
    const stdin = readsStdin(call, name) ? await call.readAll() : Buffer.alloc(0)
    // Only what runs other programs gets to know them.
    const commands =
      name === 'find' || (name === 'awk' && runsCommands(args))
        ? Object.keys(others())
            .filter((other) => other !== name)
            .map((other) => runOther(call, other))
        : []
    let written: Buffer | undefined
    const sink = defineCommand(sinkName, async (_args, context) => {
      written = Buffer.from(latin1FromBytes(context.stdin), 'latin1')
      return { stdout: '', stderr: '', exitCode: 0 }
    })
    const isBytes = writesBytes.has(name)
    const bash = new Bash({
      fs: new CallFileSystem(call),
      commands: [name],
      customCommands: isBytes ? [...commands, sink] : commands,
      cwd: call.cwd,
      env: Object.fromEntries(call.env),
      defenseInDepth: false,
      executionLimits: {
        maxExecutionTimeMs: 86_400_000,
        maxWorkUnits: 50_000_000,
        maxAwkIterations: 50_000_000,
        maxSedIterations: 5_000_000,
        maxOutputSize: 256 * 1024 * 1024,
      },
    })
    const result = await call.machine.outside.working(() =>
      bash.exec(isBytes ? `${name} | ${sinkName}; exit \${PIPESTATUS[0]}` : name, {
        args,
        stdin: stdin.toString('latin1'),
        stdinKind: 'bytes',
        cwd: call.cwd,
        signal: call.signal,
        rawScript: true,
      }),
    )
    call.signal.throwIfAborted()
    await call.out(written ?? gnuOutput(name, call.args, result.stdout))
    await call.err(
      result.stderr
        .replace(/^bash: /gm, '')
        .replace(/ENOENT: no such file or directory[^\n]*/g, 'No such file or directory')
        .replace(/EACCES: permission denied[^\n]*/g, 'Permission denied'),
    )
    return result.exitCode
  }
}

/** `system(…)`, `"command" | getline`, `print | "command"`. */
function runsCommands(args: readonly string[]): boolean {
  return args.some((arg) => /\bsystem\s*\(|\|\s*getline|\|\s*"/.test(arg))
}

function runOther(call: Call, name: string) {
  return defineCommand(name, async (args, context) => {
    const stdout = new CollectingFile()
    const stdin = new BytesFile(Buffer.from(latin1FromBytes(context.stdin), 'latin1'))
    const exitCode = await call.machine.outside.resting(() =>
      call.run([name, ...args], { stdin, stdout, cwd: context.cwd }),
    )
    return {
      stdout: latin1FromBytes(unsafeBytesFromLatin1(stdout.bytes().toString('latin1'))),
      stdoutKind: 'bytes',
      stderr: '',
      exitCode,
    }
  })
}
