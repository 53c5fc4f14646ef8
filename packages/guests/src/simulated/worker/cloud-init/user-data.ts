import type { Machine } from '../system/machine.ts'

export async function startUserData(_machine: Machine, _bytes: Uint8Array): Promise<void> {}
