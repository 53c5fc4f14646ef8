import { ShellError } from '../control-flow.ts'
import { optionLetters, type Shell, type ShellOptions } from '../shell.ts'
import { arrayEntries, quoteForShell } from '../variables.ts'
import { builtins } from './index.ts'

const optionNames: readonly (keyof ShellOptions)[] = [
  'errexit',
  'nounset',
  'xtrace',
  'noglob',
  'noclobber',
  'pipefail',
  'allexport',
  'noexec',
  'verbose',
  'monitor',
  'errtrace',
]
/** Options that are taken and change nothing here. */
const fixedOptions: readonly string[] = [
  'posix',
  'history',
  'vi',
  'emacs',
  'functrace',
  'hashall',
  'braceexpand',
  'ignoreeof',
  'notify',
  'physical',
  'privileged',
  'keyword',
  'nolog',
  'onecmd',
  'interactive-comments',
  'histexpand',
]
const alwaysOn = new Set(['braceexpand', 'hashall', 'interactive-comments'])
const keywords = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  'in',
  'function',
  'time',
  '{',
  '}',
  '!',
  '[[',
  ']]',
])

function isOption(name: string): name is keyof ShellOptions {
  return optionNames.some((option) => option === name)
}

/** Options as `set` and the `bash` command take them; gives back what follows them. */
export function applyOptions(shell: Shell, args: string[]): string[] | undefined {
  while (/^[-+]./.test(args[0] ?? '')) {
    const option = args.shift() ?? ''
    if (option === '--') return args
    const on = option.startsWith('-')
    for (const letter of option.slice(1)) {
      if (letter === 'o') {
        const name = args.shift() ?? ''
        if (isOption(name)) shell.options[name] = on
        else if (!fixedOptions.includes(name)) throw new ShellError(`${name}: invalid option name`)
      } else {
        const name = optionLetters[letter]
        if (name) shell.options[name] = on
        else if (!'hBHPTbkpti'.includes(letter)) throw new ShellError(`-${letter}: invalid option`)
      }
    }
  }
  return args.length > 0 ? args : undefined
}

async function set(shell: Shell, args: string[]): Promise<number> {
  if (args.length === 0) {
    for (const name of shell.variables.names()) {
      const variable = shell.variables.find(name)
      if (variable?.items)
        await shell.write(
          1,
          `${name}=(${arrayEntries(variable)
            .map(([key, value]) => `[${key}]=${quoteForShell(value)}`)
            .join(' ')})\n`,
        )
      else if (variable?.value !== undefined)
        await shell.write(1, `${name}=${quoteForShell(variable.value)}\n`)
    }
    return 0
  }
  if ((args[0] === '-o' || args[0] === '+o') && args.length === 1) {
    for (const name of [...optionNames, ...fixedOptions].sort()) {
      const on = isOption(name) ? shell.options[name] : alwaysOn.has(name)
      await shell.write(1, `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`)
    }
    return 0
  }
  const rest = applyOptions(shell, args)
  if (rest) shell.parameters = rest
  return 0
}

async function shopt(shell: Shell, args: string[]): Promise<number> {
  const flags = args.filter((arg) => arg.startsWith('-')).join('')
  const names = args.filter((arg) => !arg.startsWith('-'))
  if (!/[su]/.test(flags)) {
    const shown = names.length > 0 ? names : [...shell.shopt.keys()]
    if (!flags.includes('q'))
      for (const name of shown)
        await shell.write(1, `${name.padEnd(15)}\t${shell.shopt.get(name) ? 'on' : 'off'}\n`)
    return shown.every((name) => shell.shopt.get(name)) ? 0 : 1
  }
  for (const name of names) shell.shopt.set(name, flags.includes('s'))
  return 0
}

async function alias(shell: Shell, args: string[]): Promise<number> {
  let status = 0
  const list = args.filter((arg) => arg !== '-p')
  for (const arg of list.length > 0 ? list : [...shell.aliases.keys()].sort()) {
    const at = arg.indexOf('=')
    if (at > 0) shell.aliases.set(arg.slice(0, at), arg.slice(at + 1))
    else if (shell.aliases.has(arg))
      await shell.write(
        1,
        `alias ${arg}='${(shell.aliases.get(arg) ?? '').replaceAll("'", "'\\''")}'\n`,
      )
    else {
      await shell.complain(`alias: ${arg}: not found`)
      status = 1
    }
  }
  return status
}

async function unalias(shell: Shell, args: string[]): Promise<number> {
  if (args[0] === '-a') shell.aliases.clear()
  else
    for (const name of args)
      if (!shell.aliases.delete(name)) throw new ShellError(`${name}: not found`)
  return 0
}

