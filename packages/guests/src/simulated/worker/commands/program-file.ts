/** What a program's file holds in a simulated guest: not machine code, but the name of what this driver runs for it. */
export function programFile(name: string): string {
  return `\u007fELF\u0002\u0001\u0001\u0000brume-program:${name}\n`
}

/** The program a file stands for, from its first bytes. */
export function programOf(head: string): string | undefined {
  return /^\u007fELF[\s\S]{4}brume-program:([^\n]+)\n/.exec(head)?.[1]
}

/** Programs that run as root whoever starts them. */
export const setuidPrograms: ReadonlySet<string> = new Set([
  'sudo',
  'su',
  'crontab',
  'at',
  'atq',
  'atrm',
  'batch',
])
