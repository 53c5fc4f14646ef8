import { expect, test } from 'vitest'
import { hintsFor, traitsOf } from './type-hints.ts'

const t2 = traitsOf({
  NetworkInfo: { EnaSupport: 'unsupported', MaximumNetworkInterfaces: 2 },
  SupportedBootModes: ['legacy-bios'],
  HibernationSupported: true,
  BurstablePerformanceSupported: true,
  EbsInfo: { NvmeSupport: 'unsupported' },
})
const m5d = traitsOf({
  NetworkInfo: { EnaSupport: 'required', MaximumNetworkInterfaces: 3 },
  SupportedBootModes: ['legacy-bios', 'uefi'],
  InstanceStorageSupported: true,
  EbsInfo: { NvmeSupport: 'required' },
})

test('tells what stands against a type', () => {
  const old = {
    EnaSupport: false,
    CurrentInstanceBootMode: 'legacy-bios' as const,
    HibernationOptions: { Configured: true },
  }
  expect(hintsFor(old, m5d, t2).against).toEqual(['typeHint.ena', 'typeHint.hibernation'])
  const wide = {
    EnaSupport: true,
    CurrentInstanceBootMode: 'uefi' as const,
    NetworkInterfaces: [{}, {}, {}],
  }
  expect(hintsFor(wide, t2, m5d).against).toEqual(['typeHint.interfaces', 'typeHint.boot'])
})

test('tells what will be otherwise, and nothing where nothing will', () => {
  expect(hintsFor({}, m5d, t2).changes).toEqual(['typeHint.nvme', 'typeHint.storeGained'])
  expect(hintsFor({}, t2, m5d).changes).toEqual(['typeHint.storeLost', 'typeHint.burstable'])
  expect(hintsFor({}, m5d, m5d)).toEqual({ against: [], changes: [] })
  expect(hintsFor({}, m5d, undefined)).toEqual({ against: [], changes: [] })
})
