import type { Shell } from '../shell/shell.ts'
import { strftime } from '../shell/printf.ts'

/** Expands a prompt's backslash escapes. */
export function promptText(shell: Shell, template: string): string {
  const host = shell.machine.hostname
  const home = shell.variables.get('HOME') ?? ''
  const within = home !== '' && (shell.cwd === home || shell.cwd.startsWith(`${home}/`))
  const working = within ? `~${shell.cwd.slice(home.length)}` : shell.cwd
  const now = shell.machine.outside.now()
  const values: Readonly<Record<string, () => string>> = {
    u: () => shell.machine.users.userName(shell.cred.uid),
    h: () => host.split('.')[0] ?? host,
    H: () => host,
    w: () => working,
    W: () =>
      shell.cwd === home ? '~' : shell.cwd === '/' ? '/' : (shell.cwd.split('/').at(-1) ?? ''),
    $: () => (shell.cred.uid === 0 ? '#' : '$'),
    s: () => shell.name.replace(/^-/, ''),
    v: () => shell.machine.facts.bash.replace(/^(\d+\.\d+).*/, '$1'),
    V: () => shell.machine.facts.bash.replace(/\(.*/, ''),
    n: () => '\n',
    r: () => '\r',
    a: () => '\u0007',
    e: () => '\u001b',
    '[': () => '',
    ']': () => '',
    '\\': () => '\\',
    t: () => strftime('%H:%M:%S', now),
    T: () => strftime('%I:%M:%S', now),
    A: () => strftime('%H:%M', now),
    '@': () => strftime('%I:%M %p', now),
    d: () => strftime('%a %b %d', now),
    j: () => String(shell.jobs.length),
    '!': () => String(shell.history.length + 1),
    '#': () => String(shell.history.length + 1),
    l: () => 'pts/0',
  }
  return template.replaceAll(/\\(0\d\d|[\s\S])/g, (whole, letter: string) =>
    letter.length === 3
      ? String.fromCharCode(Number.parseInt(letter, 8))
      : (values[letter]?.() ?? whole),
  )
}
