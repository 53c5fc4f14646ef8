import { apt } from './apt.ts'
import type { Program } from './call.ts'
import { dnf } from './dnf.ts'
import { extras } from './linux-extras.ts'
import { zypper } from './zypper.ts'

/** `lsb_release`: all of it, or what its letters ask for, with `-s` without the labels. */
const lsbRelease: Program = async (call) => {
  const { facts } = call.machine
  const letters = call.args
    .map((arg) =>
      arg.startsWith('--') ? (arg === '--codename' ? 'c' : arg.slice(2, 3)) : arg.slice(1),
    )
    .join('')
  const codename =
    facts.id === 'debian' ? 'bookworm' : facts.version === '24.04' ? 'noble' : 'jammy'
  const rows: readonly (readonly [letter: string, label: string, value: string])[] = [
    ['i', 'Distributor ID', facts.id === 'ubuntu' ? 'Ubuntu' : 'Debian'],
    ['d', 'Description', facts.prettyName],
    ['r', 'Release', facts.version],
    ['c', 'Codename', codename],
  ]
  if (letters === '' || letters === 's')
    return call.err('No LSB modules are available.\n').then(() => 0)
  const shown = rows.filter(([letter]) => letters.includes('a') || letters.includes(letter))
  for (const [, label, value] of shown)
    await call.out(letters.includes('s') ? `${value}\n` : `${label}:\t${value}\n`)
  return 0
}

export const packagePrograms = {
  dnf,
  yum: dnf,
  zypper,
  apt,
  'apt-get': apt,
  'amazon-linux-extras': extras,
  lsb_release: lsbRelease,
} satisfies Readonly<Record<string, Program>>
