import { expect, it } from 'vitest'
import { isDeviceName, suggestDeviceName } from './device-names.ts'
import { findPreset, rulePresets } from './security-group-presets.ts'

it('names a rule by its preset', () => {
  expect(findPreset({ protocol: 'tcp', fromPort: 22, toPort: 22 }).id).toBe('ssh')
  expect(findPreset({ protocol: 'icmp', fromPort: -1, toPort: -1 }).id).toBe('all-icmp')
  expect(findPreset({ protocol: '-1' }).id).toBe('all-traffic')
  expect(findPreset({ protocol: 'tcp', fromPort: 8080, toPort: 8081 }).id).toBe('custom-tcp')
  expect(findPreset({ protocol: '47' }).id).toBe('custom-protocol')
  for (const preset of rulePresets) {
    if (!preset.custom) expect(findPreset(preset)).toBe(preset)
  }
})

it('knows device names and suggests the next free one', () => {
  expect(isDeviceName('/dev/sdf')).toBe(true)
  expect(isDeviceName('/dev/sda1')).toBe(true)
  expect(isDeviceName('sdf')).toBe(true)
  expect(isDeviceName('/dev/disk1')).toBe(false)
  expect(isDeviceName('xvdf', 'windows')).toBe(true)
  expect(suggestDeviceName(['/dev/xvda', '/dev/sdf', 'xvdg'])).toBe('/dev/sdh')
})
