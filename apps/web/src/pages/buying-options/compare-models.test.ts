import { expect, it } from 'vitest'
import { compareModels, groupRunning } from './compare-models.ts'

const running = (InstanceType: string, Name = 'running', Platform?: string) => ({
  InstanceType,
  State: { Name },
  Platform,
})

it('counts what runs, by type and platform', () => {
  expect(
    groupRunning([
      running('t3.micro'),
      running('m5.large'),
      running('t3.micro'),
      running('t3.micro', 'stopped'),
      { ...running('m5.large'), Placement: { Tenancy: 'host' } },
      running('t3.micro', 'running', 'windows'),
    ]),
  ).toEqual([
    { type: 'm5.large', platform: 'linux', count: 1 },
    { type: 't3.micro', platform: 'linux', count: 2 },
    { type: 't3.micro', platform: 'windows', count: 1 },
  ])
})

it('adds up each model, and says nothing of one whose price is not known', () => {
  const rates = { onDemand: 0.1, spot: 0.03, reserved1: 0.06, reserved3: 0.04, plan1: 0.07 }
  const compared = compareModels(
    [
      { type: 'm5.large', platform: 'linux', count: 2 },
      { type: 't3.micro', platform: 'linux', count: 1 },
    ],
    (model) => ({ ...rates, plan3: undefined })[model],
  )
  const of = (model: string) => compared.find((each) => each.model === model)
  expect(of('onDemand')?.usdPerHour).toBeCloseTo(0.3)
  expect(of('spot')?.share).toBeCloseTo(0.3)
  expect(of('reserved1')?.usdPerHour).toBeCloseTo(0.18)
  expect(of('plan3')).toMatchObject({ usdPerHour: undefined, share: undefined })
})

it('where nothing runs there is nothing to save', () => {
  expect(compareModels([], () => 1)[0]).toMatchObject({ usdPerHour: 0, share: undefined })
})
