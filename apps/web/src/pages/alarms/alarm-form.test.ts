import { describe, expect, it } from 'vitest'
import { emptyForm, faultsOf, formOf, toInput, type AlarmForm } from './alarm-form.ts'

const whole: AlarmForm = {
  ...emptyForm,
  name: 'busy',
  dimensions: { InstanceId: 'i-1' },
  threshold: '50',
  points: '2',
  periods: '3',
}

describe('the form of an alarm', () => {
  it('says what is missing', () => {
    expect(faultsOf(emptyForm)).toEqual(['name', 'metric', 'threshold'])
    expect(faultsOf(whole)).toEqual([])
    expect(faultsOf({ ...whole, points: '4' })).toEqual(['points'])
    expect(faultsOf({ ...whole, threshold: 'x' })).toEqual(['threshold'])
  })

  it('comes back from the alarm that it makes', () => {
    const { Statistic, ...input } = toInput(whole)
    expect(Statistic).toBe('Average')
    expect(formOf({ ...input, Statistic })).toEqual(whole)
    expect(formOf({ ...toInput({ ...whole, statistic: 'p90' }) }).statistic).toBe('p90')
  })
})
