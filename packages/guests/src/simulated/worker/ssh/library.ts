import type { Machine } from '../system/machine.ts'

type Ssh2 = typeof import('ssh2')

let loaded: Ssh2 | undefined

/** The library takes longer to load than all else in a guest, so it is when somebody first connects. */
export async function loadSsh2(machine: Machine): Promise<Ssh2> {
  loaded ??= (await machine.outside.working(() => import('ssh2'))).default
  return loaded
}

/** The same, where somebody has connected. */
export function ssh2(): Ssh2 {
  if (!loaded) throw new Error('ssh2 is not loaded')
  return loaded
}