async function type(shell: Shell, args: string[]): Promise<number> {
  // `-c` is our own, for `command -v`.
  const mode = args[0]?.startsWith('-') ? args.shift() : undefined
  let status = 0
  for (const name of args) {
    const file = shell.machine.findProgram(shell, name)
    const value = shell.aliases.get(name)
    const says = (kind: string, long: string, short: string): string =>
      mode === '-t' ? kind : mode === '-c' ? short : long
    if (mode === '-p' || mode === '-P') {
      if (file) await shell.write(1, `${file}\n`)
      else status = 1
    } else if (value !== undefined && shell.interactive)
      await shell.write(
        1,
        `${says('alias', `${name} is aliased to \`${value}'`, `alias ${name}='${value}'`)}\n`,
      )
    else if (keywords.has(name))
      await shell.write(1, `${says('keyword', `${name} is a shell keyword`, name)}\n`)
    else if (shell.functions.has(name))
      await shell.write(1, `${says('function', `${name} is a function`, name)}\n`)
    else if (builtins[name])
      await shell.write(1, `${says('builtin', `${name} is a shell builtin`, name)}\n`)
    else if (file) await shell.write(1, `${says('file', `${name} is ${file}`, file)}\n`)
    else {
      status = 1
      if (mode === undefined || mode === '--' || mode === '-a')
        await shell.complain(`type: ${name}: not found`)
    }
  }
  return status
}

async function history(shell: Shell, args: string[]): Promise<number> {
  if (args[0] === '-c') {
    shell.history.length = 0
    return 0
  }
  if (args[0]?.startsWith('-')) return 0
  const count = args[0] === undefined ? shell.history.length : Number(args[0])
  const start = Math.max(0, shell.history.length - count)
  for (const [index, line] of shell.history.entries())
    if (index >= start) await shell.write(1, `${String(index + 1).padStart(5)}  ${line}\n`)
  return 0
}

async function umask(shell: Shell, [mask]: string[]): Promise<number> {
  if (mask === undefined) await shell.write(1, `${shell.umask.toString(8).padStart(4, '0')}\n`)
  else if (/^[0-7]{1,4}$/.test(mask)) shell.umask = Number.parseInt(mask, 8)
  else throw new ShellError(`${mask}: invalid symbolic mode operator`)
  return 0
}

async function ulimit(shell: Shell, args: string[]): Promise<number> {
  const limits: Readonly<Record<string, string>> = {
    n: '65535',
    u: '3743',
    c: '0',
    s: '8192',
    f: 'unlimited',
    v: 'unlimited',
  }
  const letter = args.find((arg) => arg.startsWith('-'))?.replace(/[-SH]/g, '') || 'f'
  if (args.some((arg) => /^\d+$|^unlimited$/.test(arg))) return 0
  if (letter === 'a')
    await shell.write(
      1,
      'core file size              (blocks, -c) 0\nfile size                   (blocks, -f) unlimited\nopen files                          (-n) 65535\nstack size                  (kbytes, -s) 8192\nmax user processes                  (-u) 3743\nvirtual memory              (kbytes, -v) unlimited\n',
    )
  else await shell.write(1, `${limits[letter] ?? 'unlimited'}\n`)
  return 0
}

export const settingBuiltins = {
  set,
  shopt,
  alias,
  unalias,
  type,
  history,
  umask,
  ulimit,
  hash: async () => 0,
  times: async (shell: Shell): Promise<number> => {
    await shell.write(1, '0m0.004s 0m0.002s\n0m0.011s 0m0.006s\n')
    return 0
  },
  enable: async (shell: Shell, args: string[]): Promise<number> => {
    const names = args.filter((arg) => !arg.startsWith('-'))
    const off = args.some((arg) => /^-\w*n/.test(arg))
    for (const name of names) {
      if (!builtins[name]) throw new ShellError(`${name}: not a shell builtin`)
      if (off) shell.disabledBuiltins.add(name)
      else shell.disabledBuiltins.delete(name)
    }
    for (const name of names.length > 0 ? [] : Object.keys(builtins).toSorted())
      if (shell.disabledBuiltins.has(name) === off)
        await shell.write(1, `enable ${off ? '-n ' : ''}${name}\n`)
    return 0
  },
  help: async (shell: Shell, args: string[]): Promise<number> => {
    const [name] = args.filter((arg) => !arg.startsWith('-'))
    if (name !== undefined && !builtins[name]) {
      await shell.complain(
        `help: no help topics match \`${name}'.  Try \`help help' or \`man -k ${name}' or \`info ${name}'.`,
      )
      return 1
    }
    const { machine } = shell
    await shell.write(
      1,
      name === undefined
        ? `GNU bash, version ${machine.facts.bash} (${shell.variables.get('MACHTYPE')})\nThese shell commands are defined internally:\n\n ${Object.keys(builtins).toSorted().join('\n ')}\n`
        : `${name}: a shell builtin; its manual is not part of a simulated guest.\n`,
    )
    return 0
  },
  caller: async () => 1,
}
