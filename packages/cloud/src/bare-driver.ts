import type { GuestDriver } from '@brume/guests'

/** Guests without anything inside: records alone. */
export const bareDriver: GuestDriver = {
  kind: 'simulated',
  capabilities: { realKernel: false, architectures: ['x86_64', 'arm64', 'i386'] },
  disks: {
    createVolume() {},
    resizeVolume() {},
    deleteVolume() {},
    createSnapshot: async () => ({ usedBytes: 0 }),
    copySnapshot() {},
    deleteSnapshot() {},
    batch: (fn) => fn(),
    keepOnly() {},
  },
  start: () => Promise.reject(new Error('No guests here')),
  settle: async () => {},
  close: async () => {},
}
