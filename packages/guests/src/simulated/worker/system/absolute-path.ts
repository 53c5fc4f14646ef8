import type { Process } from './process.ts'

/** A path as a process means it: from where it stands, and with itself for `/proc/self`. */
export function absolutePath(path: string, cwd: string, process: Process): string {
  const whole = path.startsWith('/') ? path : `${cwd === '/' ? '' : cwd}/${path}`
  return whole.startsWith('/proc/self')
    ? whole.replace(/^\/proc\/self(?=\/|$)/, `/proc/${process.pid}`)
    : whole
}
