import { expect, it } from 'vitest'
import { readSteps, textOfSteps, toPolicy } from './policy-form.ts'

it('reads steps line by line, and writes them back', () => {
  const steps = readSteps('0, 20, 1\n20, , +2\n')
  expect(steps).toEqual([
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 20, ScalingAdjustment: 2 },
  ])
  expect(textOfSteps({ StepAdjustments: steps })).toBe('0, 20, 1\n20, , 2')
  expect(readSteps('0, x, 1')).toBeUndefined()
  expect(readSteps('')).toBeUndefined()
})

it('sends of each kind of policy what belongs to it', () => {
  const values = {
    name: 'p',
    warmup: '60',
    adjustment: 'ChangeInCapacity',
    amount: '-1',
    cooldown: '30',
    metric: 'ASGAverageCPUUtilization',
    target: '50',
    steps: '0, , 1',
  }
  expect(toPolicy('g', { ...values, type: 'SimpleScaling' })).toEqual({
    AutoScalingGroupName: 'g',
    PolicyName: 'p',
    PolicyType: 'SimpleScaling',
    AdjustmentType: 'ChangeInCapacity',
    ScalingAdjustment: -1,
    Cooldown: 30,
  })
  expect(toPolicy('g', { ...values, type: 'TargetTrackingScaling' })).toMatchObject({
    EstimatedInstanceWarmup: 60,
    TargetTrackingConfiguration: { TargetValue: 50, DisableScaleIn: false },
  })
  expect(toPolicy('g', { ...values, type: 'StepScaling' }).StepAdjustments).toHaveLength(1)
})
